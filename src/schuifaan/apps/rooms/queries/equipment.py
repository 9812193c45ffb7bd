"""How much of what one can ask for beside a room is still there at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from schuifaan.apps.rooms.enums import TimeState
from schuifaan.apps.rooms.models import BookedEquipment, Booking, BookingTime, Equipment, Room
from schuifaan.apps.rooms.queries.holding import Period


@dataclass(frozen=True, slots=True)
class Shortage:
    """`free` is what others leave in `period`; `is_elsewhere`: it stands in another room than `room`."""

    equipment: Equipment
    room: Room
    period: Period
    free: int
    is_elsewhere: bool = False


def asked_beside(booking: Booking) -> dict[Equipment, int]:
    rows = BookedEquipment.objects.filter(booking=booking).select_related("equipment__room").order_by("pk")
    return {one.equipment: one.count for one in rows}


def shortage(
    wanted: Mapping[Equipment, int],
    at: Iterable[tuple[Room, Period]],
    *,
    leaving_out: Collection[BookingTime] = (),
) -> Shortage | None:
    """The first thing that is not there, or not as often as wanted, at one of these times; None when all is there.

    `leaving_out` are times that count no more, mostly those that go to `at`. One query, none when nothing is wanted.
    """
    times = sorted(set(at), key=lambda one: (one[1], one[0].pk))
    if not wanted or not times:
        return None
    for what in wanted:
        for room, period in times:
            if what.room_id not in (None, room.pk):
                return Shortage(what, room, period, 0, is_elsewhere=True)
    promised = _promised(wanted, [period for _room, period in times], leaving_out)
    for what, count in wanted.items():
        own = [(count, period) for _room, period in times]
        for room, period in times:
            # Two rooms of one booking at once want it twice.
            short = _peak([*promised[what.pk], *own], period) - what.count
            if short > 0:
                return Shortage(what, room, period, max(count - short, 0))
    return None


def _promised(
    wanted: Collection[Equipment], periods: Sequence[Period], leaving_out: Collection[BookingTime]
) -> dict[int, list[tuple[int, Period]]]:
    promised: dict[int, list[tuple[int, Period]]] = {one.pk: [] for one in wanted}
    rows = BookingTime.objects.filter(
        state=TimeState.PLANNED,
        booking__equipment__equipment__in=list(promised),
        starts_at__lt=max(end for _start, end in periods),
        ends_at__gt=min(start for start, _end in periods),
    ).exclude(pk__in=[one.pk for one in leaving_out])
    columns = "booking__equipment__equipment", "booking__equipment__count", "starts_at", "ends_at"
    for pk, count, starts_at, ends_at in rows.values_list(*columns):
        promised[pk].append((count, (starts_at, ends_at)))
    return promised


def _peak(promised: Sequence[tuple[int, Period]], period: Period) -> int:
    """The most that are promised at one moment of the period; that moment is where one of them begins."""
    near = [(count, one) for count, one in promised if one[0] < period[1] and period[0] < one[1]]
    moments = [max(one[0], period[0]) for _count, one in near]
    return max(
        (sum(count for count, one in near if one[0] <= moment < one[1]) for moment in moments), default=0
    )
