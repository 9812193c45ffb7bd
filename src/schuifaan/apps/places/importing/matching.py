"""Telling which rows are the same place: twice in one list, or already known to us."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schuifaan.apps.places.importing.address import tidy_postcode
from schuifaan.apps.places.importing.row import ReadPlace
from schuifaan.core.wordsearch import fold

NEAR_METRES = 60
_METRES_PER_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two descriptions of a place are compared by."""

    name: str
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None

    @classmethod
    def of(  # noqa: PLR0917 - the columns of a place in their usual order
        cls,
        name: str,
        street: str,
        house_number: str,
        postcode: str,
        city: str,
        lat: float | None,
        lon: float | None,
    ) -> "Likeness":
        return cls(
            fold(name),
            fold(street),
            fold(house_number).replace(" ", ""),
            (tidy_postcode(postcode) or postcode).replace(" ", "").upper(),
            fold(city),
            lat,
            lon,
        )

    @classmethod
    def of_row(cls, place: ReadPlace) -> "Likeness":
        text = {
            key: place.values.get(key, "") for key in ("name", "street", "house_number", "postcode", "city")
        }
        return cls.of(**text, lat=place.values.get("lat"), lon=place.values.get("lon"))

    def is_same_place(self, other: "Likeness") -> bool:
        if self.name != other.name:
            return False
        if self.postcode and self.postcode == other.postcode:
            numbers = {self.house_number, other.house_number} - {""}
            if len(numbers) <= 1:
                return True
        if (
            self.street
            and self.house_number
            and (self.street, self.house_number) == (other.street, other.house_number)
        ):
            return not (self.city and other.city and self.city != other.city)
        if self.is_near(other):
            return True
        return not self.says_where and not other.says_where and self.city == other.city

    @property
    def says_where(self) -> bool:
        return bool(self.street or self.postcode or self.lat is not None)

    def is_near(self, other: "Likeness") -> bool:
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return False
        north = (self.lat - other.lat) * _METRES_PER_DEGREE
        east = (self.lon - other.lon) * _METRES_PER_DEGREE * math.cos(math.radians(self.lat))
        return math.hypot(north, east) <= NEAR_METRES


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place we have. `is_kept`: the place itself looks after its page, so no list overwrites it."""

    id: int
    slug: str
    likeness: Likeness
    is_kept: bool = False


@dataclass
class KnownPlaces:
    """Everything we have, found by number in the list, by our own mark, or by likeness."""

    by_number: dict[str, KnownPlace] = field(default_factory=dict)
    by_slug: dict[str, KnownPlace] = field(default_factory=dict)
    by_name: dict[str, list[KnownPlace]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: KnownPlace) -> None:
        self.by_slug[place.slug] = place
        self.by_name[place.likeness.name].append(place)

    def find(self, row: ReadPlace, likeness: Likeness) -> KnownPlace | None:
        if row.external_id and row.external_id in self.by_number:
            return self.by_number[row.external_id]
        if row.slug and row.slug in self.by_slug:
            return self.by_slug[row.slug]
        return next(
            (
                known
                for known in self.by_name.get(likeness.name, ())
                if likeness.is_same_place(known.likeness)
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class Double:
    """Row `row` says the same place as the earlier row `first`."""

    row: int
    first: int


def sort_rows(
    rows: Sequence[ReadPlace], known: KnownPlaces
) -> tuple[list[tuple[ReadPlace, KnownPlace | None]], list[Double]]:
    """Each row with the place we know it as; and the rows that repeat an earlier one."""
    kept: list[tuple[ReadPlace, KnownPlace | None]] = []
    doubles: list[Double] = []
    seen = _Seen()
    for row in rows:
        likeness = Likeness.of_row(row)
        match = known.find(row, likeness)
        first = seen.earlier(row, match, likeness)
        if first is not None:
            doubles.append(Double(row.row, first))
        else:
            kept.append((row, match))
    return kept, doubles


class _Seen:
    """The rows so far."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.slugs: dict[str, int] = {}
        self.places: dict[int, int] = {}
        self.names: dict[str, list[tuple[Likeness, ReadPlace]]] = defaultdict(list)

    def earlier(self, row: ReadPlace, match: KnownPlace | None, likeness: Likeness) -> int | None:
        found = [
            self.numbers.get(row.external_id) if row.external_id else None,
            self.slugs.get(row.slug) if row.slug else None,
            self.places.get(match.id) if match else None,
            self._alike(row, likeness),
        ]
        first = next((number for number in found if number is not None), None)
        if first is None:
            self._remember(row, match, likeness)
        return first

    def _alike(self, row: ReadPlace, likeness: Likeness) -> int | None:
        others: Iterable[tuple[Likeness, ReadPlace]] = self.names.get(likeness.name, ())
        for other, other_row in others:
            # Our own marks tell two places apart, however alike they are.
            if not (row.slug and other_row.slug) and likeness.is_same_place(other):
                return other_row.row
        return None

    def _remember(self, row: ReadPlace, match: KnownPlace | None, likeness: Likeness) -> None:
        if row.external_id:
            self.numbers[row.external_id] = row.row
        if row.slug:
            self.slugs[row.slug] = row.row
        if match:
            self.places[match.id] = row.row
        self.names[likeness.name].append((likeness, row))
