"""How a period and whoever holds a room are said."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.ui.speech import spoken_day, spoken_period, spoken_time

_MIDNIGHT = time(0, 0)


def when(starts_at: datetime, ends_at: datetime, *, today: date | None = None) -> str:
    """“dinsdag 6 januari 10.00–12.00 uur”; with the year when that is another one than today's."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    last_day = end.date() - timedelta(days=1) if end.time() == _MIDNIGHT else end.date()
    first = _day(start.date(), today)
    if last_day <= start.date():
        return f"{first} {spoken_period(start, end)}"
    return _("%(start_day)s %(start)s tot %(end_day)s %(end)s") % {
        "start_day": first,
        "start": spoken_time(start),
        "end_day": _day(end.date(), today),
        "end": spoken_time(end),
    }


def _day(day: date, today: date | None) -> str:
    """With the weekday, also when it is tomorrow: this is read later, and by others."""
    if today is None or day.year == today.year:
        return spoken_day(day)
    # Far from any day of another year, so that it is never said as "gisteren".
    return spoken_day(day, today=date(today.year, 7, 1))
