"""Rooms and what holds them, without surprises."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import (
    HOLDING,
    BookingStatus,
    ClaimKind,
    PartyKind,
    RateUnit,
    ShownAs,
    TimeState,
    Use,
)
from schuifaan.apps.rooms.models import (
    Booking,
    BookingTime,
    Claim,
    ClaimPart,
    LettingTerms,
    Part,
    Party,
    Rate,
    RateCard,
    Room,
    RoomPart,
)
from tests.factories import NOW


def at(hour: float, day: int = 6) -> datetime:
    """An hour of January 2026 in UTC; Amsterdam is an hour later. The sixth is a Tuesday."""
    return datetime(2026, 1, day, int(hour), round(hour % 1 * 60), tzinfo=UTC)


def make_room(
    place: Place, name: str = "Grote zaal", *, made_of: tuple[Room, ...] = (), **fields: Any
) -> Room:
    """With a part of its own, or with the parts of the rooms it is made of."""
    room = Room.objects.create(place=place, name=name, **fields)
    parts = (
        Part.objects.filter(room_parts__room__in=made_of) if made_of else [Part.objects.create(place=place)]
    )
    for part in parts:
        RoomPart.objects.create(room=room, part=part)
    return room


def make_claim(room: Room, starts_at: datetime, ends_at: datetime, **fields: Any) -> Claim:
    claim = Claim.objects.create(
        room=room, starts_at=starts_at, ends_at=ends_at, kind=fields.pop("kind", ClaimKind.ACTIVITY),
        label=fields.pop("label", "koor"), created_at=NOW, **fields,
    )  # fmt: skip
    for held in room.room_parts.all():
        ClaimPart.objects.create(claim=claim, part_id=held.part_id, starts_at=starts_at, ends_at=ends_at)
    return claim


def make_terms(place: Place, **fields: Any) -> LettingTerms:
    """Open to everybody who asks on the page."""
    return LettingTerms.objects.create(place=place, **{"is_open": True, **fields})


def make_rate_card(
    place: Place, *, cents: int = 3000, kinds: tuple[PartyKind, ...] = tuple(PartyKind), **fields: Any
) -> RateCard:
    """From 2026 on, one general rate for each of `kinds`: € 30 for a day-part. `fields` are of the card or rates."""
    of_card = {name: fields.pop(name) for name in ("name", "first_on", "last_on") if name in fields}
    card = RateCard.objects.create(
        place=place, **{"name": "Tarieven", "first_on": date(2026, 1, 1), **of_card}
    )
    for kind in kinds:
        values = {"unit": RateUnit.DAY_PART, "cents": cents, **fields}
        Rate.objects.create(card=card, party_kind=kind, **values)
    return card


def make_party(place: Place, name: str = "Koor De Lijster", **fields: Any) -> Party:
    kept = {
        "kind": PartyKind.ASSOCIATION, "contact_name": "Wil", "email": "koor@example.org",
        "added_at": NOW, **fields,
    }  # fmt: skip
    return Party.objects.create(place=place, name=name, **kept)


def make_booking(
    room: Room, *periods: tuple[datetime, datetime], party: Party | None = None, **fields: Any
) -> Booking:
    """Confirmed, each period held as long as it says and free of charge. `price_cents` is for each time."""
    place = room.place
    price_cents = fields.pop("price_cents", 0)
    status = fields.setdefault("status", BookingStatus.CONFIRMED)
    if status in (BookingStatus.REQUESTED, BookingStatus.OPTION):
        fields.setdefault("held_until", NOW + timedelta(days=5))
    last = Booking.objects.filter(place=place).order_by("-number").first()
    booking = Booking.objects.create(
        place=place,
        party=party or Party.objects.filter(place=place).first() or make_party(place),
        room=room,
        **{
            "number": last.number + 1 if last else 1, "use": Use.REHEARSAL, "title": "Koor De Lijster",
            "asked_at": NOW, **fields,
        },
    )  # fmt: skip
    for starts_at, ends_at in periods:
        make_booked_time(booking, starts_at, ends_at, price_cents=price_cents)
    return booking


def make_booked_time(
    booking: Booking, starts_at: datetime, ends_at: datetime, *, room: Room | None = None, **fields: Any
) -> BookingTime:
    """Holds its room when it is planned in a booking that is open or confirmed; else it is cancelled."""
    room = room or booking.room
    state = fields.pop("state", TimeState.PLANNED if booking.status in HOLDING else TimeState.CANCELLED)
    claim = None
    if state == TimeState.PLANNED:
        claim = make_claim(
            room, starts_at, ends_at, kind=ClaimKind.BOOKING, label=booking.title,
            is_private=booking.shown_as == ShownAs.TAKEN,
        )  # fmt: skip
    return BookingTime.objects.create(
        booking=booking, room=room, starts_at=starts_at, ends_at=ends_at, state=state, claim=claim,
        changed_at=NOW, **fields,
    )  # fmt: skip
