"""What the use of rooms tells: occupancy, hours by kind of use, income, times nobody came. Never who or how many.

The one place where these figures are worked out: the desk, the business case and the hints about revival ask here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import BookingTime, Claim, ClaimPart, Room, RoomPart, Window
from schuifaan.apps.rooms.queries.rates import day_parts
from schuifaan.apps.rooms.queries.rentable import open_windows
from schuifaan.core.letting.occupancy import Cell, grid, total
from schuifaan.core.timeline.free_slots import Span, merged
from schuifaan.core.timeline.interval import Interval

_USING = (ClaimKind.ACTIVITY, ClaimKind.BOOKING)
_HOURS = Decimal(3600)


@dataclass(frozen=True, slots=True)
class RoomUse:
    """One room: per weekday and part of the day how many there were and how many were used."""

    room: Room
    cells: dict[tuple[int, str], Cell]

    @property
    def total(self) -> Cell:
        return total(self.cells.values())


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one place, from `first` to `last`, both included. Money in whole cents, without VAT."""

    first: date
    last: date
    rooms: tuple[RoomUse, ...]
    # Hours a room was held: what for, and by what kind of party. Largest first.
    hours_by_use: tuple[tuple[str, Decimal], ...]
    hours_by_party: tuple[tuple[str, Decimal], ...]
    income_cents: int
    # Part of the income: for what was cancelled late or not come to.
    unused_income_cents: int
    no_shows: int

    @property
    def total(self) -> Cell:
        return total(one.total for one in self.rooms)


ACTIVITY = "activity"


def usage(place: Place, *, first: date, last: date) -> Usage:
    """In seven queries, however many rooms and claims."""
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    rooms = _rooms(place)
    held, shut = _held(place, start, end)
    parts = day_parts(place)
    rows = tuple(
        RoomUse(
            room,
            grid(
                _spans(open_windows(room, first, last)),
                merged(*(held.get(part, ()) for part in part_ids)),
                first=first,
                last=last,
                parts=[(str(kind), starts, ends) for kind, starts, ends in parts],
                shut=merged(*(shut.get(part, ()) for part in part_ids)),
            ),
        )
        for room, part_ids in rooms
    )
    times = list(_times(place, start, end))
    return Usage(
        first,
        last,
        rows,
        _by_use(place, times, start, end),
        _largest(_hours_of((one.booking.party.kind, one) for one in times if one.state == TimeState.PLANNED)),
        sum(one.price_cents for one in times),
        sum(one.price_cents for one in times if one.state != TimeState.PLANNED),
        sum(one.state == TimeState.NO_SHOW for one in times),
    )


def use_label(key: str) -> str:
    return str(ClaimKind.ACTIVITY.label) if key == ACTIVITY else str(Use(key).label)


def party_label(key: str) -> str:
    return str(PartyKind(key).label)


# -- How ------------------------------------------------------------------------------------------


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _rooms(place: Place) -> list[tuple[Room, list[int]]]:
    """Rooms made of others are left out: their use is that of their pieces."""
    found = list(
        Room.objects.filter(place=place, is_active=True)
        .order_by("position", "name")
        .prefetch_related(
            Prefetch("room_parts", RoomPart.objects.order_by("part")),
            Prefetch("windows", Window.objects.order_by("weekday", "starts")),
        )
    )
    parts = {room: frozenset(one.part_id for one in room.room_parts.all()) for room in found}
    single = [room for room in found if not any(other < parts[room] for other in parts.values())]
    return [(room, sorted(parts[room])) for room in single]


def _held(
    place: Place, start: datetime, end: datetime
) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    """Per part what used it, and what shut it. Questions that are not answered yet use nothing."""
    used: dict[int, list[Span]] = {}
    shut: dict[int, list[Span]] = {}
    rows = (
        ClaimPart.objects.filter(part__place=place, starts_at__lt=end, ends_at__gt=start)
        .exclude(claim__booked_time__booking__status__in=[BookingStatus.REQUESTED, BookingStatus.OPTION])
        .order_by("starts_at")
        .values_list("part", "claim__kind", "starts_at", "ends_at")
    )
    for part, kind, starts_at, ends_at in rows:
        span = (int(starts_at.timestamp()), int(ends_at.timestamp()))
        (used if kind in _USING else shut).setdefault(part, []).append(span)
    return used, shut


def _spans(intervals: Iterable[Interval]) -> Sequence[Span]:
    return [(int(one.start.timestamp()), int(one.end.timestamp())) for one in intervals]


def _times(place: Place, start: datetime, end: datetime) -> Iterable[BookingTime]:
    """What was confirmed, with what was called off after that."""
    return (
        BookingTime.objects.filter(booking__place=place, starts_at__gte=start, starts_at__lt=end)
        .filter(booking__status__in=[BookingStatus.CONFIRMED, BookingStatus.CANCELLED])
        .select_related("booking__party")
        .order_by("starts_at", "pk")
    )


def _hours_of(rows: Iterable[tuple[str, BookingTime | Claim]]) -> Counter[str]:
    """Seconds, per key."""
    found: Counter[str] = Counter()
    for key, one in rows:
        found[key] += int((one.ends_at.astimezone(UTC) - one.starts_at.astimezone(UTC)).total_seconds())
    return found


def _by_use(
    place: Place, times: Sequence[BookingTime], start: datetime, end: datetime
) -> tuple[tuple[str, Decimal], ...]:
    activities = Claim.objects.filter(
        room__place=place, kind=ClaimKind.ACTIVITY, starts_at__gte=start, starts_at__lt=end
    )
    seconds = _hours_of((one.booking.use, one) for one in times if one.state == TimeState.PLANNED)
    seconds += _hours_of((ACTIVITY, one) for one in activities)
    return _largest(seconds)


def _largest(seconds: Counter[str]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((key, Decimal(number) / _HOURS) for key, number in seconds.most_common())
