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
        if not self.there:
            return None
        return (Decimal(self.used * 100) / self.there).quantize(_TENTH, ROUND_HALF_UP)


# (1 for Monday, the name of the part)
Grid = Mapping[tuple[int, str], Cell]


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
