"""Whose programme: everything, one activity, a place with its sites, a spot, a room, or an area."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q

from schuifaan.apps.agenda.models import Spot
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.core.earth import distance_m

# With more places than this a database finds its way faster by area than by a list of numbers.
_MOST_PLACES: Final = 400
# How many neighbourhoods "and around it" means.
AROUND: Final = 6


class Of(StrEnum):
    EVERYTHING = "everything"
    ACTIVITY = "activity"
    PLACE = "place"
    ROOM = "room"
    NEIGHBOURHOOD = "neighbourhood"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Scope:
    """`key`: number of an activity, place or room; official code of an area; "" for everything.

    `around`: of a neighbourhood, also the ones nearest to it.
    """

    of: Of = Of.EVERYTHING
    key: str = ""
    around: bool = False

    @property
    def is_area(self) -> bool:
        return self.of in {Of.NEIGHBOURHOOD, Of.DISTRICT, Of.MUNICIPALITY}


def everything() -> Scope:
    return Scope()


def of_place(place_id: int) -> Scope:
    return Scope(Of.PLACE, str(place_id))


def of_activity(activity_id: int) -> Scope:
    return Scope(Of.ACTIVITY, str(activity_id))


def of_area(area: Area, *, around: bool = False) -> Scope:
    level = {
        Level.NEIGHBOURHOOD: Of.NEIGHBOURHOOD,
        Level.DISTRICT: Of.DISTRICT,
        Level.MUNICIPALITY: Of.MUNICIPALITY,
    }[area.level]
    return Scope(level, area.code, around and level is Of.NEIGHBOURHOOD)


def within(scope: Scope) -> Q:
    """The condition on occurrences (or series: they have the same `place`, `spot` and `activity`)."""
    match scope.of:
        case Of.EVERYTHING:
            return Q()
        case Of.ACTIVITY:
            return Q(activity=int(scope.key))
        case Of.PLACE:
            return Q(place__in=family_of(int(scope.key)))
        case Of.ROOM:
            return Q(room=int(scope.key))
        case _:
            return _within_area(scope)


def codes_of(scope: Scope, snapshot: DirectorySnapshot | None = None) -> tuple[str, ...]:
    """The neighbourhoods of a scope that is an area, the one asked for first."""
    snapshot = snapshot or snapshot_at(directory_version())
    if scope.of is not Of.NEIGHBOURHOOD:
        return tuple(area.code for area in snapshot.areas.neighbourhoods_in(scope.key))
    if not scope.around:
        return (scope.key,)
    return (scope.key, *_nearest(snapshot, scope.key))


def family_of(place_id: int) -> list[int]:
    """A house with all its sites; a site or a single place is only itself."""
    snapshot = snapshot_at(directory_version())
    index = snapshot.index_of_id.get(place_id)
    if index is None:
        return [place_id]
    return [place_id, *(snapshot.places[site].id for site in snapshot.sites_of.get(index, ()))]


def _within_area(scope: Scope) -> Q:
    snapshot = snapshot_at(directory_version())
    codes = codes_of(scope, snapshot)
    bits = snapshot.option(scope.of.value, scope.key)
    for code in codes[1:] if scope.around else ():
        bits |= snapshot.option("neighbourhood", code)
    if bits.bit_count() > _MOST_PLACES:
        column = {Of.MUNICIPALITY: "place__municipality", Of.DISTRICT: "place__neighbourhood__district"}
        here = Q(**{column.get(scope.of, "place__neighbourhood"): scope.key})
    else:
        here = Q(place__in=[snapshot.places[index].id for index in indexes_of(bits)])
    inside = Q(here, spot__isnull=True)
    # Numbers rather than a join: then an index leads to either half. Few areas have any spot at all.
    spots = list(Spot.objects.filter(neighbourhood__in=codes).order_by().values_list("pk", flat=True))
    return inside | Q(spot__in=spots) if spots else inside


def _nearest(snapshot: DirectorySnapshot, code: str) -> list[str]:
    """Neighbourhoods of the same municipality with their middles nearest."""
    own = snapshot.areas.by_code.get(code)
    if own is None or own.lat is None or own.lon is None:
        return []
    others = [
        (distance_m(own.lat, own.lon, area.lat, area.lon), area.code)
        for area in snapshot.areas.neighbourhoods_in(own.municipality or "")
        if area.code != code and area.lat is not None and area.lon is not None
    ]
    return [other for _metres, other in sorted(others)[:AROUND]]
