"""What pages ask of geography: areas by code and name, their figures, outlines to draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import shapely
from django.db.models import Avg, QuerySet

from schuifaan.apps.geography.enums import INDICATORS, Indicator
from schuifaan.apps.geography.locate import outlines_version
from schuifaan.apps.geography.models import (
    Area,
    District,
    Municipality,
    Neighbourhood,
    Source,
    Statistic,
)
from schuifaan.apps.geography.reading.codes import Level, level_of, municipality_of, read_code
from schuifaan.apps.geography.reading.figures import is_postcode
from schuifaan.core.earth import distance_m
from schuifaan.core.wordsearch import fold

MODELS: dict[Level, type[Municipality | District | Neighbourhood]] = {
    Level.MUNICIPALITY: Municipality,
    Level.DISTRICT: District,
    Level.NEIGHBOURHOOD: Neighbourhood,
}
# About five metres: nobody sees it on a map of a city, and it halves what is sent.
SIMPLIFY_DEGREES = 0.00005
DECIMALS = 5
# How far to look for neighbours, in degrees; the country itself at last.
SEARCH_RINGS = (0.05, 0.2, 1.0, 10.0)


@dataclass(frozen=True)
class Fact:
    """One published figure of an area, or why there is none (`missing`, a value of `Missing`)."""

    indicator: Indicator
    value: Decimal | None
    missing: str
    year: int
    source: Source


@dataclass(frozen=True)
class FoundArea:
    code: str
    name: str
    level: Level
    municipality_code: str
    municipality_name: str


@dataclass(frozen=True)
class NearbyNeighbourhood:
    neighbourhood: Neighbourhood
    distance_m: float


def municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.defer("outline_wkb")


def districts_of(municipality_code: str) -> QuerySet[District]:
    return District.objects.filter(municipality_id=municipality_code).defer("outline_wkb")


def neighbourhoods_of(municipality_code: str) -> QuerySet[Neighbourhood]:
    listed = Neighbourhood.objects.filter(municipality_id=municipality_code)
    return listed.select_related("district").defer("outline_wkb", "district__outline_wkb")


def neighbourhoods_in(district_code: str) -> QuerySet[Neighbourhood]:
    return Neighbourhood.objects.filter(district_id=district_code).defer("outline_wkb")


def area_by_code(code: str) -> Municipality | District | Neighbourhood | None:
    official = read_code(code)
    return MODELS[level_of(official)].objects.filter(pk=official).first() if official else None


def facts(area_code: str) -> tuple[Fact, ...]:
    """The newest of each figure, in the order of the catalogue; one query."""
    newest: dict[str, Statistic] = {}
    for statistic in Statistic.objects.filter(area_code=area_code).select_related("source").order_by("-year"):
        newest.setdefault(statistic.indicator, statistic)
    return tuple(
        Fact(indicator, found.value, found.missing, found.year, found.source)
        for key, indicator in INDICATORS.items()
        if (found := newest.get(key))
    )


def postcode_centre(pc4: str) -> tuple[float, float] | None:
    """(lat, lon) amid the neighbourhoods where this is the main postcode; None when it is nowhere that."""
    digits = pc4.strip()[:4]
    if not is_postcode(digits):
        return None
    middle = Neighbourhood.objects.filter(main_postcode=digits, centre_lat__isnull=False).aggregate(
        lat=Avg("centre_lat"), lon=Avg("centre_lon")
    )
    return None if middle["lat"] is None else (middle["lat"], middle["lon"])


def neighbours_of(code: str, *, limit: int = 6) -> tuple[NearbyNeighbourhood, ...]:
    """The nearest by distance between centres, nearest first."""
    here = Neighbourhood.objects.filter(pk=code).defer("outline_wkb").first()
    if here is None or here.centre_lat is None or here.centre_lon is None:
        return ()
    lat, lon = here.centre_lat, here.centre_lon
    found: list[NearbyNeighbourhood] = []
    for ring in SEARCH_RINGS:
        around = Neighbourhood.objects.filter(
            centre_lat__range=(lat - ring, lat + ring), centre_lon__range=(lon - ring, lon + ring)
        ).exclude(pk=code)
        found = [_nearby(area, lat, lon) for area in around.defer("outline_wkb")]
        if len(found) >= limit:
            break
    found.sort(key=lambda nearby: (nearby.distance_m, nearby.neighbourhood.code))
    return tuple(found[:limit])


def _nearby(area: Neighbourhood, lat: float, lon: float) -> NearbyNeighbourhood:
    return NearbyNeighbourhood(area, distance_m(lat, lon, area.centre_lat or 0.0, area.centre_lon or 0.0))


def search_areas(text: str, *, limit: int = 10) -> tuple[FoundArea, ...]:
    """Names that begin with the words, then names with a word that does; larger areas first."""
    wanted = fold(text)
    if not wanted:
        return ()
    ranked = []
    for place, (folded, area) in enumerate(_names(outlines_version())):
        if folded.startswith(wanted):
            ranked.append((0 if folded == wanted else 1, place, area))
        elif f" {wanted}" in f" {folded}":
            ranked.append((2, place, area))
    ranked.sort(key=lambda found: found[:2])
    return tuple(area for _rank, _place, area in ranked[:limit])


@lru_cache(maxsize=1)
def _names(version: str) -> tuple[tuple[str, FoundArea], ...]:
    """All names folded, once per version of the outlines; municipalities first, then by name."""
    del version
    municipality_names = dict(Municipality.objects.values_list("code", "name"))
    found: list[tuple[str, FoundArea]] = []
    for level, model in MODELS.items():
        named = model.objects.order_by("name", "code").values_list("code", "name")
        for code, name in named:
            within = municipality_of(code)
            area = FoundArea(code, name, level, within, municipality_names.get(within, ""))
            found.append((fold(name), area))
    return tuple(found)


def outlines_geojson(municipality_code: str) -> dict[str, Any]:
    """The neighbourhoods of a municipality to draw, light enough for a phone."""
    areas = Neighbourhood.objects.filter(municipality_id=municipality_code, outline_wkb__isnull=False)
    return {"type": "FeatureCollection", "features": _features(areas.order_by("code"))}


def _features(areas: Iterable[Area]) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "id": area.pk,
            "properties": {"code": area.pk, "name": area.name, "outline": area.outline},
            "geometry": _geometry(bytes(area.outline_wkb or b"")),
        }
        for area in areas
    ]


def _geometry(wkb: bytes) -> dict[str, Any]:
    simpler = shapely.simplify(shapely.from_wkb(wkb), SIMPLIFY_DEGREES, preserve_topology=True)
    drawn: dict[str, Any] = shapely.geometry.mapping(simpler)
    return {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]
