"""What people hear of a booking: each change is one letter to the party; managers get one summary a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from schuifaan.apps.rooms.models import Booking, BookingTime, KeyLoan, Waiting


def asked(*, booking: Booking, now: datetime) -> None:
    """We have your question, and the room is held until you hear from us."""


def confirmed(*, booking: Booking, now: datetime) -> None:
    """It is yours: when, what it costs, how you get in, how to cancel."""


def option_given(*, booking: Booking, now: datetime) -> None:
    """Held until a day; say yes before that."""


def declined(*, booking: Booking, now: datetime) -> None:
    """Not this time, in the words of the place."""


def expired(*, booking: Booking, now: datetime) -> None:
    """Nobody said yes in time; the room is free again."""


def cancelled(*, booking: Booking, times: Sequence[BookingTime], now: datetime) -> None:
    """These do not go on: one letter for all of them, with what is still to be paid."""


def changed(*, booking: Booking, times: Sequence[BookingTime], now: datetime) -> None:
    """These are at another time or in another room: one letter for all of them."""


def offered(*, waiting: Waiting, now: datetime) -> None:
    """What you waited for came free; it is held for you."""


def key_due(*, loan: KeyLoan, now: datetime) -> None:
    """The key should have been back."""
