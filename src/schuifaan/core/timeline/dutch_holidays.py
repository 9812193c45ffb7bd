"""Dutch public holidays by name."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays

from schuifaan.core.timeline.evaluator import rules_of


@dataclass(frozen=True, slots=True)
class HolidayName:
    """`key` is for programs ("kings_day"), the others for people."""

    key: str
    nl: str
    en: str


def public_holidays(year: int) -> dict[date, HolidayName]:
    """The days that "PH" means in opening hours, in order, with their names."""
    return dict(_public_holidays(year))


def holiday_on(day: date) -> HolidayName | None:
    return _public_holidays(day.year).get(day)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> dict[date, HolidayName]:
    # The dates come from the evaluator, because that is what closes a place with "PH off"; the `holidays`
    # package only names them. It would add Good Friday, and Liberation Day once in five years: hardly
    # anyone is free then, and a name beside opening hours that just go on would confuse.
    dates = rules_of("PH").days(date(year, 1, 1), date(year, 12, 31))
    dutch, english = (_names(year, language) for language in ("nl", "en_US"))
    return {
        day: HolidayName(
            re.sub(r"\W+", "_", english.get(day, "public holiday").lower().replace("'", "")),
            dutch.get(day, "feestdag"),
            english.get(day, "public holiday"),
        )
        for day, stretches in dates.items()
        if stretches
    }


def _names(year: int, language: str) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language=language))
