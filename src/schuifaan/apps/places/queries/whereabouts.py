"""What somebody means who types a postcode, a name or a street in the one search field."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from schuifaan.apps.places.queries.areas import Area, middle_of
from schuifaan.apps.places.queries.criteria import Point
from schuifaan.apps.places.queries.snapshot import name_key
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot, SnapshotPlace
from schuifaan.core.wordsearch import fold

_POSTCODE: Final = re.compile(r"^([1-9]\d{3})\s?([A-Za-z]{2})?$")
_HOUSE_NUMBER: Final = re.compile(r"\s+\d+\s*[a-z]?(\s*[-/]\s*\w+)?$", re.IGNORECASE)
_MOST_ALTERNATIVES: Final = 4
_MOST_NAMES: Final = 2


class Meant(Enum):
    POSTCODE = "postcode"
    UNKNOWN_POSTCODE = "unknown_postcode"
    PLACE = "place"
    AREA = "area"
    STREET = "street"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`point` is None when it were words, or a spot nobody here knows. `alternatives`: areas of that name."""

    meant: Meant
    typed: str
    point: Point | None = None
    area: Area | None = None
    alternatives: tuple[Area, ...] = ()


def whereabouts(snapshot: DirectorySnapshot, typed: str) -> Whereabouts:
    """In this order: postcode, name of a place, name of an area, street, and else just words."""
    typed = " ".join(typed.split())
    if match := _POSTCODE.match(typed):
        return _postcode(snapshot, match[1], (match[2] or "").upper())
    key = name_key(typed)
    return (
        _place(snapshot, typed, key)
        or _area(snapshot, typed)
        or _street(snapshot, typed)
        or Whereabouts(Meant.WORDS, typed)
    )


def _postcode(snapshot: DirectorySnapshot, digits: str, letters: str) -> Whereabouts:
    typed = f"{digits} {letters}".strip()
    areas = snapshot.areas.by_postcode.get(digits, [])
    exact = _located(snapshot, lambda place: place.postcode == digits + letters) if letters else []
    around = _located(snapshot, lambda place: place.postcode.startswith(digits)) if not areas else []
    centre = (
        middle_of((place.lat, place.lon) for place in exact)
        or middle_of((area.lat, area.lon) for area in areas)
        or middle_of((place.lat, place.lon) for place in around)
    )
    if centre is None:
        return Whereabouts(Meant.UNKNOWN_POSTCODE, typed)
    names = [area.name for area in areas] or [
        snapshot.areas.name_of(around[0].neighbourhood) if around else ""
    ]
    shown = ", ".join(name for name in names[:_MOST_NAMES] if name)
    return Whereabouts(Meant.POSTCODE, typed, Point(*centre, f"{typed} ({shown})" if shown else typed))


def _place(snapshot: DirectorySnapshot, typed: str, key: str) -> Whereabouts | None:
    if not key:
        return None
    named = snapshot.by_name.get(key, ())
    if not named:
        return None
    place = next((one for one in named if one.has_location), named[0])
    if place.lat is None or place.lon is None:
        # Nobody knows where it is, but it can be found by its name.
        return Whereabouts(Meant.WORDS, typed)
    return Whereabouts(Meant.PLACE, typed, Point(place.lat, place.lon, place.name))


def _area(snapshot: DirectorySnapshot, typed: str) -> Whereabouts | None:
    located = [
        (area, centre)
        for area in snapshot.areas.by_name.get(fold(typed), ())
        if (centre := snapshot.areas.centre_of(area)) is not None
    ]
    if not located:
        return None
    # Of areas with the same name the one where places are is most likely meant.
    located.sort(key=lambda pair: not snapshot.option(pair[0].level.value, pair[0].code))
    area, centre = located[0]
    others = tuple(other for other, _ in located[1:] if other.municipality != area.municipality)
    return Whereabouts(Meant.AREA, typed, Point(*centre, area.name), area, others[:_MOST_ALTERNATIVES])


def _street(snapshot: DirectorySnapshot, typed: str) -> Whereabouts | None:
    key = fold(_HOUSE_NUMBER.sub("", typed))
    places = [place for place in snapshot.by_street.get(key, ()) if place.has_location] if key else []
    centre = middle_of((place.lat, place.lon) for place in places)
    return Whereabouts(Meant.STREET, typed, Point(*centre, places[0].street)) if centre else None


def _located(snapshot: DirectorySnapshot, fits: Callable[[SnapshotPlace], bool]) -> list[SnapshotPlace]:
    return [place for place in snapshot.places if place.has_location and fits(place)]
