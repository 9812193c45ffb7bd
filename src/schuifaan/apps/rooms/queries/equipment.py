"""How much of what one can ask for beside a room is still there at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from schuifaan.apps.rooms.enums import TimeState
from schuifaan.apps.rooms.models import BookingTime, Equipment
from schuifaan.apps.rooms.queries.holding import Period


def equipment_left(
    equipment: Collection[Equipment], periods: Sequence[Period]
) -> dict[Equipment, tuple[int, Period]]:
    """For each the fewest that are free in one of these periods, and which period that is. One query."""
    if not equipment or not periods:
        return {}
    promised: dict[int, list[tuple[int, Period]]] = {one.pk: [] for one in equipment}
    rows = BookingTime.objects.filter(
        state=TimeState.PLANNED,
        booking__equipment__equipment__in=list(promised),
        starts_at__lt=max(end for _start, end in periods),
        ends_at__gt=min(start for start, _end in periods),
    ).values_list("booking__equipment__equipment", "booking__equipment__count", "starts_at", "ends_at")
    for pk, count, starts_at, ends_at in rows:
        promised[pk].append((count, (starts_at, ends_at)))
    return {
        one: min((one.count - _peak(promised[one.pk], period), period) for period in periods)
        for one in equipment
    }


def _peak(promised: Sequence[tuple[int, Period]], period: Period) -> int:
    """The most that are promised at one moment of the period; that moment is where one of them begins."""
    near = [(count, one) for count, one in promised if one[0] < period[1] and period[0] < one[1]]
    moments = [max(one[0], period[0]) for _count, one in near]
    return max(
        (sum(count for count, one in near if one[0] <= moment < one[1]) for moment in moments), default=0
    )
