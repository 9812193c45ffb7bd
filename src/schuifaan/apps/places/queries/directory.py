"""Finding places: filter, count, order and cut a page, all in memory."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import Final

from schuifaan.apps.places.queries.bits import bits_of, indexes_of
from schuifaan.apps.places.queries.criteria import WISHES, Criteria, Point, When
from schuifaan.apps.places.queries.snapshot import YES
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.whereabouts import Meant, Whereabouts, whereabouts
from schuifaan.core.earth import METRES_PER_DEGREE

PAGE_SIZE: Final = 24
# Places whose location nobody filled in come after all others.
_NOWHERE: Final = 10**9
_COUNTED: Final = {"language": "languages", "focus": "focus", "type": "kinds"}


class Order(Enum):
    DISTANCE = "distance"
    MATCH = "match"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the list; `metres` is None without a position to measure from."""

    index: int
    metres: int | None = None


@dataclass(frozen=True)
class Found:
    """One page of the list, how many there are in all, and what each filter would give beside the others."""

    criteria: Criteria
    order: Order
    matching: int
    total: int
    entries: tuple[Listed, ...]
    next_cursor: str
    counts: Mapping[str, Mapping[str, int]]
    point: Point | None = None
    whereabouts: Whereabouts | None = None
    words: str = ""
    # The same without any filter: zero here means that dropping filters will not help.
    total_unfiltered: int = 0
    # No place has all the words; these have some of them.
    is_partial: bool = False


def find(
    snapshot: DirectorySnapshot, criteria: Criteria, *, now: datetime, page_size: int = PAGE_SIZE
) -> Found:
    """No queries."""
    where = whereabouts(snapshot, criteria.near) if criteria.near else None
    words = " ".join(
        part for part in (criteria.words, where.typed if where and where.meant is Meant.WORDS else "") if part
    )
    hits = snapshot.words.search(words) if words else None
    scores = None if hits is None else {hit.id: hit.score for hit in hits}
    ground = _ground(snapshot, criteria, scores)
    chosen = _chosen(snapshot, criteria, now)
    matching = reduce(and_, chosen.values(), ground)
    listed = snapshot.listed(matching)
    point = where.point if where and where.point else criteria.position
    order = Order.DISTANCE if point else Order.MATCH if scores is not None else Order.NAME
    keys = _keys(snapshot, order, listed, point=point, scores=scores or {})
    entries, cursor = _cut(snapshot, keys, criteria.after, page_size, in_order=order is Order.NAME)
    return Found(
        criteria=criteria,
        order=order,
        matching=matching,
        total=listed.bit_count(),
        entries=tuple(Listed(index, _metres(key) if point else None) for key, index in entries),
        next_cursor=cursor,
        counts=_counts(snapshot, ground, chosen, now),
        point=point,
        whereabouts=where,
        words=words,
        total_unfiltered=snapshot.count(ground),
        is_partial=any(hit.partial for hit in hits or ()),
    )


def _ground(snapshot: DirectorySnapshot, criteria: Criteria, scores: Mapping[int, float] | None) -> int:
    """Everything in the area asked for that matches the words."""
    bits = snapshot.everything
    for level in ("neighbourhood", "district", "municipality"):
        code = getattr(criteria, level)
        if code:
            bits &= snapshot.option(level, code)
    return bits if scores is None else bits & bits_of(scores, len(snapshot))


def _chosen(snapshot: DirectorySnapshot, criteria: Criteria, now: datetime) -> dict[str, int]:
    """Each kind of filter that is on, with the places it lets through."""
    chosen = {wish: snapshot.option(wish, YES) for wish in criteria.wishes}
    for when in criteria.when:
        chosen[when.value] = _open_bits(snapshot, when, now)
    for facet, name in _COUNTED.items():
        options = getattr(criteria, name)
        if options:
            chosen[facet] = reduce(or_, (snapshot.option(facet, key) for key in options))
    return chosen


def _open_bits(snapshot: DirectorySnapshot, when: When, now: datetime) -> int:
    return snapshot.open_at(now) if when is When.NOW else snapshot.open_tonight(now)


def _counts(
    snapshot: DirectorySnapshot, ground: int, chosen: Mapping[str, int], now: datetime
) -> dict[str, dict[str, int]]:
    """How many places each option gives, together with the other kinds of filter that are on."""

    def others(facet: str) -> int:
        return reduce(and_, (bits for name, bits in chosen.items() if name != facet), ground)

    counts = {
        when.value: {YES: snapshot.count(others(when.value) & _open_bits(snapshot, when, now))}
        for when in When
    }
    for wish in WISHES:
        counts[wish] = {YES: snapshot.count(others(wish) & snapshot.option(wish, YES))}
    for facet in _COUNTED:
        around = others(facet)
        counts[facet] = {
            key: snapshot.count(around & bits) for key, bits in snapshot.facets.get(facet, {}).items()
        }
    return counts


def _keys(
    snapshot: DirectorySnapshot,
    order: Order,
    listed: int,
    *,
    point: Point | None,
    scores: Mapping[int, float],
) -> Iterable[tuple[str | int, int]]:
    """What each entry is ordered by; ties go to the name."""
    indexes = indexes_of(listed)
    if order is Order.DISTANCE and point is not None:
        return distances(snapshot, indexes, point)
    if order is Order.MATCH:
        # A house stands in the list for its sites: it comes where its best word is.
        return (
            (
                -round(1000 * max(scores.get(n, 0.0) for n in (index, *snapshot.sites_of.get(index, ())))),
                index,
            )
            for index in indexes
        )
    return ((snapshot.places[index].name_key, index) for index in indexes)


def distances(
    snapshot: DirectorySnapshot, indexes: Iterable[int], point: Point
) -> list[tuple[str | int, int]]:
    """(metres, index) of each; of a house with sites the nearest of them. Flat earth: right within a country."""
    lat, lon = point.lat, point.lon
    east = METRES_PER_DEGREE * math.cos(math.radians(lat))
    lats, lons = snapshot.spots
    hypot = math.hypot

    def metres(index: int) -> int:
        away = int(hypot((lats[index] - lat) * METRES_PER_DEGREE, (lons[index] - lon) * east))
        return min(away, _NOWHERE)

    sites_of = snapshot.sites_of
    if not sites_of:
        # Spelt out: this runs over every place there is.
        return [
            (int(hypot((lats[index] - lat) * METRES_PER_DEGREE, (lons[index] - lon) * east)), index)
            for index in indexes
        ]
    return [
        (min(metres(one) for one in (index, *sites_of[index])) if index in sites_of else metres(index), index)
        for index in indexes
    ]


def _metres(key: str | int) -> int | None:
    return key if isinstance(key, int) and key < _NOWHERE else None


def _cut(
    snapshot: DirectorySnapshot,
    keys: Iterable[tuple[str | int, int]],
    after: str,
    size: int,
    *,
    in_order: bool,
) -> tuple[list[tuple[str | int, int]], str]:
    """The page that follows the cursor, and the cursor for the page after it ("" at the end).

    A cursor is the last entry's key and id, so that pages hold while places come and go.
    """
    ordered = ((key, snapshot.places[index].id, index) for key, index in keys)
    if after:
        key, _, place_id = after.rpartition("~")
        last = (key, place_id)
        ordered = (entry for entry in ordered if _is_after(entry, last))
    # By name they come in order already: the index is the order of names.
    page = list(islice(ordered, size + 1)) if in_order else heapq.nsmallest(size + 1, ordered)
    more = len(page) > size
    page = page[:size]
    cursor = f"{page[-1][0]}~{page[-1][1]}" if more else ""
    return [(key, index) for key, _, index in page], cursor


def _is_after(entry: tuple[str | int, int, int], last: tuple[str, str]) -> bool:
    key, place_id, _ = entry
    try:
        return (key, place_id) > ((int(last[0]) if isinstance(key, int) else last[0]), int(last[1]))
    except ValueError:
        # Somebody's own cursor: start from the beginning.
        return True
