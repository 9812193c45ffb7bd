"""The use of rooms as rows of a page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from schuifaan.apps.rooms.enums import DayPartKind
from schuifaan.apps.rooms.queries.usage import RoomUse, Usage, party_label, use_label
from schuifaan.core.letting.occupancy import Cell

# How dark a cell is: from more than nothing in four steps of a quarter.
_STEPS = 4


@dataclass(frozen=True, slots=True)
class ShownCell:
    """“9 van 12”, or a dash where there was nothing; `shade` 0 to 4 only repeats what the words say."""

    cell: Cell
    shade: int

    @property
    def words(self) -> str:
        if not self.cell.there:
            return "–"
        return _("%(used)s van %(there)s") % {"used": self.cell.used, "there": self.cell.there}


@dataclass(frozen=True, slots=True)
class ShownRoom:
    key: int
    name: str
    total: Cell
    parts: tuple[str, ...]
    # One row per weekday, one cell per part of the day: three columns fit a phone.
    rows: tuple[tuple[str, tuple[ShownCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownUsage:
    rooms: tuple[ShownRoom, ...]
    uses: tuple[tuple[str, Decimal], ...]
    # Kind of party, hours, and what they paid for those.
    parties: tuple[tuple[str, Decimal, int], ...]


def shown(usage: Usage) -> ShownUsage:
    income = dict(usage.income_by_party)
    return ShownUsage(
        tuple(_room(one) for one in usage.rooms),
        tuple((use_label(key), _whole(hours)) for key, hours in usage.hours_by_use),
        tuple((party_label(key), _whole(hours), income.get(key, 0)) for key, hours in usage.hours_by_party),
    )


def _room(one: RoomUse) -> ShownRoom:
    names = tuple(dict.fromkeys(name for _day, name in one.cells))
    rows = tuple(
        (str(WEEKDAYS[day - 1]), tuple(_cell(one.cells.get((day, name), Cell())) for name in names))
        for day in range(1, 8)
    )
    return ShownRoom(
        one.room.pk, one.room.name, one.total, tuple(str(DayPartKind(name).label) for name in names), rows
    )


def _cell(cell: Cell) -> ShownCell:
    if not cell.used:
        return ShownCell(cell, 0)
    return ShownCell(cell, min(_STEPS, -(-cell.used * _STEPS // cell.there)))


def _whole(hours: Decimal) -> Decimal:
    return hours.quantize(Decimal(1), ROUND_HALF_UP)
