"""When a place is open: weekly hours, public holidays and exceptional days, in real time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from schuifaan.core.timeline.dutch_holidays import holiday_on
from schuifaan.core.timeline.evaluator import DAY, HoursNotUnderstood, Stretch, joined, rules_of, tidy
from schuifaan.core.timeline.interval import Interval
from schuifaan.core.timeline.wallclock import from_wall, to_wall

__all__ = [
    "DayException",
    "DayHours",
    "HoursNotUnderstood",
    "Interval",
    "Schedule",
    "open_intervals_many",
    "parse",
]

# Further ahead "open until" says nothing anybody can use.
_FURTHEST_CLOSING_DAYS = 60


@dataclass(frozen=True, slots=True)
class DayException:
    """Days (both included) on which other hours hold: time spans such as "10:00-12:00", or "" for closed."""

    date_from: date
    date_until: date
    hours: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.date_until < self.date_from:
            raise HoursNotUnderstood(self.hours, "the last day is before the first", code="end_before_start")
        if self.hours:
            rules_of(self.hours)

    def covers(self, day: date) -> bool:
        return self.date_from <= day <= self.date_until

    @property
    def weight(self) -> tuple[timedelta, bool]:
        """Which of two exceptions on one day holds: the shorter period, and then the closing."""
        return self.date_until - self.date_from, bool(self.hours)


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of a week. `known` is False when it only says "perhaps", or nothing at all is known."""

    day: date
    intervals: tuple[Interval, ...]
    holiday: str | None
    exception_reason: str
    known: bool = True
    is_exception: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """Opening hours in OpenStreetMap syntax, local time; "" when nobody told us the hours."""

    expression: str
    exceptions: tuple[DayException, ...] = ()

    @property
    def known(self) -> bool:
        return bool(tidy(self.expression))

    def intervals(self, start: datetime, end: datetime) -> tuple[Interval, ...]:
        """When it is open between two moments, merged; cut off at those moments."""
        found = (interval.clipped(start, end) for interval in self._around(start, end))
        return tuple(interval for interval in found if interval is not None)

    def is_open(self, at: datetime) -> bool:
        return any(interval.contains(at) for interval in self._around(at, at))

    def open_until(self, at: datetime) -> datetime | None:
        """When it closes after this moment; None when it is closed now, or never closes in sight."""
        if not self.is_open(at):
            return None
        closes = at.astimezone(UTC)
        for days in (2, _FURTHEST_CLOSING_DAYS):
            horizon = at.astimezone(UTC) + days * DAY
            for interval in self._around(at, horizon):
                if interval.contains(closes):
                    closes = interval.end
            if closes < horizon:
                return closes
        return None

    def next_opening(self, after: datetime, *, within_days: int = 14) -> Interval | None:
        """The first time the doors open later than this moment, with its own end."""
        after = after.astimezone(UTC)
        last = after + within_days * DAY
        closed_since: datetime | None = None
        for interval in self._around(after, last + DAY):
            if after < interval.start <= last and interval.start != closed_since:
                return interval
            closed_since = interval.end
        return None

    def day(self, day: date) -> tuple[Interval, ...]:
        """The intervals that begin on this day; the last may run past midnight."""
        return tuple(_in_real_time(self._stretches(day, day)[day]))

    def week(self, monday: date) -> tuple[DayHours, ...]:
        """Seven days from this one on."""
        found = self._stretches(monday, monday + 6 * DAY)
        return tuple(self._day_hours(day, stretches) for day, stretches in found.items())

    def _day_hours(self, day: date, stretches: list[Stretch]) -> DayHours:
        holiday = holiday_on(day)
        exception = self._exception_on(day)
        intervals = tuple(_in_real_time(stretches))
        perhaps = bool(stretches) and not intervals
        return DayHours(
            day=day,
            intervals=intervals,
            holiday=holiday.key if holiday else None,
            exception_reason=exception.reason if exception else "",
            known=exception is not None or (self.known and not perhaps),
            is_exception=exception is not None,
        )

    def _around(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Whole intervals from at least the evening before `start` until the day of `end`."""
        days = self._stretches(to_wall(start).date() - DAY, to_wall(end).date())
        return _in_real_time(
            joined(stretch for stretches in days.values() for stretch in stretches if stretch.sure)
        )

    def _stretches(self, first: date, last: date) -> dict[date, list[Stretch]]:
        if self.known:
            found = rules_of(self.expression).days(first, last)
        else:
            found = {first + n * DAY: [] for n in range((last - first).days + 1)}
        if self.exceptions:
            for day in found:
                exception = self._exception_on(day)
                if exception is not None:
                    found[day] = rules_of(exception.hours).days(day, day)[day] if exception.hours else []
        return found

    def _exception_on(self, day: date) -> DayException | None:
        return min(
            (exception for exception in self.exceptions if exception.covers(day)),
            key=lambda exception: exception.weight,
            default=None,
        )


def parse(expression: str) -> Schedule:
    """Read opening hours; raises HoursNotUnderstood. Nothing written means: not known."""
    text = tidy(expression)
    if text:
        rules_of(text)
    return Schedule(text)


def open_intervals_many(
    schedules: Sequence[Schedule], start: datetime, end: datetime
) -> list[tuple[Interval, ...]]:
    """The intervals of many places at once: equal schedules, of which a city has many, are worked out once."""
    found: dict[Schedule, tuple[Interval, ...]] = {}
    for schedule in schedules:
        if schedule not in found:
            found[schedule] = schedule.intervals(start, end)
    return [found[schedule] for schedule in schedules]


def _in_real_time(stretches: list[Stretch]) -> Iterator[Interval]:
    for stretch in stretches:
        if stretch.sure:
            start, end = from_wall(stretch.start), from_wall(stretch.end)
            # A stretch inside the hour that summer time skips does not happen.
            if start != end:
                yield Interval(start, end, stretch.comment)
