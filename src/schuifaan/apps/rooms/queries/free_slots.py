"""A room somewhere: which are free when somebody needs one, at what price, and what there is instead."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q

from schuifaan.apps.places.naming import spoken_distance
from schuifaan.apps.rooms.enums import Audience, PartyKind
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries.free_criteria import Criteria, fitting_rooms, near_enough, square_around
from schuifaan.apps.rooms.queries.free_instead import (
    MOST,
    WALKING_M,
    Alternative,
    Why,
    offer_of,
    options,
)
from schuifaan.apps.rooms.queries.free_stock import (
    Candidate,
    Stock,
    candidates,
    day_part_hours,
    let_to,
    stock_of,
)
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rentable import refusals
from schuifaan.core.timeline import free_slots as arithmetic
from schuifaan.core.timeline.free_slots import Span
from schuifaan.core.timeline.interval import Interval
from schuifaan.core.timeline.wallclock import AMSTERDAM, to_wall

__all__ = [
    "Alternative", "Criteria", "Found", "Results", "Why", "alternatives", "alternatives_for", "free_slots",
    "how_many", "search",
]  # fmt: skip

PAGE_SIZE: Final = 12


@dataclass(frozen=True, slots=True)
class Closed:
    """A date on which the room cannot be asked for, and why, in a sentence."""

    period: Period
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    period: Period
    instead: Sequence[Alternative]


@dataclass(frozen=True, slots=True)
class Found:
    """A room with the wished dates. `cents` stand beside `free`: None where the place states no rate."""

    room: Room
    metres: int | None
    free: Sequence[Period]
    cents: Sequence[int | None]
    taken: Sequence[Taken]
    closed: Sequence[Closed]

    @property
    def distance(self) -> str:
        return spoken_distance(self.metres)

    @property
    def total_cents(self) -> int | None:
        """Of all free dates; None when one of them has no rate."""
        known = [cents for cents in self.cents if cents is not None]
        return sum(known) if len(known) == len(self.cents) else None

    @property
    def each_cents(self) -> int | None:
        """What every free date costs, where that is the same."""
        return self.cents[0] if len(set(self.cents)) == 1 else None

    @property
    def priced(self) -> list[tuple[Period, int | None]]:
        return list(zip(self.free, self.cents, strict=True))

    @property
    def count(self) -> int:
        return len(self.free) + len(self.taken) + len(self.closed)

    @property
    def is_whole(self) -> bool:
        return not self.taken and not self.closed


@dataclass(frozen=True, slots=True)
class Results:
    """One page. `next_after` is the room to go on after; `left_out` rooms further away were not looked at."""

    found: Sequence[Found]
    total: int = 0
    next_after: int | None = None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Fit:
    room: Candidate
    metres: int | None
    free: list[Span]
    taken: list[Span]
    closed: list[Span]


def search(
    criteria: Criteria, now: datetime, *, after: int | None = None, page_size: int = PAGE_SIZE
) -> Results:
    """Rooms with all dates free first, then those free on at least half; the nearest first, or by name.

    Thirteen queries at most, however many rooms and dates.
    """
    stock, fits, left_out = _looked_at(criteria, now)
    rooms = [fit.room.pk for fit in fits]
    since = rooms.index(after) + 1 if after in rooms else 0
    shown = fits[since : since + page_size]
    more = since + page_size < len(fits)
    return Results(
        found=_told(stock, shown, criteria),
        total=len(fits),
        next_after=shown[-1].room.pk if more else None,
        left_out=left_out,
    )


def how_many(criteria: Criteria, now: datetime) -> int:
    """How many rooms a search would find; five queries at most."""
    return len(_looked_at(criteria, now)[1])


def alternatives(
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    *,
    party_kind: str,
    now: datetime,
    most: int = MOST,
    audience: Audience = Audience.EVERYONE,
) -> list[Alternative]:
    """Another room here at that time, another hour in this room, another place within walking distance."""
    period = (starts_at, ends_at)
    return alternatives_for(room, [period], party_kind=party_kind, now=now, most=most, audience=audience)[
        period
    ]


def alternatives_for(
    room: Room,
    periods: Sequence[Period],
    *,
    party_kind: str,
    now: datetime,
    most: int = MOST,
    audience: Audience = Audience.EVERYONE,
) -> dict[Period, list[Alternative]]:
    """The same for several times of one room; seven queries for however many."""
    if not periods:
        return {}
    days = [to_wall(start).date() for start, _ in periods]
    around = let_to(audience).filter(Q(place=room.place_id) | square_around(room.place, WALKING_M))
    near = candidates(Room.objects.filter(Q(pk=room.pk) | Q(pk__in=around.order_by().values("pk"))))
    last = max(to_wall(end).date() for _, end in periods)
    stock = stock_of(near, min(days), last, now=now, audience=audience)
    chosen = {
        (start, end): options(
            stock,
            stock.rooms[room.pk],
            (arithmetic.seconds_of(start), arithmetic.seconds_of(end)),
            most=most,
        )
        for start, end in periods
    }
    offer = offer_of((one.room for some in chosen.values() for one in some), party_kind, in_short=True)
    return {period: offer.alternatives(some) for period, some in chosen.items()}


def free_slots(
    room: Room,
    first: date,
    last: date,
    *,
    now: datetime,
    minutes: int = 30,
    audience: Audience = Audience.EVERYONE,
) -> list[Interval]:
    """When this room is open and free for at least so long on these days, both included; four queries."""
    [one] = candidates(Room.objects.filter(pk=room.pk))
    stock = stock_of([one], first, last, now=now, audience=audience)
    length = minutes * arithmetic.MINUTE
    soonest, furthest = stock.can_be_asked(one)
    busy = arithmetic.merged([(0, soonest)], stock.busy(one), [(furthest, arithmetic.NEVER[1])])
    return [
        Interval(start.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM))
        for start, end in map(_period, arithmetic.left_of(stock.windows(one), busy, at_least=length))
    ]


# -- Which dates ----------------------------------------------------------------------------------


def _looked_at(criteria: Criteria, now: datetime) -> tuple[Stock, list[_Fit], int]:
    near, left_out = near_enough(candidates(fitting_rooms(criteria)), criteria)
    rooms = [room for room, _ in near]
    stock = stock_of(rooms, criteria.first, criteria.last, now=now, audience=criteria.audience)
    return stock, _fits(stock, near, criteria), left_out


def _fits(stock: Stock, rooms: Iterable[tuple[Candidate, int | None]], criteria: Criteria) -> list[_Fit]:
    days = criteria.days
    hours = _hours_by_place({room.place_id for room, _ in rooms}, criteria)
    wanted = {pair: arithmetic.at_hours(days, *pair) for pair in set(hours.values())}
    fits = []
    for room, metres in rooms:
        pair = hours.get(room.place_id)
        if pair is None:
            continue
        opened, closed = arithmetic.within(wanted[pair], stock.windows(room))
        soonest, furthest = stock.can_be_asked(room)
        asked = [span for span in opened if soonest <= span[0] < furthest]
        free, taken = arithmetic.free_and_taken(asked, stock.busy(room))
        free, too_often = _as_often_as_allowed(free, room.most_per_month)
        closed = sorted({*closed, *too_often, *opened} - {*free, *taken})
        if free and len(free) * 2 >= len(wanted[pair]):
            fits.append(_Fit(room, metres, free, taken, closed))
    # Where not all can be had comes after where all can; otherwise the order stays.
    return sorted(fits, key=lambda fit: bool(fit.taken or fit.closed))


def _hours_by_place(places: Collection[int], criteria: Criteria) -> Mapping[int, tuple[time, time]]:
    if criteria.day_part:
        return day_part_hours(places, criteria.day_part)
    if criteria.starts is None or criteria.ends is None:
        raise ValueError("A search needs a part of the day, or from when until when.")
    return dict.fromkeys(places, (criteria.starts, criteria.ends))


def _as_often_as_allowed(free: list[Span], most_per_month: int | None) -> tuple[list[Span], list[Span]]:
    """In order of time: the first ones of a month still fit."""
    if most_per_month is None:
        return free, []
    counted: dict[tuple[int, int], int] = {}
    kept: list[Span] = []
    left: list[Span] = []
    for span in free:
        day = arithmetic.day_of(span[0])
        month = (day.year, day.month)
        counted[month] = counted.get(month, 0) + 1
        (kept if counted[month] <= most_per_month else left).append(span)
    return kept, left


# -- How it is told -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asker:
    """Somebody of whom no more is known than what a search says."""

    kind: str
    lives_here: bool


def _told(stock: Stock, fits: Sequence[_Fit], criteria: Criteria) -> list[Found]:
    if not fits:
        return []
    instead = {
        (fit.room.pk, span): options(stock, fit.room, span, most=3) for fit in fits for span in fit.taken
    }
    wanted = {fit.room.pk for fit in fits} | {one.room for some in instead.values() for one in some}
    offer = offer_of(wanted, criteria.party_kind)
    return [
        Found(
            room=offer.rooms[fit.room.pk],
            metres=fit.metres,
            free=[_period(span) for span in fit.free],
            cents=[offer.cents(fit.room.pk, span) for span in fit.free],
            taken=[
                Taken(_period(span), offer.alternatives(instead[fit.room.pk, span])) for span in fit.taken
            ],
            closed=_closed(fit, offer.rooms[fit.room.pk], criteria, stock.now),
        )
        for fit in fits
    ]


def _closed(fit: _Fit, room: Room, criteria: Criteria, now: datetime) -> list[Closed]:
    if not fit.closed:
        return []
    asker = _Asker(
        PartyKind.RESIDENT if criteria.audience == Audience.RESIDENTS else criteria.party_kind,
        lives_here=criteria.audience != Audience.EVERYONE,
    )
    asked = [_period(span) for span in (*fit.free, *fit.closed)]
    refused = refusals(room, asked, room.place.letting, now, asker)
    return [Closed(period, refused.get(period, "")) for period in map(_period, fit.closed)]


def _period(span: Span) -> Period:
    return arithmetic.moment_of(span[0]), arithmetic.moment_of(span[1])
