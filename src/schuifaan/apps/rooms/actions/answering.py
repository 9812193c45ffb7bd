"""An answer in the own words of the place: kept with the booking, and in the letter that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import require
from schuifaan.apps.rooms.actions.deciding import confirm, decline, give_option
from schuifaan.apps.rooms.actions.keeping import change, hold_booking, in_turn
from schuifaan.apps.rooms.actions.undoing import as_it_stands, leave_open
from schuifaan.apps.rooms.models import Booking


def answer_yes(
    *, booking: Booking, answer: str, by: User, now: datetime, reasons: Mapping[str, str] | None = None
) -> Booking:
    """As `confirm`, which refuses what cannot be: then nothing is kept of the words either.

    For a while it can be taken back (actions/undoing.py).
    """
    require(by, "rooms.let_rooms", booking.place)

    def work() -> Booking:
        current = hold_booking(booking)
        was = as_it_stands(current)
        _keep(current, answer)
        done = confirm(booking=booking, by=by, now=now, reasons=reasons)
        leave_open(done, was, now=now)
        return done

    return in_turn(work)


def answer_no(*, booking: Booking, answer: str, by: User, now: datetime) -> Booking:
    """As `decline`; for a while it can be taken back."""
    require(by, "rooms.let_rooms", booking.place)

    def work() -> Booking:
        was = as_it_stands(hold_booking(booking))
        done = decline(booking=booking, answer=answer, by=by, now=now)
        leave_open(done, was, now=now)
        return done

    return in_turn(work)


def answer_option(*, booking: Booking, until: date, answer: str, by: User, now: datetime) -> Booking:
    require(by, "rooms.let_rooms", booking.place)

    def work() -> Booking:
        _keep(hold_booking(booking), answer)
        return give_option(booking=booking, until=until, by=by, now=now)

    return in_turn(work)


def _keep(current: Booking, answer: str) -> None:
    # Also when it is empty now: what stood with an option is not said once more with a yes.
    if answer != current.answer:
        change(current, answer=answer)
