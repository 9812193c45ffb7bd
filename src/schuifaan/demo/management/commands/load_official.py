"""Replace schematic outlines and figures of the loaded municipalities by official files from a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from schuifaan.apps.geography.actions import load_official_folder
from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.actions.directory import raise_version


class Command(BaseCommand):
    help = "Take official outlines and figures from a folder, for every municipality that is loaded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder")
        for municipality in Municipality.objects.all():
            report = load_official_folder(
                folder=folder, municipality_code=municipality.code, now=timezone.now()
            )
            areas, figures = report.areas, report.figures
            self.stdout.write(
                f"{municipality.name}: areas {areas.new} new, {areas.changed} changed, {areas.same} the same; "
                f"figures {figures.new} new, {figures.changed} changed, {figures.same} the same"
            )
        raise_version()
