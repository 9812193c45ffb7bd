"""`schuifaan remind`: asks managers whether their page is still true, lets types begin, and lets other apps remind."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schuifaan.apps.people.signals import reminders_go_out
from schuifaan.apps.places.actions.reminders import remind_managers
from schuifaan.apps.places.actions.types import begin_types


class Command(BaseCommand):
    help = "Run daily: mails at most once a month per place and dossier, and lets a new place type begin on its day."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        now = timezone.now()
        begun = begin_types(now=now)
        reminded = remind_managers(now=now)
        self.stdout.write(
            f"{reminded.places} plekken herinnerd met {reminded.letters} berichten; {begun} soorten begonnen."
        )
        # Each answer is a pair; what a receiver returns has no type.
        others: list[Any] = [answer for _receiver, answer in reminders_go_out.send(sender=Command, now=now)]
        self.stdout.write(f"{sum(letters for letters, _failed in others)} berichten over dossiers.")
        failed = reminded.failed + sum(failed for _letters, failed in others)
        if failed:
            raise CommandError(f"{failed} berichten konden niet weg; de volgende keer opnieuw.")
