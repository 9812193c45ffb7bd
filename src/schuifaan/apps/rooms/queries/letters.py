"""Whom somebody of the place must call: whoever left no e-mail address gets no letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import Booking
from schuifaan.apps.rooms.queries.bookings import bookings_of
from schuifaan.apps.rooms.wording import when

# After this nobody need be told any more, or they have been.
CALL_WITHIN: Final = timedelta(days=7)
# Decided as soon as it was written down: they were on the phone, or at the desk.
WHILE_THEY_WERE_THERE: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Call:
    """`phone` is empty when nobody knows how to reach them. `tell` is what they must hear."""

    booking: Booking
    name: str
    phone: str
    tell: str
    since: datetime


def calls_to_make(place: Place, now: datetime) -> list[Call]:
    """Who must hear what became of their question, or of a change to it; what changed first comes first."""
    since = now - CALL_WITHIN
    changed = Max("times__changed_at")
    found = (
        bookings_of(place)
        .filter(party__email="")
        .exclude(status=BookingStatus.REQUESTED)
        .annotate(times_changed_at=changed)
        .filter(Q(decided_at__gt=since) | Q(times_changed_at__gt=since))
    )
    calls = [_call(one, now) for one in found]
    return sorted((one for one in calls if one), key=lambda one: (one.since, one.booking.pk))


def _call(booking: Booking, now: datetime) -> Call | None:
    since = max(moment for moment in (booking.decided_at, booking.times_changed_at) if moment is not None)  # type: ignore[attr-defined]
    times = [one for one in booking.times.all() if one.ends_at > now]
    if not times or (booking.by_host and since - booking.asked_at < WHILE_THEY_WERE_THERE):
        return None
    going = [one for one in times if one.state == TimeState.PLANNED]
    first = (going or times)[0]
    said = when(first.starts_at, first.ends_at, today=timezone.localdate(now))
    about = {"room": first.room.name, "when": said, "number": len(going or times)}
    where = (
        _("%(room)s, %(when)s")
        if about["number"] == 1
        else _("%(room)s, %(number)s keer, de eerste %(when)s")
    )
    party = booking.party
    return Call(
        booking, party.contact_name or party.name, party.phone, f"{_what(booking)} {where % about}", since
    )


def _what(booking: Booking) -> str:
    answers = {
        BookingStatus.OPTION: _("Vastgehouden, nog geen ja:"),
        BookingStatus.CONFIRMED: _("Gaat door:"),
        BookingStatus.DECLINED: _("Het lukt niet:"),
        BookingStatus.EXPIRED: _("Niet meer vastgehouden:"),
        BookingStatus.CANCELLED: _("Gaat niet door:"),
    }
    return answers[BookingStatus(booking.status)]
