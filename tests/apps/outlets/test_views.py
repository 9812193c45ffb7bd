"""Files to take along: what is in them, who gets them, and that they come back in the same."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from schuifaan.apps.places.actions.imports import import_list
from schuifaan.apps.places.actions.place_exports import take_over_place_export
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.importing.whole_place import NotAnExport
from schuifaan.apps.places.models import Photo, Place, PlaceSource
from schuifaan.apps.places.queries.whole_place import whole_place
from tests.factories import NOW, make_municipality, make_place

pytestmark = pytest.mark.django_db

FILES = ("/plekken.csv", "/plekken.geojson", "/plekken-hsds.json")


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_csv_has_a_line_for_each_published_place(client, full_place):
    make_place("concept", name="Concept", status=PlaceStatus.DRAFT)
    make_place("bij-truus", name="Bij Truus")
    lines = list(csv.DictReader(io.StringIO(body_of(client.get("/plekken.csv")).decode("utf-8-sig"))))
    assert [line["name"] for line in lines] == ["’t Atrium", "Bij Truus"]
    assert (lines[0]["postcode"], lines[0]["languages"], lines[0]["free_coffee"]) == (
        "6217 CP",
        "nl;ar",
        "true",
    )
    assert (lines[1]["free_coffee"], lines[1]["access_step_free"]) == ("", "")


def test_a_name_that_looks_like_a_formula_is_guarded_and_comes_back_itself(client):
    make_place("som", name="=1+1", city="@home")
    content = body_of(client.get("/plekken.csv"))
    assert b"'=1+1" in content
    Place.objects.all().delete()
    import_list(content=content, filename="p.csv", source="p", reading=None, by=None, now=NOW)
    assert Place.objects.values_list("name", "city").get() == ("=1+1", "@home")


@pytest.mark.parametrize("path", ["/plekken.csv", "/plekken.geojson"])
def test_a_list_that_went_out_comes_back_the_same(client, full_place, path):
    make_place("bij-truus", name="Bij Truus")
    content = body_of(client.get(path))
    report = import_list(content=content, filename="p", source="p", reading=None, by=None, now=NOW)
    assert (report.same, len(report.new), len(report.changed), len(report.kept)) == (1, 0, 0, 1)

    Place.objects.all().delete()
    import_list(content=content, filename="p", source="p", reading=None, by=None, now=NOW)
    assert body_of(client.get(path)) == content


def test_files_take_the_filters_of_the_directory(client, full_place):
    make_municipality("GM0344", "Utrecht")
    make_place("utrecht", name="Utrecht", municipality_id="GM0344")
    features = json.loads(body_of(client.get("/plekken.geojson?gemeente=GM0935")))["features"]
    assert [feature["properties"]["slug"] for feature in features] == ["t-atrium"]
    features = json.loads(body_of(client.get("/plekken.geojson?koffie=gratis")))["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[5.6712, 50.8561]]


@pytest.mark.parametrize("path", FILES)
def test_what_did_not_change_is_not_sent_again(client, full_place, path):
    response = client.get(path)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
    make_place("nieuw", name="Nieuw")
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", FILES)
def test_a_file_asks_no_more_of_the_database_for_more_places(client, django_assert_max_num_queries, path):
    for number in range(3):
        make_place(f"plek-{number}", name=f"Plek {number}")
    body_of(client.get(path))
    with django_assert_max_num_queries(8):
        body_of(client.get(path))


def test_open_data_is_explained(client):
    page = client.get("/open-data/").content.decode()
    assert [path for path in (*FILES, "/api/") if f'href="{path}"' not in page] == []


def counts(place):
    return {part: len(rows) for part, rows in whole_place(place, with_photos=True).items()}


@pytest.fixture
def with_photo(full_place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(picture, "PNG")
    image = ContentFile(picture.getvalue(), name="tafel.png")
    Photo(place=full_place, alternative_text="De tafel", image=image).save()
    return full_place


def test_a_full_export_comes_back_with_the_same_counts(client, administrator, with_photo):
    client.force_login(administrator)
    content = client.get(f"/beheer/plek/{with_photo.slug}/export.json").content
    again = take_over_place_export(content=content, by=administrator, now=NOW)
    assert counts(again) == counts(with_photo)
    assert (again.status, again.slug, again.neighbourhood_id) == (
        PlaceStatus.DRAFT,
        "t-atrium-2",
        "BU09350000",
    )
    before, after = whole_place(with_photo, with_photos=False), whole_place(again, with_photos=False)
    assert {part: after[part] for part in after if part != "place"} == {
        part: before[part] for part in before if part != "place"
    }


def test_a_place_beside_its_original_leaves_the_numbers_of_lists_there(client, administrator, full_place):
    PlaceSource.objects.create(place=full_place, source="gemeente", external_id="7")
    client.force_login(administrator)
    content = client.get(f"/beheer/plek/{full_place.slug}/export.json").content
    again = take_over_place_export(content=content, by=administrator, now=NOW)
    assert counts(again) == {**counts(full_place), "sources": 0}
    full_place.delete()
    moved = take_over_place_export(content=content, by=administrator, now=NOW)
    assert moved.sources.get().external_id == "7"


def test_the_csv_of_a_place_comes_back_the_same_but_for_photos(client, administrator, with_photo):
    client.force_login(administrator)
    content = client.get(f"/beheer/plek/{with_photo.slug}/export.csv").content
    again = take_over_place_export(content=content, by=administrator, now=NOW)
    assert counts(again) == {**counts(with_photo), "photos": 0}
    assert again.texts.get(language="nl").character == "=Warm en rommelig.\nEcht."
    assert again.exceptions.get().date_from == date(2026, 12, 25)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"format": "schuif-aan/place", "version": 9}', b"a,b\n1,2", b"\xff"]
)
def test_what_is_no_export_is_refused(db, content):
    with pytest.raises(NotAnExport):
        take_over_place_export(content=content, by=None, now=NOW)


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("host", 403), ("stranger", 403), ("officer", 403)]
)
def test_only_who_may_change_a_place_takes_everything_along(client, place, request, who, status):
    client.force_login(request.getfixturevalue(who))
    for kind in ("json", "csv"):
        assert client.get(f"/beheer/plek/{place.slug}/export.{kind}").status_code == status


def test_a_visitor_is_asked_to_sign_in(client, place):
    assert client.get(f"/beheer/plek/{place.slug}/export.json").status_code == 302
