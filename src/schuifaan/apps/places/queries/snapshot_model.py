"""What a snapshot of the directory holds: every published place, and each filter as a set of bits.

Bit n is the nth place in order of name (`bits.py`). `snapshot.py` makes snapshots and keeps the latest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from schuifaan.apps.places.queries.areas import Areas
from schuifaan.apps.places.queries.bits import bits_of, indexes_of
from schuifaan.core.timeline.opening import Interval, Schedule, open_intervals_many
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from schuifaan.core.wordsearch import WordIndex

EVENING_BEGINS: Final = time(18)
EVENING_ENDS: Final = time(23, 59)
FAR_OFF: Final = 1e6


@dataclass(frozen=True, slots=True)
class SnapshotPlace:
    """What is known in memory of one place. `name_key` is its name as it is sorted and looked up."""

    id: int
    slug: str
    name: str
    name_key: str
    lat: float | None
    lon: float | None
    street: str
    street_key: str
    address: str
    postcode: str
    city: str
    neighbourhood: str | None
    district: str | None
    municipality: str | None
    place_type: str
    tier: str
    schedule: Schedule
    part_of: int | None

    @property
    def has_location(self) -> bool:
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True)
class DirectorySnapshot:
    """`facets` maps a facet to its options, and each option to the set of places that have it."""

    version: int
    places: Sequence[SnapshotPlace]
    facets: Mapping[str, Mapping[str, int]]
    words: WordIndex
    areas: Areas
    index_of_id: Mapping[int, int]
    index_of_slug: Mapping[str, int]
    by_schedule: Sequence[tuple[Schedule, int]]
    # A house with several sites is listed once: site → house, house → its sites.
    house_of: Mapping[int, int]
    sites_of: Mapping[int, tuple[int, ...]]
    sites: int
    tier_names: Mapping[tuple[str, str, str], str]
    _days: dict[date, DayOpenings] = field(default_factory=dict, repr=False)

    @cached_property
    def spots(self) -> tuple[Sequence[float], Sequence[float]]:
        """Latitudes and longitudes by index; where none is known, a number far off the earth."""
        return (
            [FAR_OFF if place.lat is None else place.lat for place in self.places],
            [FAR_OFF if place.lon is None else place.lon for place in self.places],
        )

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[SnapshotPlace]]:
        return _grouped(self.places, lambda place: place.name_key)

    @cached_property
    def by_street(self) -> Mapping[str, Sequence[SnapshotPlace]]:
        return _grouped(self.places, lambda place: place.street_key)

    @property
    def everything(self) -> int:
        return (1 << len(self.places)) - 1

    def __len__(self) -> int:
        return len(self.places)

    def option(self, facet: str, key: str) -> int:
        return self.facets.get(facet, {}).get(key, 0)

    def listed(self, bits: int) -> int:
        """The same set as a list shows it: a house once, instead of its sites.

        Where only one of its sites fits, that site stands there itself: it is where somebody has to be.
        """
        own = bits & self.sites
        if not own:
            return bits
        fitting: dict[int, list[int]] = {}
        for index in indexes_of(own):
            fitting.setdefault(self.house_of[index], []).append(index)
        shown = (
            sites[0] if len(sites) == 1 and not bits >> house & 1 else house
            for house, sites in fitting.items()
        )
        return (bits ^ own) | bits_of(shown, len(self.places))

    def count(self, bits: int) -> int:
        """How many entries the list of this set has."""
        return self.listed(bits).bit_count()

    def family(self, index: int) -> int:
        """A place with the house it belongs to and all sites of that house."""
        house = self.house_of.get(index, index)
        return bits_of((house, *self.sites_of.get(house, ())), len(self.places))

    def open_at(self, now: datetime) -> int:
        return self.openings_on(to_wall(now).date()).open_at(now)

    def settled_at(self, now: datetime) -> datetime:
        """The last moment something changed for anybody: a place opened or closed, or the day began."""
        return self.openings_on(to_wall(now).date()).settled_at(now)

    def open_tonight(self, now: datetime) -> int:
        today = to_wall(now).date()
        evening = from_wall(datetime.combine(today, EVENING_BEGINS))
        return self.openings_on(today).open_between(
            max(now, evening), from_wall(datetime.combine(today, EVENING_ENDS))
        )

    def openings_on(self, day: date) -> DayOpenings:
        """Worked out once a day; only today's (and a neighbouring day's) are kept."""
        openings = self._days.get(day)
        if openings is None:
            openings = DayOpenings.on(day, self.by_schedule)
            for old in [other for other in self._days if abs(other - day) > timedelta(days=1)]:
                self._days.pop(old, None)
            self._days[day] = openings
        return openings


@dataclass(frozen=True)
class DayOpenings:
    """When the places are open on one day; places with the same hours share an entry."""

    entries: Sequence[tuple[tuple[Interval, ...], int]]
    # Every moment at which some place opens or closes, the beginning of the day first; in order.
    turns: Sequence[datetime]

    @classmethod
    def on(cls, day: date, by_schedule: Sequence[tuple[Schedule, int]]) -> DayOpenings:
        start = from_wall(datetime.combine(day, time.min))
        end = from_wall(datetime.combine(day + timedelta(days=1), time.min))
        found = open_intervals_many([schedule for schedule, _ in by_schedule], start, end)
        same: dict[tuple[Interval, ...], int] = {}
        for intervals, (_, bits) in zip(found, by_schedule, strict=True):
            if intervals:
                key = tuple(
                    Interval(interval.start.astimezone(UTC), interval.end.astimezone(UTC))
                    for interval in intervals
                )
                same[key] = same.get(key, 0) | bits
        turns = {at for intervals in same for interval in intervals for at in (interval.start, interval.end)}
        return cls(tuple(same.items()), sorted({start.astimezone(UTC), *turns}))

    def settled_at(self, now: datetime) -> datetime:
        return self.turns[max(bisect_right(self.turns, now.astimezone(UTC)) - 1, 0)]

    def open_at(self, now: datetime) -> int:
        now = now.astimezone(UTC)
        return _union(
            bits
            for intervals, bits in self.entries
            if any(interval.start <= now < interval.end for interval in intervals)
        )

    def open_between(self, start: datetime, end: datetime) -> int:
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        return _union(
            bits
            for intervals, bits in self.entries
            if any(interval.start < end and start < interval.end for interval in intervals)
        )

    def opening_after(self, now: datetime) -> list[tuple[datetime, int]]:
        """(moment, places that open then), the earliest first."""
        now = now.astimezone(UTC)
        return self._moments(
            (interval.start, bits) for interval, bits in self._each() if interval.start > now
        )

    def closing_after(self, now: datetime) -> list[tuple[datetime, int]]:
        """(moment, places open now that close then), the earliest first; midnight at the latest."""
        now = now.astimezone(UTC)
        return self._moments(
            (interval.end, bits) for interval, bits in self._each() if interval.start <= now < interval.end
        )

    def _each(self) -> Iterable[tuple[Interval, int]]:
        return ((interval, bits) for intervals, bits in self.entries for interval in intervals)

    @staticmethod
    def _moments(found: Iterable[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
        moments: dict[datetime, int] = {}
        for moment, bits in found:
            moments[moment] = moments.get(moment, 0) | bits
        return sorted(moments.items())


def _grouped(
    places: Iterable[SnapshotPlace], key: Callable[[SnapshotPlace], str]
) -> Mapping[str, Sequence[SnapshotPlace]]:
    found: dict[str, list[SnapshotPlace]] = {}
    for place in places:
        found.setdefault(key(place), []).append(place)
    return found


def _union(sets: Iterable[int]) -> int:
    result = 0
    for bits in sets:
        result |= bits
    return result
