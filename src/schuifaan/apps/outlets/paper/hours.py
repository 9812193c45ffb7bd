"""Opening hours of a week in one line, days with the same hours taken together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import holiday_name, in_a_row
from schuifaan.apps.places.queries.pages import page_schedule
from schuifaan.core.timeline.opening import DayHours, HoursNotUnderstood
from schuifaan.core.timeline.wallclock import to_wall
from schuifaan.ui.speech import spoken_period


def hours_of_week(place: Place, monday: date, *, language: str) -> list[dict[str, str]]:
    """Stretches of days with what they say: "ma t/m vr", "9.00–17.00 uur". [] when nobody told the hours."""
    schedule = page_schedule(place, language)
    if not schedule.known and not schedule.exceptions:
        return []
    try:
        days = schedule.week(monday)
    except HoursNotUnderstood:
        return []
    if not any(day.known for day in days):
        return []
    return list(_stretches([(day.day, _said(day, language)) for day in days], language))


def _stretches(days: Sequence[tuple[date, str]], language: str) -> Iterator[dict[str, str]]:
    start = 0
    for index in range(1, len(days) + 1):
        if index == len(days) or days[index][1] != days[start][1]:
            yield {"days": _named(days[start][0], days[index - 1][0], language), "hours": days[start][1]}
            start = index


def _named(first: date, last: date, language: str) -> str:
    names = [_short(day, language) for day in (first, last)]
    if first == last:
        return names[0]
    joiner = _("%(first)s en %(last)s") if (last - first).days == 1 else _("%(first)s t/m %(last)s")
    return joiner % {"first": names[0], "last": names[1]}


def _short(day: date, language: str) -> str:
    return format_date(day, "EEE", locale="en_GB" if language == "en" else language).rstrip(".")


def _said(day: DayHours, language: str) -> str:
    if not day.known:
        return _("vraag het even")
    if day.intervals:
        spans = [spoken_period(to_wall(one.start), to_wall(one.end)) for one in day.intervals]
        return in_a_row(spans)
    why = (day.exception_reason if day.is_exception else "") or holiday_name(day.day, language)
    return _("dicht (%(why)s)") % {"why": why} if why else _("dicht")
