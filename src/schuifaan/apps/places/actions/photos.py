"""Photos of a place: made anew on arrival, so that nothing but the picture itself is kept."""

from __future__ import annotations

import warnings
from datetime import datetime
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require, save_place
from schuifaan.apps.places.models import Photo, Place

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PIXELS = 60_000_000
PHOTO_PIXELS = 1600
FACE_PIXELS = 800
# What phones and cameras send; a name ending in .jpg proves nothing.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
JPEG_QUALITY = 82


class NotAPhoto(PlaceError):  # noqa: N818 - it says what is wrong
    """The file cannot be used as a photo."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="photo")


def prepared_photo(upload: File[bytes], *, longest_side: int = PHOTO_PIXELS) -> ContentFile[bytes]:
    """The picture alone: upright, not larger than needed, without place, time or camera."""
    if (upload.size or 0) > LARGEST_BYTES:
        raise NotAPhoto(_("Deze foto is te groot. Kies een foto van hoogstens 10 MB."))
    upload.seek(0)
    source = BytesIO(upload.read())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as checked:
                _check_size(checked)
                checked.verify()
            # After verify() a file has to be opened again.
            source.seek(0)
            with Image.open(source, formats=FORMATS) as image:
                return _made_anew(image, longest_side)
    except NotAPhoto:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise NotAPhoto(
            _("Dit bestand is geen foto die we kunnen lezen. Kies een JPEG-, PNG- of WebP-bestand.")
        ) from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > LARGEST_PIXELS:
        raise NotAPhoto(_("Deze foto heeft te veel beeldpunten. Maak hem eerst kleiner."))


def _made_anew(image: Image.Image, longest_side: int) -> ContentFile[bytes]:
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    # A fresh canvas takes over pixels only: no EXIF, GPS, XMP or comments. White shines through where it was clear.
    canvas = Image.new("RGB", upright.size, "white")
    canvas.paste(upright, mask=upright.getchannel("A"))
    written = BytesIO()
    canvas.save(written, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return ContentFile(written.getvalue(), name="foto.jpg")


@transaction.atomic
def add_photo(
    *, place: Place, photo: File[bytes], alternative_text: str, by: User, now: datetime, credit: str = ""
) -> Photo:
    """Add a photo at the end. What someone who cannot see it should know is required."""
    require(by, "places.change_place", place)
    if not alternative_text.strip():
        raise PlaceError(
            _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien."), field="alternative_text"
        )
    last = Photo.objects.filter(place=place).aggregate(last=Max("position"))["last"]
    added = Photo.objects.create(
        place=place,
        image=prepared_photo(photo),
        alternative_text=alternative_text.strip(),
        credit=credit.strip(),
        position=0 if last is None else last + 1,
        added_by=by,
    )
    save_place(
        place=place,
        by=by,
        now=now,
        verb="place.photo_added",
        changes={"photo": [None, added.alternative_text]},
    )
    return added


@transaction.atomic
def describe_photo(*, photo: Photo, alternative_text: str, credit: str, by: User, now: datetime) -> Photo:
    """Say anew what the photo shows and who made it."""
    place = photo.place
    require(by, "places.change_place", place)
    if not alternative_text.strip():
        raise PlaceError(
            _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien."), field="alternative_text"
        )
    before = photo.alternative_text
    photo.alternative_text, photo.credit = alternative_text.strip(), credit.strip()
    photo.save(update_fields=["alternative_text", "credit"])
    save_place(
        place=place,
        by=by,
        now=now,
        verb="place.photo_described",
        changes={"photo": [before, photo.alternative_text]},
    )
    return photo


@transaction.atomic
def put_photo_first(*, photo: Photo, by: User, now: datetime) -> None:
    """The first photo is the one on cards and at the top of the page."""
    place = photo.place
    require(by, "places.change_place", place)
    others = Photo.objects.filter(place=place).exclude(pk=photo.pk).order_by("position", "pk")
    for position, row in enumerate([photo, *others]):
        Photo.objects.filter(pk=row.pk).update(position=position)
    save_place(
        place=place,
        by=by,
        now=now,
        verb="place.photo_first",
        changes={"photo": [None, photo.alternative_text]},
    )


@transaction.atomic
def remove_photo(*, photo: Photo, by: User, now: datetime) -> None:
    """The photo and its file are gone; the page asks first, because this cannot be undone."""
    place = photo.place
    require(by, "places.change_place", place)
    told = photo.alternative_text
    # The file follows its row (receivers.py).
    photo.delete()
    save_place(place=place, by=by, now=now, verb="place.photo_removed", changes={"photo": [told, None]})


def delete_file_at_once(stored: FieldFile) -> None:
    """As soon as the change itself is certain; until then the file may still be needed."""
    storage, name = stored.storage, stored.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
