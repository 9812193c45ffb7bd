"""A diary kept in Excel: the first sheet of a workbook in which something stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, sheet_of

ZIPPED: Final = b"PK\x03\x04"
# Of all that is in the file, unpacked: a diary of thousands of rows takes a tenth of it.
_MOST_UNPACKED: Final = 24 * 1024 * 1024
_MOST_FILES: Final = 500
# Rows that are looked at; empty ones are left out later.
_MOST_LOOKED_AT: Final = MOST_ROWS * 2


def read_workbook(content: bytes) -> Sheet:
    """Raises FileRefused, in words, for what is no workbook or unpacks to far more than it seems."""
    return sheet_of(workbook_lines(content))


def workbook_lines(content: bytes) -> list[tuple[int, Sequence[str]]]:
    """The rows of the first sheet in which something stands, with their numbers. Raises FileRefused as above."""
    _refuse_odd(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                cut = sheet.iter_rows(max_row=_MOST_LOOKED_AT, max_col=MOST_COLUMNS + 1, values_only=True)
                lines = list(_lines(cut))
                if lines:
                    return lines
        finally:
            book.close()
    except FileRefused:
        raise
    except Exception as error:
        # Whatever the package stumbles over: the file is not what its name says.
        raise _no_workbook() from error
    raise FileRefused(_("Dit bestand is leeg."))


def _refuse_odd(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _no_workbook() from error
    if not any(one.filename == "xl/workbook.xml" for one in parts) or len(parts) > _MOST_FILES:
        raise _no_workbook()
    # More than this is not read either: what a part says of itself is as far as it is unpacked.
    if sum(one.file_size for one in parts) > _MOST_UNPACKED:
        raise FileRefused(
            _("Dit rekenblad is uitgepakt te groot. Bewaar alleen het blad met de reserveringen, als CSV.")
        )


def _lines(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(rows, start=1):
        cells = [_text(value) for value in row]
        if any(cells):
            yield number, cells


def _text(value: object) -> str:
    """As people would write it; dates so that none can be mistaken for another."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | time):
        return f"{value:%Y-%m-%d}" if isinstance(value, date) else f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _no_workbook() -> FileRefused:
    return FileRefused(_("Dit is geen rekenblad dat we kunnen lezen. Bewaar het als .xlsx of als CSV."))
