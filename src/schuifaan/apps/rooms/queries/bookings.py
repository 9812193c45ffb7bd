"""Bookings as people look at them: what waits for an answer, one in full, a day at the door, those of a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import HOLDING, BookingStatus, ClaimKind, TimeState, WaitingState
from schuifaan.apps.rooms.models import (
    BookedEquipment,
    Booking,
    BookingTime,
    Claim,
    LettingTerms,
    Overruling,
    Party,
    Room,
    Waiting,
)
from schuifaan.apps.rooms.queries.holding import claims_between
from schuifaan.apps.rooms.queries.warnings import Warning as Doubt
from schuifaan.apps.rooms.queries.warnings import warnings_for
from schuifaan.core.letting.rates import PriceLine

TIMES = Prefetch("times", BookingTime.objects.select_related("room").order_by("starts_at", "id"))


# -- Finding one ----------------------------------------------------------------------------------


def bookings_of(place: Place) -> QuerySet[Booking]:
    """With their party, room and times, in three queries however many."""
    found = Booking.objects.filter(place=place).select_related("place", "party", "room")
    return found.prefetch_related(TIMES).order_by("-asked_at", "-id")


def open_questions(place: Place) -> QuerySet[Booking]:
    """What waits for somebody of the place; who asked first comes first."""
    return bookings_of(place).filter(status=BookingStatus.REQUESTED).order_by("asked_at", "id")


def options_of(place: Place) -> QuerySet[Booking]:
    """What is held for a while; what ends first comes first."""
    return bookings_of(place).filter(status=BookingStatus.OPTION).order_by("held_until", "id")


def booking_at(place: Place, number: int) -> Booking | None:
    return bookings_of(place).filter(number=number).first()


def party_with(token: str) -> Party | None:
    """Whoever has the link speaks for the party."""
    return Party.objects.select_related("place").filter(token=token).first() if token else None


# -- What cancelling costs ------------------------------------------------------------------------


def free_until(terms: LettingTerms, starts_at: datetime) -> date:
    """The last day on which cancelling costs nothing."""
    return timezone.localdate(starts_at) - timedelta(days=terms.free_until_days)


def late_line(booking: Booking, time: BookingTime, terms: LettingTerms, now: datetime) -> PriceLine | None:
    """What stays to be paid when this time is cancelled now; None: nothing."""
    if booking.status != BookingStatus.CONFIRMED:
        return None
    if timezone.localdate(now) <= free_until(terms, time.starts_at):
        return None
    part = Decimal(time.price_cents) * terms.late_percentage / 100
    cents = int(part.quantize(Decimal(1), ROUND_HALF_UP))
    values = {"percentage": terms.late_percentage, "price_cents": time.price_cents}
    return PriceLine("late_cancel", cents, values) if cents else None


# -- One booking ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BookingPage:
    """`price_cents`: all that is to be paid, also for what was cancelled late; `deposit_cents`: once, the highest."""

    booking: Booking
    times: Sequence[BookingTime]
    equipment: Sequence[BookedEquipment]
    warnings: Sequence[Doubt]
    overrulings: Sequence[Overruling]
    terms: LettingTerms

    @property
    def planned(self) -> list[BookingTime]:
        return [one for one in self.times if one.state == TimeState.PLANNED]

    @property
    def skipped(self) -> list[BookingTime]:
        return [one for one in self.times if one.state == TimeState.SKIPPED]

    @property
    def price_cents(self) -> int:
        return sum(one.price_cents for one in self.times)

    @property
    def deposit_cents(self) -> int:
        return max((one.deposit_cents for one in self.times), default=0)

    def late_cents(self, now: datetime) -> int:
        """What would stay to be paid if all that is still to come were cancelled now."""
        coming = [one for one in self.planned if one.starts_at > now]
        lines = [late_line(self.booking, one, self.terms, now) for one in coming]
        return sum(line.cents for line in lines if line is not None)


def booking_page(booking: Booking) -> BookingPage:
    times = booking.times.select_related("room").order_by("starts_at", "id")
    equipment = booking.equipment.select_related("equipment").order_by("equipment__name")
    return BookingPage(
        booking=booking,
        times=list(times),
        equipment=list(equipment),
        warnings=warnings_for(booking) if booking.status in HOLDING else (),
        overrulings=list(booking.overrulings.all()),
        terms=LettingTerms.objects.filter(place=booking.place_id).first()
        or LettingTerms(place=booking.place),
    )


# -- A day ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayLine:
    """One thing in one room on a day. `time` is there when it is a booking; its hours are those of the party."""

    room: Room
    starts_at: datetime
    ends_at: datetime
    kind: ClaimKind
    label: str
    claim: Claim
    time: BookingTime | None


def day_lines(place: Place, day: date) -> list[DayLine]:
    """All that holds a room that day, in order of time; in four queries however many."""
    start = timezone.make_aware(datetime.combine(day, time()))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    claims = list(claims_between(place, start, end))
    booked = {
        one.claim_id: one
        for one in BookingTime.objects.filter(claim__in=[claim.pk for claim in claims])
        .select_related("room", "booking__party", "booking__place")
        .prefetch_related("booking__equipment__equipment")
    }
    lines = [_line(claim, booked.get(claim.pk)) for claim in claims]
    return sorted(
        (one for one in lines if one.starts_at < end and one.ends_at > start),
        key=lambda one: (one.starts_at, one.room.position, one.room.name, one.claim.pk),
    )


def _line(claim: Claim, booked: BookingTime | None) -> DayLine:
    hours = (booked.starts_at, booked.ends_at) if booked else (claim.starts_at, claim.ends_at)
    label = booked.booking.title if booked else claim.label
    return DayLine(claim.room, *hours, ClaimKind(claim.kind), label, claim, booked)


# -- A party --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartyBookings:
    """`coming`: open or confirmed with something still to come; `past`: the rest, newest first."""

    party: Party
    coming: Sequence[Booking]
    past: Sequence[Booking]
    waiting: Sequence[Waiting]


def bookings_of_party(party: Party, now: datetime, *, most_past: int = 50) -> PartyBookings:
    """Five queries however many."""
    ahead = Q(times__state__in=[TimeState.PLANNED], times__ends_at__gt=now)
    mine = Booking.objects.filter(party=party).select_related("place", "party", "room")
    coming = mine.filter(ahead, status__in=HOLDING).distinct().prefetch_related(TIMES)
    in_order = sorted(coming, key=lambda one: (_next_start(one, now), one.pk))
    past = mine.exclude(pk__in=[one.pk for one in in_order]).prefetch_related(TIMES)
    return PartyBookings(
        party=party,
        coming=in_order,
        past=list(past.order_by("-asked_at", "-id")[:most_past]),
        waiting=waiting_of(party, now),
    )


def waiting_of(party: Party, now: datetime) -> list[Waiting]:
    open_states = [WaitingState.WAITING, WaitingState.OFFERED]
    rows = Waiting.objects.filter(party=party, state__in=open_states, starts_at__gt=now)
    return list(rows.select_related("room", "booking").order_by("starts_at", "id"))


def _next_start(booking: Booking, now: datetime) -> datetime:
    return min(
        one.starts_at for one in booking.times.all() if one.state == TimeState.PLANNED and one.ends_at > now
    )
