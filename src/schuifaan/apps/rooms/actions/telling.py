"""What people hear of a booking: each change is one letter to the party; managers get one summary a day.

Whoever left no e-mail address gets no letter: somebody of the place calls (queries/letters.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils import translation

from schuifaan.apps.rooms import wording_letter_kinds as kinds
from schuifaan.apps.rooms.actions.writing import address, language_of, write
from schuifaan.apps.rooms.models import Booking, BookingTime, KeyLoan, Waiting
from schuifaan.apps.rooms.queries.letter_facts import LetterFacts, contact_of, facts_of
from schuifaan.apps.rooms.wording_letters import Words

Telling = Callable[[LetterFacts, str], Words]


def asked(*, booking: Booking, now: datetime) -> None:
    """We have your question, and the room is held until you hear from us."""
    _tell("asked", kinds.asked, booking, now)


def confirmed(*, booking: Booking, now: datetime) -> None:
    """It is yours: when, what it costs, how you get in, how to cancel."""
    _tell("confirmed", kinds.confirmed, booking, now)


def option_given(*, booking: Booking, now: datetime) -> None:
    """Held until a day; say yes before that."""
    _tell("option", kinds.option_given, booking, now)


def declined(*, booking: Booking, now: datetime) -> None:
    """Not this time, in the words of the place."""
    _tell("declined", kinds.declined, booking, now)


def expired(*, booking: Booking, now: datetime) -> None:
    """Nobody said yes in time; the room is free again."""
    # Held for an answer of theirs, not of ours.
    was_option = booking.decided_at is not None or booking.waited.exists()
    _tell("expired", lambda facts, url: kinds.expired(facts, url, was_option=was_option), booking, now)


def cancelled(*, booking: Booking, times: Sequence[BookingTime], now: datetime) -> None:
    """These do not go on: one letter for all of them, with what is still to be paid."""
    _tell("cancelled", kinds.cancelled, booking, now, times)


def changed(*, booking: Booking, times: Sequence[BookingTime], now: datetime) -> None:
    """These are at another time or in another room: one letter for all of them."""
    _tell("changed", kinds.changed, booking, now, times)


def offered(*, waiting: Waiting, now: datetime) -> None:
    """What you waited for came free; it is held for you."""
    if waiting.booking is not None:
        _tell("offered", kinds.offered, waiting.booking, now)


def reminded(*, booking: Booking, times: Sequence[BookingTime], now: datetime) -> None:
    """It is tomorrow, and nobody opens: with the key or the code."""
    _tell("reminder", kinds.reminder, booking, now, times, change="first")


def key_due(*, loan: KeyLoan, now: datetime) -> None:
    """The key should have been back. Once for each day it was due."""
    party = loan.party
    if party is None or not party.email:
        return
    place = loan.key_set.place
    with translation.override(language_of(party)):
        words = kinds.key_due(loan, party, contact_of(place), now)
        write(key=f"key:{loan.pk}:{loan.due_on}", place=place, to=party.email, words=words, now=now)


def _tell(
    kind: str,
    telling: Telling,
    booking: Booking,
    now: datetime,
    times: Sequence[BookingTime] | None = None,
    *,
    change: str = "",
) -> None:
    """One letter for a change of a booking: each change has a version of its own."""
    party = booking.party
    if not party.email:
        return
    facts = facts_of(booking, now=now, about=times)
    if not facts.times:
        return
    with translation.override(language_of(party)):
        words = telling(facts, address("rooms:party", party.token))
        key = f"{kind}:{booking.pk}:{change or booking.version}"
        write(key=key, place=booking.place, to=party.email, words=words, now=now)
