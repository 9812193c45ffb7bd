"""What can be wrong with a file: one row, or all of it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

Row = TypeVar("Row")


@dataclass(frozen=True)
class RowProblem:
    """`row` as a person counts: the header of a table is row 1, the first feature of a map is row 1."""

    row: int
    column: str
    reason: str
    file: str = ""

    def __str__(self) -> str:
        where = [self.file, _("rij %s") % self.row if self.row else "", self.column]
        said = ", ".join(part for part in where if part)
        return f"{said}: {self.reason}" if said else self.reason


@dataclass(frozen=True)
class Reading(Generic[Row]):
    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...] = ()


class FileUnreadable(Exception):  # noqa: N818 - the house names exceptions after what went wrong
    """The file as a whole cannot be used; the message says why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def as_problem(self, file: str = "") -> RowProblem:
        return RowProblem(0, "", self.reason, file)
