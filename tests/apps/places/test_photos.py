"""Photos: only the picture is kept, and only pictures are taken."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.places.actions import photos
from schuifaan.apps.places.actions.photos import (
    NotAPhoto,
    add_photo,
    prepared_photo,
    put_photo_first,
    remove_photo,
)
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Photo
from tests.factories import NOW, make_team_member

pytestmark = pytest.mark.usefixtures("own_media")


def picture(size=(40, 30), kind="JPEG", mode="RGB", colour="red", **saving):
    written = BytesIO()
    Image.new(mode, size, colour).save(written, kind, **saving)
    return SimpleUploadedFile(f"geheim-adres.{kind.lower()}", written.getvalue())


def with_gps():
    exif = Image.Exif()
    exif[0x010F] = "Telefoon van Truus"
    exif[0x0112] = 6  # lying on its side
    exif.get_ifd(0x8825)[2] = (50.0, 51.0, 5.0)
    return picture(exif=exif.tobytes(), comment=b"thuis bij Truus")


def test_place_time_and_camera_are_gone(place, manager):
    photo = add_photo(place=place, photo=with_gps(), alternative_text="Een tafel", by=manager, now=NOW)
    raw = photo.image.read()
    kept = Image.open(BytesIO(raw))
    assert dict(kept.getexif()) == {}
    assert b"Truus" not in raw
    assert "exif" not in kept.info
    assert "comment" not in kept.info
    # And turned upright before that was forgotten.
    assert kept.size == (30, 40)
    assert "geheim" not in photo.image.name


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 3000), (1600, 1200)), ((40, 30), (40, 30)), ((1, 3200), (1, 1600))]
)
def test_photo_is_no_larger_than_needed(size, kept):
    assert Image.open(prepared_photo(picture(size))).size == kept


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("GIF", "P"), ("JPEG", "CMYK"), ("JPEG", "L")],
)
def test_what_phones_send_becomes_jpeg(kind, mode):
    colour = 0 if mode in {"P", "L"} else {"CMYK": (0, 0, 0, 0), "RGBA": (1, 2, 3, 0)}.get(mode, "red")
    assert Image.open(prepared_photo(picture(kind=kind, mode=mode, colour=colour))).format == "JPEG"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7",
        b"GIF89a",
        b"\xff\xd8\xff\xe0 half",
        b"MZ" * 100,
    ],
)
def test_what_is_not_a_photo_is_refused(place, manager, content):
    with pytest.raises(NotAPhoto):
        add_photo(
            place=place,
            photo=SimpleUploadedFile("foto.jpg", content),
            alternative_text="x",
            by=manager,
            now=NOW,
        )
    assert not Photo.objects.exists()


def test_too_many_bytes_or_pixels_are_refused(monkeypatch):
    large = SimpleUploadedFile("foto.jpg", b"x" * (photos.LARGEST_BYTES + 1))
    with pytest.raises(NotAPhoto, match="10 MB"):
        prepared_photo(large)
    monkeypatch.setattr(photos, "LARGEST_PIXELS", 1199)
    with pytest.raises(NotAPhoto, match="beeldpunten"):
        prepared_photo(picture((40, 30)))


def test_photo_needs_words(place, manager):
    with pytest.raises(PlaceError) as refused:
        add_photo(place=place, photo=picture(), alternative_text=" ", by=manager, now=NOW)
    assert refused.value.field == "alternative_text"


def test_removed_photo_leaves_no_file(place, manager, django_capture_on_commit_callbacks):
    photo = add_photo(place=place, photo=picture(), alternative_text="Een tafel", by=manager, now=NOW)
    storage, name = photo.image.storage, photo.image.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(photo=photo, by=manager, now=NOW)
    assert not storage.exists(name)
    assert not Photo.objects.exists()


def test_a_deleted_place_leaves_no_pictures(
    place, manager, administrator, client, django_capture_on_commit_callbacks
):
    photo = add_photo(place=place, photo=picture(), alternative_text="Een tafel", by=manager, now=NOW)
    face = make_team_member(place, name="Truus", photo=picture())
    files = [photo.image, face.photo]
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:places_place_delete", args=[place.pk]), {"post": "yes"})
    assert [kept.storage.exists(kept.name) for kept in files] == [False, False]


def test_photo_is_put_first(place, manager):
    made = [
        add_photo(place=place, photo=picture(), alternative_text=text, by=manager, now=NOW) for text in "abc"
    ]
    put_photo_first(photo=made[2], by=manager, now=NOW)
    assert list(Photo.objects.order_by("position").values_list("alternative_text", flat=True)) == [
        "c",
        "a",
        "b",
    ]


def test_strangers_add_and_remove_nothing(place, manager, stranger):
    photo = add_photo(place=place, photo=picture(), alternative_text="Een tafel", by=manager, now=NOW)
    with pytest.raises(NotAllowed):
        add_photo(place=place, photo=picture(), alternative_text="x", by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        remove_photo(photo=photo, by=stranger, now=NOW)
    assert Photo.objects.count() == 1
