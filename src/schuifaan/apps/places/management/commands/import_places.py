"""`schuifaan import places list.csv --source gemeente-x`: take over a list of places, whole or not at all."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.actions.imports import ImportRefused, import_list
from schuifaan.apps.places.actions.place_exports import take_over_place_export
from schuifaan.apps.places.importing.columns import Doubles, ListReading
from schuifaan.apps.places.importing.reading import read_table
from schuifaan.apps.places.importing.report import ImportReport
from schuifaan.apps.places.importing.table import FileRefused, Refusal
from schuifaan.apps.places.importing.whole_place import NotAnExport, is_place_export
from schuifaan.apps.places.queries.imports import reading_for, reading_named


class Command(BaseCommand):
    help = "Import places from CSV, GeoJSON or OpenStreetMap; or one place from its own full export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--source", default="", help="the list this is, so that it updates its own places"
        )
        parser.add_argument("--organisation", default="", help="slug of the organisation whose list this is")
        parser.add_argument(
            "--mapping", default="", help="read the columns as the list of this name was read"
        )
        parser.add_argument("--name-fallback", action="store_true", help="without a name, use the address")
        parser.add_argument("--doubles", choices=[str(choice) for choice in Doubles], default=None)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}") from error
        try:
            if is_place_export(content):
                self._take_over_place(content)
            else:
                self._import_list(path, content, options)
        except (FileRefused, NotAnExport) as error:
            raise CommandError(str(error)) from error

    def _take_over_place(self, content: bytes) -> None:
        place = take_over_place_export(content=content, by=None, now=timezone.now())
        self.stdout.write(f"Taken over: {place.name} (/plek/{place.slug}/), as a draft.")

    def _import_list(self, path: Path, content: bytes, options: dict[str, Any]) -> None:
        organisation = self._organisation(options["organisation"])
        try:
            report = import_list(
                content=content,
                filename=path.name,
                source=options["source"] or path.stem,
                reading=self._reading(content, organisation, options),
                by=None,
                now=timezone.now(),
                organisation=organisation,
                dry_run=options["dry_run"],
            )
        except ImportRefused as refusal:
            self._tell_refusals(refusal.refused)
            raise CommandError(
                f"Refused whole: {len(refusal.refused)} reasons, nothing was written."
            ) from refusal
        self._tell(report)

    def _organisation(self, slug: str) -> Organisation | None:
        if not slug:
            return None
        organisation = Organisation.objects.filter(slug=slug).first()
        if organisation is None:
            raise CommandError(f"No organisation has the slug {slug}.")
        return organisation

    def _reading(
        self, content: bytes, organisation: Organisation | None, options: dict[str, Any]
    ) -> ListReading:
        if options["mapping"]:
            reading = reading_named(options["mapping"])
            if reading is None:
                raise CommandError(f"No list was read under the name {options['mapping']} before.")
        else:
            table = read_table(content, at_most=settings.UPLOAD_MAX_BYTES)
            reading = reading_for(table.columns, organisation)
        if options["name_fallback"]:
            reading = replace(reading, name_fallback=True)
        if options["doubles"]:
            reading = replace(reading, doubles=Doubles(options["doubles"]))
        return reading

    def _tell(self, report: ImportReport) -> None:
        self._tell_refusals(report.refused)
        self.stdout.write(
            f"New {len(report.new)}, changed {len(report.changed)}, same {report.same}, "
            f"kept by the place {len(report.kept)}, doubles left out {len(report.skipped)}, "
            f"refused {len(report.refused)}."
        )

    def _tell_refusals(self, refused: list[Refusal]) -> None:
        for refusal in refused:
            where = f"row {refusal.row}" + (f", {refusal.column}" if refusal.column else "")
            self.stderr.write(f"{where}: {refusal.reason}")
