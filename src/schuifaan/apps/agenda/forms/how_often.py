"""How often something is, between what people choose and the rule that is kept."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models import Series
from schuifaan.apps.agenda.rule_sentence import ordinal, weekday_name
from schuifaan.core.timeline.pauses import Break, HolidayPolicy, with_pauses
from schuifaan.core.timeline.recurrence import Rule, RuleNotUnderstood, parse_rule, starts

# A rule this form has no words for stays as it is, unless somebody chooses anew.
AS_IT_IS: Final = "as_it_is"
_END_OF_DAY = time(23, 59, 59)
_FOUR_WEEKS = 28
_WEEK = 7
_LAST = -1
# How far ahead, and past how many times left out, we look for times to make up a number.
_AHEAD: Final = timedelta(days=10 * 366)
_SPARE: Final = 60


class HowOften(models.TextChoices):
    ONCE = "once", _("één keer")
    DAILY = "daily", _("elke dag")
    WEEKLY = "weekly", _("elke week")
    EVERY_N_WEEKS = "every_n_weeks", _("om de zoveel weken, zoals de ene week wel en de andere niet")
    MONTHLY_WEEKDAY = "monthly_weekday", _("elke maand op dezelfde weekdag, zoals de tweede maandag")
    MONTHLY_LAST = "monthly_last", _("elke maand op de laatste van zo’n dag, zoals de laatste vrijdag")
    MONTHLY_DATE = "monthly_date", _("elke maand op dezelfde datum, zoals de 15e")


HOW_OFTEN: Final = HowOften.choices


@dataclass(frozen=True, slots=True)
class Repeats:
    """What was chosen. `days` are weekdays from Monday 0; empty is that of the first day."""

    how: HowOften
    days: tuple[int, ...] = ()
    every: int = 2
    until: date | None = None
    times: int | None = None


def position_in_month(day: date) -> int:
    """Second Monday is 2; a fifth one is the last, because most months have no fifth."""
    position = (day.day - 1) // 7 + 1
    return position if day.day <= _FOUR_WEEKS else _LAST


def rule_of(repeats: Repeats, first_on: date) -> str:
    """The rule as it is kept; "" for once."""
    plain = _plain(repeats, first_on)
    if plain is None:
        return ""
    until = datetime.combine(repeats.until, _END_OF_DAY) if repeats.until else None
    return replace(plain, until=until, count=None if until else repeats.times).text


def made_whole(rule_text: str, first: datetime, *, breaks: Sequence[Break], policy: HolidayPolicy) -> str:
    """Eight evenings are eight evenings: what a holiday takes away comes after the others."""
    rule = parse_rule(rule_text)
    if rule.count is None:
        return rule_text
    without_end = replace(rule, count=None)
    coming = starts(without_end, first, first, first + _AHEAD)[: 2 * rule.count + _SPARE]
    kept = [
        moment.wall
        for moment in with_pauses(coming, breaks=breaks, public_holidays=policy)
        if moment.state != "skipped"
    ]
    if len(kept) < rule.count or kept[rule.count - 1] == coming[rule.count - 1]:
        return rule_text
    return replace(without_end, until=datetime.combine(kept[rule.count - 1], _END_OF_DAY)).text


def _plain(repeats: Repeats, first_on: date) -> Rule | None:
    weekday = first_on.weekday()
    days = tuple((0, day) for day in repeats.days or (weekday,))
    rules = {
        HowOften.DAILY: Rule("DAILY"),
        HowOften.WEEKLY: Rule("WEEKLY", by_day=days),
        HowOften.EVERY_N_WEEKS: Rule("WEEKLY", interval=repeats.every, by_day=days),
        HowOften.MONTHLY_WEEKDAY: Rule("MONTHLY", by_day=((position_in_month(first_on), weekday),)),
        HowOften.MONTHLY_LAST: Rule("MONTHLY", by_day=((_LAST, weekday),)),
        HowOften.MONTHLY_DATE: Rule("MONTHLY", by_month_day=(first_on.day,)),
    }
    return rules.get(repeats.how)


def repeats_of(series: Series) -> Repeats | None:
    """The way back: None for a rule the form cannot say."""
    if not series.rule:
        return Repeats(HowOften.ONCE)
    try:
        rule = parse_rule(series.rule)
    except RuleNotUnderstood:
        return None
    ends = {"until": rule.until.date() if rule.until else None, "times": rule.count}
    days = tuple(day for _position, day in rule.by_day)
    for how in (HowOften.DAILY, HowOften.WEEKLY, HowOften.EVERY_N_WEEKS, HowOften.MONTHLY_WEEKDAY,
                HowOften.MONTHLY_LAST, HowOften.MONTHLY_DATE):  # fmt: skip
        guess = Repeats(how, days if rule.freq == "WEEKLY" else (), max(rule.interval, 2), **ends)  # type: ignore[arg-type]
        plain = _plain(guess, series.first_on)
        without_end = replace(rule, until=None, count=None)
        if plain is not None and _same(plain, without_end, series.first_on):
            return guess
    return None


def _same(plain: Rule, rule: Rule, first_on: date) -> bool:
    """What the rule leaves to its first day counts as said."""
    if rule.freq == "WEEKLY" and not rule.by_day:
        rule = replace(rule, by_day=((0, first_on.weekday()),))
    if rule.freq == "MONTHLY" and not rule.by_day and not rule.by_month_day:
        rule = replace(rule, by_month_day=(first_on.day,))
    return replace(plain, week_start=0) == replace(rule, week_start=0)


def labels_for(first_on: date | None, chosen: str = "") -> list[tuple[str, str]]:
    """The choices with the first day filled in: "elke maand op de tweede maandag"."""
    said = {value: str(label) for value, label in HOW_OFTEN}
    if first_on is None:
        return list(said.items())
    day = weekday_name(first_on.weekday())
    position = position_in_month(first_on)
    said[HowOften.MONTHLY_WEEKDAY] = gettext("elke maand op de %(which)s %(day)s") % {
        "which": ordinal(position), "day": day,
    }  # fmt: skip
    said[HowOften.MONTHLY_LAST] = gettext("elke maand op de laatste %(day)s") % {"day": day}
    said[HowOften.MONTHLY_DATE] = gettext("elke maand op de %(date)se") % {"date": first_on.day}
    days_in_month = calendar.monthrange(first_on.year, first_on.month)[1]
    # The same thing twice would make people look for a difference; what was chosen always stays.
    if chosen != HowOften.MONTHLY_LAST and (position == _LAST or first_on.day <= days_in_month - _WEEK):
        del said[HowOften.MONTHLY_LAST]
    return list(said.items())
