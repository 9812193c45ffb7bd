"""How you get in, for machines: right by the schema, silent about what nobody knows."""

import json
from pathlib import Path

import jsonschema
import pytest

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import AccessFact
from tests.factories import make_place

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "a11yjson-place-info.json").read_text(encoding="utf-8")
)

pytestmark = pytest.mark.django_db


def answer(client, slug):
    return client.get(f"/plek/{slug}/toegankelijkheid.json").json()


def test_everything_known_validates(client, full_place):
    body = answer(client, full_place.slug)
    jsonschema.validate(body, SCHEMA, format_checker=jsonschema.FormatChecker())
    entrance = body["properties"]["accessibility"]["entrances"][0]["properties"]
    assert entrance["isLevel"] is True
    assert entrance["door"]["width"] == {"value": 90, "unit": "cm"}
    assert body["properties"]["tags"]["check_date"] == "2026-02-01"


def test_every_fact_goes_along(client, full_place):
    before = answer(client, full_place.slug)
    for fact in AccessFact.objects.filter(place=full_place).order_by("key"):
        fact.delete()
        assert answer(client, full_place.slug) != before, fact.key
        fact.save()


def test_what_is_not_known_is_left_out(client):
    place = make_place(lat=50.85, lon=5.69)
    AccessFact.objects.create(place=place, key="step_free", value=None)
    AccessFact.objects.create(place=place, key="hearing_loop", value=False)
    body = answer(client, place.slug)
    jsonschema.validate(body, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert body["properties"]["accessibility"] == {"hasInductionLoop": False}


def test_the_wifi_password_never_leaves(client, full_place):
    AccessFact.objects.create(place=full_place, key="wifi_password", value="welkom123")
    assert answer(client, full_place.slug)["properties"]["accessibility"]["wifi"] == {
        "isOpenToVisitors": True
    }
    assert b"welkom123" not in client.get(f"/plek/{full_place.slug}/toegankelijkheid.json").content


def test_a_draft_gives_nothing(client):
    make_place("concept", status=PlaceStatus.DRAFT)
    assert client.get("/plek/concept/toegankelijkheid.json").status_code == 404
