"""Makes the snapshot of the directory, and keeps the latest one for this process."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils import translation

from schuifaan.apps.places.enums import PlaceTier, PlaceType
from schuifaan.apps.places.models import AccessFact, OpeningException, Place, TierName
from schuifaan.apps.places.queries.areas import Areas, load_areas
from schuifaan.apps.places.queries.bits import bits_of
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot, SnapshotPlace
from schuifaan.core.timeline.opening import DayException, HoursNotUnderstood, Schedule, parse
from schuifaan.core.wordsearch import ARTICLES, WordIndex, fold

# Facts that decide a filter. "Quiet" is a corner to sit in, or little noise and light everywhere.
_FACT_FACETS: Final = {"step_free": "step_free", "quiet_corner": "quiet", "low_stimulus": "quiet"}
_FLAG_FACETS: Final = {"free_coffee": "coffee", "has_kitchen": "kitchen", "rooms_to_rent": "rent"}
YES: Final = "yes"
# How much a word counts by where it stands.
WEIGHTS: Final = {"name": 10.0, "area": 4.0, "address": 3.0, "kind": 2.0}

_COLUMNS: Final = (
    "id",
    "slug",
    "name",
    "lat",
    "lon",
    "street",
    "house_number",
    "postcode",
    "city",
    "neighbourhood_id",
    "municipality_id",
    "place_type",
    "tier",
    "opening_hours",
    "part_of_id",
    "languages",
    "focus",
    *_FLAG_FACETS,
)


class _Latest:
    """The snapshot of this process. One thread makes a new one; others wait, so nobody is shown an old page."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._snapshot: DirectorySnapshot | None = None

    def at(self, version: int) -> DirectorySnapshot:
        snapshot = self._snapshot
        if snapshot is not None and snapshot.version == version:
            return snapshot
        with self._lock:
            if self._snapshot is None or self._snapshot.version != version:
                self._snapshot = build_snapshot(version)
            return self._snapshot


_latest = _Latest()


def snapshot_at(version: int) -> DirectorySnapshot:
    """The snapshot of this version of the directory; no query when this process has it already."""
    return _latest.at(version)


def build_snapshot(version: int) -> DirectorySnapshot:
    """Seven queries, however many places there are."""
    areas = load_areas()
    tier_names = {
        (name.municipality_id, name.tier, name.language): name.name
        for name in TierName.objects.order_by("pk")
    }
    rows = list(Place.objects.published().order_by("id").values(*_COLUMNS))
    exceptions = _exceptions()
    pairs = [(_snapshot_place(row, exceptions.get(row["id"], ()), areas), row) for row in rows]
    pairs.sort(key=lambda pair: (pair[0].name_key, pair[0].id))
    places = [place for place, _ in pairs]
    index_of_id = {place.id: index for index, place in enumerate(places)}
    house_of = _houses(places, index_of_id)
    sites_of: dict[int, list[int]] = defaultdict(list)
    for site, house in house_of.items():
        sites_of[house].append(site)
    return DirectorySnapshot(
        version=version,
        places=places,
        facets=_facets(pairs, index_of_id),
        words=WordIndex(_documents(places, areas, tier_names), WEIGHTS),
        areas=areas,
        index_of_id=index_of_id,
        index_of_slug={place.slug: index for index, place in enumerate(places)},
        by_schedule=_by_schedule(places),
        house_of=house_of,
        sites_of={house: tuple(sites) for house, sites in sites_of.items()},
        sites=bits_of(house_of, len(places)),
        tier_names=tier_names,
    )


def _exceptions() -> Mapping[int, tuple[DayException, ...]]:
    found: dict[int, tuple[DayException, ...]] = {}
    columns = ("place_id", "date_from", "date_until", "hours")
    same: dict[tuple[date, date, str], DayException] = {}
    for place_id, *days in OpeningException.objects.order_by("place_id", "date_from").values_list(*columns):
        key = (days[0], days[1], days[2])
        try:
            exception = same.setdefault(key, same.get(key) or DayException(*key))
        except HoursNotUnderstood:
            # Hours nobody can read are not "closed": better no exception than a wrong one.
            continue
        found[place_id] = (*found.get(place_id, ()), exception)
    return found


def _snapshot_place(
    row: Mapping[str, Any], exceptions: tuple[DayException, ...], areas: Areas
) -> SnapshotPlace:
    area = areas.by_code.get(row["neighbourhood_id"] or "")
    return SnapshotPlace(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        name_key=name_key(row["name"]),
        lat=row["lat"],
        lon=row["lon"],
        street=row["street"],
        street_key=fold(row["street"]),
        address=f"{row['street']} {row['house_number']}".strip(),
        postcode=row["postcode"].replace(" ", "").upper(),
        city=row["city"],
        neighbourhood=row["neighbourhood_id"],
        district=area.district if area else None,
        municipality=row["municipality_id"] or (area.municipality if area else None),
        place_type=row["place_type"],
        tier=row["tier"],
        schedule=readable_schedule(row["opening_hours"], exceptions),
        part_of=row["part_of_id"],
    )


def name_key(name: str) -> str:
    """A name as it is sorted and looked up: "’t Atrium" stands under the A, and is also "Atrium"."""
    words = fold(name).split()
    return " ".join([word for word in words if word not in ARTICLES] or words)


def readable_schedule(expression: str, exceptions: tuple[DayException, ...] = ()) -> Schedule:
    """The hours as a schedule. Hours that cannot be read count as not known."""
    try:
        return Schedule(parse(expression).expression, exceptions)
    except HoursNotUnderstood:
        return Schedule("", exceptions)


def _houses(places: Sequence[SnapshotPlace], index_of_id: Mapping[int, int]) -> dict[int, int]:
    """Site → the visible house it is part of, at the top where houses are nested."""
    found: dict[int, int] = {}
    for index in range(len(places)):
        seen = {index}
        house = index
        while (parent := places[house].part_of) is not None:
            above = index_of_id.get(parent)
            if above is None or above in seen:
                break
            seen.add(above)
            house = above
        if house != index:
            found[index] = house
    return found


def _facets(
    pairs: Sequence[tuple[SnapshotPlace, Mapping[str, Any]]], index_of_id: Mapping[int, int]
) -> dict[str, dict[str, int]]:
    members: dict[tuple[str, str], set[int]] = defaultdict(set)
    for index, (place, row) in enumerate(pairs):
        for facet, key in _options_of(place, row):
            members[facet, key].add(index)
    facts = (
        AccessFact.objects.filter(key__in=_FACT_FACETS, value=True)
        .order_by("pk")
        .values_list("place_id", "key")
    )
    for place_id, key in facts:
        if place_id in index_of_id:
            members[_FACT_FACETS[key], YES].add(index_of_id[place_id])
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    for (facet, key), indexes in members.items():
        facets[facet][key] = bits_of(indexes, len(pairs))
    return dict(facets)


def _options_of(place: SnapshotPlace, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field, facet in _FLAG_FACETS.items():
        if row[field]:
            yield facet, YES
    for language in row["languages"] or ():
        yield "language", language
    for focus in row["focus"] or ():
        yield "focus", focus
    if place.place_type:
        yield "type", place.place_type
    for level in ("neighbourhood", "district", "municipality"):
        code = getattr(place, level)
        if code:
            yield level, code


def _by_schedule(places: Sequence[SnapshotPlace]) -> list[tuple[Schedule, int]]:
    """Each different schedule once, with the places that keep it."""
    keeping: dict[Schedule, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        if place.schedule.known or place.schedule.exceptions:
            keeping[place.schedule].append(index)
    return [(schedule, bits_of(indexes, len(places))) for schedule, indexes in keeping.items()]


def _documents(
    places: Iterable[SnapshotPlace], areas: Areas, tier_names: Mapping[tuple[str, str, str], str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The words under which a place is found: its name, where it is, and what kind of place it is."""
    kinds = _kind_words()
    own_names: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for (municipality, tier, _), name in tier_names.items():
        own_names[municipality, tier].append(name)
    for index, place in enumerate(places):
        codes = (place.neighbourhood, place.district, place.municipality)
        own = own_names.get((place.municipality, place.tier), ())
        yield (
            index,
            {
                "name": place.name,
                "address": f"{place.street} {place.postcode}",
                "area": " ".join(dict.fromkeys([place.city, *map(areas.name_of, codes)])),
                "kind": " ".join([kinds.get(place.place_type, ""), kinds.get(place.tier, ""), *own]),
            },
        )


def _kind_words() -> dict[str, str]:
    """Kinds of place in every language of the interface."""
    words: dict[str, str] = defaultdict(str)
    for language in ("nl", "en"):
        with translation.override(language):
            for value, label in (*PlaceType.choices, *PlaceTier.choices):
                words[value] = f"{words[value]} {label}".strip()
    return words
