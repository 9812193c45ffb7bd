"""`schuifaan agenda_nightly`: write out the days that have come within two years."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schuifaan.apps.agenda.actions.deriving import extend_horizon


class Command(BaseCommand):
    help = "Write series out up to two years ahead. `schuifaan work` does this every night by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        self.stdout.write(f"Series written out further: {extend_horizon(now=timezone.now())}")
