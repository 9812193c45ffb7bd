"""Outlines the product draws itself around centre points, for where the official ones are not ours to ship."""

from datetime import datetime
from typing import Any

import numpy as np
import shapely
from django.db import transaction
from shapely.geometry import MultiPolygon, Polygon

from schuifaan.apps.geography.actions.reports import Tally
from schuifaan.apps.geography.enums import Outline
from schuifaan.apps.geography.locate import forget_outlines
from schuifaan.apps.geography.models import Area, District, Municipality, Neighbourhood
from schuifaan.apps.geography.signals import outlines_changed
from schuifaan.core.earth import LocalPlane

GRID_DEGREES = 0.00001
LONELY_RADIUS_M = 500.0
# Two centres this close are one drawing mistake; they are pulled apart to get a plane each.
NUDGE_M = 30.0
CONCAVITY = 0.6


@transaction.atomic
def draw_schematic_outlines(*, municipality: Municipality, now: datetime) -> Tally:
    """Draws what has no official outline: cells around the centres, their districts, the municipality.

    The same centres always give the same drawing.
    """
    centred = list(
        Neighbourhood.objects.filter(municipality=municipality, centre_lat__isnull=False).order_by("code")
    )
    if not centred:
        return Tally()
    cells = schematic_cells([(area.centre_lat or 0.0, area.centre_lon or 0.0) for area in centred])
    outlines = {
        area.code: shapely.from_wkb(bytes(area.outline_wkb))
        if area.outline == Outline.OFFICIAL and area.outline_wkb
        else cell
        for area, cell in zip(centred, cells, strict=True)
    }
    tally = sum((_keep(area, outlines[area.code]) for area in centred), start=Tally())
    for district in District.objects.filter(municipality=municipality).order_by("code"):
        parts = [outlines[area.code] for area in centred if area.district_id == district.code]
        if parts:
            tally += _keep(district, shapely.union_all(parts), move_centre=True)
    tally += _keep(municipality, shapely.union_all(list(outlines.values())), move_centre=True)
    if not tally.changes_nothing:
        forget_outlines()
        outlines_changed.send(sender=Area, municipalities={municipality.code}, now=now)
    return tally


def schematic_cells(centres: list[tuple[float, float]]) -> list[Polygon | MultiPolygon]:
    """One cell per (lat, lon) centre: what lies nearest to it, within a soft line around all of them."""
    plane = LocalPlane.around(centres)
    points = _apart([plane.to_plane(lat, lon) for lat, lon in centres])
    hull = _soft_hull(points)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=hull, ordered=True)
    parts = shapely.intersection(np.array(cells.geoms), hull) if len(points) > 1 else np.array([hull])

    def to_globe(coordinates: Any) -> Any:
        lat, lon = plane.to_globe(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack([lon, lat])

    # One grid for all, so that neighbours share their corners to the last decimal.
    return [shapely.set_precision(shapely.transform(part, to_globe), GRID_DEGREES) for part in parts]


def _apart(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    taken: set[tuple[int, int]] = set()
    kept = []
    for x, y in points:
        moved = x
        while (round(moved / NUDGE_M), round(y / NUDGE_M)) in taken:
            moved += NUDGE_M
        taken.add((round(moved / NUDGE_M), round(y / NUDGE_M)))
        kept.append((moved, y))
    return kept


def _soft_hull(points: list[tuple[float, float]]) -> Polygon:
    cloud = shapely.MultiPoint(points)
    margin = _half_spacing(points)
    line = shapely.concave_hull(cloud, ratio=CONCAVITY)
    # Out twice and back once rounds the bays as well as the capes.
    soft = line.buffer(2 * margin, quad_segs=6).buffer(-margin, quad_segs=6)
    return soft.simplify(margin / 25)


def _half_spacing(points: list[tuple[float, float]]) -> float:
    """Half of what lies between most neighbours: how far the land goes on beyond the last centre."""
    if len(points) == 1:
        return LONELY_RADIUS_M
    places = np.array(points)
    gaps = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    return float(np.median(gaps.min(axis=1))) * 0.6


def _keep(area: Area, outline: Polygon | MultiPolygon, *, move_centre: bool = False) -> Tally:
    if area.outline == Outline.OFFICIAL:
        return Tally(same=1)
    drawn = outline.wkb
    if area.outline == Outline.SCHEMATIC and bytes(area.outline_wkb or b"") == drawn:
        return Tally(same=1)
    was_drawn = area.outline == Outline.SCHEMATIC
    area.outline, area.outline_wkb = Outline.SCHEMATIC, drawn
    if move_centre:
        point = shapely.point_on_surface(outline)
        area.centre_lat, area.centre_lon = round(point.y, 6), round(point.x, 6)
    area.save(update_fields=["outline", "outline_wkb", "centre_lat", "centre_lon"])
    return Tally(changed=1) if was_drawn else Tally(new=1)
