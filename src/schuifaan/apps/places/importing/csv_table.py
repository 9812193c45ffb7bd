"""Comma, semicolon or tab: a CSV file as a table."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.decoding import is_unreadable
from schuifaan.apps.places.importing.table import ROWS_AT_MOST, FileRefused, SourceRow, Table

DELIMITERS = ",;\t|"
_SEPARATOR_HINT = "sep="


def read_csv(text: str, encoding: str) -> Table:
    # One cell may be as long as the file: the check on cells names its row, csv would only give up.
    csv.field_size_limit(max(len(text) + 1, 131_072))
    first_row = 1
    delimiter = ""
    if text.lower().startswith(_SEPARATOR_HINT):
        # Excel's own first line that names the delimiter.
        hint, _newline, text = text.partition("\n")
        delimiter, first_row = hint.strip()[len(_SEPARATOR_HINT) :][:1], 2
    delimiter = delimiter or _delimiter_of(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = _columns(next(lines, []))
        rows = tuple(
            _row(number, columns, cells)
            for number, cells in enumerate(lines, start=first_row + 1)
            if any(cell.strip() for cell in cells)
        )
    except csv.Error as error:
        raise FileRefused(_("Dit is geen CSV die we kunnen lezen: %(error)s.") % {"error": error}) from error
    if not rows:
        raise FileRefused(_("Er staan geen rijen in dit bestand, alleen kolomnamen."))
    if len(rows) > ROWS_AT_MOST:
        raise FileRefused(
            _("Dit bestand heeft meer dan %(rows)s rijen. Deel het op.") % {"rows": ROWS_AT_MOST}
        )
    return Table(columns, rows, "csv", encoding=encoding, delimiter=delimiter)


def _delimiter_of(text: str) -> str:
    """The delimiter that gives the first lines the most columns, all equally many if possible."""
    sample = text[:20_000].splitlines(keepends=True)[:20]

    def columns_with(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        return widths[0] if widths else 0, sum(width == widths[0] for width in widths)

    return max(DELIMITERS, key=columns_with)


def _columns(cells: list[str]) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not any(names):
        raise FileRefused(_("De eerste rij moet de namen van de kolommen bevatten."))
    if is_unreadable("".join(names)):
        raise FileRefused(_("We kunnen de namen van de kolommen niet lezen. Bewaar het bestand als UTF-8."))
    twice = [name for name, times in Counter(names).items() if times > 1 and name]
    if twice:
        raise FileRefused(_("Deze kolom staat er twee keer in: %(columns)s.") % {"columns": ", ".join(twice)})
    return tuple(names)


def _row(number: int, columns: tuple[str, ...], cells: list[str]) -> SourceRow:
    surplus = tuple(cell for cell in cells[len(columns) :] if cell.strip())
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    return SourceRow(number, named, surplus)
