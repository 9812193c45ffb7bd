"""What the API reads of rooms that people can ask for, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from schuifaan.apps.api.problems import NotThere
from schuifaan.apps.api.queries import read_cursor, write_cursor
from schuifaan.apps.api.room_shapes import RoomsQuery, point_of
from schuifaan.apps.api.shapes import box_of
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.rooms.enums import Audience
from schuifaan.apps.rooms.models import Facility, Rate, Room, SetUp
from schuifaan.apps.rooms.queries.free_slots import free_slots
from schuifaan.apps.rooms.queries.free_stock import let_to
from schuifaan.apps.rooms.queries.rates import RateBook, rate_book
from schuifaan.apps.rooms.queries.rentable import RoomPage, room_page, with_facts
from schuifaan.apps.rooms.queries.week import claims_of, public_words
from schuifaan.core.earth import distance_m
from schuifaan.core.timeline.interval import Interval
from schuifaan.core.timeline.wallclock import from_wall

_LARGEST_ID: Final = 2**63
_AREAS: Final = ("municipality", "district", "neighbourhood")
# Taken, and by what as anybody may know it.
Taken = tuple[datetime, datetime, str]


def rooms(query: RoomsQuery) -> tuple[list[Room], str]:
    """A page in order of number, and the cursor of the next one ("" at the end)."""
    found = _where(_like(_anyones(), query), query)
    after = read_cursor(query.cursor, 1)
    if after and isinstance(after[0], int) and -_LARGEST_ID < after[0] < _LARGEST_ID:
        found = found.filter(pk__gt=after[0])
    page = list(with_facts(found).order_by("pk")[: query.page_size + 1])
    more, page = len(page) > query.page_size, page[: query.page_size]
    return page, write_cursor(page[-1].pk) if more else ""


def room(number: str) -> Room:
    is_number = number.isascii() and number.isdecimal() and len(number) < 18  # noqa: PLR2004 a number the database can hold
    found = with_facts(_anyones().filter(pk=int(number))).first() if is_number else None
    if found is None:
        raise NotThere("There is no room with this number, or it cannot be asked for.")
    return found


def page_of(room: Room) -> RoomPage:
    return room_page(room.place, room)


def rates_of(room: Room) -> RateBook:
    return rate_book(room.place)


def rates_on(book: RateBook, room: Room, kinds: Sequence[str], on: date) -> Mapping[str, Rate]:
    """By kind of party; without those for which the place states nothing."""
    found = {kind: book.rate_for(room=room, party_kind=kind, on=on) for kind in kinds}
    return {kind: pair[1] for kind, pair in found.items() if pair}


def free_times(room: Room, first: date, until: date, *, now: datetime) -> list[Interval]:
    return free_slots(room, first, until - timedelta(days=1), now=now, audience=Audience.EVERYONE)


def taken_times(room: Room, first: date, until: date) -> list[Taken]:
    start, end = (from_wall(datetime.combine(day, time())).astimezone(UTC) for day in (first, until))
    return [
        (max(one.starts_at, start), min(one.ends_at, end), public_words(one))
        for one in claims_of([room], start, end)[room.pk]
        if one.starts_at < end and one.ends_at > start
    ]


# -- How ------------------------------------------------------------------------------------------


def _anyones() -> QuerySet[Room]:
    return let_to(Audience.EVERYONE).select_related("place__letting")


def _like(found: QuerySet[Room], query: RoomsQuery) -> QuerySet[Room]:
    """What the room itself is like."""
    if query.min_capacity:
        set_ups = SetUp.objects.filter(room=OuterRef("pk"), capacity__gte=query.min_capacity)
        found = found.filter(Q(capacity__gte=query.min_capacity) | Q(Exists(set_ups)))
    for kind in set(query.facility):
        found = found.filter(Exists(Facility.objects.filter(room=OuterRef("pk"), kind=kind)))
    return found.filter(step_free=True) if query.step_free else found


def _where(found: QuerySet[Room], query: RoomsQuery) -> QuerySet[Room]:
    if query.place:
        found = found.filter(place__slug=query.place)
    for level in _AREAS:
        code = getattr(query, level)
        if code:
            found = found.filter(place__in=_places_of(level, code))
    box = box_of(query.bbox)
    if box:
        west, south, east, north = box
        found = found.filter(place__lat__range=(south, north), place__lon__range=(west, east))
    point = point_of(query.near)
    return found.filter(place__in=_places_near(point, query.distance)) if point else found


def _places_of(level: str, code: str) -> list[int]:
    snapshot = snapshot_at(directory_version())
    return [snapshot.places[index].id for index in indexes_of(snapshot.option(level, code))]


def _places_near(point: tuple[float, float], metres: int) -> list[int]:
    return [
        one.id
        for one in snapshot_at(directory_version()).places
        if one.lat is not None and one.lon is not None and distance_m(*point, one.lat, one.lon) <= metres
    ]
