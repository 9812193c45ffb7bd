"""Read published figures of areas (CSV) into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.geography.actions import ImportRefused, import_statistics_files
from schuifaan.apps.geography.management.spoken import spoken_refusal


class Command(BaseCommand):
    help = "Read published figures: StatLine exports, key figures and the health monitor (CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, help="Year of the figures, where the file does not tell")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        try:
            report = import_statistics_files(paths=options["files"], year=options["year"], now=timezone.now())
        except ImportRefused as refusal:
            raise CommandError(spoken_refusal(refusal)) from refusal
        self.stdout.write(_("Cijfers: %s.") % report.figures)
        self.stdout.write(_("Postcodes: %s.") % report.postcodes)
        if report.changes_nothing:
            self.stdout.write(_("Alles was er al."))
