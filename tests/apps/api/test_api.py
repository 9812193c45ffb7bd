"""What callers of the API see: answers, pages, and every way it says no."""

import json
from datetime import date

import pytest

from schuifaan.apps.api import rate_limit
from schuifaan.apps.geography.models import Source, Statistic
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import AccessFact, HouseRules, PlaceText, Price
from tests.factories import make_neighbourhood, make_place

pytestmark = pytest.mark.django_db


def get(client, path, **options):
    response = client.get(f"/api/v1{path}", **options)
    return response, json.loads(response.content)


def test_places_are_listed_in_order_of_name_without_drafts(client):
    make_place("b", name="Bij Truus")
    make_place("a", name="Atrium")
    make_place("c", name="Concept", status=PlaceStatus.DRAFT)
    response, body = get(client, "/places")
    assert response.status_code == 200
    assert [place["name"] for place in body["results"]] == ["Atrium", "Bij Truus"]
    assert body["_links"]["next"] is None


def test_every_page_is_reached_by_its_links_and_no_place_twice(client):
    for number in range(5):
        make_place(f"plek-{number}", name="Zelfde naam")
    seen, path = [], "/places?pageSize=2"
    while path:
        _response, body = get(client, path)
        seen += [place["slug"] for place in body["results"]]
        following = body["_links"]["next"]
        path = following["href"].split("/api/v1")[1] if following else ""
    assert seen == [f"plek-{number}" for number in range(5)]


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_of_places_asks_the_database_the_same_number_of_times(client, django_assert_num_queries, size):
    for number in range(size):
        make_place(f"plek-{number}", name=f"Plek {number}")
    get(client, "/places")
    with django_assert_num_queries(3):
        get(client, "/places")


def test_filters_narrow_the_list(client):
    near = make_place(
        "hier", name="Hier", lat=50.85, lon=5.69, free_coffee=True, opening_hours="Mo-Su 10:00-17:00"
    )
    make_place("daar", name="Daar", lat=52.37, lon=4.89, opening_hours="Mo-Su 20:00-23:00")
    AccessFact.objects.create(place=near, key="step_free", value=True)

    def slugs(query):
        return [place["slug"] for place in get(client, f"/places?{query}")[1]["results"]]

    assert slugs("bbox=5,50,6,51") == ["hier"]
    assert slugs("freeCoffee=true") == ["hier"]
    assert slugs("stepFree=true") == ["hier"]
    assert slugs("openAt=2026-11-21T10:00:00Z") == ["hier"]
    assert slugs("openAt=2026-11-21T21:00:00%2B01:00") == ["daar"]
    assert slugs("q=Daar") == ["daar"]


def test_a_place_in_full_by_number_and_by_slug(client):
    place = make_place("t-atrium", lat=50.85, lon=5.69, languages=["nl", "ar"])
    PlaceText.objects.create(place=place, language="nl", summary="Schuif aan.", character="Warm.")
    Price.objects.create(place=place, what={"nl": "Koffie"}, amount_cents=0)
    AccessFact.objects.create(place=place, key="step_free", value=True, checked_on=date(2026, 3, 1))
    HouseRules.objects.create(
        place=place, version=1, text={"nl": "Groet elkaar."}, valid_from=date(2020, 1, 1)
    )
    make_place("zaal", name="Zaal", part_of=place)
    _response, body = get(client, "/places/t-atrium")
    assert body == get(client, f"/places/{place.pk}")[1]
    assert body["summary"] == {"nl": "Schuif aan."}
    assert body["location"] == {"lat": 50.85, "lon": 5.69}
    assert body["prices"] == [{"what": {"nl": "Koffie"}, "per": {}, "amountCents": 0}]
    assert body["accessFacts"] == [
        {"key": "step_free", "value": True, "checkedOn": "2026-03-01", "checkedBy": None}
    ]
    assert body["houseRules"] == {"nl": "Groet elkaar."}
    assert body["sites"] == ["zaal"]
    assert body["changedAt"] == "2026-11-21T10:00:00Z"
    assert body["freeCoffee"] is None


def test_a_draft_is_not_there(client):
    make_place("concept", status=PlaceStatus.DRAFT)
    response, body = get(client, "/places/concept")
    assert (response.status_code, body["title"]) == (404, "Not Found")


def test_a_neighbourhood_says_why_a_figure_is_missing(client):
    area = make_neighbourhood()
    source = Source.objects.create(key="kwb", title="Kerncijfers", publisher="CBS", licence="CC BY 4.0")
    Statistic.objects.create(
        area_code=area.code, indicator="population", year=2024, value=2330, source=source
    )
    Statistic.objects.create(
        area_code=area.code, indicator="income_per_person", year=2024, missing="not_published", source=source
    )
    _response, body = get(client, f"/neighbourhoods/{area.code}")
    figures = [
        (
            one["indicator"],
            one["value"],
            one["unit"],
            one["year"],
            one["missingReason"],
            one["source"]["publisher"],
        )
        for one in body["figures"]
    ]
    assert figures == [
        ("income_per_person", None, "thousand_euro", 2024, "not_published", "CBS"),
        ("population", 2330.0, "count", 2024, None, "CBS"),
    ]


def test_neighbourhoods_and_municipalities_are_filtered(client):
    make_neighbourhood("BU09350000", "Binnenstad")
    make_neighbourhood("BU03440000", "Domplein")
    codes = [area["code"] for area in get(client, "/neighbourhoods?municipality=GM0344")[1]["results"]]
    assert codes == ["BU03440000"]
    codes = [area["code"] for area in get(client, "/municipalities")[1]["results"]]
    assert codes == ["GM0344", "GM0935"]


def test_all_errors_in_one_problem(client):
    response, body = get(
        client, "/places?pageSize=0&bbox=1,2&colour=red&municipality=Maastricht&openAt=2026-11-21T10:00"
    )
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {(error["name"], error["code"]) for error in body["errors"]} == {
        ("colour", "unknown_parameter"),
        ("pageSize", "greater_than_equal"),
        ("bbox", "value_error"),
        ("municipality", "string_pattern_mismatch"),
        ("openAt", "timezone_aware"),
    }


def test_an_unknown_parameter_alone_is_refused(client):
    response, body = get(client, "/places?freecoffee=true")
    assert response.status_code == 400
    assert body["errors"] == [
        {
            "in": "query",
            "name": "freecoffee",
            "code": "unknown_parameter",
            "detail": "This parameter is not known.",
        }
    ]


def test_outlines_only_of_one_area_at_a_time(client):
    response, body = get(client, "/neighbourhoods?geometry=true")
    assert (response.status_code, body["errors"][0]["name"]) == (400, "geometry")
    assert get(client, "/neighbourhoods?geometry=true&municipality=GM0935")[0].status_code == 200


@pytest.mark.parametrize(
    "path", ["", "/", "/places/", "/nothing", "/places/a/b", "/neighbourhoods/BU00000000"]
)
def test_what_is_not_there_is_a_problem_without_redirect(client, path):
    response, body = get(client, path)
    assert (response.status_code, response["Content-Type"], body["status"]) == (
        404,
        "application/problem+json",
        404,
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    response = getattr(client, method)("/api/v1/places")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(response.content)["title"] == "Method Not Allowed"


def test_only_json_is_offered(client):
    response, body = get(client, "/places", headers={"Accept": "application/xml"})
    assert (response.status_code, body["title"]) == (406, "Not Acceptable")
    assert get(client, "/places", headers={"Accept": "text/html, */*;q=0.1"})[0].status_code == 200


def test_head_gives_the_headers_of_get(client):
    get_answer, head = client.get("/api/v1/places"), client.head("/api/v1/places")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get_answer["ETag"]


def test_what_did_not_change_is_not_sent_again(client):
    etag = client.get("/api/v1/places")["ETag"]
    assert client.get("/api/v1/places", headers={"If-None-Match": etag}).status_code == 304
    make_place("nieuw", name="Nieuw")
    assert client.get("/api/v1/places", headers={"If-None-Match": etag}).status_code == 200


def test_every_answer_carries_version_and_cors_and_no_cookie(client):
    for path in ("/places", "/nothing", "/openapi.json", "/places?x=1"):
        response = client.get(f"/api/v1{path}")
        assert (response["API-Version"], response["Access-Control-Allow-Origin"]) == ("1.3.0", "*")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert dict(response.cookies) == {}


def test_too_many_requests_are_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(rate_limit, "BURST", 2.0)
    monkeypatch.setattr(rate_limit, "PER_SECOND", 0.1)
    statuses = [client.get("/api/v1/places").status_code for _ in range(3)]
    response, body = get(client, "/places")
    assert statuses == [200, 200, 429]
    assert (body["title"], response["Retry-After"]) == ("Too Many Requests", "10")


def test_what_breaks_is_a_problem_too(client, monkeypatch):
    monkeypatch.setattr("schuifaan.apps.api.queries.places", lambda _query: 1 / 0)
    response, body = get(client, "/places")
    assert (response.status_code, body["title"]) == (500, "Internal Server Error")
