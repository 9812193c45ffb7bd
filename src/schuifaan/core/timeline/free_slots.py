"""What is left of open hours when what is held is taken away; times are whole seconds since 1970.

Spans are half-open and stand in order of time. Plain integers, because a search looks at tens of thousands of them.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from typing import Final

from schuifaan.core.timeline.wallclock import AMSTERDAM, from_wall

Span = tuple[int, int]

MINUTE = 60
HOUR = 3600
DAY = timedelta(days=1)
# After everything.
NEVER: Final = (2**62, 2**62)


# -- Spans ----------------------------------------------------------------------------------------


def merged(*rows: Iterable[Span]) -> list[Span]:
    """Everything that lies in one of the rows; what overlaps or touches becomes one span."""
    found: list[Span] = []
    last_start, last_end = 0, -1
    for start, end in merge(*rows):
        if found and start <= last_end:
            if end > last_end:
                last_end = end
                found[-1] = (last_start, end)
        elif start < end:
            last_start, last_end = start, end
            found.append((start, end))
    return found


def held_for(busy: Iterable[Span], *, before: int = 0, after: int = 0) -> list[Span]:
    """What is held, as it looks to someone who needs the room `before` and `after` their own time as well.

    They may begin `before` after another has left, and must end `after` before another comes.
    """
    if not before and not after:
        return list(busy)
    return merged((start - after, end + before) for start, end in busy)


def left_of(windows: Iterable[Span], busy: Iterable[Span], *, at_least: int = 1) -> list[Span]:
    """The windows without what is held, where `at_least` so many seconds are left. Neither overlaps itself."""
    found: list[Span] = []
    held = iter(busy)
    start, end = next(held, NEVER)
    for opens, closes in windows:
        while end <= opens:
            start, end = next(held, NEVER)
        free_from = opens
        while start < closes:
            if start - free_from >= at_least:
                found.append((free_from, start))
            free_from = end
            if end > closes:
                # It runs on, perhaps into the next window.
                break
            start, end = next(held, NEVER)
        if closes - free_from >= at_least:
            found.append((free_from, closes))
    return found


def is_free(busy: Sequence[Span], wanted: Span) -> bool:
    """`busy` does not overlap itself, so only the last that begins before the wanted time ends can be in the way."""
    index = bisect_left(busy, (wanted[1],))
    return index == 0 or busy[index - 1][1] <= wanted[0]


def lies_within(windows: Sequence[Span], wanted: Span) -> bool:
    """Whether one of the windows is open all of the wanted time."""
    index = bisect_left(windows, (wanted[0] + 1,))
    return index > 0 and wanted[1] <= windows[index - 1][1]


def within(wanted: Iterable[Span], windows: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The wished times a window is open for all of, and those that none is."""
    opened: list[Span] = []
    closed: list[Span] = []
    for span in wanted:
        (opened if lies_within(windows, span) else closed).append(span)
    return opened, closed


def free_and_taken(wanted: Iterable[Span], busy: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Which dates of a series can be had, and on which something is in the way. Both in order of time."""
    free: list[Span] = []
    taken: list[Span] = []
    held = iter(busy)
    start, end = next(held, NEVER)
    for span in wanted:
        while end <= span[0]:
            start, end = next(held, NEVER)
        (taken if start < span[1] else free).append(span)
    return free, taken


def slots(free: Iterable[Span], length: int, *, step: int = 30 * MINUTE) -> Iterator[Span]:
    """Every span of this length that fits and begins on the step: on the whole and the half hour, say.

    A step divides the hour, so that it means the same on the clock on the wall in summer and in winter.
    """
    if length <= 0 or step <= 0 or HOUR % step:
        raise ValueError("A slot has a length, and a step that divides the hour.")
    for start, end in free:
        for at in range(start + -start % step, end - length + 1, step):
            yield at, at + length


# -- Days and the clock on the wall ---------------------------------------------------------------


def seconds_of(moment: datetime) -> int:
    return int(moment.timestamp())


def moment_of(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def day_of(seconds: int) -> date:
    """The day on the calendar in the Netherlands."""
    return datetime.fromtimestamp(seconds, AMSTERDAM).date()


def on_day(day: date, starts: time, ends: time | None) -> Span | None:
    """From one time on the wall to another or, without one, midnight; None when the clock skips all of it."""
    until = datetime.combine(day, ends) if ends else datetime.combine(day + DAY, time())
    start, end = seconds_of(from_wall(datetime.combine(day, starts))), seconds_of(from_wall(until))
    return (start, end) if start < end else None


def days_on(weekdays: Collection[int], first: date, last: date) -> list[date]:
    """The days from `first` up to and including `last` that fall on these weekdays; 1 is Monday."""
    count = (last - first).days + 1
    return [day for day in (first + DAY * number for number in range(count)) if day.isoweekday() in weekdays]


def at_hours(days: Iterable[date], starts: time, ends: time | None) -> list[Span]:
    """The same hours on the wall on each day, also when the clock changes in between; a skipped one is left out."""
    return [span for day in days if (span := on_day(day, starts, ends)) is not None]
