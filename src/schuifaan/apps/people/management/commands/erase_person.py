"""`schuifaan erase-person EMAIL`: forget one person, with or without an account."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from schuifaan.apps.people import signals
from schuifaan.apps.people.actions.privacy import erase_person
from schuifaan.apps.people.models import User
from schuifaan.apps.people.queries import person_by_email


class Command(BaseCommand):
    help = "Erase everything about the person with this address. Cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="Do not ask for the address once more.")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        person = person_by_email(options["email"])
        if not options["yes"] and input("Type the address again to erase: ").strip().lower() != person.email:
            raise CommandError("That is another address; nothing was erased.")
        now = timezone.now()
        with transaction.atomic():
            if person.user is not None:
                signals.account_will_be_erased.send(sender=User, user=person.user, now=now)
            touched = erase_person(person=person, now=now)
        for model, number in sorted(touched.items()):
            self.stdout.write(f"{model}: {number}")
        if not touched:
            self.stdout.write("Nothing was known about this person.")
