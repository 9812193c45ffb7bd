"""What the use of rooms tells: occupancy, hours by kind of use, income, times nobody came. Never who or how many.

The one place where these figures are worked out: the desk, the business case and the hints about revival ask here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db.models import Min, Prefetch, QuerySet
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import BookingTime, Claim, ClaimPart, LettingTerms, Room, RoomPart, Window
from schuifaan.apps.rooms.queries.floor import floor_of
from schuifaan.apps.rooms.queries.holding import parts_by_room
from schuifaan.apps.rooms.queries.rates import day_parts
from schuifaan.apps.rooms.queries.rentable import open_windows
from schuifaan.core.letting.occupancy import Cell, Period, by_part, grid, per_hour, share, total
from schuifaan.core.method.finance.floor import percent_of_floor
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
    # Of the hours above, per kind of party.
    income_by_party: tuple[tuple[str, int], ...]

    @property
    def total(self) -> Cell:
        return total(one.total for one in self.rooms)

    @property
    def by_part(self) -> dict[str, Cell]:
        """Per part of the day, all rooms and weekdays together."""
        found: dict[str, Cell] = {}
        for one in self.rooms:
            for name, cell in by_part(one.cells).items():
                found[name] = found.get(name, Cell()) + cell
        return found

    @property
    def let_hours(self) -> Decimal:
        return sum((hours for _kind, hours in self.hours_by_party), Decimal(0))

    @property
    def cents_per_hour(self) -> int | None:
        """Really earned: what was free is among the hours, what nobody came to is not."""
        return per_hour(self.income_cents - self.unused_income_cents, self.let_hours)

    @property
    def business_percent_of_hours(self) -> Decimal | None:
        return share(dict(self.hours_by_party).get(PartyKind.COMMERCIAL, Decimal(0)), self.let_hours)


@dataclass(frozen=True, slots=True)
class Began:
    """Since when rooms are used at all, and since when they are let; None: not yet."""

    use: date | None
    letting: date | None


@dataclass(frozen=True, slots=True)
class BusinessFloor:
    """What businesses hired, each room once, beside the whole building; None where a size is not known."""

    m2: Decimal | None
    gross_m2: Decimal | None
    # Only then the law looks at it.
    is_social_real_estate: bool | None

    @property
    def percent(self) -> Decimal | None:
        return percent_of_floor(self.m2, self.gross_m2) if self.m2 is not None and self.gross_m2 else None


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
    came = [one for one in times if one.state == TimeState.PLANNED]
    return Usage(
        first,
        last,
        rows,
        _by_use(place, times, start, end),
        _largest(_hours_of((one.booking.party.kind, one) for one in came)),
        sum(one.price_cents for one in times),
        sum(one.price_cents for one in times if one.state != TimeState.PLANNED),
        sum(one.state == TimeState.NO_SHOW for one in times),
        _income_of(came),
    )


def began(place: Place) -> Began:
    """Two queries. Questions that are not answered yet begin nothing."""
    used = _claims(place).filter(kind__in=_USING).aggregate(at=Min("starts_at"))["at"]
    let = _confirmed(place).aggregate(at=Min("starts_at"))["at"]
    return Began(*(timezone.localdate(at) if at else None for at in (used, let)))


def business_floor(place: Place, period: Period) -> BusinessFloor:
    """As it is counted when a business asks for a room: every room with a confirmed time. Four queries."""
    start, end = _midnight(period.first), _midnight(period.last + timedelta(days=1))
    of_businesses = _confirmed(place).filter(
        booking__status=BookingStatus.CONFIRMED,
        booking__party__kind=PartyKind.COMMERCIAL,
        state=TimeState.PLANNED,
        starts_at__gte=start,
        starts_at__lt=end,
    )
    hired = set(of_businesses.values_list("room", flat=True))
    parts = parts_by_room(place)
    terms = LettingTerms.objects.filter(place=place).first() or LettingTerms(place=place)
    theirs = [room for room in parts if room.pk in hired]
    return BusinessFloor(floor_of(theirs, parts), terms.gross_floor_m2, terms.is_social_real_estate)


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
        _confirmed(place)
        .filter(starts_at__gte=start, starts_at__lt=end)
        .select_related("booking__party")
        .order_by("starts_at", "pk")
    )


def _confirmed(place: Place) -> QuerySet[BookingTime]:
    return BookingTime.objects.filter(
        booking__place=place, booking__status__in=[BookingStatus.CONFIRMED, BookingStatus.CANCELLED]
    )


def _claims(place: Place) -> QuerySet[Claim]:
    waiting = [BookingStatus.REQUESTED, BookingStatus.OPTION]
    return Claim.objects.filter(room__place=place).exclude(booked_time__booking__status__in=waiting)


def _hours_of(rows: Iterable[tuple[str, BookingTime | Claim]]) -> Counter[str]:
    """Seconds, per key."""
    found: Counter[str] = Counter()
    for key, one in rows:
        found[key] += int((one.ends_at.astimezone(UTC) - one.starts_at.astimezone(UTC)).total_seconds())
    return found


def _income_of(times: Iterable[BookingTime]) -> tuple[tuple[str, int], ...]:
    cents: Counter[str] = Counter()
    for one in times:
        cents[one.booking.party.kind] += one.price_cents
    return tuple(cents.most_common())


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
