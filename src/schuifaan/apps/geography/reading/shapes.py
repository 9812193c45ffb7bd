"""Outlines as drawn in GeoJSON made fit for use: WGS84, whole polygons, nothing invalid."""

from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.errors import GEOSException
from shapely.geometry import MultiPolygon, Polygon, shape

# The Netherlands with some sea around it; official outlines never leave this box.
WEST, SOUTH, EAST, NORTH = 2.5, 50.5, 7.6, 54.0
# The same country in metres of the national grid (RD New, EPSG:28992).
RD_EAST, RD_SOUTH, RD_NORTH = 300_000, 300_000, 630_000


class ShapeUnusable(ValueError):  # noqa: N818 - named after what is wrong
    """The outline cannot be used; the message says why."""


class ShapeInGrid(ShapeUnusable):
    """Coordinates of the national grid: then the whole file has them."""


def read_shape(geometry: Any) -> Polygon | MultiPolygon:
    if not isinstance(geometry, dict) or not geometry.get("type"):
        raise ShapeUnusable(_("Er is geen grens getekend."))
    try:
        drawn = shape(geometry)
    except (GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ShapeUnusable(_("De grens is niet te lezen.")) from error
    if drawn.is_empty:
        raise ShapeUnusable(_("De getekende grens is leeg."))
    _refuse_elsewhere(drawn)
    drawn = shapely.force_2d(drawn)
    whole = _polygons_of(drawn if drawn.is_valid else shapely.make_valid(drawn))
    if whole is None:
        raise ShapeUnusable(_("De grens is geen vlak."))
    return whole


def _refuse_elsewhere(drawn: Any) -> None:
    west, south, east, north = drawn.bounds
    if west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH:
        return
    if west > -7000 and east < RD_EAST and south > RD_SOUTH and north < RD_NORTH:  # noqa: PLR2004 - the grid's west
        raise ShapeInGrid(
            _(
                "De coördinaten zijn in meters van het Rijksdriehoekstelsel (RD). "
                "Kies bij het downloaden WGS84 (EPSG:4326)."
            )
        )
    if south >= WEST and north <= EAST and west >= SOUTH and east <= NORTH:
        raise ShapeUnusable(_("Breedte en lengte zijn verwisseld: in GeoJSON komt de lengte eerst."))
    raise ShapeUnusable(_("De grens ligt buiten Nederland."))


def _polygons_of(drawn: Any) -> Polygon | MultiPolygon | None:
    """Mending may leave loose lines behind; only planes are kept."""
    if isinstance(drawn, Polygon | MultiPolygon):
        return drawn
    planes = [part for part in getattr(drawn, "geoms", []) if isinstance(part, Polygon | MultiPolygon)]
    if not planes:
        return None
    merged = shapely.union_all(planes)
    return merged if isinstance(merged, Polygon | MultiPolygon) else None


def centre_of(outline: Polygon | MultiPolygon) -> tuple[float, float]:
    """(lat, lon) of a point that surely lies inside, as the middle of a crescent would not."""
    point = shapely.point_on_surface(outline)
    return round(point.y, 6), round(point.x, 6)
