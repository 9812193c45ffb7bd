"""Names, centres and postcodes of all loaded areas, to find out where somebody means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from schuifaan.apps.geography.models import District, Municipality, Neighbourhood
from schuifaan.core.wordsearch import fold

# Statistics Netherlands numbers its districts; nobody says "Wijk 03 Noord" of where they live.
_NUMBERED: Final = re.compile(r"^Wijk \d+ (?=\S)")


class Level(Enum):
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"


@dataclass(frozen=True, slots=True)
class Area:
    """One area with the codes of what it lies in; `district` and `municipality` are its own where it is one."""

    level: Level
    code: str
    name: str
    lat: float | None
    lon: float | None
    district: str | None = None
    municipality: str | None = None
    postcode: str = ""


@dataclass(frozen=True)
class Areas:
    by_code: dict[str, Area]

    @cached_property
    def by_name(self) -> dict[str, list[Area]]:
        """Areas by folded name; the smallest area first."""
        found: dict[str, list[Area]] = {}
        for area in reversed(self.by_code.values()):
            found.setdefault(fold(area.name), []).append(area)
        return found

    @cached_property
    def by_postcode(self) -> dict[str, list[Area]]:
        found: dict[str, list[Area]] = {}
        for area in self.of(Level.NEIGHBOURHOOD):
            if area.postcode:
                found.setdefault(area.postcode, []).append(area)
        return found

    def of(self, level: Level) -> list[Area]:
        return [area for area in self.by_code.values() if area.level is level]

    @property
    def municipalities(self) -> list[Area]:
        return self.of(Level.MUNICIPALITY)

    def districts_in(self, municipality: str) -> list[Area]:
        return [area for area in self.of(Level.DISTRICT) if area.municipality == municipality]

    def neighbourhoods_in(self, code: str) -> list[Area]:
        """Of a municipality or a district."""
        return [area for area in self.of(Level.NEIGHBOURHOOD) if code in {area.district, area.municipality}]

    def name_of(self, code: str | None) -> str:
        area = self.by_code.get(code or "")
        return area.name if area else ""

    def centre_of(self, area: Area) -> tuple[float, float] | None:
        """Its own centre, else the middle of the neighbourhoods in it."""
        if area.lat is not None and area.lon is not None:
            return area.lat, area.lon
        return middle_of((part.lat, part.lon) for part in self.neighbourhoods_in(area.code))


def middle_of(points: Iterable[tuple[float | None, float | None]]) -> tuple[float, float] | None:
    known = [(lat, lon) for lat, lon in points if lat is not None and lon is not None]
    if not known:
        return None
    return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)


def load_areas() -> Areas:
    """Three queries."""
    return Areas({area.code: area for area in _rows()})


def district_name(name: str) -> str:
    """As people say it."""
    return _NUMBERED.sub("", name)


def _rows() -> Iterator[Area]:
    columns = ("code", "name", "centre_lat", "centre_lon")
    for code, name, lat, lon in Municipality.objects.order_by("name").values_list(*columns):
        yield Area(Level.MUNICIPALITY, code, name, lat, lon, None, code)
    districts = District.objects.order_by("code").values_list(*columns, "municipality_id")
    for code, name, lat, lon, municipality in districts:
        yield Area(Level.DISTRICT, code, district_name(name), lat, lon, code, municipality)
    neighbourhoods = Neighbourhood.objects.order_by("code").values_list(
        *columns, "district_id", "municipality_id", "main_postcode"
    )
    for code, name, lat, lon, district, municipality, postcode in neighbourhoods:
        yield Area(Level.NEIGHBOURHOOD, code, name, lat, lon, district, municipality, postcode)
