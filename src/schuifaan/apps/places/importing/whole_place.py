"""Everything of one place as a file that can leave the building and come back in: JSON, or CSV."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.formula import guard, unguard

FORMAT: Final = "schuif-aan/place"
VERSION: Final = 1
CSV_HEADER: Final = ("part", "number", "field", "value")
# What is JSON in the database is JSON in its cell, so that "12" and 12 stay apart.
_JSON_KEYS: Final = {"value", "what", "per", "reason", "text", "role_text", "languages", "focus"}
_CSV_START = ",".join(CSV_HEADER).encode()

# One part of the export: its name → its rows, each field → value.
Parts = Mapping[str, Sequence[Mapping[str, Any]]]


class NotAnExport(Exception):  # noqa: N818 - it says what went wrong
    """The file is not the full export of a place."""


def is_place_export(content: bytes) -> bool:
    start = content[:500].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(_CSV_START) or (start.startswith(b"{") and FORMAT.encode() in start)


def to_json(parts: Parts, *, exported_at: str) -> str:
    whole = {"format": FORMAT, "version": VERSION, "exportedAt": exported_at, "parts": parts}
    return json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def to_csv(parts: Parts) -> Iterator[list[str]]:
    """One line per field; texts per language and lists are JSON in their cell."""
    yield list(CSV_HEADER)
    yield ["format", "1", FORMAT, str(VERSION)]
    for part, rows in parts.items():
        for number, row in enumerate(rows, start=1):
            for key, value in row.items():
                if value is not None:
                    yield [part, str(number), key, guard(_as_cell(key, value))]


def read_parts(content: bytes) -> Parts:
    """The parts of an export in either form; raises NotAnExport."""
    try:
        text = content.decode("utf-8-sig")
        if text.lstrip().startswith("{"):
            return _from_json(text)
        return _from_csv(text)
    except (UnicodeDecodeError, ValueError, csv.Error, RecursionError) as error:
        raise NotAnExport(_("Dit bestand is geen volledige uitvoer van een plek.")) from error


def _from_json(text: str) -> Parts:
    whole = json.loads(text)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise NotAnExport(_("Dit bestand is geen volledige uitvoer van een plek."))
    if whole.get("version") != VERSION:
        raise NotAnExport(
            _("Deze uitvoer komt uit een andere versie. We lezen versie %(version)s.") % {"version": VERSION}
        )
    parts = whole.get("parts")
    if not isinstance(parts, dict) or not all(
        isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in parts.values()
    ):
        raise NotAnExport(_("In deze uitvoer ontbreken de onderdelen van de plek."))
    return parts


def _from_csv(text: str) -> Parts:
    csv.field_size_limit(max(len(text) + 1, 131_072))
    lines = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(lines, [])) != CSV_HEADER:
        raise NotAnExport(_("Dit bestand is geen volledige uitvoer van een plek."))
    rows: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for part, number, key, value in lines:
        if part != "format":
            cell = unguard(value)
            rows[part][int(number)][key] = json.loads(cell) if key in _JSON_KEYS else cell
    return {part: [numbered[number] for number in sorted(numbered)] for part, numbered in rows.items()}


def _as_cell(key: str, value: Any) -> str:
    if key in _JSON_KEYS:
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
