"""What a letter about a booking tells: its times, what they cost, how one gets in, and whom one asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone

from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import (
    Access,
    BookedEquipment,
    Booking,
    BookingTime,
    DoorDuty,
    LettingTerms,
)
from schuifaan.apps.rooms.queries.ways_in import ways_in
from schuifaan.core.letting.vat import NoPercentage, percentage


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """`times` are those the letter is about; `others` of the same booking go on beside them."""

    booking: Booking
    times: Sequence[BookingTime]
    now: datetime
    terms: LettingTerms
    contact: ContactPerson | None
    others: Sequence[BookingTime] = ()
    left_out: Sequence[BookingTime] = ()
    equipment: Sequence[BookedEquipment] = ()
    # By the time's id. Only of what is confirmed.
    ways: Mapping[int, tuple[Access, ...]] = field(default_factory=dict)
    opened_by: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_confirmed(self) -> bool:
        return self.booking.status == BookingStatus.CONFIRMED


@dataclass(frozen=True, slots=True)
class SamePrice:
    """Times that cost the same, explained by the same lines. `vat_cents` None: not known of that year yet."""

    count: int
    lines: Sequence[Mapping[str, Any]]
    cents: int
    percentage: Decimal
    vat_cents: int | None


def facts_of(booking: Booking, *, now: datetime, about: Sequence[BookingTime] | None = None) -> LetterFacts:
    """Without `about` it is about all of the booking that is still to come."""
    rows = list(booking.times.select_related("room").order_by("starts_at", "id"))
    planned = [one for one in rows if one.state == TimeState.PLANNED]
    coming = [one for one in planned if one.ends_at > now] or planned
    chosen = {one.pk for one in about} if about is not None else {one.pk for one in coming}
    times = [one for one in rows if one.pk in chosen]
    ways, opened_by = _doors(booking, times)
    return LetterFacts(
        booking=booking,
        times=times,
        now=now,
        terms=LettingTerms.objects.filter(place=booking.place_id).first()
        or LettingTerms(place=booking.place),
        contact=contact_of(booking.place),
        others=[one for one in planned if one.pk not in chosen and one.ends_at > now],
        left_out=[one for one in rows if one.state == TimeState.SKIPPED and one.ends_at > now],
        equipment=list(booking.equipment.select_related("equipment").order_by("equipment__name", "id")),
        ways=ways,
        opened_by=opened_by,
    )


def contact_of(place: Place) -> ContactPerson | None:
    """Whom one asks, as it stands on the page of the place."""
    return ContactPerson.objects.filter(place=place, kind=ContactKind.PLACE, is_active=True).first()


def same_prices(times: Sequence[BookingTime]) -> list[SamePrice]:
    """In the order of the first time of each price."""
    found: dict[str, list[BookingTime]] = {}
    for one in times:
        percent, _cents = _vat(one)
        found.setdefault(f"{one.price_lines} {one.price_cents} {one.vat} {percent}", []).append(one)
    return [_same(group) for group in found.values()]


def runs_of(
    facts: LetterFacts,
) -> list[tuple[tuple[tuple[Access, ...], str], list[BookingTime]]]:
    """How one gets in and who opens, each once with its times."""
    key = {one.pk: (facts.ways.get(one.pk, ()), facts.opened_by.get(one.pk, "")) for one in facts.times}
    order = list(dict.fromkeys(key[one.pk] for one in facts.times))
    in_order = sorted(facts.times, key=lambda one: order.index(key[one.pk]))
    return [(how, list(times)) for how, times in groupby(in_order, key=lambda one: key[one.pk])]


def _same(times: Sequence[BookingTime]) -> SamePrice:
    first = times[0]
    percent, cents = _vat(first)
    return SamePrice(len(times), first.price_lines, first.price_cents, percent, cents)


def _vat(time: BookingTime) -> tuple[Decimal, int | None]:
    """By the percentage of the day of the hire."""
    try:
        percent = percentage(time.vat, timezone.localdate(time.starts_at))
    except NoPercentage:
        return Decimal(-1), None
    part = Decimal(time.price_cents) * percent / 100
    return percent, int(part.quantize(Decimal(1), ROUND_HALF_UP))


def _doors(
    booking: Booking, times: Sequence[BookingTime]
) -> tuple[dict[int, tuple[Access, ...]], dict[int, str]]:
    """How one gets in is for who has a yes."""
    planned = [one for one in times if one.state == TimeState.PLANNED]
    if booking.status != BookingStatus.CONFIRMED or not planned:
        return {}, {}
    rows = list(Access.objects.filter(place=booking.place_id).order_by("id"))
    days = {one.pk: timezone.localdate(one.starts_at) for one in planned}
    duties = DoorDuty.objects.filter(place=booking.place_id, day__in=set(days.values()))
    opens = {one.day: one.opens for one in duties}
    ways = {one.pk: ways_in(rows, room_id=one.room_id, starts_at=one.starts_at) for one in planned}
    return ways, {one.pk: one.opens or opens.get(days[one.pk], "") for one in planned}
