"""On which days a recurrence rule falls, worked out near the window that is asked for.

Everything in a series begins at one time of day. So this counts in whole days: a start is its number of days
after the first, and a window is two such numbers (both included).
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, repeat
from operator import add
from typing import Protocol

from schuifaan.core.timeline.rule import Rule

_DAY = timedelta(days=1)
# The Gregorian calendar repeats itself after 400 years, weekdays and all. A rule that has not met a date in as
# many steps as those years hold will never meet one, whatever its interval; one that has not used up its COUNT
# by then is as good as endless.
_TURN = {"DAILY": 146_097, "WEEKLY": 20_871, "MONTHLY": 4_800, "YEARLY": 400}
_TURN_IN_DAYS = _TURN["DAILY"]


def starts(rule: Rule | None, first: datetime, since: datetime, before: datetime) -> list[datetime]:
    """The starts s with since <= s < before, in order, on the clock on the wall; without a rule just `first`.

    `first` is among them only when it fits the rule, as in dateutil. A window longer than 400 years is cut off
    there.
    """
    if rule is None:
        return [first] if since <= first < before else []
    earliest = -((first - max(since, first)) // _DAY)
    latest = min(-((first - before) // _DAY) - 1, earliest + _TURN_IN_DAYS)
    if earliest > latest:
        return []
    plan = _plan(rule, first.date())
    end = _end(rule, plan, first)
    if end is not None:
        latest = min(latest, end)
    return _on_the_wall(first, plan.between(earliest, latest))


def _on_the_wall(first: datetime, days: Sequence[int]) -> list[datetime]:
    if isinstance(days, range) and days:
        # The plain weekly series, by far the most there are: adding one step again and again is quickest.
        steps = repeat(timedelta(days.step), len(days) - 1)
        return list(accumulate(steps, add, initial=first + timedelta(days[0])))
    return list(map(first.__add__, map(timedelta, days)))


def first_start(rule: Rule | None, first: datetime) -> datetime | None:
    """Where a series really begins when `first` itself does not fit the rule; None when it never does."""
    return first if rule is None else _later(first, _earliest_day(rule, first))


def last_start(rule: Rule | None, first: datetime) -> datetime | None:
    """The very last start; None when there is no end to it, or no start at all."""
    if rule is None:
        return first
    plan = _plan(rule, first.date())
    end = _end(rule, plan, first)
    return _later(first, None if end is None else _latest_day(plan, end))


def _later(first: datetime, days: int | None) -> datetime | None:
    return None if days is None else first + timedelta(days)


def _earliest_day(rule: Rule, first: datetime) -> int | None:
    plan = _plan(rule, first.date())
    earliest = plan.nth(1)
    end = _end(rule, plan, first)
    return None if earliest is None or (end is not None and earliest > end) else earliest


def _latest_day(plan: "_Plan", end: int) -> int | None:
    size = 400
    while end >= 0:
        found = plan.between(max(0, end - size), end)
        if found:
            return found[-1]
        if size > end:
            break
        size *= 4
    return None


def _end(rule: Rule, plan: "_Plan", first: datetime) -> int | None:
    """The day after which COUNT or UNTIL let nothing through."""
    if rule.until is not None:
        return (rule.until - first) // _DAY
    return None if rule.count is None else plan.nth(rule.count)


class _Plan(Protocol):
    def between(self, earliest: int, latest: int) -> Sequence[int]: ...

    def nth(self, number: int) -> int | None:
        """The day of the nth start from the very first; None when that lies beyond all calendars."""


def _plan(rule: Rule, first: date) -> _Plan:
    if rule.freq == "DAILY" and rule.by_set_pos:
        # A day holds one start, the first and also the last.
        if not {1, -1} & set(rule.by_set_pos):
            return _Cycle(1, (), 0)
        rule = replace(rule, by_set_pos=())
    narrowed = rule.by_month or rule.by_month_day or rule.by_set_pos or rule.by_year_day or rule.by_week_no
    if rule.freq == "DAILY" and not narrowed:
        return _days_apart(rule, first)
    if rule.freq == "WEEKLY" and not narrowed:
        return _weeks_apart(rule, first)
    return _Periods(_completed(rule, first), first)


@dataclass(frozen=True, slots=True)
class _Cycle:
    """The same few days again and again: number of days after the first one, in each turn of `length` days."""

    length: int
    days: tuple[int, ...]
    longest: int

    def between(self, earliest: int, latest: int) -> Sequence[int]:
        if len(self.days) == 1:
            day = self.days[0]
            turns = max(0, -((day - earliest) // self.length))
            return range(day + turns * self.length, latest + 1, self.length)
        if not self.days:
            return []
        turn = max(0, (earliest - self.days[-1]) // self.length) * self.length
        return [
            days
            for begin in range(turn, latest - self.days[0] + 1, self.length)
            for day in self.days
            if earliest <= (days := begin + day) <= latest
        ]

    def nth(self, number: int) -> int | None:
        if not self.days:
            return None
        before_first = sum(day < 0 for day in self.days)
        turns, place = divmod(number - 1 + before_first, len(self.days))
        found = turns * self.length + self.days[place]
        return found if found <= self.longest else None


def _days_apart(rule: Rule, first: date) -> _Cycle:
    longest = date.max.toordinal() - first.toordinal()
    if not rule.by_day:
        return _Cycle(rule.interval, (0,), longest)
    weekdays = {weekday for _, weekday in rule.by_day}
    steps = (step * rule.interval for step in range(7))
    days = tuple(day for day in steps if (first.weekday() + day) % 7 in weekdays)
    return _Cycle(7 * rule.interval, days, longest)


def _weeks_apart(rule: Rule, first: date) -> _Cycle:
    longest = date.max.toordinal() - first.toordinal()
    if not rule.by_day:
        return _Cycle(7 * rule.interval, (0,), longest)
    into_week = (first.weekday() - rule.week_start) % 7
    days = sorted((weekday - rule.week_start) % 7 - into_week for _, weekday in rule.by_day)
    return _Cycle(7 * rule.interval, tuple(days), longest)


def _completed(rule: Rule, first: date) -> Rule:
    """What the rule leaves open is as it is on the first day."""
    if rule.by_day or rule.by_month_day or rule.by_year_day or rule.by_week_no or rule.freq == "DAILY":
        return rule
    if rule.freq == "WEEKLY":
        return replace(rule, by_day=((0, first.weekday()),))
    if rule.freq == "MONTHLY":
        return replace(rule, by_month_day=(first.day,))
    return replace(rule, by_month=rule.by_month or (first.month,), by_month_day=(first.day,))


@dataclass(frozen=True, slots=True)
class _Periods:
    """Days, weeks, months or years, each an interval apart, and in each the days that fit the rule."""

    rule: Rule
    first: date

    def between(self, earliest: int, latest: int) -> list[int]:
        zero = self.first.toordinal()
        begin, end = zero + earliest, zero + latest
        if begin > end:
            return []
        periods = range(self._period_with(begin), self._period_with(end) + 1)
        return [day - zero for period in periods for day in self._days(period) if begin <= day <= end]

    def nth(self, number: int) -> int | None:
        return _nth(self, number)

    def _period_with(self, day: int) -> int:
        """The last period that begins on or before this day, counted from the first one."""
        return self._units_until(day) // self.rule.interval

    def _units_until(self, day: int) -> int:
        if self.rule.freq == "DAILY":
            return day - self.first.toordinal()
        if self.rule.freq == "WEEKLY":
            return (day - self._monday()) // 7
        on = date.fromordinal(day)
        years = on.year - self.first.year
        return years if self.rule.freq == "YEARLY" else years * 12 + on.month - self.first.month

    def _monday(self) -> int:
        """The day on which the first week begins, for most of us a Monday."""
        return self.first.toordinal() - (self.first.weekday() - self.rule.week_start) % 7

    def _days(self, period: int) -> list[int]:
        days = sorted(self._days_that_fit(period * self.rule.interval))
        return days if not self.rule.by_set_pos else _at_positions(days, self.rule.by_set_pos)

    def _days_that_fit(self, units: int) -> Iterable[int]:
        rule, zero = self.rule, self.first.toordinal()
        if rule.freq == "YEARLY":
            return _days_of_year(rule, self.first.year + units)
        if rule.freq == "MONTHLY":
            years, month = divmod(self.first.month - 1 + units, 12)
            return _days_of_month(rule, self.first.year + years, month + 1)
        if rule.freq == "DAILY":
            return _that_fit(rule, (zero + units,))
        week = self._monday() + 7 * units
        # As in dateutil, positions in the first week are counted from the first day on.
        return _that_fit(rule, range(max(week, zero), week + 7))


@lru_cache(maxsize=4096)
def _nth(periods: _Periods, number: int) -> int | None:
    zero = periods.first.toordinal()
    furthest = periods._period_with(date.max.toordinal())  # noqa: SLF001 -- its own module
    for period in range(min(furthest + 1, _TURN[periods.rule.freq])):
        days = [day - zero for day in periods._days(period) if day >= zero]  # noqa: SLF001
        if number <= len(days):
            return days[number - 1]
        number -= len(days)
    return None


def _at_positions(days: list[int], positions: tuple[int, ...]) -> list[int]:
    places = {position - 1 if position > 0 else len(days) + position for position in positions}
    return [day for place, day in enumerate(days) if place in places]


def _days_of_year(rule: Rule, year: int) -> Collection[int]:
    begin, end = _new_year(year), _new_year(year + 1)
    if rule.by_month or rule.by_month_day:
        # Without BYMONTH "the second Monday" is the second of the year, so not for each month to say.
        monthly = rule if rule.by_month or not rule.by_day else replace(rule, by_day=())
        months = rule.by_month or range(1, 13)
        days = {day for month in months for day in _by_date_or_weekday(monthly, year, month)}
        if rule.by_day and not rule.by_month:
            days &= _weekdays_within(rule.by_day, begin, end)
    elif rule.by_day:
        days = _weekdays_within(rule.by_day, begin, end)
    else:
        days = set(range(begin, end))
    return _within_year(rule, days, year)


def _days_of_month(rule: Rule, year: int, month: int) -> Collection[int]:
    if rule.by_month and month not in rule.by_month:
        return ()
    return _within_year(rule, _by_date_or_weekday(rule, year, month), year)


def _by_date_or_weekday(rule: Rule, year: int, month: int) -> set[int]:
    begin, end = _month(year, month)
    if not rule.by_month_day:
        return _weekdays_within(rule.by_day, begin, end) if rule.by_day else set(range(begin, end))
    days = {begin + day - 1 if day > 0 else end + day for day in rule.by_month_day}
    days = {day for day in days if begin <= day < end}
    return days & _weekdays_within(rule.by_day, begin, end) if rule.by_day else days


def _within_year(rule: Rule, days: set[int], year: int) -> set[int]:
    begin, end = _new_year(year), _new_year(year + 1)
    if rule.by_year_day:
        days &= {begin + day - 1 if day > 0 else end + day for day in rule.by_year_day}
    if rule.by_week_no:
        days &= _weeks_around(rule, year)
    return days


def _weekdays_within(by_day: tuple[tuple[int, int], ...], begin: int, end: int) -> set[int]:
    found: set[int] = set()
    for position, weekday in by_day:
        days = range(begin + (weekday - _weekday(begin)) % 7, end, 7)
        if position == 0:
            found.update(days)
        elif abs(position) <= len(days):
            found.add(days[position - 1 if position > 0 else position])
    return found


def _weeks_around(rule: Rule, year: int) -> set[int]:
    """The days of the numbered weeks, also of those that the years before and after it share with this year."""
    found: set[int] = set()
    for owner in (year - 1, year, year + 1):
        begin, end = _week_one(owner, rule.week_start), _week_one(owner + 1, rule.week_start)
        weeks = range(begin, end, 7)
        for number in rule.by_week_no:
            if abs(number) <= len(weeks):
                week = weeks[number - 1 if number > 0 else number]
                found.update(range(week, week + 7))
    return found


def _that_fit(rule: Rule, days: Iterable[int]) -> list[int]:
    """The tests of a daily or weekly rule, one day at a time."""
    weekdays = {weekday for _, weekday in rule.by_day}
    return [
        day
        for day in days
        if (not weekdays or _weekday(day) in weekdays) and day <= _LAST and _fits_calendar(rule, day)
    ]


def _fits_calendar(rule: Rule, day: int) -> bool:
    on = date.fromordinal(day)
    if rule.by_month and on.month not in rule.by_month:
        return False
    if rule.by_month_day:
        _, end = _month(on.year, on.month)
        if on.day not in rule.by_month_day and day - end not in rule.by_month_day:
            return False
    return not (rule.by_year_day or rule.by_week_no) or day in _within_year(rule, {day}, on.year)


_LAST = date.max.toordinal()


def _weekday(day: int) -> int:
    return (day - 1) % 7


def _new_year(year: int) -> int:
    """The number of 1 January, also of the year after the last one that `date` knows."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400 + 1


def _month(year: int, month: int) -> tuple[int, int]:
    begin = date(year, month, 1).toordinal()
    return begin, begin + monthrange(year, month)[1]


def _week_one(year: int, week_start: int) -> int:
    """The first week with at least four days in this year holds 4 January."""
    fourth = _new_year(year) + 3
    return fourth - (_weekday(fourth) - week_start) % 7
