"""`schuifaan fetch-calendars`: fetch the calendars of elsewhere whose hour has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from schuifaan.apps.agenda.actions.calendars import fetch_due


class Command(BaseCommand):
    help = "Fetch the calendars that places keep elsewhere. `schuifaan work` does this every few minutes by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        done = fetch_due(now=timezone.now())
        self.stdout.write(
            f"Calendars fetched: {done.fetched}; not working: {done.broken}; letters: {done.letters}"
        )
