"""What a list shows of each place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from schuifaan.apps.places.enums import PlaceTier
from schuifaan.apps.places.models import Photo, Place, PlaceText
from schuifaan.apps.places.naming import spoken_distance, tier_name, type_name
from schuifaan.apps.places.queries.directory import Listed
from schuifaan.apps.places.queries.opening import OpenState, open_state
from schuifaan.apps.places.queries.snapshot import YES
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot, SnapshotPlace
from schuifaan.apps.places.wording import Said, said


@dataclass(frozen=True)
class SiteLine:
    """One site of a house, or the house of a site."""

    place: SnapshotPlace
    opening: OpenState


@dataclass(frozen=True)
class Card:
    number: int
    place: Place
    summary: Said
    photo: Photo | None
    opening: OpenState
    kind: str
    area: str
    metres: int | None
    free_coffee: bool
    step_free: bool
    quiet: bool
    house: SnapshotPlace | None
    sites: tuple[SiteLine, ...]

    @property
    def distance(self) -> str:
        return spoken_distance(self.metres)

    @property
    def has_own_hours(self) -> bool:
        """A house in several places has the hours of those places, unless it says its own."""
        return self.opening.is_known or not self.sites

    @property
    def chairs(self) -> int:
        return chairs_at(self.place.tier)


@dataclass(frozen=True)
class Line:
    """A place in one line, straight from memory."""

    place: SnapshotPlace
    opening: OpenState
    area: str
    metres: int | None = None
    has_own_hours: bool = True

    @property
    def distance(self) -> str:
        return spoken_distance(self.metres)


def chairs_at(tier: str) -> int:
    """How many chairs the drawn table has: the larger the place, the longer the table."""
    return {PlaceTier.SMALL_SCALE: 4, PlaceTier.MEETING_CENTRE: 8, PlaceTier.DISTRICT_HOUSE: 12}.get(tier, 6)  # type: ignore[call-overload, no-any-return]


def lines(snapshot: DirectorySnapshot, entries: Iterable[Listed], *, now: datetime) -> list[Line]:
    """No queries."""
    return [_line(snapshot, entry, now) for entry in entries]


def _line(snapshot: DirectorySnapshot, entry: Listed, now: datetime) -> Line:
    place = snapshot.places[entry.index]
    opening = open_state(place.schedule, now)
    return Line(
        place,
        opening,
        snapshot.areas.name_of(place.neighbourhood) or place.city,
        entry.metres,
        opening.is_known or entry.index not in snapshot.sites_of,
    )


def cards(
    snapshot: DirectorySnapshot, entries: Sequence[Listed], *, now: datetime, language: str, first: int = 1
) -> list[Card]:
    """Three queries, however many places; a place that has just gone is left out."""
    ids = [snapshot.places[entry.index].id for entry in entries]
    rows = (
        Place.objects.filter(pk__in=ids)
        .select_related("neighbourhood", "municipality")
        .prefetch_related(
            Prefetch("texts", PlaceText.objects.only("place_id", "language", "summary").order_by("language")),
            Prefetch("photos", Photo.objects.order_by("position", "id")),
        )
    )
    by_id = {place.pk: place for place in rows}
    shown = [(entry, by_id[key]) for entry, key in zip(entries, ids, strict=True) if key in by_id]
    return [
        _card(snapshot, entry, place, now=now, language=language, number=number)
        for number, (entry, place) in enumerate(shown, first)
    ]


def _card(
    snapshot: DirectorySnapshot, entry: Listed, place: Place, *, now: datetime, language: str, number: int
) -> Card:
    index = entry.index
    known = snapshot.places[index]
    house = snapshot.house_of.get(index)
    return Card(
        number=number,
        place=place,
        summary=said({text.language: text.summary for text in place.texts.all()}, language),
        photo=next(iter(place.photos.all()), None),
        opening=open_state(known.schedule, now),
        kind=tier_name(snapshot.tier_names, known.municipality, known.tier, language)
        or type_name(known.place_type),
        area=snapshot.areas.name_of(known.neighbourhood) or known.city,
        metres=entry.metres,
        free_coffee=_has(snapshot, "coffee", index),
        step_free=_has(snapshot, "step_free", index),
        quiet=_has(snapshot, "quiet", index),
        house=snapshot.places[house] if house is not None else None,
        sites=tuple(
            SiteLine(snapshot.places[site], open_state(snapshot.places[site].schedule, now))
            for site in snapshot.sites_of.get(index, ())
        ),
    )


def _has(snapshot: DirectorySnapshot, facet: str, index: int) -> bool:
    return bool(snapshot.option(facet, YES) >> index & 1)
