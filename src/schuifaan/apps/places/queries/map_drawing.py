"""The map as a drawing made on the server: outlines and numbered dots, for who has no JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from schuifaan.apps.places.queries.map_data import Dot
from schuifaan.core.earth import LocalPlane

WIDTH: Final = 640
TALLEST: Final = 760
MARGIN: Final = 30
# A map of one dot still shows its surroundings: a kilometre.
SMALLEST_M: Final = 1000
# Dots that would cover each other are moved apart by about their own size.
_CLOSE: Final = 34


@dataclass(frozen=True, slots=True)
class DrawnOutline:
    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class DrawnDot:
    dot: Dot
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    outlines: tuple[DrawnOutline, ...]
    dots: tuple[DrawnDot, ...]
    is_schematic: bool


def drawing(dots: Sequence[Dot], outlines: Mapping[str, Any] | None) -> Drawing | None:
    """None when there is nothing to draw. `outlines` is GeoJSON of one municipality's neighbourhoods."""
    features = list((outlines or {}).get("features", ()))
    points = [(dot.lat, dot.lon) for dot in dots]
    corners = points + [(lat, lon) for feature in features for ring in _rings(feature) for lon, lat in ring]
    if not corners:
        return None
    paper = _Paper.for_points(corners)
    return Drawing(
        width=WIDTH,
        height=paper.height,
        outlines=tuple(_outline(feature, paper) for feature in features),
        dots=tuple(_apart(DrawnDot(dot, *paper.at(dot.lat, dot.lon)) for dot in dots)),
        is_schematic=any(
            (feature.get("properties") or {}).get("outline") == "schematic" for feature in features
        ),
    )


@dataclass(frozen=True)
class _Paper:
    plane: LocalPlane
    left: float
    top: float
    scale: float
    height: int

    @classmethod
    def for_points(cls, points: Sequence[tuple[float, float]]) -> _Paper:
        plane = LocalPlane.around(points)
        flat = [plane.to_plane(lat, lon) for lat, lon in points]
        east, west = max(x for x, _ in flat), min(x for x, _ in flat)
        north, south = max(y for _, y in flat), min(y for _, y in flat)
        wide, tall = max(east - west, SMALLEST_M), max(north - south, SMALLEST_M)
        scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
        height = round(tall * scale) + 2 * MARGIN
        return cls(
            plane,
            (east + west) / 2 - WIDTH / 2 / scale,
            (north + south) / 2 + height / 2 / scale,
            scale,
            height,
        )

    def at(self, lat: float, lon: float) -> tuple[int, int]:
        x, y = self.plane.to_plane(lat, lon)
        return round((x - self.left) * self.scale), round((self.top - y) * self.scale)


def _rings(feature: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    geometry = feature.get("geometry") or {}
    coordinates = geometry.get("coordinates") or ()
    polygons = [coordinates] if geometry.get("type") == "Polygon" else coordinates
    for polygon in polygons:
        yield from polygon


def _outline(feature: Mapping[str, Any], paper: _Paper) -> DrawnOutline:
    properties = feature.get("properties") or {}
    parts = []
    for ring in _rings(feature):
        steps = dict.fromkeys(paper.at(lat, lon) for lon, lat, *_ in ring)
        parts.append("M" + "L".join(f"{x} {y}" for x, y in steps) + "Z")
    return DrawnOutline(str(properties.get("code", "")), str(properties.get("name", "")), "".join(parts))


def _apart(dots: Iterable[DrawnDot]) -> Iterator[DrawnDot]:
    """Neighbours on the same spot side by side, so that each can be pointed at."""
    taken: list[tuple[int, int]] = []
    for drawn in dots:
        x, y = drawn.x, drawn.y
        for _ in range(12):
            if all(abs(x - other_x) >= _CLOSE or abs(y - other_y) >= _CLOSE for other_x, other_y in taken):
                break
            x += _CLOSE
        taken.append((x, y))
        yield DrawnDot(drawn.dot, x, y)
