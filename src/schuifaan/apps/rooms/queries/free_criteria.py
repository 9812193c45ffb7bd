"""What somebody needs a room for, and which rooms would do, free or not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from math import cos, radians
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.criteria import Point
from schuifaan.apps.rooms.enums import Audience, PartyKind
from schuifaan.apps.rooms.models import Facility, Room, SetUp
from schuifaan.apps.rooms.queries.free_stock import EVERY_DAY, Candidate, let_to
from schuifaan.core.earth import METRES_PER_DEGREE, distance_m
from schuifaan.core.timeline import free_slots as arithmetic

# A year of weeks.
MOST_DATES: Final = 53
# A thousand rooms over four weeks, or two hundred over half a year: what is looked at in one go.
MOST_ROOM_DAYS: Final = 40_000
MOST_ROOMS: Final = 2_000
NORTH: Final = 53.6


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is needed, as people say it. Once is a series of one day: `first` and `last` are the same.

    Either `day_part`, which each place begins and ends at its own hour, or `starts` and `ends`. `capacity` is a
    question: it is kept nowhere.
    """

    first: date
    last: date
    weekdays: Collection[int] = EVERY_DAY
    day_part: str = ""
    starts: time | None = None
    ends: time | None = None
    capacity: int | None = None
    set_up: str = ""
    facilities: tuple[str, ...] = ()
    step_free: bool = False
    near: Point | None = None
    metres: int = 2_000
    party_kind: str = PartyKind.ASSOCIATION
    audience: Audience = Audience.EVERYONE

    @property
    def days(self) -> list[date]:
        return arithmetic.days_on(set(self.weekdays), self.first, self.last)[:MOST_DATES]

    @property
    def is_once(self) -> bool:
        return self.first == self.last


def fitting_rooms(criteria: Criteria) -> QuerySet[Room]:
    rooms = let_to(criteria.audience)
    if criteria.step_free:
        rooms = rooms.filter(step_free=True)
    for kind in criteria.facilities:
        rooms = rooms.filter(Exists(Facility.objects.filter(room=OuterRef("pk"), kind=kind)))
    if criteria.near:
        rooms = rooms.filter(square_around(criteria.near, criteria.metres))
    return _large_enough(rooms, criteria)


def _large_enough(rooms: QuerySet[Room], criteria: Criteria) -> QuerySet[Room]:
    set_ups = SetUp.objects.filter(room=OuterRef("pk"))
    if criteria.capacity:
        set_ups = set_ups.filter(capacity__gte=criteria.capacity)
    if criteria.set_up:
        return rooms.filter(Exists(set_ups.filter(kind=criteria.set_up)))
    if criteria.capacity:
        return rooms.filter(Q(capacity__gte=criteria.capacity) | Q(Exists(set_ups)))
    return rooms


def square_around(middle: Point | Place, metres: int) -> Q:
    """Who lies in a corner of the square falls off later. Where the middle is not known, nobody is near."""
    if middle.lat is None or middle.lon is None:
        return Q(pk__in=())
    up = metres / METRES_PER_DEGREE
    # In the north of the country a degree to the east is the shortest.
    aside = metres / (METRES_PER_DEGREE * cos(radians(NORTH)))
    return Q(
        place__lat__range=(middle.lat - up, middle.lat + up),
        place__lon__range=(middle.lon - aside, middle.lon + aside),
    )


def near_enough(rooms: list[Candidate], criteria: Criteria) -> tuple[list[tuple[Candidate, int | None]], int]:
    """The nearest first, or by name; no more than can be looked at in one go."""
    point = criteria.near
    found: list[tuple[Candidate, int | None]] = [(room, None) for room in rooms]
    if point is not None:
        found = [
            (room, metres)
            for room in rooms
            if room.lat is not None
            and room.lon is not None
            and (metres := round(distance_m(point.lat, point.lon, room.lat, room.lon))) <= criteria.metres
        ]
    found.sort(key=_order)
    days = (criteria.last - criteria.first).days + 1
    most = max(1, min(MOST_ROOMS, MOST_ROOM_DAYS // max(1, days)))
    return found[:most], len(found[most:])


def _order(pair: tuple[Candidate, int | None]) -> tuple[int, str, int, int, str, int]:
    room, metres = pair
    return metres or 0, room.place_name, room.place_id, room.position, room.name, room.pk
