"""Fail when a text of the interface has no English, or the English of a text that is gone remains."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


def catalogue(po: Path) -> Catalog:
    with po.open("rb") as source:
        return read_po(source, locale="en")


def texts_in(folder: Path) -> Catalog | None:
    """What makemessages finds in a copy of `folder`, so that the real catalogues stay as they are."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.mo", "*.po", "__pycache__"))
        (copy / "locale").mkdir(exist_ok=True)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "django",
                "makemessages",
                "-l",
                "en",
                "--no-location",
                "--no-wrap",
                "-v",
                "0",
            ],
            cwd=copy,
            check=True,
            env={"PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "ignore"},
        )
        po = copy / "locale/en/LC_MESSAGES/django.po"
        return catalogue(po) if po.exists() else None


def problems_in(folder: Path) -> list[str]:
    found = texts_in(folder)
    if found is None:
        return []
    po = folder / "locale/en/LC_MESSAGES/django.po"
    if not po.exists():
        return [f"{folder.name}: has texts but no English at all"]
    english = catalogue(po)
    problems = []
    for message in found:
        if not message.id:
            continue
        known = english.get(message.id, message.context)
        if (
            known is None
            or not known.string
            or not all([known.string] if isinstance(known.string, str) else known.string)
        ):
            problems.append(f"{folder.name}: no English for {message.id!r}")
        elif known.fuzzy:
            problems.append(f"{folder.name}: English not certain for {message.id!r}")
    wanted = {(message.id if isinstance(message.id, str) else tuple(message.id)) for message in found}
    problems += [
        f"{folder.name}: English left over for {message.id!r}"
        for message in english
        if message.id and (message.id if isinstance(message.id, str) else tuple(message.id)) not in wanted
    ]
    return problems


class Command(BaseCommand):
    help = "Check that every text has its English."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        package = Path(settings.PACKAGE_DIR)
        folders = [
            *sorted(path for path in (package / "apps").iterdir() if path.is_dir()),
            package / "ui",
            package / "demo",
        ]
        problems = [
            problem
            for folder in folders
            for problem in problems_in(folder)
            if not re.match(r"^_", folder.name)
        ]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write("Every text has its English.")
