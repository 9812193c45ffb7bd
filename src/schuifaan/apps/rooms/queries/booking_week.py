"""A week of all rooms of a place for its own people: who is where, on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind
from schuifaan.apps.rooms.models import BookingTime, Room
from schuifaan.apps.rooms.queries.week import Holding, claims_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing in one room. `number` is that of a booking; `is_sure` is not while it is asked for or an option."""

    starts_at: datetime
    ends_at: datetime
    label: str
    number: int | None = None
    is_sure: bool = True
    # The room it is in, when that is a piece of this one or holds it.
    where: str = ""


@dataclass(frozen=True, slots=True)
class RoomRow:
    room: Room
    days: Sequence[tuple[date, Sequence[Cell]]]

    @property
    def is_empty(self) -> bool:
        return not any(cells for _day, cells in self.days)


def week_of_rooms(place: Place, monday: date) -> list[RoomRow]:
    """Four queries, however many rooms."""
    rooms = list(Room.objects.filter(place=place, is_active=True).order_by("position", "name"))
    claims = claims_of(rooms, _midnight(monday), _midnight(monday + 7 * _DAY))
    booked = _booked({one.pk for some in claims.values() for one in some})
    days = [monday + number * _DAY for number in range(7)]
    rows = {room: [_cell(one, booked, room) for one in claims[room.pk]] for room in rooms}
    return [RoomRow(room, [(day, _on(day, cells)) for day in days]) for room, cells in rows.items()]


def _booked(claims: set[int]) -> dict[int, Cell]:
    """Of a booking the hours are those of the party, without setting up and cleaning."""
    rows = BookingTime.objects.filter(claim__in=claims).values_list(
        "claim", "starts_at", "ends_at", "booking__party__name", "booking__number", "booking__status"
    )
    return {
        claim: Cell(start, end, name, number, status == BookingStatus.CONFIRMED)
        for claim, start, end, name, number, status in rows
        if claim is not None
    }


def _cell(claim: Holding, booked: Mapping[int, Cell], room: Room) -> Cell:
    label = claim.label or str(ClaimKind(claim.kind).label)
    cell = booked.get(claim.pk) or Cell(claim.starts_at, claim.ends_at, label)
    return cell if claim.room_id == room.pk else replace(cell, where=claim.room_name)


def _on(day: date, cells: Sequence[Cell]) -> list[Cell]:
    first, last = _midnight(day), _midnight(day + _DAY)
    cut = [
        replace(one, starts_at=max(one.starts_at, first), ends_at=min(one.ends_at, last))
        for one in cells
        if one.starts_at < last and one.ends_at > first
    ]
    return sorted(cut, key=lambda one: (one.starts_at, one.ends_at, one.label))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
