"""How much of a room is used, in parts of the day. Never who or how many people were there.

Source: handbook of finance, use: occupancy is the booked day-parts of those there are (420 of 1,008 is 41.7 %).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from schuifaan.core.timeline.free_slots import HOUR, Span
from schuifaan.core.timeline.wallclock import from_wall

# A part of the day counts as used from an hour on: who sets out chairs the evening before does not use it.
AT_LEAST = HOUR
# Over fewer weeks a figure says more about chance than about the room.
LEAST_WEEKS = 4
# Used so often in half a year is used by habit: once a month.
OFTEN = 6
WEEK = timedelta(weeks=1)
YEAR_WEEKS, HALF_YEAR_WEEKS = 52, 26
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Cell:
    """Of the parts of the day there were, how many were used."""

    used: int = 0
    there: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.used + other.used, self.there + other.there)

    @property
    def percent(self) -> Decimal | None:
        """To a tenth; None where there was nothing to use."""
        return share(Decimal(self.used), Decimal(self.there))


# (1 for Monday, the name of the part)
Key = tuple[int, str]
Grid = Mapping[Key, Cell]


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, both included; `is_year` when they are twelve whole months."""

    first: date
    last: date
    is_year: bool = False

    @property
    def weeks(self) -> Decimal:
        return Decimal((self.last - self.first).days + 1) / 7


def grid(
    windows: Sequence[Span],
    held: Sequence[Span],
    *,
    first: date,
    last: date,
    parts: Iterable[tuple[str, time, time]],
    shut: Sequence[Span] = (),
) -> dict[tuple[int, str], Cell]:
    """Per weekday and part of the day, from `first` to `last`. Spans are in order and do not overlap themselves.

    A part is there when the room can be had for at least half of it, and nobody shut it for more than the other half.
    """
    found: dict[tuple[int, str], Cell] = {}
    for day, name, span in _parts_of_days(first, last, tuple(parts)):
        length = span[1] - span[0]
        open_for = _within(windows, span) - _within(shut, span)
        used = _within(held, span) >= min(AT_LEAST, length)
        # What was used was there, whatever the hours say.
        there = used or open_for * 2 >= length
        key = (day.isoweekday(), name)
        found[key] = found.get(key, Cell()) + Cell(int(used), int(there))
    return found


def total(cells: Iterable[Cell]) -> Cell:
    return sum(cells, Cell())


def by_part(cells: Grid) -> dict[str, Cell]:
    """Per part of the day, over all weekdays."""
    found: dict[str, Cell] = {}
    for (_day, name), cell in cells.items():
        found[name] = found.get(name, Cell()) + cell
    return found


def never_used(cells: Grid) -> tuple[Key, ...]:
    """The fixed times at which nobody used the room, though it was there often enough to say so."""
    return tuple(key for key, cell in sorted(cells.items()) if not cell.used and cell.there >= LEAST_WEEKS)


def no_longer_used(before: Grid, now: Grid) -> tuple[Key, ...]:
    """The fixed times that were used by habit before, and not once since."""
    return tuple(key for key in never_used(now) if before.get(key, Cell()).used >= OFTEN)


def last_year(today: date, *, began: date | None) -> Period | None:
    """The twelve months before this one. Of what began later, the whole weeks since; None when those are too few."""
    if began is None:
        return None
    this_month = today.replace(day=1)
    first = this_month.replace(year=this_month.year - 1)
    if began <= first:
        return Period(first, this_month - timedelta(days=1), is_year=True)
    sunday = _last_sunday(today)
    monday = began + timedelta(days=-began.weekday() % 7)
    since = Period(max(monday, sunday - YEAR_WEEKS * WEEK + timedelta(days=1)), sunday)
    return since if since.weeks >= LEAST_WEEKS else None


def half_years(today: date) -> tuple[Period, Period]:
    """The 26 weeks before the last 26, and those: whole weeks, up to and including last Sunday."""
    last = _last_sunday(today)
    turn = last - HALF_YEAR_WEEKS * WEEK
    return Period(turn - HALF_YEAR_WEEKS * WEEK + timedelta(days=1), turn), Period(
        turn + timedelta(days=1), last
    )


def per_hour(cents: int, hours: Decimal) -> int | None:
    """In whole cents; None when there were no hours."""
    return int((cents / hours).quantize(Decimal(1), ROUND_HALF_UP)) if hours else None


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """A percentage to a tenth; None of nothing."""
    return (part * 100 / whole).quantize(_TENTH, ROUND_HALF_UP) if whole else None


def _last_sunday(today: date) -> date:
    """Before today: a week is over when it is."""
    return today - timedelta(days=today.isoweekday())


def _parts_of_days(
    first: date, last: date, parts: Sequence[tuple[str, time, time]]
) -> Iterator[tuple[date, str, Span]]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for name, starts, ends in parts:
            start = int(from_wall(datetime.combine(day, starts)).timestamp())
            end = int(from_wall(datetime.combine(day, ends)).timestamp())
            if end > start:
                yield day, name, (start, end)


def _within(spans: Sequence[Span], wanted: Span) -> int:
    """How many seconds of `wanted` lie in these spans."""
    start, end = wanted
    return sum(max(0, min(close, end) - max(begin, start)) for begin, close in _near(spans, start, end))


def _near(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Found by halving: a year of spans is asked for a thousand parts."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    while low < len(spans) and spans[low][0] < end:
        yield spans[low]
        low += 1
