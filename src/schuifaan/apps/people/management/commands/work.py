"""`schuifaan work`: what outlives a page. Letters, calendars of others, newsletters, the nightly clean-up."""

import logging
import os
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from schuifaan.apps.people import jobs

EVERYTHING = "*"
# Between two looks whether anything has to be done, and whether anything comes back.
TASKS_SECONDS, JOBS_SECONDS = 1.0, 20.0


class Command(BaseCommand):
    help = "Do the work that outlives a page, until stopped. Keep one running beside the server; two may as well."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do what is due now and stop, for a server with only cron."
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="Stop when the process that started it has stopped."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        # It says every second that it begins and ends; what it did is said by the tasks themselves.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        stop = Event()
        if not options["once"]:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
        worker, looked, parent = _worker(), None, os.getppid()
        while not stop.is_set() and not (options["with_parent"] and os.getppid() != parent):
            worker.run()
            now = timezone.now()
            if looked is None or (now - looked).total_seconds() >= JOBS_SECONDS:
                looked = now
                for name in jobs.run_due(now=now, clock=timezone.now, stopped=stop.is_set):
                    self.stdout.write(name)
                # A job may have left tasks behind.
                worker.run()
            close_old_connections()
            if options["once"]:
                return
            stop.wait(TASKS_SECONDS)


def _worker() -> Worker:
    """Empties the queue and returns; the pause and the signals are ours."""
    return Worker(
        queue_names=[EVERYTHING],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
