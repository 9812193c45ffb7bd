"""`schuifaan check-api`: fails when the open API breaks a rule that Dutch public APIs are held to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schuifaan.apps.api.definition import document
from schuifaan.apps.api.design_rules import broken


class Command(BaseCommand):
    help = "Hold the document of the open API against the NL API Design Rules."

    def handle(self, *args: Any, **options: Any) -> None:
        del args, options
        found = broken(document())
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("The open API keeps the NL API Design Rules.")
