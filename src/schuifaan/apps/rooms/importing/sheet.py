"""A file of rows and columns as it is, before anybody says what is what."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.decoding import decode
from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.cells import moment_of
from schuifaan.apps.rooms.importing.columns import named

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 40
LONGEST_CELL: Final = 2_000
# How far down the names of the columns may stand: below a title, a logo, an empty row.
_NAMES_WITHIN: Final = 10
_LOOKED_AT: Final = 200
_DELIMITERS: Final = ";,\t|"
_SEPARATOR_HINT: Final = "sep="

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`names` are "" where the file has none. Each row has its number in the file, and a cell for each name."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def has_names(self) -> bool:
        return any(self.names)

    def cells(self, column: int) -> Iterable[str]:
        return (row[column] for _number, row in self.rows)

    def examples(self, column: int, most: int = 3) -> list[str]:
        """The first values that differ."""
        found: dict[str, None] = {}
        for cell in self.cells(column):
            if cell.strip():
                found[" ".join(cell.split())[:60]] = None
            if len(found) == most:
                break
        return list(found)

    def as_json(self) -> dict[str, Any]:
        return {"names": list(self.names), "rows": [[number, list(cells)] for number, cells in self.rows]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Sheet:
        return cls(
            tuple(stored.get("names", ())),
            tuple((number, tuple(cells)) for number, cells in stored.get("rows", ())),
        )


def read_csv_sheet(content: bytes) -> Sheet:
    """Raises FileRefused, in words."""
    return sheet_of(csv_lines(content))


def csv_lines(content: bytes) -> list[tuple[int, Sequence[str]]]:
    """Every row with its number. Raises FileRefused, in words."""
    text, _encoding = decode(content)
    # One cell may be as long as the file.
    csv.field_size_limit(max(len(text) + 1, 131_072))
    first, delimiter = 1, ""
    if text.lower().startswith(_SEPARATOR_HINT):
        # Excel's own first line that names the delimiter.
        hint, _newline, text = text.partition("\n")
        delimiter, first = hint.strip()[len(_SEPARATOR_HINT) :][:1], 2
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter_of(text))
    try:
        return list(enumerate(lines, start=first))
    except csv.Error as error:
        raise FileRefused(_("Dit is geen CSV die we kunnen lezen: %(error)s.") % {"error": error}) from error


def sheet_of(lines: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """Without empty rows and columns. Raises FileRefused when there is no row, no day in it, or too much."""
    rows: list[tuple[int, list[str]]] = []
    for number, cells in lines:
        if any(cell.strip() for cell in cells):
            rows.append((number, [cell[:LONGEST_CELL] for cell in cells]))
        if len(rows) > MOST_ROWS + _NAMES_WITHIN:
            raise _too_many()
    if not rows:
        raise FileRefused(_("Dit bestand is leeg."))
    names, rows = _names_and_rows(rows)
    if not rows:
        raise FileRefused(_("Er staan geen rijen in dit bestand, alleen kolomnamen."))
    if len(rows) > MOST_ROWS:
        raise _too_many()
    width = max(len(names), *(len(cells) for _number, cells in rows))
    used = [
        column
        for column in range(width)
        if any(column < len(cells) and cells[column].strip() for _number, cells in rows)
    ]
    if len(used) > MOST_COLUMNS:
        raise FileRefused(
            _("Dit bestand heeft meer dan %(most)s kolommen. Haal weg wat we niet nodig hebben.")
            % {"most": MOST_COLUMNS}
        )
    kept = tuple((number, _only(cells, used)) for number, cells in rows)
    if not any(moment_of(cell)[0] for _number, cells in kept[:_LOOKED_AT] for cell in cells):
        raise FileRefused(
            _(
                "We vinden in dit bestand geen enkele dag. Schrijf een dag zo: 6-1-2027. En elke keer op een eigen rij."
            )
        )
    return Sheet(tuple(" ".join(name.split())[:80] for name in _only(names, used)), kept)


def _names_and_rows(rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names are the row that says most of what we know; else the first, unless that has a day in it."""
    first = rows[:_NAMES_WITHIN]
    known = [sum(named(cell) != "" for cell in cells) for _number, cells in first]
    best = known.index(max(known))
    if known[best] > 1:
        return rows[best][1], rows[best + 1 :]
    if any(moment_of(cell)[0] for cell in rows[0][1]):
        return [], rows
    return rows[0][1], rows[1:]


def _only(cells: Sequence[str], used: Sequence[int]) -> tuple[str, ...]:
    return tuple(cells[column] if column < len(cells) else "" for column in used)


def _too_many() -> FileRefused:
    most = f"{MOST_ROWS:,}".replace(",", ".")
    return FileRefused(
        _("Dit bestand heeft meer dan %(rows)s rijen. Deel het op, bijvoorbeeld per jaar.") % {"rows": most}
    )


def _delimiter_of(text: str) -> str:
    """What gives the most lines of one width, and the widest of those."""
    sample = text[:20_000].splitlines(keepends=True)[:30]

    def told(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        wide = [width for width in widths if width > 1]
        usual = max(wide, key=wide.count, default=1)
        return (wide.count(usual) * (usual - 1), usual)

    try:
        return max(_DELIMITERS, key=told)
    except csv.Error:
        return _DELIMITERS[0]
