"""Comparing rows of a list with the places we have, and writing the differences in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.text import slugify

from schuifaan.apps.geography.locate import neighbourhoods_at
from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.places.enums import CheckedBy, ContactKind, PlaceStatus
from schuifaan.apps.places.importing.address import tidy_postcode
from schuifaan.apps.places.importing.matching import KnownPlace
from schuifaan.apps.places.importing.row import ReadPlace
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    Place,
    PlaceSource,
    PlaceText,
    PlaceTypePeriod,
)
from schuifaan.core.wordsearch import fold

LANGUAGE = "nl"
_BATCH = 500
_PLACE_FIELDS = (
    "name", "street", "house_number", "postcode", "city", "lat", "lon", "opening_hours", "website", "place_type",
    "tier", "free_coffee", "own_drinks", "has_kitchen", "rooms_to_rent", "quiet_day_open", "languages", "focus",
    "checked_on", "checked_by", "neighbourhood", "municipality", "version", "changed_at",
)  # fmt: skip
# About a centimetre: closer than that two points are written differently, not apart.
_SAME_DEGREES = 1e-7


@dataclass
class Difference:
    """One row beside the place it is; `place` is not saved yet when it is new. `changes` is for people."""

    read: ReadPlace
    place: Place
    is_new: bool
    changes: dict[str, list[Any]] = field(default_factory=dict)
    new_source: bool = False


def differences(
    rows: Iterable[tuple[ReadPlace, KnownPlace | None]], *, source: str, now: datetime
) -> list[Difference]:
    """What each row would change. Nothing is written: this is also the dry run."""
    rows = list(rows)
    known = Place.objects.in_bulk([match.id for _read, match in rows if match])
    prefetch_related_objects(list(known.values()), "texts", "access_facts", "contacts", "sources")
    areas = _Areas(
        [read for read, _match in rows], known, {read.row: match.id for read, match in rows if match}
    )
    slugs = _FreeSlugs()
    found = []
    for read, match in rows:
        if match is None:
            place = Place(
                slug=slugs.take(read),
                status=PlaceStatus.PUBLISHED,
                created_at=now,
                changed_at=now,
                published_at=now,
            )
            difference = Difference(read, place, is_new=True, new_source=bool(read.external_id))
        else:
            place = known[match.id]
            numbers = {link.external_id for link in place.sources.all() if link.source == source}
            difference = Difference(
                read,
                place,
                is_new=False,
                new_source=bool(read.external_id) and read.external_id not in numbers,
            )
        _compare(difference, areas.of(read, place))
        found.append(difference)
    return found


def write(differences: Sequence[Difference], *, source: str, now: datetime, today: date) -> None:
    """Write new places and changed ones; call inside a transaction."""
    new = [item for item in differences if item.is_new]
    changed = [item for item in differences if not item.is_new and item.changes]
    for item in new + changed:
        _apply(item, now)
    Place.objects.bulk_create([item.place for item in new], batch_size=_BATCH)
    Place.objects.bulk_update([item.place for item in changed], _PLACE_FIELDS, batch_size=_BATCH)
    touched = new + changed
    _write_texts(touched)
    _write_facts(touched, today)
    _write_contacts(touched, today)
    _write_types(touched, today)
    PlaceSource.objects.bulk_create(
        [
            PlaceSource(place=item.place, source=source, external_id=item.read.external_id)
            for item in differences
            if item.new_source
        ],
        batch_size=_BATCH,
    )


class _Areas:
    """Where each row lies: by its point, else by the codes or the town it names."""

    def __init__(
        self, rows: Sequence[ReadPlace], known: Mapping[int, Place], matches: Mapping[int, int]
    ) -> None:
        moved = [read for read in rows if self._needs_looking_up(read, known.get(matches.get(read.row, 0)))]
        found = (
            neighbourhoods_at([(read.values["lat"], read.values["lon"]) for read in moved]) if moved else []
        )
        self.codes = {read.row: hit.neighbourhood for read, hit in zip(moved, found, strict=True)}
        wanted = {code for code in self.codes.values() if code}
        wanted |= {read.codes["neighbourhood_code"] for read in rows if "neighbourhood_code" in read.codes}
        self.neighbourhoods = Neighbourhood.objects.in_bulk(wanted)
        self.municipalities = {area.pk: area for area in Municipality.objects.defer("outline_wkb")}
        self.by_name: dict[str, Municipality | None] = {}
        for area in self.municipalities.values():
            key = fold(area.name)
            # Two municipalities of one name: the town says nothing then.
            self.by_name[key] = None if key in self.by_name else area

    @staticmethod
    def _needs_looking_up(read: ReadPlace, place: Place | None) -> bool:
        if "lat" not in read.values:
            return False
        return place is None or place.neighbourhood_id is None or not _same_point(read, place)

    def of(self, read: ReadPlace, place: Place) -> dict[str, str]:
        """neighbourhood_id and municipality_id, as far as the row settles them."""
        code = self.codes.get(read.row) or (
            "" if place.neighbourhood_id else read.codes.get("neighbourhood_code", "")
        )
        if code in self.neighbourhoods:
            return {"neighbourhood_id": code, "municipality_id": self.neighbourhoods[code].municipality_id}
        if place.municipality_id:
            return {}
        municipality = read.codes.get("municipality_code", "")
        if municipality in self.municipalities:
            return {"municipality_id": municipality}
        town = self.by_name.get(fold(read.values.get("city", "")))
        return {"municipality_id": town.pk} if town else {}


class _FreeSlugs:
    def __init__(self) -> None:
        self.taken = set(Place.objects.values_list("slug", flat=True))

    def take(self, read: ReadPlace) -> str:
        name = slugify(read.values["name"])[:80] or "plek"
        town = slugify(read.values.get("city", ""))[:30]
        wished = [slugify(read.slug)[:120], name, f"{name}-{town}".strip("-")]
        free = next((slug for slug in wished if slug and slug not in self.taken), "")
        number = 2
        while not free:
            free = f"{name}-{number}" if f"{name}-{number}" not in self.taken else ""
            number += 1
        self.taken.add(free)
        return free


def _same_point(read: ReadPlace, place: Place) -> bool:
    return _same("lat", place.lat, read.values["lat"]) and _same("lon", place.lon, read.values["lon"])


def _same(key: str, before: Any, after: Any) -> bool:
    if key in {"lat", "lon"}:
        return before is not None and bool(abs(before - after) < _SAME_DEGREES)
    if key == "postcode":
        return bool((tidy_postcode(before) or before) == after)
    if isinstance(before, str) and isinstance(after, str):
        return " ".join(before.split()) == after
    return bool(before == after)


def _compare(item: Difference, areas: Mapping[str, str]) -> None:
    place, read = item.place, item.read
    wanted = {**read.values, **areas}
    for key, after in wanted.items():
        before = getattr(place, key)
        if not _same(key, before, after):
            item.changes[key] = [_plain(before), _plain(after)]
    text = _text_of(place) if not item.is_new else None
    if read.summary and read.summary != (text.summary if text else ""):
        item.changes["summary"] = [text.summary if text else "", read.summary]
    facts = {fact.key: fact.value for fact in place.access_facts.all()} if not item.is_new else {}
    for key, after in read.facts.items():
        if facts.get(key) != after:
            item.changes[f"access_{key}"] = [facts.get(key), after]
    contact = _contact_of(place) if not item.is_new else None
    for key, after in _wanted_contact(read).items():
        before = getattr(contact, key) if contact else ""
        if before != after:
            # Somebody's name or number: the trail says that it changed, not what it was.
            item.changes[f"contact_{key}"] = ["…", "…"]


def _apply(item: Difference, now: datetime) -> None:
    place = item.place
    for key, (_before, _after) in item.changes.items():
        if key in item.read.values:
            setattr(place, key, item.read.values[key])
        elif key in {"neighbourhood_id", "municipality_id"}:
            setattr(place, key, _after)
    if "checked_on" in item.changes:
        place.checked_by = CheckedBy.IMPORT
    place.changed_at = now
    if not item.is_new:
        place.version += 1


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _text_of(place: Place) -> PlaceText | None:
    return next((text for text in place.texts.all() if text.language == LANGUAGE), None)


def _contact_of(place: Place) -> ContactPerson | None:
    return next(
        (one for one in place.contacts.all() if one.is_active and one.kind == ContactKind.PLACE), None
    )


def _wanted_contact(read: ReadPlace) -> dict[str, str]:
    """A number or address to reach the place; a bare name says nothing to a visitor."""
    if not read.contact.get("phone") and not read.contact.get("email"):
        return {}
    return read.contact


def _write_texts(touched: Sequence[Difference]) -> None:
    new, changed = [], []
    for item in touched:
        if "summary" not in item.changes:
            continue
        text = None if item.is_new else _text_of(item.place)
        if text:
            text.summary = item.read.summary
            changed.append(text)
        else:
            new.append(PlaceText(place=item.place, language=LANGUAGE, summary=item.read.summary))
    PlaceText.objects.bulk_create(new, batch_size=_BATCH)
    PlaceText.objects.bulk_update(changed, ["summary"], batch_size=_BATCH)


def _write_facts(touched: Sequence[Difference], today: date) -> None:
    facts = [
        AccessFact(place=item.place, key=key, value=value, checked_on=today, checked_by=CheckedBy.IMPORT)
        for item in touched
        for key, value in item.read.facts.items()
        if f"access_{key}" in item.changes
    ]
    AccessFact.objects.bulk_create(
        facts,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["place", "key"],
        update_fields=["value", "checked_on", "checked_by"],
    )


def _write_contacts(touched: Sequence[Difference], today: date) -> None:
    new, changed = [], []
    for item in touched:
        if not any(key.startswith("contact_") for key in item.changes):
            continue
        contact = None if item.is_new else _contact_of(item.place)
        if contact is None:
            contact = ContactPerson(place=item.place, name=item.place.name[:120], since_date=today)
            new.append(contact)
        else:
            changed.append(contact)
        for key, value in _wanted_contact(item.read).items():
            setattr(contact, key, value)
    ContactPerson.objects.bulk_create(new, batch_size=_BATCH)
    ContactPerson.objects.bulk_update(changed, ["name", "phone", "email"], batch_size=_BATCH)


def _write_types(touched: Sequence[Difference], today: date) -> None:
    periods = [
        PlaceTypePeriod(place=item.place, place_type=item.place.place_type, from_date=today)
        for item in touched
        if "place_type" in item.changes
    ]
    PlaceTypePeriod.objects.bulk_create(
        periods,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["place", "from_date"],
        update_fields=["place_type"],
    )
