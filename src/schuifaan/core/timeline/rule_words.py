"""What a sentence about a recurrence rule needs, in no language at all."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Literal

from schuifaan.core.timeline.rule import Rule

Kind = Literal["daily", "weekly", "every_n_weeks", "monthly_by_date", "monthly_by_weekday", "yearly", "other"]


@dataclass(frozen=True, slots=True)
class Described:
    """`other` is for rules that no short sentence says; a page then lists the dates.

    Monthly by weekday means every one of `positions` of every one of `weekdays`: (1, 3) and (1,) is the first and
    third Tuesday; -1 is the last. Without positions a monthly rule means every such weekday of the month.
    `months` limits a yearly or monthly rule to those months.
    """

    kind: Kind
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    until: datetime | None = None


def described(rule: Rule, first: datetime | None = None) -> Described:
    """The first start fills in what the rule leaves to it, such as the weekday of a plain weekly rule."""
    found = _parts(_with_positions(rule), first)
    return replace(found, interval=rule.interval, count=rule.count, until=rule.until)


def _with_positions(rule: Rule) -> Rule:
    """The same rule without BYSETPOS, when it merely picks from one weekday in a month: 1 of FR is 1FR."""
    plain = rule.freq == "MONTHLY" and len(rule.by_day) == 1 and not rule.by_month_day
    if not (plain and rule.by_set_pos and rule.by_day[0][0] == 0):
        return rule
    weekday = rule.by_day[0][1]
    return replace(rule, by_day=tuple((position, weekday) for position in rule.by_set_pos), by_set_pos=())


def _parts(rule: Rule, first: datetime | None) -> Described:
    if rule.by_set_pos or rule.by_year_day or rule.by_week_no:
        return Described("other")
    if rule.freq in {"DAILY", "WEEKLY"}:
        return _within_weeks(rule, first)
    if rule.by_day and rule.by_month_day:
        return Described("other")
    if rule.freq == "MONTHLY":
        return _monthly(rule, first)
    return _yearly(rule, first)


def _within_weeks(rule: Rule, first: datetime | None) -> Described:
    if rule.by_month or rule.by_month_day:
        return Described("other")
    weekdays = tuple(weekday for _, weekday in rule.by_day)
    if rule.freq == "DAILY":
        if not weekdays:
            return Described("daily")
        # Every day that is a Monday or a Friday is every week on Monday and Friday.
        return Described("weekly", weekdays=weekdays) if rule.interval == 1 else Described("other")
    if not weekdays and first is not None:
        weekdays = (first.weekday(),)
    return Described("weekly" if rule.interval == 1 else "every_n_weeks", weekdays=weekdays)


def _monthly(rule: Rule, first: datetime | None) -> Described:
    if not rule.by_day:
        days = rule.by_month_day or ((first.day,) if first else ())
        return Described("monthly_by_date", month_days=days, months=rule.by_month)
    return _by_weekday("monthly_by_weekday", rule)


def _yearly(rule: Rule, first: datetime | None) -> Described:
    months = rule.by_month or ((first.month,) if first and not (rule.by_month_day or rule.by_day) else ())
    if rule.by_day:
        # Counted in the whole year, "the twentieth Monday" is nothing people say.
        return _by_weekday("yearly", rule) if rule.by_month else Described("other")
    if rule.by_month_day and not rule.by_month:
        # Each month of each so many years.
        return Described("other")
    days = rule.by_month_day or ((first.day,) if first else ())
    return Described("yearly", month_days=days, months=months)


def _by_weekday(kind: Kind, rule: Rule) -> Described:
    by_weekday = {
        weekday: tuple(position for position, _ in days)
        for weekday, days in groupby(sorted(rule.by_day, key=itemgetter(1)), key=itemgetter(1))
    }
    if len(set(by_weekday.values())) > 1:
        # The first Monday and the third Friday: positions that differ by weekday.
        return Described("other")
    positions = next(iter(by_weekday.values()))
    if 0 in positions and positions != (0,):
        return Described("other")
    return Described(
        kind,
        weekdays=tuple(by_weekday),
        positions=() if positions == (0,) else positions,
        months=rule.by_month,
    )
