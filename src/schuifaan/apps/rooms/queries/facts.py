"""What the people of a place see of a room at its desk, beside what everybody may read."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

from django.utils.dates import WEEKDAYS

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Access, Claim, Equipment, Room
from schuifaan.apps.rooms.queries.rentable import LAST_MINUTE
from schuifaan.ui.speech import spoken_period

# What a person of the place may put in a room: the rest comes from a booking or an activity.
BLOCKING: Final = (ClaimKind.CLOSING, ClaimKind.MAINTENANCE)


def own_things(room: Room) -> Sequence[Equipment]:
    return list(Equipment.objects.filter(room=room).order_by("name", "pk"))


def way_lines(place: Place, room: Room | None = None) -> list[str]:
    """How one gets in, and when; never what is told with it."""
    found = Access.objects.filter(place=place, room=room)
    return [f"{one.get_kind_display()}{_moment(one)}" for one in found]


def _moment(one: Access) -> str:
    day = str(WEEKDAYS[one.weekday - 1]) if one.weekday else ""
    ends = time(0) if one.ends and one.ends >= LAST_MINUTE else one.ends
    hours = spoken_period(one.starts, ends) if one.starts and ends is not None else ""
    return f" ({' '.join(filter(None, (day, hours)))})" if day or hours else ""


def closings(room: Room, now: datetime) -> list[Claim]:
    """The room's own, not over yet."""
    found = Claim.objects.filter(room=room, kind__in=BLOCKING, ends_at__gt=now)
    return list(found.order_by("starts_at", "pk"))


def closing_at(room: Room, pk: int) -> Claim | None:
    return Claim.objects.select_related("room__place").filter(room=room, kind__in=BLOCKING, pk=pk).first()
