"""A first guess at which column of a file is what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from schuifaan.apps.rooms.importing.cells import hour_of, hours_of, moment_of
from schuifaan.apps.rooms.importing.columns import SEVERAL, Columns, named
from schuifaan.apps.rooms.importing.sheet import Sheet

# How many cells are looked at, and which share of them must agree.
_LOOKED_AT, _MOST = 50, 0.8


def guess(sheet: Sheet) -> dict[int, str]:
    """By their names; and what is still missing of when it is, by what stands in them."""
    found: dict[int, str] = {}
    for column, name in enumerate(sheet.names):
        key = named(name)
        if key and (key in SEVERAL or key not in found.values()):
            found[column] = key
    for key, fits in _BY_CELLS:
        if key in found.values() or (key in {"from", "till"} and "hours" in found.values()):
            continue
        if key == "day" and any(_all(sheet, column, _is_moment) for column in _of(found, "from", "hours")):
            continue
        fitting = (
            column for column in range(len(sheet.names)) if column not in found and _all(sheet, column, fits)
        )
        column_found = next(fitting, None)
        if column_found is not None:
            found[column_found] = key
    return found


def _of(found: Columns, *keys: str) -> list[int]:
    return [column for column, key in found.items() if key in keys]


def _all(sheet: Sheet, column: int, fits: Callable[[str], bool]) -> bool:
    cells = [cell for cell in list(sheet.cells(column))[:_LOOKED_AT] if cell.strip()]
    return bool(cells) and sum(fits(cell) for cell in cells) >= _MOST * len(cells)


def _is_moment(cell: str) -> bool:
    return moment_of(cell)[0] is not None


def _is_hour(cell: str) -> bool:
    return hour_of(cell) is not None and not cell.strip().isdigit()


def _is_span(cell: str) -> bool:
    first, second = hours_of(cell)
    return hour_of(first) is not None and hour_of(second) is not None


_BY_CELLS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("day", _is_moment),
    ("hours", _is_span),
    ("from", _is_hour),
    ("till", lambda cell: _is_hour(cell) or bool(_is_moment(cell) and moment_of(cell)[1])),
    ("email", lambda cell: re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cell.strip()) is not None),
)
