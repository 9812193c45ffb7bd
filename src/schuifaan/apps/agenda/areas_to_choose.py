"""Ways from one programme to that of a smaller area, or a wider one, with the same wishes."""

from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse

from schuifaan.apps.agenda.forms.finding import Asked, address
from schuifaan.apps.places.queries.areas import Area, Areas, Level

_MOST: Final = 120


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Smaller areas that lie together; `name` is that of what they lie in, "" when that speaks for itself."""

    name: str
    ways: tuple[Way, ...]


def smaller(areas: Areas, area: Area | None, asked: Asked) -> tuple[Ways, ...]:
    """Neighbourhoods to choose from; where there are many cities, first the city."""
    if area is None:
        cities = areas.municipalities
        if len(cities) != 1:
            return _group("", cities, asked)
        area = cities[0]
    if area.level is Level.MUNICIPALITY:
        parts = [
            (district.name, areas.neighbourhoods_in(district.code))
            for district in areas.districts_in(area.code)
        ]
        parts = parts or [("", areas.neighbourhoods_in(area.code))]
    else:
        parts = [("", areas.neighbourhoods_in(area.code))] if area.level is Level.DISTRICT else []
    if sum(len(inside) for _name, inside in parts) > _MOST:
        return _group("", areas.districts_in(area.code), asked)
    return tuple(group for name, inside in parts for group in _group(name, inside, asked))


def wider(above: list[Area], asked: Asked) -> tuple[Way, ...]:
    """The nearest first."""
    return tuple(_way(area, asked) for area in reversed(above))


def _group(name: str, inside: list[Area], asked: Asked) -> tuple[Ways, ...]:
    by_name = sorted(inside, key=lambda area: area.name.lower())
    return (Ways(name, tuple(_way(area, asked) for area in by_name)),) if inside else ()


def _way(area: Area, asked: Asked) -> Way:
    path = reverse(f"agenda:{area.level.value}", args=[area.code])
    criteria = replace(asked.criteria, scope=replace(asked.criteria.scope, around=False), after="")
    return Way(area.name, address(path, replace(asked, criteria=criteria)))
