"""What every kind of list becomes first: named columns, numbered rows, and reasons for what cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROWS_AT_MOST = 50_000
CELL_AT_MOST = 10_000


class FileRefused(Exception):  # noqa: N818 - it says what went wrong
    """The file cannot be read at all; the message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one row cannot be taken over. `row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    number: int
    cells: Mapping[str, str]
    # Cells beyond the last column of the header.
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`kind` is csv, geojson or osm; `encoding` and `delimiter` are what was recognised."""

    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    kind: str
    encoding: str = "utf-8"
    delimiter: str = ""
    refusals: tuple[Refusal, ...] = field(default=())
