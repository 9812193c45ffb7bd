"""Tables for in Excel: a frozen head, fitting columns, and text that stays text."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from schuifaan.ui.paper.signs import readable

# What a cell holds; of a longer text the rest goes on in the next row.
MOST_IN_CELL = 32_000
MOST_OF_A_NAME = 31
NARROWEST, WIDEST = 12, 60
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
# A sheet would read these as the beginning of a formula.
_FORMULA = ("=", "+", "-", "@")

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def as_xlsx(sheets: Iterable[Sheet], *, title: str, author: str, at: datetime) -> bytes:
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    about = book.properties
    about.title, about.creator = readable(title), readable(author)
    about.created = about.modified = at.replace(tzinfo=None)
    taken: set[str] = set()
    for sheet in sheets:
        _fill(book.create_sheet(_name(sheet.name, taken)), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name(name: str, taken: set[str]) -> str:
    """A name Excel takes: short, without its own signs, used once."""
    base = _NOT_IN_A_NAME.sub(" ", readable(name)).strip()[:MOST_OF_A_NAME] or "-"
    shown, number = base, 2
    while shown.casefold() in taken:
        shown = f"{base[: MOST_OF_A_NAME - len(str(number)) - 1]} {number}"
        number += 1
    taken.add(shown.casefold())
    return shown


def _fill(page: Worksheet, sheet: Sheet) -> None:
    _write(page, 1, sheet.head)
    for cell in page[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="8C3019")
    page.freeze_panes = "A2"
    number = 1
    for row in sheet.rows:
        for piece in _pieces(row):
            number += 1
            _write(page, number, piece)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{number}"
    for column, head in enumerate(sheet.head):
        longest = max((len(str(row[column] or "")) for row in (sheet.head, *sheet.rows)), default=len(head))
        page.column_dimensions[get_column_letter(column + 1)].width = min(max(longest + 2, NARROWEST), WIDEST)


def _pieces(row: tuple[Value, ...]) -> Iterable[tuple[Value, ...]]:
    """The row, and further rows for as long as a text does not fit in its cell."""
    most = max((len(value) for value in row if isinstance(value, str)), default=0)
    yield tuple(value[:MOST_IN_CELL] if isinstance(value, str) else value for value in row)
    for start in range(MOST_IN_CELL, most, MOST_IN_CELL):
        yield tuple(value[start : start + MOST_IN_CELL] if isinstance(value, str) else None for value in row)


def _write(page: Worksheet, number: int, row: tuple[Value, ...]) -> None:
    for column, value in enumerate(row, 1):
        cell = page.cell(number, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, str):
            cell.value = readable(value)
            # Whatever it begins with, it is text.
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(_FORMULA)
        else:
            cell.value = value
