"""`schuifaan remind`: asks managers whether their page is still true, and lets types begin whose day has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schuifaan.apps.places.actions.reminders import remind_managers
from schuifaan.apps.places.actions.types import begin_types


class Command(BaseCommand):
    help = "Run daily: mails at most once a month per place, and lets a new place type begin on its day."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        now = timezone.now()
        begun = begin_types(now=now)
        reminded = remind_managers(now=now)
        self.stdout.write(
            f"{reminded.places} plekken herinnerd met {reminded.letters} berichten; {begun} soorten begonnen."
        )
        if reminded.failed:
            raise CommandError(f"{reminded.failed} berichten konden niet weg; de volgende keer opnieuw.")
