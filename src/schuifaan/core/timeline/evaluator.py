"""Opening hours in OpenStreetMap syntax, read day by day on the clock on the wall."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined] # absent from its stub

DAY = timedelta(days=1)
MIDNIGHT = time(0)
# The field is 255 characters in OpenStreetMap. Ours leaves room, yet nobody can make us read a book.
LONGEST_EXPRESSION = 1000

_QUOTED = re.compile(r'("[^"]*")')
_TIMESPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_RULE_ENDS = re.compile(r";|(?<=\d),\s*(?=[A-Za-z])")
_NEVER_OPEN = re.compile(r"\b(off|closed|unknown)\b", re.IGNORECASE)
_TIMES_WE_CANNOT_MOVE = re.compile(r"\|\||dawn|sunrise|sunset|dusk|\d\+|\d:\d\d\s*/|24/7", re.IGNORECASE)
_NO_HOURS = "23:59-24:00"
_WHOLE_DAY = 24 * 60
_LAST_MINUTE = time(23, 59)


class HoursNotUnderstood(ValueError):  # noqa: N818 -- it says what went wrong
    """These opening hours cannot be read; `code` and `day` (0 = Monday) tell a form what and where."""

    def __init__(self, expression: str, detail: str, *, code: str = "syntax", day: int | None = None) -> None:
        super().__init__(f"“{expression}”: {detail}")
        self.expression = expression
        self.detail = detail
        self.code = code
        self.day = day


class Stretch(NamedTuple):
    """Open, or perhaps open, on the clock on the wall."""

    start: datetime
    end: datetime
    comment: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """An expression made ready: what it says within a day, and how far nights run into the next day."""

    within_day: OpeningHours
    after_midnight: OpeningHours | None

    def days(self, first: date, last: date) -> dict[date, list[Stretch]]:
        """For each day the stretches that begin on it (`last` included), some of them past midnight."""
        found: dict[date, list[Stretch]] = {first + n * DAY: [] for n in range((last - first).days + 1)}
        for stretch in _by_day(_stretches(self.within_day, first, last)):
            found[stretch.start.date()].append(stretch)
        if self.after_midnight is None:
            return found
        for stretch in _by_day(_stretches(self.after_midnight, first, last)):
            if stretch.sure and stretch.start.time() < _LAST_MINUTE:
                day = stretch.start.date()
                tail = stretch._replace(start=stretch.start + DAY, end=stretch.end + DAY)
                found[day] = joined([*found[day], tail])
        return found


@lru_cache(maxsize=4096)
def rules_of(expression: str) -> Rules:
    """Read an expression; raises HoursNotUnderstood.

    The evaluator lets tomorrow's rule cut off a night that began today, and keeps the small hours of a night
    that was cancelled ("Fr 20:00-01:00; Sa 10:00-12:00" closed at midnight). So nights are read in two halves,
    each within one day: up to midnight, and from midnight on; the second is then moved to the day after.
    """
    text = tidy(expression)
    if len(text) > LONGEST_EXPRESSION:
        raise HoursNotUnderstood(
            expression, f"it is longer than {LONGEST_EXPRESSION} characters", code="too_long"
        )
    whole = _read(text)
    halves = _night_halves(text)
    return Rules(whole, None) if halves is None else Rules(_read(halves[0]), _read(halves[1]))


def tidy(expression: str) -> str:
    """The same expression without stray white space and a loose semicolon at the end."""
    return " ".join(expression.split()).rstrip("; ")


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order of time; what touches or overlaps becomes one, unless the remarks differ."""
    result: list[Stretch] = []
    for stretch in sorted(stretches):
        before = result[-1] if result else None
        if before is None or stretch.start > before.end:
            result.append(stretch)
        elif (before.comment, before.sure) == (stretch.comment, stretch.sure):
            result[-1] = before._replace(end=max(before.end, stretch.end))
        elif stretch.end > before.end:
            result.append(stretch._replace(start=before.end))
    return result


def _read(text: str) -> OpeningHours:
    try:
        # Without a time zone: the clock on the wall, so that this package decides about summer time.
        return OpeningHours(text, country="NL", auto_timezone=False, max_interval_days=400)
    except ParserError as error:
        place = re.search(r"--> \d+:(\d+)", str(error))
        rest = text[int(place[1]) - 1 :] if place else text
        detail = f"not understood from “{rest[:40]}”" if rest else "it stops too early"
        raise HoursNotUnderstood(text, detail) from error


def _stretches(hours: OpeningHours, first: date, last: date) -> Iterator[Stretch]:
    start = datetime.combine(first, MIDNIGHT)
    for begin, end, state, comment in hours.intervals(start, datetime.combine(last, MIDNIGHT) + DAY):
        if state != State.CLOSED:
            yield Stretch(begin, end, comment, state == State.OPEN)


def _by_day(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    for stretch in stretches:
        start = stretch.start
        while (midnight := datetime.combine(start.date(), MIDNIGHT) + DAY) < stretch.end:
            yield stretch._replace(start=start, end=midnight)
            start = midnight
        yield stretch._replace(start=start)


def _night_halves(text: str) -> tuple[str, str] | None:
    """The expression up to midnight and from midnight on; None when no night needs (or allows) this."""
    parts = _QUOTED.split(text)
    bare = " ".join(parts[::2])
    spans = list(_TIMESPAN.finditer(bare))
    if not any(_is_night(span) for span in spans) or _TIMES_WE_CANNOT_MOVE.search(bare):
        return None
    if any(_minutes(span)[0] >= _WHOLE_DAY for span in spans):
        return None
    if any(not _TIMESPAN.search(rule) and not _NEVER_OPEN.search(rule) for rule in _RULE_ENDS.split(bare)):
        return None
    evening, morning = (
        "".join(_TIMESPAN.sub(half, part) if n % 2 == 0 else part for n, part in enumerate(parts))
        for half in (_evening, _morning)
    )
    return evening, morning


def _is_night(span: re.Match[str]) -> bool:
    start, end = _minutes(span)
    return end > _WHOLE_DAY or 0 < end <= start


def _evening(span: re.Match[str]) -> str:
    start, end = _minutes(span)
    return f"{_clock(start)}-24:00" if end <= start or end > _WHOLE_DAY else span[0]


def _morning(span: re.Match[str]) -> str:
    if not _is_night(span):
        # It says nothing about the morning after, yet its rule keeps its turn: it may replace an earlier one.
        return _NO_HOURS
    end = _minutes(span)[1]
    return f"00:00-{_clock(end - _WHOLE_DAY if end > _WHOLE_DAY else end)}"


def _minutes(span: re.Match[str]) -> tuple[int, int]:
    return int(span[1]) * 60 + int(span[2]), int(span[3]) * 60 + int(span[4])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
