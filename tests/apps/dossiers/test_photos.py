"""Photos of the room: linked to a requirement, never without words, for nobody else's eyes."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from schuifaan.apps.dossiers.actions import photos as acting
from schuifaan.apps.dossiers.actions.photos import add_photo, remove_photo
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import DossierPhoto
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.places.actions.photos import NotAPhoto
from schuifaan.core.method.design import programme
from tests.apps.dossiers.conftest import address
from tests.factories import NOW, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.usefixtures("own_media")

WORDS = "Een trede bij de voordeur"


@pytest.fixture
def dossier(professional):
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.senior_complex_room"})
    return dossier


def picture():
    written = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telefoon van Truus"
    Image.new("RGB", (40, 30), "red").save(written, "JPEG", exif=exif.tobytes())
    return SimpleUploadedFile("geheim-adres.jpg", written.getvalue())


def add(dossier, by, **said):
    wanted = {"photo": picture(), "alternative_text": WORDS, "item": "requirement.P1a", **said}
    return add_photo(dossier=dossier, by=by, now=NOW, **wanted)


def test_five_photos_are_linked_to_items_and_shown_there(client, professional, dossier):
    client.force_login(professional)
    sent = [line.id for line in programme(answers_of(dossier), shipped()).lines[::7][:5]]
    assert len(sent) == 5
    for item in sent:
        said = {"photo": picture(), "alternative_text": f"Foto bij {item}", "item": item}
        assert client.post(address(dossier, "photos"), said).status_code == 302
    assert list(DossierPhoto.objects.values_list("item", flat=True)) == sent
    html = client.get(address(dossier, "programme")).content.decode()
    for photo in DossierPhoto.objects.all():
        part = html[html.index(f'id="{photo.item}"') :]
        shown = f'<img src="{address(dossier, "photo", pk=photo.pk)}" alt="Foto bij {photo.item}"'
        assert shown in part[: part.index("requirement__tail")]


def test_words_are_required(client, professional, dossier):
    client.force_login(professional)
    page = client.post(address(dossier, "photos"), {"photo": picture(), "alternative_text": " ", "item": ""})
    assert page.status_code == 422
    assert "Schrijf op wat er op de foto staat" in page.content.decode()
    with pytest.raises(DossierError):
        add(dossier, professional, alternative_text="  ")
    assert not DossierPhoto.objects.exists()


def test_what_is_no_photo_is_refused_kindly(client, professional, dossier):
    client.force_login(professional)
    bad = SimpleUploadedFile("virus.jpg", b"<svg onload=alert(1)>")
    page = client.post(address(dossier, "photos"), {"photo": bad, "alternative_text": WORDS, "item": ""})
    assert page.status_code == 422
    assert "geen foto die we kunnen lezen" in page.content.decode()
    with pytest.raises(NotAPhoto):
        add(dossier, professional, photo=SimpleUploadedFile("x.jpg", b"x"))


def test_item_nobody_knows_is_refused(client, professional, dossier):
    client.force_login(professional)
    said = {"photo": picture(), "alternative_text": WORDS, "item": "requirement.nothing"}
    assert client.post(address(dossier, "photos"), said).status_code == 422


def test_only_the_picture_is_kept_under_a_name_nobody_guesses(professional, dossier):
    photo = add(dossier, professional)
    raw = photo.image.read()
    assert b"Truus" not in raw
    assert len(photo.name_on_disk) == 32
    assert photo.image.name == f"dossiers/{dossier.key}/{photo.name_on_disk}.jpg"


def test_file_is_only_for_who_may_see_the_dossier(client, professional, stranger, dossier):
    photo = add(dossier, professional)
    at = address(dossier, "photo", pk=photo.pk)
    assert client.get(at).status_code == 302
    client.force_login(stranger)
    assert client.get(at).status_code == 403
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    client.force_login(reader)
    page = client.get(at)
    assert (page.status_code, page["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(page.content)).size == (40, 30)
    assert "no-store" in page["Cache-Control"]


def test_photo_of_another_dossier_is_not_found(client, professional, dossier):
    photo = add(dossier, professional)
    client.force_login(professional)
    other = make_dossier(professional)
    assert client.get(address(other, "photo", pk=photo.pk)).status_code == 404
    assert client.post(address(other, "photo_remove", pk=photo.pk)).status_code == 404


def test_lost_file_is_not_found(client, professional, dossier):
    photo = add(dossier, professional)
    photo.image.storage.delete(photo.image.name)
    client.force_login(professional)
    assert client.get(address(dossier, "photo", pk=photo.pk)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_removed_photo_is_gone_with_its_file(client, professional, dossier):
    photo = add(dossier, professional)
    stored, name = photo.image.storage, photo.image.name
    assert stored.exists(name)
    client.force_login(professional)
    page = client.post(address(dossier, "photo_remove", pk=photo.pk), follow=True)
    assert "De foto is verwijderd." in page.content.decode()
    assert not DossierPhoto.objects.exists()
    assert not stored.exists(name)


def test_reader_adds_and_removes_nothing(client, professional, dossier):
    photo = add(dossier, professional)
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    client.force_login(reader)
    assert "Een foto toevoegen" not in client.get(address(dossier, "photos")).content.decode()
    said = {"photo": picture(), "alternative_text": WORDS, "item": ""}
    assert client.post(address(dossier, "photos"), said).status_code == 403
    assert client.post(address(dossier, "photo_remove", pk=photo.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        add(dossier, reader)
    with pytest.raises(PermissionDenied):
        remove_photo(photo=photo, by=reader, now=NOW)
    assert DossierPhoto.objects.count() == 1


def test_dossier_that_was_put_away_takes_no_photo(client, professional, dossier):
    photo = add(dossier, professional)
    dossier.archived_at = NOW
    dossier.save(update_fields=["archived_at"])
    client.force_login(professional)
    with pytest.raises(DossierError):
        add(dossier, professional)
    page = client.post(address(dossier, "photo_remove", pk=photo.pk), follow=True)
    assert "Dit dossier is weggezet." in page.content.decode()
    assert DossierPhoto.objects.count() == 1


def test_there_is_an_end_to_it(professional, dossier, monkeypatch):
    monkeypatch.setattr(acting, "MOST_PHOTOS", 1)
    add(dossier, professional)
    with pytest.raises(DossierError):
        add(dossier, professional)
