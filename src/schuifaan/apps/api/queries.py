"""What the API reads, a page at a time."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Prefetch, QuerySet

from schuifaan.apps.api.problems import NotThere
from schuifaan.apps.api.shapes import MunicipalitiesQuery, NeighbourhoodsQuery, PlacesQuery, box_of
from schuifaan.apps.geography.models import Municipality, Neighbourhood, Statistic
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import AccessFact, HouseRules, OpeningException, Place, PlaceText, Price
from schuifaan.apps.places.queries.bits import bits_of, indexes_of
from schuifaan.apps.places.queries.snapshot import YES, snapshot_at
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.version import directory_version

_WISHES = {
    "step_free": "step_free",
    "quiet": "quiet",
    "free_coffee": "coffee",
    "has_kitchen": "kitchen",
    "rooms_to_rent": "rent",
}
_OPTIONS = {"language": "language", "focus": "focus", "place_type": "type"}


def write_cursor(*key: Any) -> str:
    """Where a page ended, as one word for an address."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(cursor: str, length: int) -> list[Any] | None:
    """The key again; None at the start, and for a cursor that is not ours."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        return None
    return key if isinstance(key, list) and len(key) == length else None


def municipalities(query: MunicipalitiesQuery) -> QuerySet[Municipality]:
    """One more than the page holds: that one tells whether there is a next page."""
    found = Municipality.objects.defer("outline_wkb").order_by("code")
    if query.name:
        found = found.filter(name__icontains=query.name)
    after = read_cursor(query.cursor, 1)
    if after:
        found = found.filter(code__gt=str(after[0]))
    return found[: query.page_size + 1]


def neighbourhoods(query: NeighbourhoodsQuery) -> QuerySet[Neighbourhood]:
    """One more than the page holds."""
    found = _neighbourhoods(with_geometry=query.geometry).order_by("code")
    if query.municipality:
        found = found.filter(municipality_id=query.municipality)
    if query.district:
        found = found.filter(district_id=query.district)
    if query.name:
        found = found.filter(name__icontains=query.name)
    after = read_cursor(query.cursor, 1)
    if after:
        found = found.filter(code__gt=str(after[0]))
    return found[: query.page_size + 1]


def neighbourhood(code: str, *, with_geometry: bool) -> Neighbourhood:
    found = _neighbourhoods(with_geometry=with_geometry).filter(code=code.upper()).first()
    if found is None:
        raise NotThere("There is no neighbourhood with this code.")
    return found


def figures_of(code: str) -> QuerySet[Statistic]:
    return Statistic.objects.filter(area_code=code).select_related("source").order_by("indicator", "-year")


def _neighbourhoods(*, with_geometry: bool) -> QuerySet[Neighbourhood]:
    found = Neighbourhood.objects.select_related("district", "municipality").defer(
        "district__outline_wkb", "municipality__outline_wkb"
    )
    return (
        found
        if with_geometry
        else found.defer("outline_wkb", "district__outline_wkb", "municipality__outline_wkb")
    )


def places(query: PlacesQuery) -> tuple[list[Place], str]:
    """A page in order of name, and the cursor of the next one ("" at the end)."""
    snapshot = snapshot_at(directory_version())
    after = read_cursor(query.cursor, 2)
    matching = _after(snapshot, indexes_of(_matching(snapshot, query)), after)
    chosen: list[int] = []
    for index in matching:
        chosen.append(index)
        if len(chosen) > query.page_size:
            break
    more = len(chosen) > query.page_size
    chosen = chosen[: query.page_size]
    last = snapshot.places[chosen[-1]] if chosen else None
    cursor = write_cursor(last.name_key, last.id) if more and last else ""
    ids = [snapshot.places[index].id for index in chosen]
    found = _public_places().filter(pk__in=ids).prefetch_related(_texts()).in_bulk()
    return [found[pk] for pk in ids if pk in found], cursor


def place(id_or_slug: str) -> Place:
    key = {"pk": int(id_or_slug)} if id_or_slug.isdecimal() and len(id_or_slug) < 18 else {"slug": id_or_slug}  # noqa: PLR2004 - a number the database can hold
    found = (
        _public_places()
        .filter(**key)
        .prefetch_related(
            _texts(),
            Prefetch("exceptions", OpeningException.objects.order_by("date_from", "pk")),
            Prefetch("prices", Price.objects.order_by("position", "pk")),
            Prefetch("access_facts", AccessFact.objects.order_by("key")),
            Prefetch("sites", Place.objects.filter(status=PlaceStatus.PUBLISHED).order_by("slug")),
        )
        .first()
    )
    if found is None:
        raise NotThere("There is no place with this number or name.")
    return found


def house_rules_on(place: Place, day: date) -> HouseRules | None:
    return HouseRules.objects.filter(place=place, valid_from__lte=day).order_by("-valid_from").first()


def _public_places() -> QuerySet[Place]:
    return Place.objects.filter(status=PlaceStatus.PUBLISHED).select_related("part_of")


def _texts() -> Prefetch[str]:
    return Prefetch("texts", PlaceText.objects.order_by("language"))


def _matching(snapshot: DirectorySnapshot, query: PlacesQuery) -> int:
    bits = snapshot.everything
    for level in ("neighbourhood", "district", "municipality"):
        code = getattr(query, level)
        if code:
            bits &= snapshot.option(level, code)
    for wish, facet in _WISHES.items():
        if getattr(query, wish):
            bits &= snapshot.option(facet, YES)
    for name, facet in _OPTIONS.items():
        options = getattr(query, name)
        if options:
            bits &= reduce(or_, (snapshot.option(facet, option) for option in options))
    if query.open_at:
        bits &= snapshot.open_at(query.open_at)
    if query.q:
        bits &= bits_of((hit.id for hit in snapshot.words.search(query.q)), len(snapshot))
    box = box_of(query.bbox)
    return bits & _inside(snapshot, box) if box else bits


def _inside(snapshot: DirectorySnapshot, box: tuple[float, float, float, float]) -> int:
    west, south, east, north = box
    return bits_of(
        (
            index
            for index, one in enumerate(snapshot.places)
            if one.lat is not None
            and one.lon is not None
            and south <= one.lat <= north
            and west <= one.lon <= east
        ),
        len(snapshot),
    )


def _after(
    snapshot: DirectorySnapshot, indexes: Sequence[int] | Iterator[int], after: list[Any] | None
) -> Iterator[int]:
    """Those after the key of the last one: pages hold while places come and go."""
    for index in indexes:
        one = snapshot.places[index]
        try:
            if after is None or (one.name_key, one.id) > (after[0], after[1]):
                yield index
        except TypeError:
            # A cursor somebody made up: start from the beginning.
            yield index
