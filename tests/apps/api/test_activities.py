"""Activities over the API: what residents see, and nobody's name."""

import json
from datetime import date

import pytest

from schuifaan.apps.agenda.enums import ActivityStatus
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import AccessFact
from tests.factories import make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_series
from tests.factories.rooms import make_room

pytestmark = pytest.mark.django_db


def get(client, path, **options):
    response = client.get(f"/api/v1{path}", **options)
    return response, json.loads(response.content)


def slugs(client, query=""):
    return [one["slug"] for one in get(client, f"/activities?{query}")[1]["results"]]


def test_only_what_residents_may_see_is_listed(client):
    place = make_place()
    make_activity(place, slug="koffie")
    make_activity(place, slug="concept", status=ActivityStatus.DRAFT)
    make_activity(make_place("weg", status=PlaceStatus.DRAFT), slug="verborgen")
    assert slugs(client) == ["koffie"]
    response, _body = get(client, "/activities/concept")
    assert response.status_code == 404


def test_every_page_is_reached_by_its_links(client):
    place = make_place()
    for number in range(5):
        make_activity(place, slug=f"a-{number}")
    seen, path = [], "/activities?pageSize=2"
    while path:
        _response, body = get(client, path)
        seen += [one["slug"] for one in body["results"]]
        following = body["_links"]["next"]
        path = following["href"].split("/api/v1")[1] if following else ""
    assert seen == [f"a-{number}" for number in range(5)]


def test_filters_narrow_the_list(client):
    area = make_neighbourhood()
    place = make_place(neighbourhood=area, municipality=area.municipality)
    other = make_place("elders")
    AccessFact.objects.create(place=place, key="step_free", value=True)
    make_series(make_activity(place, slug="soep", kind="meal", cost_cents=300, languages=["ar", "nl"]))
    make_series(make_activity(other, slug="koor", professional="present"))
    make_activity(place, slug="nooit")
    assert slugs(client) == ["soep", "koor", "nooit"]
    assert slugs(client, f"neighbourhood={area.code}") == ["soep"]
    assert slugs(client, f"municipality={area.municipality_id}") == ["soep"]
    assert slugs(client, "place=elders") == ["koor"]
    assert slugs(client, "place=nergens") == []
    assert slugs(client, "kind=meal&kind=course") == ["soep"]
    assert slugs(client, "maxPriceCents=299") == ["koor", "nooit"]
    assert slugs(client, "language=ar") == ["soep"]
    assert slugs(client, "stepFree=true") == ["soep"]
    assert slugs(client, "withoutProfessionals=true") == ["soep", "nooit"]


def test_an_activity_in_full_says_how_often_it_happens(client, settings):
    place = make_place("atrium")
    series = make_series(
        make_activity(place, slug="soep", cost_cents=300, translations={"en": {"title": "Soup"}}),
        room=make_room(place, "Keuken"),
        rule="FREQ=MONTHLY;BYDAY=2MO",
        first_on=date(2026, 12, 14),
    )
    _response, body = get(client, "/activities/soep")
    assert body == get(client, f"/activities/{series.activity_id}")[1]
    assert body["title"] == {"nl": "Koffieochtend", "en": "Soup"}
    assert (body["costCents"], body["signUp"], body["seats"], body["professional"]) == (
        300,
        False,
        None,
        None,
    )
    assert body["series"] == [
        {
            "uid": str(series.uid), "place": "atrium", "room": "Keuken", "spot": None, "firstOn": "2026-12-14",
            "lastOn": None, "startsAt": "10:00:00", "minutes": 120, "allDay": False,
            "rule": "FREQ=MONTHLY;BYDAY=2MO", "schoolRegion": None, "publicHolidays": "ask",
        }
    ]  # fmt: skip
    assert {name: link["href"].removeprefix(settings.BASE_URL) for name, link in body["_links"].items()} == {
        "self": "/api/v1/activities/soep",
        "page": "/activiteit/soep/",
        "place": "/api/v1/places/atrium",
        "occurrences": "/api/v1/occurrences?activity=soep",
        "calendar": "/activiteit/soep/agenda.ics",
    }


def test_nobody_is_named(client):
    make_activity(
        slug="naaien", organiser_kind="resident", organiser_name="Fatima de Wit", welcomed_by="Gerda Jansen",
        sign_up=True, sign_up_phone="043-1234567",
    )  # fmt: skip
    for path in ("/activities", "/activities/naaien"):
        text = client.get(f"/api/v1{path}").content.decode()
        assert [word for word in ("Fatima", "Gerda", "1234567") if word in text] == []
    assert get(client, "/activities/naaien")[1]["organiser"] == {"kind": "resident", "name": None}


@pytest.mark.parametrize("size", [1, 4])
def test_a_list_asks_the_database_the_same_number_of_times(client, django_assert_num_queries, size):
    place = make_place()
    for number in range(size):
        make_series(make_activity(place, slug=f"a-{number}"))
    with django_assert_num_queries(2):
        get(client, "/activities")


def test_all_that_is_wrong_is_said_together(client):
    response, body = get(client, "/activities?kind=zwemmen&maxPriceCents=-1&onzin=1&neighbourhood=x")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert sorted(error["name"] for error in body["errors"]) == [
        "0",
        "maxPriceCents",
        "neighbourhood",
        "onzin",
    ]
