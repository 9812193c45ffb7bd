"""An activity that travels: its stops along places, in the order in which it gets there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schuifaan.apps.agenda.models import Series
from schuifaan.apps.agenda.queries.items import Item


@dataclass(frozen=True, slots=True)
class Stop:
    """A place, or a spot outside. `items` are the times still to come; without them it has been there."""

    name: str
    place_name: str
    place_slug: str
    address: str
    rain_plan: str
    first_on: date
    items: tuple[Item, ...]

    @property
    def is_over(self) -> bool:
        return not self.items


def travels(series: Sequence[Series]) -> bool:
    return len({_key(one.place_id, one.spot.name if one.spot else "") for one in series}) > 1


def stops(series: Iterable[Series], coming: Iterable[Item]) -> tuple[Stop, ...]:
    """No queries. `series` with `place` and `spot`; what has been stands where it was, before what comes."""
    by_stop: dict[tuple[int, str], list[Item]] = {}
    for item in coming:
        by_stop.setdefault(_key(item.place_id, item.spot_name), []).append(item)
    found: dict[tuple[int, str], Stop] = {}
    for one in sorted(series, key=lambda one: (one.first_on, one.at, one.pk)):
        key = _key(one.place_id, one.spot.name if one.spot else "")
        if key not in found:
            found[key] = _stop(one, tuple(by_stop.get(key, ())))
    return tuple(sorted(found.values(), key=_when))


def _key(place_id: int, spot_name: str) -> tuple[int, str]:
    return place_id, spot_name


def _when(stop: Stop) -> tuple[date, str]:
    return (stop.items[0].day if stop.items else stop.first_on), stop.name


def _stop(series: Series, items: tuple[Item, ...]) -> Stop:
    place, spot = series.place, series.spot
    return Stop(
        name=spot.name if spot else place.name,
        place_name=place.name,
        place_slug=place.slug,
        address=spot.where if spot else place.address_line,
        rain_plan=spot.rain_plan if spot else "",
        first_on=series.first_on,
        items=items,
    )
