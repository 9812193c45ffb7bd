"""Times that cannot be had, as the desk sees them: who is there, and what there is instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from schuifaan.apps.rooms.models import Claim, LettingTerms, Room
from schuifaan.apps.rooms.queries.free_instead import Alternative
from schuifaan.apps.rooms.queries.free_slots import alternatives_for
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.wording import when

# At one clash one wants a choice, at twenty a list.
MOST_INSTEAD = 6
FEW = 3


@dataclass(frozen=True, slots=True)
class Instead:
    """What one could have; `value` is what a button sends."""

    alternative: Alternative
    value: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """The people of the place may read what is private."""

    period: Period
    words: str
    label: str
    instead: Sequence[Instead]


def clashes_of(room: Room, clashes: Mapping[Period, Claim], *, party_kind: str, now: datetime) -> list[Clash]:
    """In order of time; the alternatives of all in a fixed number of queries."""
    today, periods = timezone.localdate(now), sorted(clashes)
    most = MOST_INSTEAD if len(periods) <= FEW else 2
    found = _alternatives(room, periods, party_kind, most, now)
    return [
        Clash(
            period=period,
            words=when(*period, today=today),
            label=clashes[period].label or clashes[period].get_kind_display(),
            instead=[_instead(one, room) for one in found.get(period, ())],
        )
        for period in periods
    ]


def _alternatives(
    room: Room, periods: Sequence[Period], party_kind: str, most: int, now: datetime
) -> dict[Period, list[Alternative]]:
    """Where the place never said on what terms it lets, there is no telling what one can have."""
    if not LettingTerms.objects.filter(place=room.place_id).exists():
        return {}
    return alternatives_for(room, periods, party_kind=party_kind, now=now, most=most)


def _instead(one: Alternative, room: Room) -> Instead:
    start, end = (timezone.localtime(at) for at in (one.starts_at, one.ends_at))
    value = f"{one.room.pk}|{start:%Y-%m-%d}|{start:%H:%M}|{end:%H:%M}"
    return Instead(one, value, one.room.place_id == room.place_id)
