"""Serve the product with Granian."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serve the product with Granian."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=2, help="Blocking threads per worker")

    def handle(self, *args: Any, **options: Any) -> None:
        # Replaces this process, so that signals reach the server itself.
        os.execv(  # noqa: S606 - our own arguments, no shell
            sys.executable,
            [
                sys.executable, "-m", "granian",
                "--interface", "wsgi",
                "--host", options["host"],
                "--port", str(options["port"]),
                "--workers", str(options["workers"]),
                "--blocking-threads", str(options["threads"]),
                "--no-access-log",
                "--log-level", "warning",
                # One worker that dies must not take the others with it.
                "--respawn-failed-workers", "--respawn-interval", "0.5",
                "schuifaan.project.servers:application",
            ],
        )  # fmt: skip
