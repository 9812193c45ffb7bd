"""Dots on the map, for the drawing on the server and for the one in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext

from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.directory import Found
from schuifaan.apps.places.queries.opening import spoken_clock
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot, SnapshotPlace
from schuifaan.core.earth import distance_m
from schuifaan.core.timeline.wallclock import to_wall

MOST_DOTS: Final = 1000
# In a drawing inside a page: more would only cover each other.
MOST_DRAWN: Final = 150
# Closer than this, a house and its site are one dot.
SAME_DOOR_M: Final = 50


@dataclass(frozen=True, slots=True)
class Dot:
    """`number` is that of the entry in the list beside the map."""

    index: int
    place: SnapshotPlace
    lat: float
    lon: float
    number: int | None = None


def dots_of(snapshot: DirectorySnapshot, index: int, number: int | None = None) -> Iterator[Dot]:
    """Where an entry of the list is: a house with sites stands at each of its sites."""
    house = snapshot.places[index]
    sites = [
        (n, snapshot.places[n]) for n in snapshot.sites_of.get(index, ()) if snapshot.places[n].has_location
    ]
    if house.lat is not None and house.lon is not None and not _is_only_its_sites(house, sites):
        yield Dot(index, house, house.lat, house.lon, number)
    for n, site in sites:
        if site.lat is not None and site.lon is not None:
            yield Dot(n, site, site.lat, site.lon, number)


def _is_only_its_sites(house: SnapshotPlace, sites: Sequence[tuple[int, SnapshotPlace]]) -> bool:
    """A house without an address of its own, or with the address of a site, is nowhere else than there."""
    if not sites or house.lat is None or house.lon is None:
        return False
    return not house.street or any(
        distance_m(house.lat, house.lon, site.lat, site.lon) < SAME_DOOR_M
        for _, site in sites
        if site.lat is not None and site.lon is not None
    )


def dots(snapshot: DirectorySnapshot, found: Found, most: int = MOST_DOTS) -> list[Dot]:
    """All that was found, up to a number that a browser can still draw."""
    result: list[Dot] = []
    for index in indexes_of(snapshot.listed(found.matching)):
        result.extend(dots_of(snapshot, index))
        if len(result) >= most:
            break
    return result[:most]


def dots_json(snapshot: DirectorySnapshot, found: Found, now: datetime) -> dict[str, Any]:
    """Names, states and addresses of pages: what a dot says when it is opened."""
    shown = dots(snapshot, found)
    states = _states(snapshot, now)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(dot.lon, 5), round(dot.lat, 5)]},
                "properties": {
                    "name": dot.place.name,
                    "url": reverse("places:place", args=[dot.place.slug]),
                    "open": _state(states, dot.index, dot.place),
                    "is_open": dot.index in states.open_until,
                },
            }
            for dot in shown
        ],
        "is_cut_off": len(shown) >= MOST_DOTS,
    }


@dataclass(frozen=True)
class _States:
    open_until: dict[int, datetime]
    opens_at: dict[int, datetime]


def _states(snapshot: DirectorySnapshot, now: datetime) -> _States:
    """For all places at once: one day's hours are already known, each place's week is not."""
    day = snapshot.openings_on(to_wall(now).date())
    until = {index: at for at, bits in day.closing_after(now) for index in indexes_of(bits)}
    opens: dict[int, datetime] = {}
    for at, bits in day.opening_after(now):
        for index in indexes_of(bits):
            opens.setdefault(index, at)
    return _States(until, opens)


def _state(states: _States, index: int, place: SnapshotPlace) -> str:
    if index in states.open_until:
        return gettext("Nu open tot %(time)s") % {"time": spoken_clock(to_wall(states.open_until[index]))}
    if index in states.opens_at:
        time = spoken_clock(to_wall(states.opens_at[index]))
        return gettext("Nu dicht. Vandaag open om %(time)s") % {"time": time}
    if not place.schedule.known and not place.schedule.exceptions:
        return gettext("Openingstijden niet bekend")
    return gettext("Vandaag dicht.") if index not in states.open_until else ""


def map_municipality(snapshot: DirectorySnapshot, found: Found) -> Area | None:
    """Whose outlines the map shows: the one asked for, the one looked at, or the only one there is."""
    areas = snapshot.areas
    asked = areas.by_code.get(found.criteria.area) or (found.whereabouts.area if found.whereabouts else None)
    if asked is not None:
        return areas.by_code.get(asked.municipality or "")
    if len(areas.municipalities) == 1:
        return areas.municipalities[0]
    point = found.point
    if point is None:
        return None
    near = min(
        (area for area in areas.of(Level.NEIGHBOURHOOD) if area.lat is not None and area.lon is not None),
        key=lambda area: distance_m(point.lat, point.lon, area.lat or 0, area.lon or 0),
        default=None,
    )
    return areas.by_code.get(near.municipality or "") if near else None
