"""One question of somebody for several rooms, and for a turn on the waiting list: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import Wish, ask
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.actions.parties import PartyDetails
from schuifaan.apps.rooms.actions.waiting import wait_for
from schuifaan.apps.rooms.enums import Use
from schuifaan.apps.rooms.models import Booking, Party, Room, Waiting
from schuifaan.apps.rooms.queries.holding import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """A booking for each room, in the order of the wishes."""

    bookings: Sequence[Booking]
    waiting: Sequence[Waiting]


def ask_together(
    *,
    place: Place,
    party: Party | PartyDetails,
    wishes: Sequence[Wish],
    use: Use,
    now: datetime,
    form_token: str,
    leave_out: Collection[Period] = (),
    waits: Sequence[tuple[Room, Period]] = (),
    through_link: bool = False,
) -> Asked:
    """`leave_out` is kept with the first wish. Pressed twice (the same `form_token`), it is asked once."""

    def work() -> Asked:
        hold_place(place)
        who, bookings = party, []
        for number, wish in enumerate(wishes):
            booking = ask(
                place=place, party=who, wish=wish, now=now, through_link=through_link,
                form_token=f"{form_token}.{number}" if number else form_token,
                leave_out=() if number else leave_out,
            )  # fmt: skip
            bookings.append(booking)
            # The same people, also when they left no address to know them by.
            who = booking.party
        waiting = [
            wait_for(party=who, room=room, starts_at=start, ends_at=end, use=use, now=now)
            for room, (start, end) in waits
        ]
        return Asked(bookings, waiting)

    return in_turn(work)
