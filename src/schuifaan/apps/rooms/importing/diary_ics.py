"""A diary kept in Google, Outlook or another calendar: an event is one time or a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.entry import Diary, Entry, Found, Period, Unread
from schuifaan.core.calendars.components import CalendarNotReadable
from schuifaan.core.calendars.events import REMARKS, Event, LeftBehind
from schuifaan.core.calendars.reading import read_calendar
from schuifaan.core.timeline.recurrence import begins_at, ends_at, parse_rule, starts
from schuifaan.core.timeline.wallclock import to_wall

# An endless series is written down for a year; who reads the file again then, gets the next.
AHEAD: Final = timedelta(days=366)
LONGEST_RULE: Final = 200
# As many as one booking may have.
MOST_TIMES: Final = 370

_FILE_REASONS: Final[dict[str, str | Promise]] = {
    "not_a_calendar": gettext_lazy(
        "Dit is geen agenda. We lezen .ics-bestanden, en Excel (.xlsx) of CSV uit een rekenblad."
    ),
    "cut_off": gettext_lazy("Dit bestand houdt halverwege op. Haal het opnieuw op uit je agenda."),
    "too_many": gettext_lazy("In deze agenda staat te veel. Deel haar op, bijvoorbeeld per jaar."),
}
_REASONS: Final[dict[str, str | Promise]] = {
    "free_time": gettext_lazy("In de agenda staat dat deze tijd vrij blijft."),
    "no_title": gettext_lazy("Er staat niet bij wie er komt."),
    "no_start": gettext_lazy("Er staat geen begin bij."),
    "strange_date": gettext_lazy("Deze dag kan niet."),
    "ends_before_start": gettext_lazy("Het einde moet na het begin liggen."),
    "too_long": gettext_lazy("Dit duurt langer dan een maand."),
    "too_many": gettext_lazy("In deze agenda staat te veel. Deel haar op, bijvoorbeeld per jaar."),
    "too_many_times": gettext_lazy("Dit komt te vaak terug. Noteer het zelf."),
    "zone_unknown": gettext_lazy("De tijdzone kennen we niet. We lazen de tijden als Nederlandse tijd."),
    "this_and_following": gettext_lazy("Vanaf een dag gaat deze reeks anders. Kijk de tijden na."),
}
_RULE = gettext_lazy("Hoe vaak dit terugkomt, kunnen we niet lezen. Noteer het zelf.")
_ELSE = gettext_lazy("Dit kunnen we niet lezen. Noteer het zelf.")


def read_ics_diary(content: bytes, *, now: datetime) -> Diary:
    """Raises FileRefused for the file as a whole; one strange event never spoils the others."""
    today = to_wall(now).date()
    try:
        # No name ends on this: what we once gave out ourselves is known by its room and time.
        reading = read_calendar(content, today=today, own_host="", for_all=False)
    except CalendarNotReadable as error:
        raise FileRefused(str(_FILE_REASONS[error.code])) from error
    if not reading.found:
        raise FileRefused(_("In deze agenda staat niets."))
    found = Found(unread=[_unread(one) for one in reading.left_behind])
    refused = {one.uid for one in reading.left_behind if one.uid and one.code not in REMARKS}
    for row, event in enumerate(reading.events, start=1):
        periods = sorted(set(_periods(event, today=today)))
        coming = tuple(one for one in periods if one[1] > now)
        if len(coming) > MOST_TIMES:
            found.unread.append(Unread(0, event.title, str(_REASONS["too_many_times"])))
            refused.add(event.uid)
        elif coming:
            found.entries.append(_entry(row, event, coming))
    found.over = reading.whole - len(found.entries) - len(refused)
    return found.diary()


def _unread(one: LeftBehind) -> Unread:
    words = _RULE if one.code.startswith("rule_") else _REASONS.get(one.code, _ELSE)
    return Unread(0, one.title, str(words))


def _entry(row: int, event: Event, periods: tuple[Period, ...]) -> Entry:
    return Entry(
        row=row, room=event.location[:120], title=event.title, who=event.title, periods=periods, uid=event.uid,
        rule=event.rule if len(event.rule) <= LONGEST_RULE and len(periods) > 1 else "",
        note=event.description[:1000], is_private=event.is_private,
    )  # fmt: skip


def _periods(event: Event, *, today: date) -> Iterator[Period]:
    """Those of a year from today, each in UTC."""
    since = datetime.combine(today, time()) - timedelta(minutes=event.minutes)
    before = datetime.combine(today, time()) + AHEAD
    walls = set(event.extra)
    if event.rule:
        walls |= set(starts(parse_rule(event.rule), event.first, since, before))
    else:
        walls.add(event.first)
    changed = {one.original: one for one in event.changes}
    for wall in walls - set(event.left_out):
        start = begins_at(wall)
        if start in changed or not since <= wall < before:
            continue
        yield start.astimezone(UTC), ends_at(wall, event.minutes).astimezone(UTC)
    for one in event.changes:
        if one.state != "cancelled":
            yield one.starts.astimezone(UTC), one.ends.astimezone(UTC)
