"""`schuifaan retain`: the nightly clean-up of what has been kept long enough."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.utils import timezone

from schuifaan.apps.people.actions.privacy import retain

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = (
        "Delete what has been kept as long as was promised. Run it every night. Tells numbers, never names."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="As if it were this day (2028-01-02).")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        today = options["on"] or timezone.localdate()
        touched = retain(today=today)
        log.info("retained", on=today.isoformat(), rows=touched)
        for model, number in sorted(touched.items()):
            self.stdout.write(f"{model}: {number}")
        if not touched:
            self.stdout.write("Nothing was past its time.")
