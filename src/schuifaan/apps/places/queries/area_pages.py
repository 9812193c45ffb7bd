"""The pages of a neighbourhood, a district and a municipality."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from schuifaan.apps.geography.queries import Fact
from schuifaan.apps.geography.queries import facts as published_facts
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.cards import Card, Line, cards, lines
from schuifaan.apps.places.queries.criteria import Criteria, Point
from schuifaan.apps.places.queries.directory import Listed, distances, find
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.start import DistrictLinks, Hour, district_links, later_today, open_lines

CLOSE_BY: Final = 4


@dataclass(frozen=True)
class AreaPage:
    """`facts` are published figures as they are, each with its year and source."""

    area: Area
    above: tuple[Area, ...]
    now: datetime
    cards: list[Card]
    total: int
    next_cursor: str
    open_now: tuple[Line, ...]
    later: tuple[Hour, ...]
    close_by: tuple[Line, ...]
    districts: tuple[DistrictLinks, ...]
    facts: tuple[Fact, ...]


def area_page(
    snapshot: DirectorySnapshot, area: Area, *, now: datetime, language: str, after: str = ""
) -> AreaPage:
    """Four queries: three for the cards, one for the figures."""
    found = find(snapshot, replace(Criteria().within(area.level.value, area.code), after=after), now=now)
    bits = snapshot.option(area.level.value, area.code)
    return AreaPage(
        area=area,
        above=tuple(_above(snapshot, area)),
        now=now,
        cards=cards(snapshot, found.entries, now=now, language=language),
        total=found.total,
        next_cursor=found.next_cursor,
        open_now=tuple(open_lines(snapshot, bits, now)),
        later=tuple(later_today(snapshot, bits, now)),
        close_by=tuple(_close_by(snapshot, area, bits, now)),
        districts=tuple(_districts(snapshot, area)),
        facts=published_facts(area.code),
    )


def nearest(
    snapshot: DirectorySnapshot, point: Point, *, without: int, now: datetime, most: int = CLOSE_BY
) -> list[Line]:
    """The places nearest to a point, leaving out a set; straight from memory."""
    others = indexes_of(snapshot.listed(snapshot.everything & ~without))
    located = [index for index in others if _is_located(snapshot, index)]
    ordered = sorted(distances(snapshot, located, point))[:most]
    return lines(snapshot, [Listed(index, int(metres)) for metres, index in ordered], now=now)


def close_by(snapshot: DirectorySnapshot, place: Place, *, now: datetime) -> list[Line]:
    """Other places near this one; of a house in several places, near the first of them."""
    index = snapshot.index_of_slug.get(place.slug)
    family = 0 if index is None else snapshot.family(index)
    spots = [
        (place.lat, place.lon),
        *((snapshot.places[n].lat, snapshot.places[n].lon) for n in indexes_of(family)),
    ]
    point = next((Point(lat, lon) for lat, lon in spots if lat is not None and lon is not None), None)
    if point is None:
        area = snapshot.areas.by_code.get(place.neighbourhood_id or "")
        centre = snapshot.areas.centre_of(area) if area else None
        point = Point(*centre) if centre else None
    return nearest(snapshot, point, without=family, now=now, most=3) if point else []


def site_lines(snapshot: DirectorySnapshot, place: Place, *, now: datetime) -> list[Line]:
    """The sites of a house with their own hours."""
    index = snapshot.index_of_slug.get(place.slug, -1)
    return lines(snapshot, [Listed(site) for site in snapshot.sites_of.get(index, ())], now=now)


def _is_located(snapshot: DirectorySnapshot, index: int) -> bool:
    return any(snapshot.places[one].has_location for one in (index, *snapshot.sites_of.get(index, ())))


def _close_by(snapshot: DirectorySnapshot, area: Area, bits: int, now: datetime) -> list[Line]:
    centre = snapshot.areas.centre_of(area)
    if centre is None or area.level is Level.MUNICIPALITY:
        return []
    return nearest(snapshot, Point(*centre), without=bits, now=now)


def _above(snapshot: DirectorySnapshot, area: Area) -> list[Area]:
    """The areas this one lies in, the largest first."""
    codes = (area.municipality, area.district)
    by_code = snapshot.areas.by_code
    return [by_code[code] for code in codes if code and code != area.code and code in by_code]


def _districts(snapshot: DirectorySnapshot, area: Area) -> list[DistrictLinks]:
    if area.level is Level.MUNICIPALITY:
        return district_links(snapshot, area)
    if area.level is Level.DISTRICT:
        inside = sorted(snapshot.areas.neighbourhoods_in(area.code), key=lambda one: one.name.casefold())
        return [DistrictLinks(None, tuple(inside))] if inside else []
    return []
