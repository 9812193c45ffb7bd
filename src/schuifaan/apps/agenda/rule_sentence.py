"""A recurrence rule as people say it: "elke tweede maandag van de maand"."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import get_language, gettext, ngettext, pgettext

from schuifaan.core.timeline.rule import Rule
from schuifaan.core.timeline.rule_words import Described, described
from schuifaan.ui.speech import spoken_day

# Any Monday: only the names of the days after it matter.
_A_MONDAY = date(2024, 1, 1)
_WORKING_DAYS = (0, 1, 2, 3, 4)


def rule_sentence(rule: Rule, first: datetime, *, today: date | None = None) -> str:
    """Without the time of day. A rule that no short sentence says is "op wisselende dagen"."""
    parts = described(rule, first)
    said = _SENTENCES[parts.kind](parts)
    if parts.until is not None:
        return gettext("%(how_often)s, tot en met %(day)s") % {
            "how_often": said,
            "day": spoken_day(parts.until.date(), today=_year_only(parts.until.date(), today)),
        }
    if parts.count is not None:
        times = ngettext("%(number)s keer", "%(number)s keer", parts.count) % {"number": parts.count}
        return gettext("%(how_often)s, %(times)s") % {"how_often": said, "times": times}
    return said


def ordinal(position: int) -> str:
    """Say "tweede" or "laatste"; as far as a month has weekdays."""
    return {
        1: gettext("eerste"),
        2: gettext("tweede"),
        3: gettext("derde"),
        4: gettext("vierde"),
        5: gettext("vijfde"),
        -1: gettext("laatste"),
        -2: gettext("een na laatste"),
    }.get(position, str(position))


def weekday_name(weekday: int) -> str:
    return format_date(_A_MONDAY.replace(day=1 + weekday), "EEEE", locale=_locale())


def _daily(parts: Described) -> str:
    if parts.interval == 1:
        return gettext("elke dag")
    return gettext("elke %(number)s dagen") % {"number": parts.interval}


def _weekly(parts: Described) -> str:
    if parts.weekdays == _WORKING_DAYS:
        return gettext("elke dag van maandag tot en met vrijdag")
    return gettext("elke %(days)s") % {"days": _days(parts.weekdays)}


def _every_n_weeks(parts: Described) -> str:
    days = _days(parts.weekdays)
    if parts.interval == 2:  # noqa: PLR2004 every other week has a name of its own
        return gettext("om de week op %(days)s") % {"days": days}
    return gettext("elke %(number)s weken op %(days)s") % {"number": parts.interval, "days": days}


def _monthly_by_weekday(parts: Described) -> str:
    which = _listed([ordinal(position) for position in _in_order(parts.positions)])
    days = _days(parts.weekdays)
    said = f"{which} {days}".strip()
    if parts.interval == 1:
        return gettext("elke %(which_day)s van de maand") % {"which_day": said}
    return gettext("elke %(number)s maanden op de %(which_day)s") % {
        "number": parts.interval,
        "which_day": said,
    }


def _monthly_by_date(parts: Described) -> str:
    days = _listed([_of_month(day) for day in _in_order(parts.month_days)])
    if parts.interval == 1:
        return gettext("elke maand op %(days)s") % {"days": days}
    return gettext("elke %(number)s maanden op %(days)s") % {"number": parts.interval, "days": days}


def _yearly(parts: Described) -> str:
    months = _listed([format_date(date(2024, month, 1), "MMMM", locale=_locale()) for month in parts.months])
    if parts.weekdays:
        which = _listed([ordinal(position) for position in _in_order(parts.positions)])
        days = f"{which} {_days(parts.weekdays)}".strip()
        said = gettext("op de %(which_day)s van %(months)s") % {"which_day": days, "months": months}
    else:
        days = _listed([str(day) for day in parts.month_days])
        said = gettext("op %(days)s %(months)s") % {"days": days, "months": months}
    if parts.interval == 1:
        return gettext("elk jaar %(when)s") % {"when": said}
    return gettext("elke %(number)s jaar %(when)s") % {"number": parts.interval, "when": said}


def _other(parts: Described) -> str:
    del parts
    return gettext("op wisselende dagen")


_SENTENCES: dict[str, Callable[[Described], str]] = {
    "daily": _daily,
    "weekly": _weekly,
    "every_n_weeks": _every_n_weeks,
    "monthly_by_date": _monthly_by_date,
    "monthly_by_weekday": _monthly_by_weekday,
    "yearly": _yearly,
    "other": _other,
}


def _of_month(day: int) -> str:
    if day == -1:
        return gettext("de laatste dag")
    if day < 0:
        return gettext("%(number)s dagen voor het einde") % {"number": -day}
    return pgettext("day of the month", "de %(number)se") % {"number": day}


def _in_order(numbers: Sequence[int]) -> list[int]:
    """The last ones behind the first ones."""
    return sorted(numbers, key=lambda number: (number < 0, number))


def _days(weekdays: Sequence[int]) -> str:
    return _listed([weekday_name(weekday) for weekday in weekdays])


def _listed(words: Sequence[str]) -> str:
    return format_list(words, locale=_locale()) if words else ""


def _locale() -> str:
    return "en_GB" if (get_language() or "nl").startswith("en") else "nl"


def _year_only(day: date, today: date | None) -> date | None:
    """Of a day far off the year is said; "vandaag" would be odd at the end of a rule."""
    if today is None or abs((day - today).days) <= 1:
        return None
    return today
