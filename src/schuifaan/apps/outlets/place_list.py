"""Places as rows: a CSV for people and a GeoJSON for maps, both readable by our own import."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from schuifaan.apps.places.access import FACTS
from schuifaan.apps.places.importing.columns import ACCESS_PREFIX
from schuifaan.apps.places.importing.formula import guard
from schuifaan.apps.places.models import Place

# The Dutch text stands in the list; a page's other languages are in the API.
LANGUAGE: Final = "nl"
_OWN: Final = (
    "slug", "name", "place_type", "tier", "street", "house_number", "postcode", "city", "lat", "lon",
    "opening_hours", "quiet_day_open", "free_coffee", "own_drinks", "has_kitchen", "rooms_to_rent", "languages",
    "focus", "website", "checked_on",
)  # fmt: skip
COLUMNS: Final = (
    *_OWN,
    "summary",
    *(f"{ACCESS_PREFIX}{key}" for key in FACTS),
    "neighbourhood_code",
    "neighbourhood",
    "municipality_code",
    "municipality",
    "page",
    "last_changed",
)
# So that a spreadsheet reads it as UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def as_record(place: Place) -> dict[str, Any]:
    """One place, column by column; None is "not known". No names of people, no numbers of people."""
    record: dict[str, Any] = {key: getattr(place, key) for key in _OWN}
    record["summary"] = next((text.summary for text in place.texts.all() if text.language == LANGUAGE), "")
    facts = {fact.key: fact.value for fact in place.access_facts.all()}
    record |= {f"{ACCESS_PREFIX}{key}": facts.get(key) for key in FACTS}
    record["neighbourhood_code"] = place.neighbourhood_id
    record["neighbourhood"] = place.neighbourhood.name if place.neighbourhood else None
    record["municipality_code"] = place.municipality_id
    record["municipality"] = place.municipality.name if place.municipality else None
    record["page"] = page_address(place)
    record["last_changed"] = place.changed_at.isoformat()
    return record


def page_address(place: Place) -> str:
    return f"{settings.BASE_URL}{reverse('places:place', args=[place.slug])}"


class _Line:
    """A file that hands back what is written to it, a line at a time."""

    def write(self, text: str) -> str:
        return text


def csv_lines(places: Iterable[Place]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield _BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for place in places:
        record = as_record(place)
        yield writer.writerow([_cell(record[column]) for column in COLUMNS])


def geojson_pieces(places: Iterable[Place]) -> Iterator[str]:
    """A FeatureCollection; a place whose spot nobody filled in has no geometry."""
    yield '{"type": "FeatureCollection", "features": ['
    comma = ""
    for place in places:
        yield comma + json.dumps(_feature(place), ensure_ascii=False)
        comma = ",\n"
    yield "]}\n"


def _feature(place: Place) -> dict[str, Any]:
    record = as_record(place)
    lat, lon = record.pop("lat"), record.pop("lon")
    geometry = {"type": "Point", "coordinates": [lon, lat]} if lat is not None else None
    properties = {key: _plain(value) for key, value in record.items() if value not in (None, "", [])}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, str):
        return guard(value)
    return str(_plain(value))
