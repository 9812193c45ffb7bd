"""The idea library and the days of the year: what a place might do, read from the data beside this app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from schuifaan.apps.agenda.enums import SchoolRegion

_DATA: Final = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Idea:
    """`texts` maps a language to title, description and what else is said; when is only a suggestion."""

    key: str
    kind: str
    texts: Mapping[str, Mapping[str, str]]
    how_often: str = "weekly"
    starts: time | None = None
    ends: time | None = None
    weekday: int | None = None
    sign_up: bool = False
    professional: str = ""
    can_leave: bool | None = None

    def text(self, name: str, language: str) -> str:
        return self.texts.get(language, self.texts["nl"]).get(name, "")

    def first_day(self, today: date) -> date | None:
        """The first such weekday with a week to prepare."""
        if self.weekday is None:
            return None
        soonest = today + timedelta(days=7)
        return soonest + timedelta(days=(self.weekday - soonest.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day of the year. `days` are its first days by year, `weeks_ahead` when to begin."""

    key: str
    texts: Mapping[str, Mapping[str, str]]
    days: Mapping[int, date]
    weeks_ahead: int
    kind: str
    source: str

    def text(self, name: str, language: str) -> str:
        return self.texts.get(language, self.texts["nl"]).get(name, "")


@dataclass(frozen=True, slots=True)
class ComingOccasion:
    """The next time of an occasion, and from which day it is wise to begin."""

    occasion: Occasion
    day: date
    begin_on: date
    title: str
    idea: str

    def is_now(self, today: date) -> bool:
        return self.begin_on <= today


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    region: str
    name: str
    first_on: date
    last_on: date
    source: str


@cache
def ideas() -> tuple[Idea, ...]:
    return tuple(_idea(row) for row in _read("ideas.yaml")["ideas"])


def idea_of(key: str) -> Idea | None:
    return next((idea for idea in ideas() if idea.key == key), None)


def coming_occasions(today: date, *, language: str, most: int = 40) -> list[ComingOccasion]:
    """Each occasion's next time, the nearest first."""
    found = []
    for occasion in _occasions():
        day = next((day for _year, day in sorted(occasion.days.items()) if day >= today), None)
        if day is not None:
            begin_on = day - timedelta(weeks=occasion.weeks_ahead)
            found.append(
                ComingOccasion(
                    occasion, day, begin_on, occasion.text("title", language), occasion.text("idea", language)
                )
            )
    return sorted(found, key=lambda coming: coming.day)[:most]


def coming_occasion(key: str, today: date, *, language: str) -> ComingOccasion | None:
    found = coming_occasions(today, language=language)
    return next((coming for coming in found if coming.occasion.key == key), None)


@cache
def official_school_holidays() -> tuple[SchoolHoliday, ...]:
    data = _read("school_holidays.yaml")
    return tuple(
        SchoolHoliday(SchoolRegion(region), row["name"], first_on, last_on, data["source"])
        for row in data["holidays"]
        for region, (first_on, last_on) in row["regions"].items()
    )


@cache
def _occasions() -> tuple[Occasion, ...]:
    return tuple(
        Occasion(
            key=row["key"],
            texts=row["texts"],
            days=_days(row["when"]),
            weeks_ahead=row["weeks_ahead"],
            kind=row["kind"],
            source=row["source"],
        )
        for row in _read("occasions.yaml")["occasions"]
    )


def _days(when: Mapping[str, Any]) -> dict[int, date]:
    """`fixed`: [month, day] of every year. `nth`: [position, weekday, month]. `table`: dates one by one."""
    years = range(2026, 2041)
    if "fixed" in when:
        month, day = when["fixed"]
        return {year: date(year, month, day) for year in years}
    if "nth" in when:
        position, weekday, month = when["nth"]
        return {year: nth_weekday(year, month, weekday, position) for year in years}
    return {day.year: day for day in when["table"]}


def nth_weekday(year: int, month: int, weekday: int, position: int) -> date:
    """The second Sunday of a month; -1 is the last."""
    if position > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (position - 1))
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _idea(row: Mapping[str, Any]) -> Idea:
    return Idea(
        key=row["key"],
        kind=row["kind"],
        texts=row["texts"],
        how_often=row.get("how_often", "weekly"),
        starts=_time(row.get("starts")),
        ends=_time(row.get("ends")),
        weekday=row.get("weekday"),
        sign_up=row.get("sign_up", False),
        professional=row.get("professional", ""),
        can_leave=row.get("can_leave"),
    )


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _read(name: str) -> Any:
    return yaml.safe_load((_DATA / name).read_text(encoding="utf-8"))
