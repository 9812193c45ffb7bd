"""What people said and what was done with it, over the API."""

import json
from datetime import timedelta

import pytest

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import Goal, Landing, Meeting, OwnTheme, Point
from tests.factories import NOW, TODAY, make_neighbourhood, make_place
from tests.factories.voice import make_goal, make_matter, make_point, make_round, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def get(client, path, **options):
    response = client.get(f"/api/v1{path}", **options)
    return response, json.loads(response.content)


@pytest.fixture
def here(place):
    area = make_neighbourhood()
    place.neighbourhood, place.municipality = area, area.municipality
    place.save()
    return place


def make_public(place, words, **fields):
    return make_matter(place, **{"is_public": True, "public_text": words, "state": "answered", **fields})


# -- Answers --------------------------------------------------------------------------------------


def test_answers_are_those_of_the_page(client, here):
    make_public(here, "Vaker samen eten", answered_at=NOW)
    make_matter(here, title="Niet voor iedereen")
    (only,) = get(client, f"/answers?place={here.slug}")[1]["results"]
    assert (only["said"], only["outcome"], only["topic"], only["source"]) == (
        "Vaker samen eten",
        None,
        None,
        here.name,
    )
    assert only["on"] == "2026-11-21T10:00:00Z"


def test_answers_of_a_round_say_what_became_of_them(client, here):
    asked = make_round(here, is_public=True, title="Het plan")
    answered = {"response": "Dat komt erin.", "outcome": "adopted", "answered_at": NOW}
    make_point(asked, **answered).themes.create(theme="theme.T3")
    (only,) = get(client, f"/answers?neighbourhood={here.neighbourhood_id}")[1]["results"]
    assert (only["outcome"], only["response"], only["source"]) == ("adopted", "Dat komt erin.", "Het plan")
    assert only["themes"] == ["Van alles te doen"]
    assert only["_links"]["page"]["href"].endswith(f"/rondes/{asked.slug}/#punt-1")


@pytest.mark.parametrize("query", ["", "place=t-atrium&municipality=GM0935"])
def test_answers_take_exactly_one_scope(client, here, query):
    response, problem = get(client, f"/answers?{query}")
    assert response.status_code == 400
    assert problem["errors"][0]["detail"] == (
        "Give exactly one of place, neighbourhood, district and municipality."
    )


def test_answers_come_in_pages_that_hold_each_once(client, here):
    for number in range(7):
        make_public(here, f"Wens {number}", answered_at=NOW - timedelta(hours=number))
    path, said = f"/answers?municipality={here.municipality_id}&pageSize=3", []
    while path:
        page = get(client, path)[1]
        said += [one["said"] for one in page["results"]]
        onward = page["_links"]["next"]
        path = onward["href"].partition("/api/v1")[2] if onward else ""
    assert said == [f"Wens {number}" for number in range(7)]


@pytest.mark.parametrize("cursor", ["onzin", "W10", "%00", "💚", "eyJhIjoxfQ"])
def test_a_cursor_that_is_none_begins_at_the_beginning(client, here, cursor):
    make_public(here, "Wens")
    for path in (f"/answers?place={here.slug}", "/rounds?"):
        assert get(client, f"{path}&cursor={cursor}")[0].status_code == 200


def test_answers_of_a_place_nobody_sees_are_not_there(client, here):
    make_public(here, "Wens")
    Place.objects.update(status=PlaceStatus.DRAFT)
    assert get(client, f"/answers?place={here.slug}")[1]["results"] == []
    assert get(client, f"/answers?municipality={here.municipality_id}")[1]["results"] == []


# -- Rounds ---------------------------------------------------------------------------------------


def test_rounds_are_those_for_everybody(client, here):
    shown = make_round(here, is_public=True, slug="plan")
    make_round(here, slug="nog-niet")
    make_round(make_place("concept", status=PlaceStatus.DRAFT), is_public=True, slug="van-een-concept")
    city = make_round(municipality=here.municipality, is_public=True, slug="stad")
    assert [one["slug"] for one in get(client, "/rounds")[1]["results"]] == ["plan", "stad"]
    of_city = get(client, f"/rounds?municipality={here.municipality_id}")[1]["results"]
    assert [(one["place"], one["municipality"]) for one in of_city] == [
        (here.slug, here.municipality_id),
        (None, here.municipality_id),
    ]
    assert [one["id"] for one in get(client, f"/rounds?place={here.slug}")[1]["results"]] == [shown.pk]
    assert [one["id"] for one in get(client, "/rounds?pageSize=1")[1]["results"]] == [shown.pk]
    assert city.pk > shown.pk


@pytest.mark.parametrize("slug", ["nog-niet", "bestaat-niet", "💚"])
def test_a_round_that_is_not_for_everybody_is_not_there(client, here, slug):
    make_round(here, slug="nog-niet")
    assert get(client, f"/rounds/{slug}")[0].status_code == 404


def test_a_round_in_full_has_its_meetings_versions_and_points(client, here):
    asked = make_round(here, is_public=True, slug="plan", kind="document")
    version = make_version(asked, 1, label="eerste", text="Een zin.")
    Meeting.objects.create(round=asked, on=TODAY, kind="team", where="In de grote zaal")
    said = {"response": "Dat komt erin.", "outcome": "adopted", "answered_at": NOW}
    point = make_point(asked, 1, said_by="Bewoners", **said)
    make_point(asked, 2, topic="Nog open")
    Landing.objects.create(point=point, in_version=version, paragraph=1, became="Een zin.")
    found = get(client, "/rounds/plan")[1]
    assert found["meetings"] == [
        {"on": "2026-11-21", "kind": "team", "where": "In de grote zaal", "district": None}
    ]
    assert [(one["label"], one["isFinal"]) for one in found["versions"]] == [("eerste", False)]
    assert [(one["number"], one["outcome"]) for one in found["points"]] == [(1, "adopted"), (2, None)]
    assert found["points"][0]["landings"] == [
        {"version": 1, "paragraph": 1, "where": None, "was": None, "became": "Een zin."}
    ]
    assert found["points"][0]["saidBy"] == "Bewoners"


def test_a_round_asks_as_little_of_the_database_for_many(client, here, django_assert_max_num_queries):
    asked = make_round(here, is_public=True, slug="plan")
    for number in range(1, 9):
        make_point(asked, number).themes.create(theme="theme.T3")
    with django_assert_max_num_queries(8):
        get(client, "/rounds/plan")
    assert Point.objects.count() == 8


# -- Themes and goals -----------------------------------------------------------------------------


def test_themes_are_the_fourteen_and_those_of_the_municipality(client, here):
    OwnTheme.objects.create(municipality=here.municipality, name="Muziek")
    assert len(get(client, "/themes")[1]["results"]) == 14
    found = get(client, f"/themes?municipality={here.municipality_id}")[1]["results"]
    assert (len(found), found[-1]["name"], found[-1]["about"]) == (15, "Muziek", None)
    english = get(client, "/themes", headers={"accept-language": "en"})[1]["results"]
    assert english[0]["name"] == "What a place means"
    assert len(get(client, "/themes?municipality=GM9999")[1]["results"]) == 14


def test_goals_are_those_on_the_page(client, here):
    make_goal(here, text="Nieuwe buren welkom heten")
    make_goal(here, text="Gelukt", state="reached")
    make_goal(here, text="Losgelaten", state="let_go")
    make_goal(here, text="Van ons", is_public=False)
    found = get(client, f"/places/{here.slug}/goals")[1]
    assert [(one["text"], one["state"]) for one in found["results"]] == [
        ("Nieuwe buren welkom heten", "lives"),
        ("Gelukt", "reached"),
    ]
    assert found["_links"]["next"] is None
    assert Goal.objects.count() == 4


@pytest.mark.parametrize("called", ["bestaat-niet", "0", "99999999999999999999"])
def test_goals_of_a_place_that_is_not_there(client, here, called):
    assert get(client, f"/places/{called}/goals")[0].status_code == 404
