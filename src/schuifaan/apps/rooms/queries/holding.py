"""Which rooms there are, who holds them when, and what is free. Periods are half-open: [start, end)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections
from django.db.models import (
    BooleanField,
    DateTimeField,
    F,
    Func,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Claim, ClaimPart, Part, Room, RoomPart

Period = tuple[datetime, datetime]


# -- Rooms ----------------------------------------------------------------------------------------


def rooms_of(place: Place, *, retired: bool = False) -> QuerySet[Room]:
    """The rooms in use; with `retired` those that are not any more."""
    return Room.objects.filter(place=place, is_active=not retired).order_by("position", "name")


def room_at(place: Place, pk: int) -> Room | None:
    return Room.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def parts_by_room(place: Place) -> dict[Room, frozenset[int]]:
    """Every room of the place, retired ones too, with the parts it occupies."""
    rooms = Room.objects.filter(place=place).order_by("position", "name")
    with_parts = rooms.prefetch_related(Prefetch("room_parts", RoomPart.objects.order_by("part")))
    return {room: frozenset(one.part_id for one in room.room_parts.all()) for room in with_parts}


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room with the rooms it is made of, and the larger ones it is a piece of."""

    room: Room
    made_of: Sequence[Room]
    piece_of: Sequence[Room]


def room_lines(place: Place) -> list[RoomLine]:
    """The rooms in use, in two queries however many."""
    parts = {room: held for room, held in parts_by_room(place).items() if room.is_active}
    return [
        RoomLine(
            room,
            made_of=[other for other, theirs in parts.items() if theirs < held],
            piece_of=[other for other, theirs in parts.items() if held < theirs],
        )
        for room, held in parts.items()
    ]


def made_of(room: Room) -> list[Room]:
    """The rooms in use that lie wholly within this one."""
    parts = parts_by_room(room.place)
    return [other for other, theirs in parts.items() if other.is_active and theirs < parts[room]]


def possible_pieces(place: Place, room: Room | None = None) -> QuerySet[Room]:
    """Rooms in use that `room` may be made of: not itself, nor what already holds all of it."""
    choices = rooms_of(place)
    if room is None:
        return choices
    parts = parts_by_room(place)
    return choices.exclude(pk__in=[other.pk for other, theirs in parts.items() if theirs >= parts[room]])


# -- Claims on time -------------------------------------------------------------------------------


def held_parts(parts: QuerySet[Part], start: datetime, end: datetime) -> QuerySet[ClaimPart]:
    """What is held of these parts in this period, found in the index however long the history is.

    On PostgreSQL that is the index that refuses overlap. Elsewhere: claims on a part never overlap, so of all that
    began before `start` only the last can still run.
    """
    if connections[parts.db].vendor == "postgresql":
        own, asked = _span(F("starts_at"), F("ends_at")), _span(Value(start), Value(end))
        overlaps = Func(
            own, asked, template="%(expressions)s", arg_joiner=" && ", output_field=BooleanField()
        )
        held = ClaimPart.objects.filter(overlaps, part__in=parts.order_by().values("pk"))
        return held.order_by("starts_at", "pk")
    last_before = ClaimPart.objects.filter(part=OuterRef("pk"), starts_at__lt=start).order_by("-starts_at")
    last_ones = parts.order_by().annotate(last=Subquery(last_before.values("pk")[:1])).values("last")
    still_running = ClaimPart.objects.filter(pk__in=last_ones, ends_at__gt=start).order_by()
    starting = ClaimPart.objects.filter(
        part__in=parts.order_by().values("pk"), starts_at__gte=start, starts_at__lt=end
    ).order_by()
    found = still_running.values("pk").union(starting.values("pk"), all=True)
    return ClaimPart.objects.filter(pk__in=found).order_by("starts_at", "pk")


def _span(start: Combinable, end: Combinable) -> Func:
    """As in the constraint, so that its index serves."""
    return Func(start, end, template="tstzrange(%(expressions)s, '[)')", output_field=DateTimeField())


def parts_of(place_or_room: Place | Room) -> QuerySet[Part]:
    if isinstance(place_or_room, Place):
        return Part.objects.filter(place=place_or_room)
    return Part.objects.filter(pk__in=RoomPart.objects.filter(room=place_or_room).values("part"))


def claims_between(place_or_room: Place | Room, start: datetime, end: datetime) -> QuerySet[Claim]:
    """Whatever holds a piece of this place or room: for a hall also claims on its halves, and the reverse."""
    held = held_parts(parts_of(place_or_room), start, end).order_by().values("claim")
    return Claim.objects.filter(pk__in=held).select_related("room").order_by("starts_at", "pk")


def free(room: Room, start: datetime, end: datetime) -> bool:
    return not held_parts(parts_of(room), start, end).exists()


def clashes(
    room: Room, periods: Iterable[Period], *, leaving_out: Claim | None = None
) -> dict[Period, Claim]:
    """Of these periods those that are taken, each with the first claim in the way. One query for all."""
    return clashes_on(parts_of(room), periods, leaving_out=leaving_out)


def clashes_on(
    parts: QuerySet[Part], periods: Iterable[Period], *, leaving_out: Claim | None = None
) -> dict[Period, Claim]:
    wanted = list(dict.fromkeys(periods))
    if not wanted:
        return {}
    held = held_parts(parts, min(start for start, _ in wanted), max(end for _, end in wanted))
    if leaving_out is not None:
        held = held.exclude(claim=leaving_out)
    by_part: dict[int, list[ClaimPart]] = {}
    for one in held.select_related("claim__room"):
        by_part.setdefault(one.part_id, []).append(one)
    rows = [(held_now, [one.ends_at for one in held_now]) for held_now in by_part.values()]
    found = {period: _first_in_the_way(rows, period) for period in wanted}
    return {period: claim for period, claim in found.items() if claim is not None}


def _first_in_the_way(rows: list[tuple[list[ClaimPart], list[datetime]]], period: Period) -> Claim | None:
    """Each row is one part's claims in order of time, with their ends."""
    start, end = period
    nearest = [
        held[index]
        for held, ends in rows
        if (index := bisect_right(ends, start)) < len(held) and held[index].starts_at < end
    ]
    return min(nearest, key=lambda one: (one.starts_at, one.claim_id)).claim if nearest else None


def widened(room: Room, period: Period) -> Period:
    """As long as the room is taken: with setting up before and cleaning after."""
    before, after = timedelta(minutes=room.before_minutes), timedelta(minutes=room.after_minutes)
    return period[0] - before, period[1] + after


def coming_claims(room: Room, now: datetime) -> QuerySet[Claim]:
    """The room's own claims that are not over yet."""
    return Claim.objects.filter(room=room, ends_at__gt=now).select_related("room").order_by("starts_at", "pk")


def has_claims(room: Room) -> bool:
    return Claim.objects.filter(room=room).exists()
