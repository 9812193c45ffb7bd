"""Answers about the agenda are kept until something in it changes."""

import gzip
import json
from datetime import timedelta

import pytest
import time_machine

from schuifaan.apps.agenda.actions.planning import cancel_occurrence
from tests.factories import NOW
from tests.factories.agenda import make_activity, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


@pytest.fixture
def series(place):
    return make_series(make_activity(place, slug="koffie"))


PATHS = ["/occurrences", "/activities", "/activities/koffie"]


@pytest.mark.parametrize("path", PATHS)
def test_the_same_question_asks_the_database_only_whether_anything_changed(
    client, series, django_assert_num_queries, path
):
    first = client.get(f"/api/v1{path}")
    with django_assert_num_queries(1):
        again = client.get(f"/api/v1{path}")
    assert (again.content, again["ETag"], again["Content-Type"]) == (
        first.content,
        first["ETag"],
        first["Content-Type"],
    )
    unchanged = client.get(f"/api/v1{path}", headers={"If-None-Match": first["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_change_is_seen_at_the_next_request(client, series, manager):
    def states():
        return [one["state"] for one in json.loads(client.get("/api/v1/occurrences").content)["results"][:2]]

    assert states() == ["on", "on"]
    cancel_occurrence(occurrence=series.occurrences.first(), reason="", by=manager, now=NOW)
    assert states() == ["cancelled", "on"]


def test_a_renamed_place_is_seen_at_the_next_request(client, series, place):
    def names():
        return {one["placeName"] for one in json.loads(client.get("/api/v1/occurrences").content)["results"]}

    assert names() == {place.name}
    place.name = "Anders"
    place.save()
    assert names() == {"Anders"}


def test_what_has_begun_is_off_the_list_a_minute_later(client, series):
    def first():
        return json.loads(client.get("/api/v1/occurrences").content)["results"][0]["startsAt"]

    with time_machine.travel(series.occurrences.first().starts_at, tick=False):
        assert first() == "2026-11-23T09:00:00Z"
    with time_machine.travel(series.occurrences.first().starts_at + timedelta(minutes=1), tick=False):
        assert first() == "2026-11-30T09:00:00Z"


def test_each_language_and_question_has_an_answer_of_its_own(client, place):
    make_series(make_activity(place, translations={"en": {"title": "Coffee"}}))

    def titles(query="", **headers):
        body = client.get(f"/api/v1/occurrences{query}", headers=headers).content
        return [one["title"] for one in json.loads(body)["results"][:1]]

    assert titles() == ["Koffieochtend"]
    assert titles(**{"Accept-Language": "en"}) == ["Coffee"]
    assert titles("?kind=repair") == []


def test_compressed_it_is_the_same_answer_under_another_tag(client, series):
    plain = client.get("/api/v1/occurrences")
    small = client.get("/api/v1/occurrences", headers={"Accept-Encoding": "gzip"})
    assert (gzip.decompress(small.content), small["Content-Encoding"]) == (plain.content, "gzip")
    assert small["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in small["Vary"]


@pytest.mark.parametrize(("path", "status"), [("/occurrences?kind=x", 400), ("/activities/weg", 404)])
def test_a_refusal_is_not_kept(client, path, status):
    assert [client.get(f"/api/v1{path}").status_code for _ in range(2)] == [status] * 2
    if status == 404:
        make_series(make_activity(slug="weg"))
        assert client.get(f"/api/v1{path}").status_code == 200
