"""A month of a place or a neighbourhood, week by week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from schuifaan.apps.agenda.queries.finding import Criteria, matching
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.apps.agenda.queries.scope import Scope

# More than twenty a day, every day: beyond that a month on one sheet says nothing any more.
MOST_IN_A_MONTH: Final = 700
_SPELLED: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class MonthDay:
    """`is_outside`: of the month before or after, there to fill the week."""

    day: date
    items: tuple[Item, ...]
    is_outside: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class MonthPage:
    """`previous` and `following` as they stand in an address, "" where that ends; `is_cut`: there was more."""

    first: date
    weeks: tuple[tuple[MonthDay, ...], ...]
    previous: str
    following: str
    is_empty: bool
    is_cut: bool


def read_month(spelled: str) -> date | None:
    """The first day of "2026-11"; None for anything else."""
    found = _SPELLED.fullmatch(spelled)
    return date(int(found[1]), int(found[2]), 1) if found else None


def spell_month(day: date) -> str:
    return f"{day:%Y-%m}"


def month_page(scope: Scope, first: date, *, today: date, language: str) -> MonthPage:
    """One query, one more where people must sign up."""
    following = (first + timedelta(days=31)).replace(day=1)
    rows = matching(Criteria(first, following, scope)).order_by("starts_at", "pk")
    found = items(rows[: MOST_IN_A_MONTH + 1], language=language)
    by_day = {day: tuple(lines) for day, lines in groupby(found[:MOST_IN_A_MONTH], key=lambda item: item.day)}
    before = (first - timedelta(days=1)).replace(day=1)
    return MonthPage(
        first=first,
        weeks=_weeks(first, following, by_day, today),
        previous=spell_month(before) if read_month(spell_month(before)) else "",
        following=spell_month(following) if read_month(spell_month(following)) else "",
        is_empty=not found,
        is_cut=len(found) > MOST_IN_A_MONTH,
    )


def _weeks(
    first: date, following: date, by_day: dict[date, tuple[Item, ...]], today: date
) -> tuple[tuple[MonthDay, ...], ...]:
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday < following:
        days = (monday + timedelta(days=number) for number in range(7))
        weeks.append(
            tuple(
                MonthDay(day, by_day.get(day, ()), not first <= day < following, day == today) for day in days
            )
        )
        monday += timedelta(days=7)
    return tuple(weeks)
