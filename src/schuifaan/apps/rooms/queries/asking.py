"""What somebody is about to ask for: what it will cost, what is in the way, and what there is instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import HOLDING, TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, LettingTerms, Party, Room, Waiting
from schuifaan.apps.rooms.queries.bookings import TIMES
from schuifaan.apps.rooms.queries.free_slots import Alternative, Why, alternatives_for
from schuifaan.apps.rooms.queries.holding import Period, clashes, widened
from schuifaan.apps.rooms.queries.rates import RateBook, rate_book
from schuifaan.apps.rooms.queries.rentable import Asker, audience_of, refusals, rooms_to_let, shown_place
from schuifaan.apps.rooms.queries.week import Holding, claims_of, public_words
from schuifaan.apps.rooms.wording_prices import PriceTold, price_told
from schuifaan.core.timeline.wallclock import from_wall, to_wall

MOST_INSTEAD: Final = 4
LARGEST: Final = 2**63 - 1
_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time(0, 0)


# -- Which dates go on, and how --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided about one date: leave it out, wait for it, or have it in this room at these hours."""

    leave_out: bool = False
    wait: bool = False
    room: int = 0
    starts: time = _MIDNIGHT
    ends: time = _MIDNIGHT


@dataclass(frozen=True, slots=True)
class Plan:
    """`wished` is what was asked at first, in `room`; each date goes on, is left out or is waited for."""

    room: Room
    wished: Mapping[date, Period]
    going: Mapping[date, tuple[Room, Period]]
    left: Sequence[Period]
    waiting: Sequence[Period]

    @property
    def by_room(self) -> dict[Room, list[Period]]:
        """The room that was asked for first."""
        found: dict[Room, list[Period]] = {}
        for room, period in sorted(self.going.values(), key=lambda one: one[0].pk != self.room.pk):
            found.setdefault(room, []).append(period)
        return found

    @property
    def is_series(self) -> bool:
        return len(self.wished) > 1


def plan_of(
    room: Room, wished: Mapping[date, Period], chosen: Mapping[date, Chosen], rooms: Mapping[int, Room]
) -> Plan:
    """A choice for a room that is not let here is no choice."""
    going: dict[date, tuple[Room, Period]] = {}
    left, waiting = [], []
    for day, period in wished.items():
        choice = chosen.get(day)
        if choice is not None and choice.leave_out:
            left.append(period)
        elif choice is not None and choice.wait:
            waiting.append(period)
        else:
            going[day] = _elsewhere(day, choice, rooms) or (room, period)
    return Plan(room, wished, going, left, waiting)


def _elsewhere(day: date, choice: Chosen | None, rooms: Mapping[int, Room]) -> tuple[Room, Period] | None:
    other = rooms.get(choice.room) if choice else None
    if choice is None or other is None:
        return None
    last = day + _DAY if choice.ends == _MIDNIGHT else day
    start = from_wall(datetime.combine(day, choice.starts))
    end = from_wall(datetime.combine(last, choice.ends))
    return (other, (start, end)) if start < end else None


# -- What is in the way, and what it costs -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """A date that cannot be as wished: taken by what `words` says, or refused in the sentence `why`."""

    day: date
    room: Room
    period: Period
    words: str
    why: str
    instead: Sequence[Alternative]


@dataclass(frozen=True, slots=True)
class SamePrice:
    """Times that cost the same, with how one comes to it."""

    room: Room
    periods: Sequence[Period]
    told: PriceTold

    @property
    def cents(self) -> int | None:
        return None if self.told.cents is None else self.told.cents * len(self.periods)


@dataclass(frozen=True, slots=True)
class Costs:
    """`may_be_free`: whoever comes for the first time pays less than this says."""

    groups: Sequence[SamePrice]
    may_be_free: bool

    @property
    def is_known(self) -> bool:
        return all(one.cents is not None for one in self.groups)

    @property
    def cents(self) -> int:
        return sum(one.cents or 0 for one in self.groups)

    @property
    def vat_cents(self) -> int:
        return sum(one.told.vat_cents * len(one.periods) for one in self.groups)

    @property
    def with_vat_cents(self) -> int:
        return self.cents + self.vat_cents

    @property
    def deposit_cents(self) -> int:
        return max((one.told.deposit_cents for one in self.groups), default=0)


def problems_of(plan: Plan, *, asker: Asker, terms: LettingTerms | None, now: datetime) -> list[Problem]:
    """All of them at once, each with what there is instead."""
    found: dict[date, tuple[Room, Period, Holding | None, str]] = {}
    for room, periods in plan.by_room.items():
        said = refusals(room, periods, terms, now, asker)
        taken = _in_the_way(room, [one for one in periods if one not in said])
        for period in periods:
            if period in said or period in taken:
                day = to_wall(period[0]).date()
                found[day] = room, period, taken.get(period), said.get(period, "")
    instead = _instead(plan, found, asker, now)
    return [
        Problem(day, room, period, public_words(claim) if claim else "", why, instead.get(day, ()))
        for day, (room, period, claim, why) in sorted(found.items())
    ]


def _in_the_way(room: Room, periods: Sequence[Period]) -> dict[Period, Holding]:
    """As `taken_in`, but of what is in the way only what is told of it; in two queries."""
    if not periods:
        return {}
    wide = {period: widened(room, period) for period in periods}
    first, last = min(start for start, _end in wide.values()), max(end for _start, end in wide.values())
    held = claims_of([room], first, last)[room.pk]
    return {
        period: one
        for period, (start, end) in wide.items()
        if (one := next((one for one in held if one.starts_at < end and one.ends_at > start), None))
    }


def _instead(
    plan: Plan, found: Mapping[date, tuple[Room, Period, Holding | None, str]], asker: Asker, now: datetime
) -> dict[date, list[Alternative]]:
    """Of what was wished at first. A series stays at one place."""
    wished = {day: plan.wished[day] for day in found if day in plan.wished}
    others = alternatives_for(
        plan.room, list(wished.values()), party_kind=asker.kind, now=now, audience=audience_of(asker)
    )
    kinds = [Why.OTHER_ROOM, Why.OTHER_HOUR] if plan.is_series else list(Why)
    most = MOST_INSTEAD if plan.is_series else None
    return {day: [one for one in others[period] if one.why in kinds][:most] for day, period in wished.items()}


def taken_in(
    room: Room, periods: Sequence[Period], *, leaving_out: Claim | None = None
) -> dict[Period, Claim]:
    """With the time it takes to set up and to clean."""
    before, after = timedelta(minutes=room.before_minutes), timedelta(minutes=room.after_minutes)
    wide = {(start - before, end + after): (start, end) for start, end in periods}
    return {wide[period]: claim for period, claim in clashes(room, wide, leaving_out=leaving_out).items()}


def costs_of(plan: Plan, *, kind: str, first_time: bool | None) -> Costs:
    """`first_time` None: not known, and not told to whoever types a name."""
    book = rate_book(plan.room.place)
    groups: dict[tuple[int, object], list[tuple[Room, Period, PriceTold]]] = {}
    in_order = sorted(plan.going.values(), key=lambda one: one[1])
    for number, (room, period) in enumerate(in_order):
        price = book.price_of(
            room=room, party_kind=kind, starts_at=period[0], ends_at=period[1],
            first_time=bool(first_time) and number == 0,
        )  # fmt: skip
        told = price_told(price, *period)
        same = (told.lines, told.cents, told.vat_cents, told.deposit_cents)
        groups.setdefault((room.pk, same), []).append((room, period, told))
    may_be_free = first_time is None and any(
        _is_free_at_first(book, room, kind, period) for room, period in in_order[:1]
    )
    return Costs(
        [SamePrice(some[0][0], [one[1] for one in some], some[0][2]) for some in groups.values()], may_be_free
    )


def _is_free_at_first(book: RateBook, room: Room, kind: str, period: Period) -> bool:
    found = book.rate_for(room=room, party_kind=kind, on=to_wall(period[0]).date())
    return found is not None and found[1].first_time_free


def is_first_time(party: Party) -> bool:
    times = BookingTime.objects.filter(booking__party=party, booking__status__in=HOLDING)
    return not times.filter(state__in=[TimeState.PLANNED, TimeState.NO_SHOW]).exists()


# -- Rooms and what became of it ---------------------------------------------------------------------


def room_to_ask(slug: str, pk: int) -> Room | None:
    """As visitors see it: a room that is let, of a place that is shown."""
    place = shown_place(slug)
    return let_room(place, pk) if place else None


def let_room(place: Place, pk: int) -> Room | None:
    return next(iter(let_rooms(place, [pk]).values()), None)


def let_rooms(place: Place, pks: Iterable[int]) -> dict[int, Room]:
    """Those of these that can be asked for here."""
    # A larger number than a row can have is no room, and no question for a database either.
    wanted = {pk for pk in pks if 0 < pk <= LARGEST}
    if not wanted:
        return {}
    found = {room.pk: room for room in rooms_to_let(place).filter(pk__in=wanted)}
    for room in found.values():
        # It is known already, with its terms.
        room.place = place
    return found


def bookings_with(pks: Iterable[int]) -> list[Booking]:
    found = Booking.objects.filter(pk__in=list(pks)).select_related("place", "party", "room")
    return list(found.prefetch_related(TIMES).order_by("pk"))


def bookings_of_form(form_token: str) -> list[Booking]:
    """What came of one form; the token is a secret of whoever filled it in. Mostly nothing yet: that is seen quickly."""
    mine = Q(form_token=form_token) | Q(form_token__startswith=f"{form_token}.")
    found = list(Booking.objects.filter(mine).order_by("pk").values_list("pk", flat=True))
    return bookings_with(found) if found else []


def waiting_with(pks: Iterable[int]) -> list[Waiting]:
    found = Waiting.objects.filter(pk__in=list(pks)).select_related("room__place", "party")
    return list(found.order_by("starts_at", "pk"))
