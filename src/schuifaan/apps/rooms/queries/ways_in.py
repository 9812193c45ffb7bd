"""How one gets in at a certain hour, from what the place said of its rooms and of itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from schuifaan.apps.rooms.enums import AccessKind
from schuifaan.apps.rooms.models import Access


def ways_in(rows: Iterable[Access], *, room_id: int, starts_at: datetime) -> tuple[Access, ...]:
    """Of those that fit: what is said of the room before what is said of the place, of this day or hour before always."""
    fitting = [one for one in rows if _fits(one, room_id, starts_at)]
    closest = max((_closeness(one) for one in fitting), default=None)
    return tuple(one for one in fitting if _closeness(one) == closest)


def needs_somebody(ways: Iterable[Access]) -> bool:
    """Nobody gets in unless a person opens."""
    kinds = {one.kind for one in ways}
    return kinds == {AccessKind.PERSON}


def _fits(one: Access, room_id: int, starts_at: datetime) -> bool:
    local = timezone.localtime(starts_at)
    if one.room_id not in (None, room_id) or one.weekday not in (None, local.isoweekday()):
        return False
    return one.starts is None or one.ends is None or one.starts <= local.time() < one.ends


def _closeness(one: Access) -> tuple[bool, bool, bool]:
    return one.room_id is not None, one.weekday is not None, one.starts is not None
