"""The start page: what is open now or later today, and the neighbourhoods to step into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.cards import Line, lines
from schuifaan.apps.places.queries.directory import Listed
from schuifaan.apps.places.queries.opening import spoken_clock
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.core.timeline.wallclock import to_wall

MOST_OPEN: Final = 6
MOST_LATER: Final = 6


@dataclass(frozen=True)
class Hour:
    """Places that open at the same moment."""

    at: datetime
    lines: tuple[Line, ...]

    @property
    def clock(self) -> str:
        return spoken_clock(to_wall(self.at))


@dataclass(frozen=True)
class DistrictLinks:
    district: Area | None
    neighbourhoods: tuple[Area, ...]


@dataclass(frozen=True)
class StartPage:
    """`municipality` is None while there are several and none was chosen."""

    municipality: Area | None
    municipalities: tuple[Area, ...]
    now: datetime
    open_now: tuple[Line, ...]
    open_count: int
    later: tuple[Hour, ...]
    districts: tuple[DistrictLinks, ...]
    place_count: int


def start_page(snapshot: DirectorySnapshot, *, now: datetime, municipality: str = "") -> StartPage:
    """No queries."""
    municipalities = tuple(
        area for area in snapshot.areas.municipalities if snapshot.option("municipality", area.code)
    ) or tuple(snapshot.areas.municipalities)
    chosen = next((area for area in municipalities if area.code == municipality.upper()), None)
    if chosen is None and len(municipalities) == 1:
        chosen = municipalities[0]
    ground = snapshot.option("municipality", chosen.code) if chosen else snapshot.everything
    if chosen and len(municipalities) == 1:
        # With one city, a place whose municipality nobody filled in is there too.
        ground = snapshot.everything
    return StartPage(
        municipality=chosen,
        municipalities=municipalities,
        now=now,
        open_now=tuple(open_lines(snapshot, ground, now)),
        open_count=snapshot.count(ground & snapshot.open_at(now)),
        later=tuple(later_today(snapshot, ground, now)),
        districts=tuple(district_links(snapshot, chosen)) if chosen else (),
        place_count=snapshot.count(ground),
    )


def open_lines(snapshot: DirectorySnapshot, ground: int, now: datetime, most: int = MOST_OPEN) -> list[Line]:
    """Open now, in the order in which the doors close."""
    day = snapshot.openings_on(to_wall(now).date())
    found: list[int] = []
    listed = snapshot.listed(ground & day.open_at(now))
    for _, bits in day.closing_after(now):
        found.extend(index for index in indexes_of(bits & listed) if index not in found)
        if len(found) >= most:
            break
    if len(found) < most:
        found.extend(index for index in indexes_of(listed) if index not in found)
    return lines(snapshot, [Listed(index) for index in found[:most]], now=now)


def later_today(
    snapshot: DirectorySnapshot, ground: int, now: datetime, most: int = MOST_LATER
) -> list[Hour]:
    """What still opens today, by the hour."""
    day = snapshot.openings_on(to_wall(now).date())
    closed = ground & ~day.open_at(now)
    hours: list[Hour] = []
    left = most
    for at, bits in day.opening_after(now):
        entries = [Listed(index) for index in indexes_of(snapshot.listed(closed & bits))][:left]
        closed &= ~bits
        if entries:
            hours.append(Hour(at, tuple(lines(snapshot, entries, now=now))))
            left -= len(entries)
        if left <= 0:
            break
    return hours


def district_links(snapshot: DirectorySnapshot, municipality: Area) -> list[DistrictLinks]:
    areas = snapshot.areas
    neighbourhoods = areas.neighbourhoods_in(municipality.code)
    links = [
        DistrictLinks(
            district, tuple(sorted((n for n in neighbourhoods if n.district == district.code), key=_by_name))
        )
        for district in areas.districts_in(municipality.code)
    ]
    loose = tuple(sorted((n for n in neighbourhoods if n.district not in areas.by_code), key=_by_name))
    return [*links, DistrictLinks(None, loose)] if loose else links


def _by_name(area: Area) -> str:
    return area.name.casefold()
