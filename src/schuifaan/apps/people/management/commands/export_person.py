"""`schuifaan export-person EMAIL`: everything about one person, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from schuifaan.apps.people.queries import everything_about, person_by_email


class Command(BaseCommand):
    help = "Write everything known about the person with this address as JSON to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        person = person_by_email(options["email"])
        about = {"email": person.email, "about_you": everything_about(person)}
        self.stdout.write(json.dumps(about, ensure_ascii=False, indent=2))
