"""`schuifaan`: the one command-line face, a thin layer over Django's management commands.

`schuifaan import places list.csv` runs the command `import_places`; dashes and underscores are one.
"""

import os
import sys

from django.core.management import execute_from_command_line

# Words that take the next word along to make one command.
PREFIXES = {"import", "export"}


def command_line(arguments: list[str]) -> list[str]:
    if not arguments:
        return ["help"]
    first, *rest = arguments
    if first in PREFIXES and rest and not rest[0].startswith("-"):
        first, rest = f"{first}_{rest[0]}", rest[1:]
    return [first.replace("-", "_") if not first.startswith("-") else first, *rest]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schuifaan.project.settings")
    execute_from_command_line(["schuifaan", *command_line(sys.argv[1:])])
