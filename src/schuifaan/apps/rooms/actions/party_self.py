"""What a party does itself through its link, beside its times: correct its data, choose what others see."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from schuifaan.apps.people.audit import record
from schuifaan.apps.rooms.actions.keeping import change, hold_booking, in_turn, note, require_holding
from schuifaan.apps.rooms.actions.replanning import price_again
from schuifaan.apps.rooms.enums import PartyKind, ShownAs
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, Party, Room
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rates import rate_book

# Not its name and kind: the place agreed with those, and the rate hangs on them.
OWN: Final = (
    "contact_name", "email", "phone", "legal_name", "address", "postcode", "town", "trade_number", "oin",
    "buyer_reference", "monthly_invoice",
)  # fmt: skip


@transaction.atomic
def correct_details(*, party: Party, now: datetime, **facts: Any) -> Party:
    """Only what is given, of OWN."""
    unknown = facts.keys() - set(OWN)
    if unknown:
        raise ValueError(f"A party does not change its {', '.join(sorted(unknown))} itself.")
    current = Party.objects.select_for_update(of=("self",), no_key=True).get(pk=party.pk)
    changed = [name for name, value in facts.items() if getattr(current, name) != value]
    for name in changed:
        setattr(current, name, facts[name])
    if changed:
        current.save(update_fields=changed)
        # Which is nobody's business in a trail that stays; a resident's name is a person's.
        subject = "" if current.kind == PartyKind.RESIDENT else current.name
        record(verb="party.changed", scope=party.place.audit_scope, by=None, now=now, subject=subject)
    return current


def show_as(*, booking: Booking, shown_as: ShownAs, now: datetime) -> Booking:
    """Others see the name the place knows the party by, or nothing. A second time changes nothing."""

    def work() -> Booking:
        current = hold_booking(booking)
        require_holding(current)
        if current.shown_as == shown_as:
            return current
        named = shown_as == ShownAs.NAME
        title = current.party.name if named else current.get_use_display()
        change(current, shown_as=shown_as, title=title)
        held = Claim.objects.filter(booked_time__booking=current)
        held.update(label=title, is_private=not named)
        note(current, "booking.shown_changed", by=None, now=now)
        return current

    return in_turn(work)


def price_after(time: BookingTime, *, room: Room, period: Period) -> BookingTime:
    """A copy with the price it would have there; nothing is saved."""
    moved = copy(time)
    price_again(moved, room, period, book=rate_book(time.booking.place), booking=time.booking)
    return moved
