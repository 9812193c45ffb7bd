"""Taking an answer back, in the minutes after it was given: until then no letter about it has left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.rooms.actions.asking import is_first_time
from schuifaan.apps.rooms.actions.deciding import OPEN
from schuifaan.apps.rooms.actions.keeping import (
    change,
    freeze_price,
    held_back,
    hold_again,
    hold_booking,
    in_turn,
    note,
)
from schuifaan.apps.rooms.enums import BookingStatus, TimeState, WaitingState
from schuifaan.apps.rooms.models import Booking, BookingTime, InvoiceLine, Waiting
from schuifaan.apps.rooms.queries.rates import rate_book
from schuifaan.apps.rooms.queries.undoing import UNDO_FOR, undo_until

# Whoever takes an answer back has at least so long for another.
AT_LEAST_HELD: Final = timedelta(days=1)


class TooLateToUndo(PlaceError):  # noqa: N818 - it says what happened
    """The letter has left, or something else was done with the booking since."""

    def __init__(self) -> None:
        super().__init__(_("Dit antwoord is niet meer terug te nemen. Annuleer het, of bel even."))


def as_it_stands(booking: Booking) -> dict[str, Any]:
    """For `leave_open`, before the answer."""
    return {
        "status": booking.status,
        "held_until": booking.held_until.isoformat() if booking.held_until else "",
        "answer": booking.answer,
        "decided_at": booking.decided_at.isoformat() if booking.decided_at else "",
    }


def leave_open(booking: Booking, was: Mapping[str, Any], *, now: datetime) -> None:
    """Within the transaction that answers: the letter waits a while. What was answered before stays as it was."""
    if was["status"] not in OPEN or booking.status in OPEN:
        return
    booking.before = dict(was)
    Booking.objects.filter(pk=booking.pk).update(before=booking.before)
    held_back(booking).update(try_at=now + UNDO_FOR)


def undo_answer(*, booking: Booking, by: User, now: datetime) -> Booking:
    """It waits for an answer again and holds its room. `TimesTaken` when others have it after a no.

    A second time changes nothing.
    """
    require(by, "rooms.let_rooms", booking.place)

    def work() -> Booking:
        current = hold_booking(booking)
        if current.status in OPEN:
            return current
        letters = held_back(current)
        if undo_until(current, now) is None or _is_invoiced(current):
            raise TooLateToUndo
        # The post takes a letter before it sends it: what it has taken cannot be caught up with.
        if not letters.delete()[0] and _was_written_to(current):
            raise TooLateToUndo
        if current.status == BookingStatus.DECLINED:
            _hold_again(current, now=now)
        _restore(current, current.before or {}, now=now)
        note(current, "booking.answer_undone", by=by, now=now)
        return current

    return in_turn(work)


# -- How ------------------------------------------------------------------------------------------


def _is_invoiced(booking: Booking) -> bool:
    return InvoiceLine.objects.filter(booked_time__booking=booking).exists()


def _was_written_to(booking: Booking) -> bool:
    """Nobody was written to who left no address, or of whom nothing was still to come."""
    return bool(booking.party.email) and _times(booking).exists()


def _times(booking: Booking) -> QuerySet[BookingTime]:
    """Those the answer was about."""
    if booking.status == BookingStatus.CONFIRMED or booking.decided_at is None:
        return booking.times.filter(state=TimeState.PLANNED)
    return booking.times.filter(state=TimeState.CANCELLED, changed_at=booking.decided_at)


def _hold_again(booking: Booking, *, now: datetime) -> None:
    """What the no let go of, at the rates of now."""
    times = list(
        _times(booking).select_related("booking__party", "room", "claim").order_by("starts_at", "id")
    )
    book, first = rate_book(booking.place), is_first_time(booking.party)
    for one in times:
        freeze_price(one, book=book, party_kind=booking.party.kind, first_time=first and one is times[0])
    moves = {one: (one.room, (one.starts_at, one.ends_at)) for one in times}
    hold_again(moves, booking=booking, now=now)


def _restore(booking: Booking, was: Mapping[str, Any], *, now: datetime) -> None:
    if booking.decided_at is not None:
        booking.overrulings.filter(at=booking.decided_at).delete()
    if was["status"] == BookingStatus.OPTION:
        # Held for somebody who waited: their turn again.
        settled = [WaitingState.TAKEN, WaitingState.GONE]
        Waiting.objects.filter(booking=booking, state__in=settled).update(state=WaitingState.OFFERED)
    held_until = parse_datetime(was["held_until"]) if was["held_until"] else None
    change(
        booking,
        status=BookingStatus(was["status"]),
        held_until=max(held_until or now, now + AT_LEAST_HELD),
        answer=was["answer"],
        decided_at=parse_datetime(was["decided_at"]) if was["decided_at"] else None,
        decided_by=None,
    )
