"""Days, times and amounts the way people say them, in the language of the page."""

import datetime as dt

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

MIDNIGHT = dt.time(0, 0)


def _locale() -> str:
    language = (get_language() or "nl").replace("-", "_")
    # English on a Dutch page is the European kind: day before month, 24 hours.
    return "en_GB" if language == "en" else language


def spoken_day(day: dt.date, *, today: dt.date | None = None) -> str:
    """Say "vandaag", "morgen" or "dinsdag 14 oktober"; with the year when that is another one than today's."""
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    if today is not None:
        near = {0: gettext("vandaag"), 1: gettext("morgen"), -1: gettext("gisteren")}.get((day - today).days)
        if near:
            return near
    if today is None or day.year == today.year:
        return format_date(day, pgettext("Babel pattern of a day", "EEEE d MMMM"), locale=_locale())
    return format_date(day, pgettext("Babel pattern of a day", "EEEE d MMMM y"), locale=_locale())


def spoken_month(day: dt.date) -> str:
    """Say "in maart 2026": precise enough for when a fact was checked."""
    return gettext("in %(month)s") % {"month": format_date(day, "MMMM y", locale=_locale())}


def spoken_time(at: dt.time | dt.datetime) -> str:
    """Say "10.00 uur" in Dutch, "10:00" in English."""
    return gettext("%(time)s uur") % {"time": _clock(_wall(at))}


def spoken_period(start: dt.time | dt.datetime, end: dt.time | dt.datetime) -> str:
    """Say "10.00–12.00 uur". An end at midnight is "24.00": nobody says a party ends at 0.00."""
    until = _wall(end)
    said = pgettext("clock", "24.00") if until == MIDNIGHT else _clock(until)
    return gettext("%(start)s–%(end)s uur") % {"start": _clock(_wall(start)), "end": said}


def euros(cents: int) -> str:
    if cents == 0:
        return gettext("gratis")
    return format_currency(cents / 100, "EUR", locale=_locale())


def _wall(at: dt.time | dt.datetime) -> dt.time:
    if isinstance(at, dt.datetime):
        return (timezone.localtime(at) if timezone.is_aware(at) else at).time()
    return at


def _clock(at: dt.time) -> str:
    return format_time(at.replace(tzinfo=None), pgettext("Babel pattern of a time", "H.mm"), locale=_locale())
