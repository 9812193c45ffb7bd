"""The handbook's files: checked, counted, and with a schema for editors."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schuifaan.apps.dossiers.queries.handbook import KNOWLEDGE_DIRECTORY
from schuifaan.core.method.finance.rule_checks import misfits
from schuifaan.core.method.knowledge import Knowledge, load
from schuifaan.core.method.knowledge.coverage import counts, headings
from schuifaan.core.method.knowledge.file_schema import schema_of_a_file
from schuifaan.core.method.knowledge.loading import check

SCHEMA_FILE = KNOWLEDGE_DIRECTORY / "schema.json"


class Command(BaseCommand):
    help = "Checks and counts the knowledge of the handbook."
    # It reads files only; a database or a setting that is not in order is no reason to keep silent.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="word", required=True)
        checking = words.add_parser("check", help="says what is wrong, with file and line")
        checking.add_argument("files", nargs="*", type=Path, help="instead of all files of the handbook")
        covering = words.add_parser("coverage", help="counts per kind, and which items come from where")
        covering.add_argument(
            "--markdown", action="store_true", help="as docs/reference/handbook-coverage.md"
        )
        schema = words.add_parser("schema", help="JSON Schema of a file, for editors")
        schema.add_argument("--write", action="store_true", help=f"into {SCHEMA_FILE.name} beside the files")

    def handle(self, *, word: str, **options: Any) -> None:
        if word == "check":
            self._check(options["files"])
        elif word == "coverage":
            knowledge = load(KNOWLEDGE_DIRECTORY)
            self.stdout.write(coverage_page(knowledge) if options["markdown"] else coverage_lines(knowledge))
        elif options["write"]:
            SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
            self.stdout.write(f"Wrote {SCHEMA_FILE.name}.")
        else:
            self.stdout.write(schema_text(), ending="")

    def _check(self, files: list[Path]) -> None:
        """Files named on their own are read in the place of the handbook's file of that name."""
        texts = {path.name: path.read_bytes() for path in sorted(KNOWLEDGE_DIRECTORY.glob("*.yaml"))}
        for path in files:
            try:
                texts[path.name] = path.read_bytes()
            except OSError as unreadable:
                raise CommandError(f"{path}: {unreadable.strerror}") from None
        problems = check(texts, also=misfits)
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problems.")
        self.stdout.write(f"{len(texts)} files, nothing wrong.")


def schema_text() -> str:
    return json.dumps(schema_of_a_file(), indent=1, ensure_ascii=False) + "\n"


def coverage_lines(knowledge: Knowledge) -> str:
    counted = "\n".join(f"{kind:32} {number:5}" for kind, number in counts(knowledge).items() if number)
    places = "\n".join(
        f"{document or 'web'} | {place}: {', '.join(ids)}"
        for (document, place), ids in headings(knowledge).items()
    )
    return f"{counted}\n\n{places}"


def coverage_page(knowledge: Knowledge) -> str:
    """The page of the documentation; `docs/reference/handbook-coverage.md` is made by this."""
    titles = {document.id: f"{document.title} ({document.publisher})" for document in knowledge.documents}
    lines = [
        "# What of the sources stands in the handbook",
        "",
        "Made by `schuifaan method coverage --markdown`; a test compares it with the files.",
        "",
        "| kind | items |",
        "|---|---|",
        *(f"| {kind} | {number} |" for kind, number in counts(knowledge).items() if number),
    ]
    document_before: str | None = None
    for (document, place), ids in headings(knowledge).items():
        if document != document_before:
            title = titles.get(document, "Addresses on the web")
            lines += ["", f"## {title}", "", "| heading | ids |", "|---|---|"]
            document_before = document
        lines.append(f"| {place.replace('|', '/')} | {' '.join(f'`{one}`' for one in ids)} |")
    return "\n".join(lines) + "\n"
