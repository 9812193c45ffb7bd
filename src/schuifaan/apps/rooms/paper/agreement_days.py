"""What comes of the agreements of a place as a calendar file, for in somebody's own calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from schuifaan.apps.rooms.queries.agreements import Due
from schuifaan.apps.rooms.wording_agreements import due_words
from schuifaan.core.letting.agreements import INSURANCE_DAYS, REMINDERS
from schuifaan.ui.paper.signs import readable


def as_calendar(coming: Iterable[Due], *, address: str, now: datetime) -> bytes:
    """Whole days, each with its reminders. `address` is where the agreements stand."""
    calendar = Calendar()
    calendar.add("prodid", "-//Schuif aan//Overeenkomsten//NL")
    calendar.add("version", "2.0")
    for due in coming:
        calendar.add_component(_event(due, address, now))
    return bytes(calendar.to_ical())


def _event(due: Due, address: str, now: datetime) -> Event:
    event = Event()
    what = due_words(due.what)
    # The same for ever, so that a file taken in again does not double its days.
    event.add("uid", f"{due.agreement.pk}-{due.what}@overeenkomsten.schuifaan")
    event.add("dtstamp", now)
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    event.add("summary", readable(f"{due.agreement.party.name}: {what}"))
    event.add("url", f"{address}{due.agreement.pk}/")
    event.add("transp", "TRANSPARENT")
    for days in _reminders(due):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", what)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _reminders(due: Due) -> tuple[int, ...]:
    if due.what == "insured_until":
        return (INSURANCE_DAYS,)
    return REMINDERS if due.what in ("evaluate_on", "ends_on") else ()
