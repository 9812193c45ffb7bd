"""Rooms and what holds them, without surprises."""

from datetime import UTC, datetime
from typing import Any

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Claim, ClaimPart, Part, Room, RoomPart
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
