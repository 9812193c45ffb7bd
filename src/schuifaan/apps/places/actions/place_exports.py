"""Taking in a place that was taken out elsewhere, with everything that belonged to it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.actions.photos import NotAPhoto, prepared_photo
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.importing.whole_place import NotAnExport, read_parts
from schuifaan.apps.places.models import Photo, Place, PlaceSource
from schuifaan.apps.places.queries.whole_place import PARTS, PHOTO_FIELDS, PLACE_FIELDS

# When it was written down elsewhere, and whether it was visible there, is not ours to claim.
_NOT_TAKEN = {"status", "slug", "created_at", "changed_at", "published_at"}


@transaction.atomic
def take_over_place_export(*, content: bytes, by: User | None, now: datetime) -> Place:
    """A new place, as a draft, from a full export; raises NotAnExport. All or nothing."""
    if by is not None and not by.has_perm("places.add_place"):
        raise PermissionDenied
    parts = read_parts(content)
    if len(parts.get("place", ())) != 1:
        raise NotAnExport(_("In deze uitvoer ontbreken de onderdelen van de plek."))
    place = _place(parts["place"][0], now)
    for part, (model, fields) in PARTS.items():
        rows = [_filled(model(), fields, row, part) for row in parts.get(part, ())]
        if model is PlaceSource:
            rows = _free_numbers(rows)
        for row in rows:
            row.place = place
            _checked(row, part)
            row.save()
    _photos(place, parts.get("photos", ()))
    counts = {part: [0, len(rows)] for part, rows in parts.items()}
    record(
        verb="place.taken_over", scope=place.audit_scope, by=by, now=now, subject=place.name, changes=counts
    )
    return place


def _place(row: Mapping[str, Any], now: datetime) -> Place:
    fields = tuple(key for key in PLACE_FIELDS if key not in _NOT_TAKEN)
    place: Place = _filled(Place(), fields, row, "place")
    place.slug = _free_slug(str(row.get("slug", "")) or place.name)
    place.status, place.created_at, place.changed_at = PlaceStatus.DRAFT, now, now
    place.organisation = Organisation.objects.filter(slug=row.get("organisation") or "").first()
    place.part_of = Place.objects.filter(slug=row.get("part_of") or "").first()
    place.neighbourhood = Neighbourhood.objects.filter(pk=row.get("neighbourhood") or "").first()
    place.municipality = Municipality.objects.filter(pk=row.get("municipality") or "").first()
    _checked(place, "place")
    place.save()
    return place


def _free_numbers(rows: Sequence[PlaceSource]) -> list[PlaceSource]:
    """A number in somebody's list already stands for another place here: then it stays with that one."""
    taken = set(PlaceSource.objects.values_list("source", "external_id")) if rows else set()
    return [row for row in rows if (row.source, row.external_id) not in taken]


def _free_slug(wished: str) -> str:
    slug = slugify(wished)[:100] or "plek"
    number, free = 2, slug
    while Place.objects.filter(slug=free).exists():
        free, number = f"{slug}-{number}", number + 1
    return free


def _filled(instance: Any, fields: Sequence[str], row: Mapping[str, Any], part: str) -> Any:
    for key in fields:
        if key not in row:
            continue
        field = instance._meta.get_field(key)  # noqa: SLF001 - Django's own name for it
        try:
            setattr(instance, key, _value(field, row[key]))
        except (ValidationError, ValueError, TypeError) as error:
            raise NotAnExport(
                _("We kunnen dit veld niet lezen: %(part)s, %(field)s.") % {"part": part, "field": key}
            ) from error
    return instance


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    return value if isinstance(field, models.JSONField) else field.to_python(value)


def _checked(row: models.Model, part: str) -> None:
    try:
        row.clean_fields(exclude=["user", "invitation", "photo"])
    except ValidationError as error:
        raise NotAnExport(f"{part}: {' '.join(error.messages)}") from error


def _photos(place: Place, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        try:
            picture = base64.b64decode(str(row.get("image", "")), validate=True)
            # Made anew like any other upload: whatever else the file holds stays behind.
            file = prepared_photo(ContentFile(picture))
        except (binascii.Error, NotAPhoto) as error:
            raise NotAnExport(_("Een foto in deze uitvoer is niet te lezen.")) from error
        photo: Photo = _filled(Photo(place=place, image=file), PHOTO_FIELDS, row, "photos")
        _checked(photo, "photos")
        photo.save()
