"""In the place of a time that cannot be: another room, another hour, another place nearby."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, zip_longest
from typing import Final, NamedTuple

from schuifaan.apps.places.naming import spoken_distance
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries.free_stock import Candidate, Stock
from schuifaan.apps.rooms.queries.rates import RateBook, rate_books
from schuifaan.apps.rooms.queries.rentable import with_facts
from schuifaan.core.earth import distance_m
from schuifaan.core.timeline import free_slots as arithmetic
from schuifaan.core.timeline.free_slots import Span

# As the crow flies.
WALKING_M: Final = 1000
MOST: Final = 6
# Who cannot come at seven may come at half past six, not in the morning.
FURTHEST_SHIFT: Final = 4 * arithmetic.HOUR


class Why(StrEnum):
    OTHER_ROOM = "other_room"
    OTHER_HOUR = "other_hour"
    OTHER_PLACE = "other_place"


@dataclass(frozen=True, slots=True)
class Alternative:
    """`price_cents` is None when the place states no rate; `metres` is how far its place is from the one wished for."""

    room: Room
    starts_at: datetime
    ends_at: datetime
    why: Why
    price_cents: int | None
    metres: int | None = None

    @property
    def distance(self) -> str:
        return spoken_distance(self.metres)


class Option(NamedTuple):
    """An alternative of which the room is not read yet."""

    room: int
    span: Span
    why: Why
    metres: int | None = None


def options(stock: Stock, room: Candidate, wanted: Span, *, most: int = MOST) -> list[Option]:
    """Some of each kind, the nearest of each kind first; no queries."""
    rooms = [one for one in stock.rooms.values() if one.pk != room.pk]
    kinds: tuple[list[Option], ...] = (
        [
            Option(one.pk, wanted, Why.OTHER_ROOM)
            for one in _most_alike(room, (one for one in rooms if one.place_id == room.place_id))
            if is_to_be_had(stock, one, wanted)
        ],
        [Option(room.pk, span, Why.OTHER_HOUR) for span in _other_hours(stock, room, wanted)],
        list(_elsewhere(stock, room, wanted, rooms)),
    )
    in_turn = chain.from_iterable(zip_longest(*kinds))
    taken = [one for one in in_turn if one is not None][:most]
    order = list(Why)
    return sorted(taken, key=lambda one: order.index(one.why))


def is_to_be_had(stock: Stock, room: Candidate, wanted: Span) -> bool:
    """Open, free, and neither too soon nor too far ahead to ask."""
    soonest, furthest = stock.can_be_asked(room)
    return (
        soonest <= wanted[0] < furthest
        and arithmetic.lies_within(stock.windows(room), wanted)
        and arithmetic.is_free(stock.busy(room), wanted)
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """Rooms with their rates, read for one kind of party."""

    rooms: Mapping[int, Room]
    books: Mapping[int, RateBook]
    party_kind: str

    def cents(self, room: int, span: Span) -> int | None:
        """None when the place states no rate for this."""
        whole = self.rooms[room]
        price = self.books[whole.place_id].price_of(
            room=whole,
            party_kind=self.party_kind,
            starts_at=arithmetic.moment_of(span[0]),
            ends_at=arithmetic.moment_of(span[1]),
        )
        return None if price is None else price.cents

    def alternatives(self, chosen: Iterable[Option]) -> list[Alternative]:
        return [
            Alternative(
                room=self.rooms[one.room],
                starts_at=arithmetic.moment_of(one.span[0]),
                ends_at=arithmetic.moment_of(one.span[1]),
                why=one.why,
                price_cents=self.cents(one.room, one.span),
                metres=one.metres,
            )
            for one in chosen
        ]


def offer_of(rooms: Iterable[int], party_kind: str, *, in_short: bool = False) -> Offer:
    """Seven queries. `in_short`: rooms of which only the name and the price are told, in four; none for no rooms."""
    wanted = set(rooms)
    if not wanted:
        return Offer({}, {}, party_kind)
    found = Room.objects.filter(pk__in=wanted)
    told = found.select_related("place") if in_short else with_facts(found.select_related("place__letting"))
    by_pk = {room.pk: room for room in told}
    places = {room.place_id: room.place for room in by_pk.values()}
    return Offer(by_pk, rate_books(places.values()), party_kind)


def metres_between(one: Candidate, other: Candidate) -> int | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return round(distance_m(one.lat, one.lon, other.lat, other.lon))


# -- How ------------------------------------------------------------------------------------------


def _most_alike(room: Candidate, others: Iterable[Candidate]) -> list[Candidate]:
    """By how many fit in: those as large or larger first, the nearest in size before others."""
    size = room.capacity

    def away(other: Candidate) -> tuple[bool, int, int, int]:
        if size is None or other.capacity is None:
            return True, 0, other.position, other.pk
        return other.capacity < size, abs(other.capacity - size), other.position, other.pk

    return sorted(others, key=away)


def _other_hours(stock: Stock, room: Candidate, wanted: Span) -> Iterator[Span]:
    """The same length on the same day: the nearest before and the nearest after, the nearest of both first."""
    length = wanted[1] - wanted[0]
    day = arithmetic.day_of(wanted[0])
    soonest, furthest = stock.can_be_asked(room)
    near = [
        (opens, closes)
        for opens, closes in stock.windows(room)
        if opens < wanted[1] + FURTHEST_SHIFT and closes > wanted[0] - FURTHEST_SHIFT
    ]
    free = arithmetic.left_of(near, stock.busy(room), at_least=length)
    found = [
        span
        for span in arithmetic.slots(free, length)
        if soonest <= span[0] < furthest
        and span[0] != wanted[0]
        and abs(span[0] - wanted[0]) <= FURTHEST_SHIFT
        and arithmetic.day_of(span[0]) == day
    ]
    earlier = [span for span in found if span[0] < wanted[0]][-1:]
    later = [span for span in found if span[0] > wanted[0]][:1]
    yield from sorted([*earlier, *later], key=lambda span: abs(span[0] - wanted[0]))


def _elsewhere(stock: Stock, room: Candidate, wanted: Span, rooms: Sequence[Candidate]) -> Iterator[Option]:
    """One room of each place within walking distance, the nearest place first."""
    by_place: dict[int, list[Candidate]] = {}
    for one in rooms:
        if one.place_id != room.place_id:
            by_place.setdefault(one.place_id, []).append(one)
    near = sorted(
        (metres, place)
        for place, some in by_place.items()
        if (metres := metres_between(room, some[0])) is not None and metres <= WALKING_M
    )
    for metres, place in near:
        fitting = (one for one in _most_alike(room, by_place[place]) if is_to_be_had(stock, one, wanted))
        if first := next(fitting, None):
            yield Option(first.pk, wanted, Why.OTHER_PLACE, metres)
