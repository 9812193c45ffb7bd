"""Everything of one place, for those who want to take it along."""

import base64
from collections.abc import Mapping
from typing import Any, Final

from django.db import models

from schuifaan.apps.places.importing.whole_place import Parts
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceSource,
    PlaceText,
    PlaceTypePeriod,
    Price,
    TeamMember,
)

PLACE_FIELDS: Final = (
    "name", "slug", "status", "place_type", "tier", "colour", "is_demo", "street", "house_number", "postcode", "city",
    "lat", "lon", "opening_hours", "quiet_day_open", "free_coffee", "own_drinks", "has_kitchen", "rooms_to_rent",
    "languages", "focus", "website", "steward_kind", "steward_since", "steward_plan", "checked_on", "checked_by",
    "created_at", "changed_at", "published_at",
)  # fmt: skip
# Each part that is a table of its own: its model and what goes along. Accounts do not: people are invited again.
PARTS: Final[Mapping[str, tuple[type[models.Model], tuple[str, ...]]]] = {
    "texts": (PlaceText, ("language", "summary", "character", "getting_here")),
    "exceptions": (OpeningException, ("date_from", "date_until", "hours", "reason")),
    "prices": (Price, ("what", "amount_cents", "per", "position")),
    "access_facts": (AccessFact, ("key", "value", "checked_on", "checked_by")),
    "house_rules": (HouseRules, ("version", "text", "valid_from")),
    "contacts": (ContactPerson, ("kind", "name", "role_text", "phone", "email", "is_active", "since_date")),
    "team": (TeamMember, ("name", "role", "consent_on", "consent_withdrawn_on", "since_date", "until_date")),
    "type_periods": (PlaceTypePeriod, ("place_type", "from_date")),
    "sources": (PlaceSource, ("source", "external_id")),
}
PHOTO_FIELDS: Final = ("alternative_text", "credit", "position")


def whole_place(place: Place, *, with_photos: bool) -> Parts:
    """All parts; `with_photos` puts the pictures themselves in, as base64. A query a part."""
    own = {key: getattr(place, key) for key in PLACE_FIELDS}
    own["organisation"] = place.organisation.slug if place.organisation else ""
    own["part_of"] = place.part_of.slug if place.part_of else ""
    own["neighbourhood"] = place.neighbourhood_id or ""
    own["municipality"] = place.municipality_id or ""
    parts: dict[str, list[dict[str, Any]]] = {"place": [own]}
    for part, (model, fields) in PARTS.items():
        rows = model._default_manager.filter(place=place).order_by("pk")  # noqa: SLF001 - Django's own name for it
        parts[part] = [{key: getattr(row, key) for key in fields} for row in rows]
    if with_photos:
        photos = Photo.objects.filter(place=place).order_by("position", "pk")
        parts["photos"] = [row for row in map(_photo, photos) if row]
    return parts


def _photo(photo: Photo) -> dict[str, Any] | None:
    """None when the file is gone, after a restored backup for instance: the rest is still worth taking along."""
    row = {key: getattr(photo, key) for key in PHOTO_FIELDS}
    try:
        with photo.image.open("rb") as file:
            return {
                **row,
                "filename": photo.image.name,
                "image": base64.b64encode(file.read()).decode("ascii"),
            }
    except FileNotFoundError:
        return None
