"""When a series does not go on: school holidays, a place's own breaks and public holidays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from schuifaan.core.timeline.dutch_holidays import holiday_on


class HolidayPolicy(StrEnum):
    """ASK: the manager says for each public holiday whether it goes on."""

    KEEP = "keep"
    SKIP = "skip"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Break:
    """Days without it, both included."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A break cannot end before it begins.")

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Moment:
    """A start, and whether it goes on. `because` is the name of the break, or the key of the public holiday."""

    wall: datetime
    state: Literal["on", "skipped", "ask"]
    because: str = ""


def with_pauses(
    starts: Iterable[datetime], *, breaks: Sequence[Break], public_holidays: HolidayPolicy
) -> list[Moment]:
    """Each start with its state. A break is certain, so it goes before a public holiday within it."""
    return [_moment(wall, breaks, public_holidays) for wall in starts]


def _moment(wall: datetime, breaks: Sequence[Break], public_holidays: HolidayPolicy) -> Moment:
    day = wall.date()
    for pause in breaks:
        if pause.covers(day):
            return Moment(wall, "skipped", pause.name)
    if public_holidays != HolidayPolicy.KEEP:
        holiday = holiday_on(day)
        if holiday is not None:
            skips = public_holidays == HolidayPolicy.SKIP
            return Moment(wall, "skipped" if skips else "ask", holiday.key)
    return Moment(wall, "on")
