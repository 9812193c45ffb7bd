"""Of many rooms at once: when they are open and when they are held, read in a few queries however many there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from django.db import connections, models
from django.db.models import F, OuterRef, QuerySet, Subquery

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import Audience
from schuifaan.apps.rooms.models import ClaimPart, DayPart, LettingTerms, Part, Room, RoomPart, Window
from schuifaan.apps.rooms.queries.holding import held_parts
from schuifaan.apps.rooms.queries.rates import DEFAULT_DAY_PARTS
from schuifaan.apps.rooms.queries.rentable import LAST_MINUTE, USUAL_HOURS, open_to
from schuifaan.core.timeline import free_slots as arithmetic
from schuifaan.core.timeline.free_slots import Span
from schuifaan.core.timeline.wallclock import to_wall

DAY: Final = timedelta(days=1)
EVERY_DAY: Final = range(1, 8)
# Part of a day: (weekday, from, until).
Hours = tuple[int, time, time]


class Seconds(models.Func):
    """A moment as whole seconds since 1970: reading it so costs a fraction of reading a date and time."""

    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        # Four times: once for the template, once for the parameters of the query.
        return self.as_sql(
            compiler, connection, template="CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)", **more
        )

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        return self.as_sql(
            compiler, connection, template="CAST(EXTRACT(EPOCH FROM %(expressions)s) AS bigint)", **more
        )


class Candidate(NamedTuple):
    """What a search looks at of a room; the whole room is read only when it is shown."""

    pk: int
    place_id: int
    name: str
    position: int
    capacity: int | None
    before_minutes: int
    after_minutes: int
    place_name: str
    lat: float | None
    lon: float | None
    notice_hours: int | None
    ahead_days: int | None
    most_per_month: int | None


def candidates(rooms: QuerySet[Room]) -> list[Candidate]:
    letting = "place__letting__"
    columns = [
        *("pk", "place_id", "name", "position", "capacity", "before_minutes", "after_minutes"),
        *("place__name", "place__lat", "place__lon"),
        *(f"{letting}{name}" for name in ("notice_hours", "ahead_days", "most_per_month")),
    ]
    return [Candidate(*row) for row in rooms.order_by("pk").values_list(*columns)]


def let_to(audience: Audience) -> QuerySet[Room]:
    """Rooms that people themselves can ask for, at places everybody can see."""
    published = Place.objects.published().order_by().values("pk")
    open_places = LettingTerms.objects.filter(is_open=True, place__in=published).values("place")
    return Room.objects.filter(
        place__in=open_places, is_active=True, is_let=True, audience__in=open_to(audience)
    )


@dataclass(frozen=True)
class Stock:
    """`first` and `last` are the days it knows of; all spans lie within those."""

    rooms: Mapping[int, Candidate]
    first: date
    last: date
    now: datetime
    parts: Mapping[int, Sequence[int]]
    held: Mapping[int, Sequence[Span]]
    hours: Mapping[int, tuple[Hours, ...]]
    _open: dict[tuple[Hours, ...] | None, list[Span]] = field(default_factory=dict)

    def windows(self, room: Candidate) -> list[Span]:
        """When it can be asked for. Rooms with the same hours share the row."""
        hours = self.hours.get(room.pk)
        if hours not in self._open:
            self._open[hours] = _spans(hours, self.first, self.last)
        return self._open[hours]

    def busy(self, room: Candidate) -> Sequence[Span]:
        """When nobody can have it, with the time it takes to set up and to clean."""
        rows = [self.held[part] for part in self.parts.get(room.pk, ()) if part in self.held]
        busy = rows[0] if len(rows) == 1 else arithmetic.merged(*rows)
        if room.before_minutes or room.after_minutes:
            return arithmetic.held_for(busy, before=room.before_minutes * 60, after=room.after_minutes * 60)
        return busy

    def can_be_asked(self, room: Candidate) -> Span:
        """From the soonest moment until the end of the furthest day the place lets people ask for."""
        soonest = arithmetic.seconds_of(self.now) + (room.notice_hours or 0) * arithmetic.HOUR
        if room.ahead_days is None:
            return soonest, arithmetic.NEVER[1]
        furthest = to_wall(self.now).date() + DAY * room.ahead_days
        until = arithmetic.on_day(furthest, time(), None)
        return soonest, until[1] if until else soonest


def stock_of(
    rooms: Iterable[Candidate],
    first: date,
    last: date,
    *,
    now: datetime,
    audience: Audience,
) -> Stock:
    """Three queries."""
    by_pk = {room.pk: room for room in rooms}
    if not by_pk:
        return Stock(by_pk, first, last, now, {}, {}, {})
    parts: dict[int, list[int]] = {}
    pairs = RoomPart.objects.filter(room__in=list(by_pk)).order_by("room", "part")
    for room, part in pairs.values_list("room", "part"):
        parts.setdefault(room, []).append(part)
    return Stock(
        rooms=by_pk,
        first=first,
        last=last,
        now=now,
        parts=parts,
        held=_held({part for some in parts.values() for part in some}, by_pk.values(), first, last),
        hours=_hours(list(by_pk), audience),
    )


def day_part_hours(places: Iterable[int], kind: str) -> dict[int, tuple[time, time]]:
    """From when until when this part of the day is, by place; one that has none such is left out."""
    wanted = set(places)
    stated: dict[int, dict[str, tuple[time, time]]] = {}
    rows = DayPart.objects.filter(place__in=wanted).order_by("pk")
    for place, of_kind, starts, ends in rows.values_list("place", "kind", "starts", "ends"):
        stated.setdefault(place, {})[of_kind] = (starts, ends)
    usual = {str(of_kind): (starts, ends) for of_kind, starts, ends in DEFAULT_DAY_PARTS}
    found = {place: stated.get(place, usual).get(kind) for place in wanted}
    return {place: hours for place, hours in found.items() if hours is not None}


def held_spans(parts: Collection[int], start: datetime, end: datetime) -> dict[int, list[Span]]:
    """By part, in order of time. One query, in which the history before `start` costs nothing."""
    found: dict[int, list[Span]] = {}
    # By part: what is looked at together then lies together in memory, which makes looking quicker.
    for part, since, until in _spans_in_seconds(parts, start, end).order_by("part_id", "since"):  # type: ignore[misc]  # it is annotated
        found.setdefault(part, []).append((since, until))
    return found


def _spans_in_seconds(
    parts: Collection[int], start: datetime, end: datetime
) -> QuerySet[ClaimPart, tuple[int, int, int]]:
    if connections[Part.objects.db].vendor == "postgresql":
        return _in_seconds(held_parts(Part.objects.filter(pk__in=parts), start, end))
    # Claims on a part never overlap, so of all that began before only the last can still run.
    before = ClaimPart.objects.filter(part=OuterRef("pk"), starts_at__lt=start).order_by("-starts_at")
    last = Part.objects.filter(pk__in=parts).order_by().annotate(last=Subquery(before.values("pk")[:1]))
    running = ClaimPart.objects.filter(pk__in=last.values("last"), ends_at__gt=start)
    starting = ClaimPart.objects.filter(part__in=parts, starts_at__gte=start, starts_at__lt=end)
    return _in_seconds(running).union(_in_seconds(starting), all=True)


def _in_seconds(held: QuerySet[ClaimPart]) -> QuerySet[ClaimPart, tuple[int, int, int]]:
    seconds = {"since": Seconds(F("starts_at")), "until": Seconds(F("ends_at"))}
    return held.order_by().annotate(**seconds).values_list("part_id", "since", "until")  # type: ignore[misc]


# -- How ------------------------------------------------------------------------------------------


def _held(
    parts: Collection[int], rooms: Iterable[Candidate], first: date, last: date
) -> dict[int, list[Span]]:
    whole = arithmetic.on_day(first, time(), None), arithmetic.on_day(last, time(), None)
    if not parts or not whole[0] or not whole[1]:
        return {}
    wider = max((max(room.before_minutes, room.after_minutes) * 60 for room in rooms), default=0)
    return held_spans(
        parts, arithmetic.moment_of(whole[0][0] - wider), arithmetic.moment_of(whole[1][1] + wider)
    )


def _hours(rooms: list[int], audience: Audience) -> dict[int, tuple[Hours, ...]]:
    """Only of rooms with hours of their own; when none of those are for this circle, none at all."""
    welcome = {str(one) for one in open_to(audience)}
    found: dict[int, list[Hours]] = {}
    rows = Window.objects.filter(room__in=rooms).order_by("weekday", "starts", "pk")
    for room, weekday, starts, ends, for_whom in rows.values_list(
        "room", "weekday", "starts", "ends", "audience"
    ):
        hours = found.setdefault(room, [])
        if for_whom in welcome:
            hours.append((weekday, starts, ends))
    return {room: tuple(hours) for room, hours in found.items()}


def _spans(hours: tuple[Hours, ...] | None, first: date, last: date) -> list[Span]:
    """Merged: who is welcome until twelve and again from twelve, may stay."""
    own = [(weekday, *USUAL_HOURS) for weekday in EVERY_DAY] if hours is None else hours
    rows = []
    for weekday, starts, ends in own:
        until = None if ends >= LAST_MINUTE else ends
        rows.append(arithmetic.at_hours(arithmetic.days_on({weekday}, first, last), starts, until))
    return arithmetic.merged(*rows)
