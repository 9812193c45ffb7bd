"""What a party sees on its own pages: its bookings, what they would cost to give up, the keys it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from schuifaan.apps.places.forms.prices import amount_as_typed
from schuifaan.apps.rooms.enums import HOLDING, BookingStatus, TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, KeyLoan, Party, Room, Waiting
from schuifaan.apps.rooms.queries.asking import taken_in
from schuifaan.apps.rooms.queries.bookings import BookingPage, bookings_of, free_until, late_line
from schuifaan.apps.rooms.queries.equipment import asked_beside, shortage
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rentable import refusals, terms_of
from schuifaan.apps.rooms.wording_equipment import shortage_words
from schuifaan.core.timeline.wallclock import to_wall

NEXT: Final = 3


def booking_of(party: Party, number: int) -> Booking | None:
    return bookings_of(party.place).filter(party=party, number=number).first()


def waiting_at(party: Party, pk: int) -> Waiting | None:
    return (
        Waiting.objects.select_related("room__place", "party", "booking").filter(party=party, pk=pk).first()
    )


def time_at(booking: Booking, pk: int) -> BookingTime | None:
    times = BookingTime.objects.select_related("booking__party", "booking__place", "room", "claim")
    return times.filter(booking=booking, pk=pk).first()


def keys_with(party: Party) -> list[KeyLoan]:
    loans = KeyLoan.objects.filter(party=party, in_at__isnull=True).select_related("key_set")
    return list(loans.order_by("due_on", "pk"))


@dataclass(frozen=True, slots=True)
class Coming:
    """A booking with its next few times, and how many come after those."""

    booking: Booking
    times: Sequence[BookingTime]
    later: int


def coming_lines(bookings: Iterable[Booking], now: datetime) -> list[Coming]:
    found = []
    for booking in bookings:
        times = [one for one in booking.times.all() if one.state == TimeState.PLANNED and one.ends_at > now]
        found.append(Coming(booking, times[:NEXT], len(times[NEXT:])))
    return found


# -- One booking -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One time, and what its party can do with it."""

    time: BookingTime
    may_cancel: bool
    may_move: bool
    may_return: bool
    # Cancelled and still to come: it can be asked for again.
    may_ask: bool
    is_past: bool


def time_lines(page: BookingPage, now: datetime) -> list[TimeLine]:
    is_open = page.booking.status in HOLDING
    return [
        TimeLine(
            one,
            may_cancel=is_open and one.state == TimeState.PLANNED and one.starts_at > now,
            may_move=is_open and one.state == TimeState.PLANNED and may_move(page, one, now),
            may_return=is_open and one.state == TimeState.SKIPPED and one.starts_at > now,
            may_ask=one.state == TimeState.CANCELLED and one.starts_at > now,
            is_past=one.ends_at <= now,
        )
        for one in page.times
    ]


def may_move(page: BookingPage, one: BookingTime, now: datetime) -> bool:
    """What could not be cancelled for nothing any more, cannot be moved away either."""
    if one.starts_at <= now:
        return False
    return page.booking.status != BookingStatus.CONFIRMED or to_wall(now).date() <= free_until(
        page.terms, one.starts_at
    )


def why_not_to(one: BookingTime, room: Room, period: Period, now: datetime) -> str:
    """Why this time cannot be moved there, in a sentence; "" when it can. Whether it is free is another question."""
    party, terms = one.booking.party, terms_of(room.place)
    said = refusals(room, [period], terms, now, party, leaving_out=[one]).get(period, "")
    short = None if said else shortage(asked_beside(one.booking), [(room, period)], leaving_out=[one])
    return shortage_words(short) if short else said


def is_free_for(one: BookingTime, room: Room, period: Period) -> bool:
    """Where it is itself does not count."""
    return not taken_in(room, [period], leaving_out=one.claim)


@dataclass(frozen=True, slots=True)
class Cancelling:
    """Times to give up, each with what stays to be paid."""

    lines: Sequence[tuple[BookingTime, int]]
    is_all: bool

    @property
    def cents(self) -> int:
        return sum(cents for _time, cents in self.lines)


def cancelling(page: BookingPage, pks: Collection[int], now: datetime) -> Cancelling:
    """Only what is still to come."""
    coming = [one.time for one in time_lines(page, now) if one.may_cancel]
    wanted = [one for one in coming if one.pk in pks]
    lines = [(one, late_line(page.booking, one, page.terms, now)) for one in wanted]
    return Cancelling([(one, line.cents if line else 0) for one, line in lines], len(wanted) == len(coming))


# -- Asking again ----------------------------------------------------------------------------------


def as_before(booking: Booking) -> Mapping[str, Any]:
    """What was asked for then, for the form; the day is for them to choose."""
    first = booking.times.order_by("starts_at", "pk").first()
    hours = (
        {"starts": to_wall(first.starts_at).time(), "ends": to_wall(first.ends_at).time()} if first else {}
    )
    equipment = {f"equipment_{one.equipment_id}": one.count for one in booking.equipment.all()}
    return {
        **hours, **equipment, "use": booking.use, "shown_as": booking.shown_as, "title": booking.title,
        "set_up": booking.set_up, "coffee": booking.coffee, "alcohol": booking.alcohol,
        "entry": amount_as_typed(booking.entry_cents or None),
    }  # fmt: skip
