"""Which neighbourhood a point is in: an index of all outlines, kept in memory until they change."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Any

import numpy as np
import shapely
from django.core.cache import cache
from django.db.models import BigIntegerField, Count, F, Sum
from django.db.models.functions import Cast, Length
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Area, District, Municipality, Neighbourhood
from schuifaan.core.earth import LocalPlane, is_on_earth

NEAREST_WITHIN_M = 250
# 250 metres in degrees of longitude in the north of the country, with some to spare.
NEAREST_WITHIN_DEGREES = 0.0045
LEVELS: tuple[type[Area], ...] = (Municipality, District, Neighbourhood)
VERSION_KEY = "geography:outlines-version"
# How long another process may not notice an import; the one that imports notices at once.
VERSION_SECONDS = 10


class How(StrEnum):
    INSIDE = "inside"
    BORDER = "border"
    NEAREST = "nearest"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Located:
    """`neighbourhood` is a code; `distance_m` is how far off it is; `also` the others on the same border."""

    neighbourhood: str | None
    how: How
    distance_m: float | None = 0.0
    also: tuple[str, ...] = ()
    swapped: bool = False

    @property
    def message(self) -> str:
        """What to tell the person who pointed here; empty when there is nothing to tell."""
        if self.how is How.BORDER:
            return _("Dit punt ligt op de grens van twee buurten.") if self.also else ""
        if self.how is How.NEAREST:
            return _(
                "Dit punt ligt net buiten een buurt, misschien op het water. Dit is de dichtstbijzijnde buurt."
            )
        if self.swapped:
            return _("Dit punt ligt niet in Nederland. Zijn breedte en lengte verwisseld?")
        if self.how is How.OUTSIDE:
            return _("Dit punt ligt niet in een buurt die we kennen. Klopt de plek op de kaart?")
        return ""


OUTSIDE = Located(None, How.OUTSIDE, None)


class _Index:
    def __init__(self, version: str, codes: Sequence[str], outlines: Any) -> None:
        self.version = version
        self.codes = codes
        self.outlines = outlines
        shapely.prepare(self.outlines)
        self.tree = shapely.STRtree(self.outlines)


_looking_up = Lock()
_index: _Index | None = None
_generation = 0


def forget_outlines(**_kwargs: object) -> None:
    """Areas changed: look again. Called by every action that changes them, and on each save."""
    global _generation  # noqa: PLW0603 - counts what happened in this process
    _generation += 1
    cache.delete(VERSION_KEY)


def outlines_version() -> str:
    """Changes with every import; three light queries each few seconds."""
    version: str | None = cache.get(VERSION_KEY)
    if version is None:
        version = "-".join(str(fact) for level in LEVELS for fact in _signs_of(level).values())
        cache.set(VERSION_KEY, version, VERSION_SECONDS)
    return f"{_generation}:{version}"


def _signs_of(level: type[Area]) -> dict[str, Any]:
    """What differs when an import changed something, without reading the outlines themselves."""
    signs: dict[str, Any] = level._default_manager.aggregate(  # noqa: SLF001 - Django's public name for it
        count=Count("pk"),
        year=Sum("year"),
        names=Sum(Length("name")),
        size=Sum(Length("outline_wkb")),
        # Whole numbers: a sum of fractions may differ in its last digit from one time to the next.
        lat=Sum(Cast(F("centre_lat") * 1_000_000, BigIntegerField())),
        lon=Sum(Cast(F("centre_lon") * 1_000_000, BigIntegerField())),
    )
    return signs


def _current_index() -> _Index:
    global _index  # noqa: PLW0603 - one index per process is the point
    version = outlines_version()
    if _index is None or _index.version != version:
        rows = list(
            Neighbourhood.objects.filter(outline_wkb__isnull=False)
            .order_by("code")
            .values_list("code", "outline_wkb")
        )
        outlines = shapely.from_wkb(np.array([bytes(wkb or b"") for _code, wkb in rows], dtype=object))
        _index = _Index(version, [code for code, _wkb in rows], outlines)
    return _index


def neighbourhood_at(lat: float, lon: float) -> Located:
    return neighbourhoods_at([(lat, lon)])[0]


def neighbourhoods_at(points: Iterable[tuple[float, float]]) -> list[Located]:
    """For many (lat, lon) points at once; the answers come in the same order."""
    asked = list(points)
    # What was prepared for looking up is finished at its first use, which may not happen twice at a time.
    with _looking_up:
        return _located(_current_index(), asked)


def _located(index: _Index, asked: list[tuple[float, float]]) -> list[Located]:
    answers = [OUTSIDE] * len(asked)
    sane = [number for number, point in enumerate(asked) if is_on_earth(*point)]
    if not index.codes or not sane:
        return answers
    drawn = shapely.points([(asked[number][1], asked[number][0]) for number in sane])
    which, covering = index.tree.query(drawn, predicate="intersects")
    strictly = shapely.contains_properly(index.outlines[covering], drawn[which])
    found: dict[int, list[tuple[int, bool]]] = {}
    for place, area, inside in zip(which.tolist(), covering.tolist(), strictly.tolist(), strict=True):
        found.setdefault(place, []).append((area, inside))
    for place, number in enumerate(sane):
        hits = found.get(place)
        if hits is None:
            continue
        answers[number] = _among(index, hits, drawn[place])
    lost = [place for place in range(len(sane)) if place not in found]
    for place, located in _nearest(index, lost, drawn, [asked[number] for number in sane]):
        answers[sane[place]] = located
    return answers


def _among(index: _Index, hits: list[tuple[int, bool]], point: Any) -> Located:
    inside = [area for area, strictly in hits if strictly]
    if len(inside) == 1:
        return Located(index.codes[inside[0]], How.INSIDE)
    # On a shared border, or where coarse outlines overlap: deepest inside wins, then the smaller code.
    areas = sorted(inside or [area for area, _strictly in hits])
    depth = {area: round(_depth(index.outlines[area], point), 7) for area in areas}
    best = min(areas, key=lambda area: (-depth[area], index.codes[area]))
    others = tuple(index.codes[area] for area, _strictly in sorted(hits) if area != best)
    return Located(index.codes[best], How.BORDER, also=others)


def _depth(outline: Any, point: Any) -> float:
    return float(shapely.distance(shapely.boundary(outline), point))


def _nearest(
    index: _Index, lost: list[int], drawn: Any, asked: list[tuple[float, float]]
) -> Iterable[tuple[int, Located]]:
    if not lost:
        return
    which, areas = index.tree.query(drawn[lost], predicate="dwithin", distance=NEAREST_WITHIN_DEGREES)
    close: dict[int, list[int]] = {}
    for place, area in zip(which.tolist(), areas.tolist(), strict=True):
        close.setdefault(lost[place], []).append(area)
    for place in lost:
        lat, lon = asked[place]
        metres = [
            (_metres_to(index.outlines[area], lat, lon), index.codes[area]) for area in close.get(place, [])
        ]
        away, code = min(metres, default=(math.inf, ""))
        if away <= NEAREST_WITHIN_M:
            yield place, Located(code, How.NEAREST, round(away, 1))
        elif 3 < lat < 8 and 50 < lon < 54:  # noqa: PLR2004 - the Netherlands with its coordinates the wrong way round
            yield place, Located(None, How.OUTSIDE, None, swapped=True)


def _metres_to(outline: Any, lat: float, lon: float) -> float:
    """Nearest on a sheet in metres: a degree of longitude is shorter than one of latitude."""
    plane = LocalPlane(lat, lon)

    def flatten(coordinates: Any) -> Any:
        return np.column_stack(plane.to_plane(coordinates[:, 1], coordinates[:, 0]))

    flat = shapely.transform(outline, flatten)
    return float(shapely.distance(flat, shapely.Point(0, 0)))
