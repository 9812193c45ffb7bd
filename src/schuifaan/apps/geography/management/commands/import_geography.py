"""Read official outlines (GeoJSON) into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.geography.actions import ImportRefused, import_area_files
from schuifaan.apps.geography.actions.areas import OUTLINE_SOURCE
from schuifaan.apps.geography.management.spoken import spoken_refusal


class Command(BaseCommand):
    help = "Read official outlines of municipalities, districts and neighbourhoods (GeoJSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--names", nargs="+", type=Path, default=[], metavar="FILE", help="Names by code")
        parser.add_argument("--source", default=OUTLINE_SOURCE, help="Key of the source of the outlines")
        parser.add_argument("--year", type=int, help="Year of the division, where the file does not tell")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        try:
            report = import_area_files(
                paths=options["files"],
                names=options["names"],
                source=options["source"],
                year=options["year"],
                now=timezone.now(),
            )
        except ImportRefused as refusal:
            raise CommandError(spoken_refusal(refusal)) from refusal
        self.stdout.write(_("Gebieden: %s.") % report.areas)
        if report.changes_nothing:
            self.stdout.write(_("Alles was er al."))
