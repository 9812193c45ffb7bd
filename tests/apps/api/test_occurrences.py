"""Single times over the API: the same as on the pages, a page at a time."""

import json
from datetime import date, time, timedelta
from urllib.parse import quote

import pytest

from schuifaan.apps.agenda.actions.planning import cancel_occurrence, move_occurrence
from schuifaan.apps.agenda.enums import PublicHolidays
from tests.factories import NOW, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence, make_series
from tests.factories.rooms import make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def get(client, path, **options):
    response = client.get(f"/api/v1{path}", **options)
    return response, json.loads(response.content)


def starts(client, query=""):
    return [one["startsAt"] for one in get(client, f"/occurrences?{query}")[1]["results"]]


def test_one_time_in_full(client, place, settings):
    activity = make_activity(place, slug="soep", kind="meal", cost_cents=300, sign_up=True, seats=24)
    occurrence = make_occurrence(activity, room=make_room(place, "Keuken"))
    [found] = get(client, "/occurrences")[1]["results"]
    assert found == {
        "id": occurrence.pk, "activity": "soep", "title": "Koffieochtend", "language": "nl", "kind": "meal",
        "state": "on", "note": None, "startsAt": "2026-11-23T09:00:00Z", "endsAt": "2026-11-23T11:00:00Z",
        "allDay": False, "plannedAt": "2026-11-23T09:00:00Z", "place": place.slug, "placeName": place.name,
        "room": "Keuken", "spot": None, "address": place.address_line, "location": None, "neighbourhood": None,
        "costCents": 300, "signUp": True, "seatsLeft": 24, "changedAt": "2026-11-21T10:00:00Z",
        "_links": {
            "activity": {"href": f"{settings.BASE_URL}/api/v1/activities/soep"},
            "page": {"href": f"{settings.BASE_URL}/activiteit/soep/"},
            "place": {"href": f"{settings.BASE_URL}/api/v1/places/{place.slug}"},
        },
    }  # fmt: skip


def test_it_begins_now_unless_asked_otherwise(client):
    make_series(rule="FREQ=DAILY;COUNT=4", first_on=date(2026, 11, 20), at=time(9))
    assert starts(client) == ["2026-11-22T08:00:00Z", "2026-11-23T08:00:00Z"]
    since = quote("2026-11-21T09:00:00+01:00")
    assert starts(client, f"since={since}&until=2026-11-22T08:00:00Z") == ["2026-11-21T08:00:00Z"]
    assert starts(client, "since=9999-12-31T23:00:00Z") == []
    assert len(starts(client, "since=0001-01-01T00:00:00Z")) == 4
    assert starts(client, "until=0001-01-01T00:00:00Z") == []


def test_a_time_without_its_offset_is_refused(client):
    response, body = get(client, "/occurrences?since=2026-11-21T09:00:00")
    assert response.status_code == 400
    assert [error["name"] for error in body["errors"]] == ["since"]


def test_moved_and_called_off_are_listed_as_such(client, place, manager):
    rows = make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=3").occurrences.all()
    cancel_occurrence(occurrence=rows[0], reason="Ziek", by=manager, now=NOW)
    later = rows[1].starts_at + timedelta(hours=2)
    move_occurrence(
        occurrence=rows[1], starts_at=later, ends_at=later + timedelta(hours=1), room=None, reason="", by=manager,
        now=NOW,
    )  # fmt: skip
    _response, body = get(client, "/occurrences")
    assert [(one["state"], one["note"]) for one in body["results"]] == [
        ("cancelled", "Ziek"), ("moved", None), ("on", None),
    ]  # fmt: skip
    assert (body["results"][1]["plannedAt"], body["results"][1]["startsAt"]) == (
        "2026-11-30T09:00:00Z", "2026-11-30T11:00:00Z",
    )  # fmt: skip
    assert starts(client, "state=cancelled") == ["2026-11-23T09:00:00Z"]
    # Nobody said yet whether it goes on: not even when asked for.
    make_occurrence(make_activity(place), first_on=date(2026, 12, 25))
    assert starts(client, "state=ask") == []


def test_filters_narrow_the_list(client):
    area = make_neighbourhood()
    here = make_place(neighbourhood=area, municipality=area.municipality)
    site = make_place("site", part_of=here)
    make_occurrence(make_activity(here, slug="soep", kind="meal", cost_cents=300), at=time(9))
    make_occurrence(make_activity(site, slug="koor", languages=["ar"]), at=time(10))
    make_occurrence(make_activity(make_place("elders"), slug="spel", kind="games"), at=time(11))

    def slugs(query):
        return [one["activity"] for one in get(client, f"/occurrences?{query}")[1]["results"]]

    assert slugs("") == ["soep", "koor", "spel"]
    assert slugs(f"place={here.slug}") == ["soep", "koor"]
    assert slugs(f"place={here.slug}&neighbourhood={area.code}") == ["soep"]
    assert slugs(f"district={area.district_id}") == ["soep"]
    assert slugs("kind=games&kind=meal") == ["soep", "spel"]
    assert slugs("maxPriceCents=0") == ["koor", "spel"]
    assert slugs("language=ar&language=tr") == ["koor"]
    assert slugs("activity=spel") == ["spel"]
    assert slugs("stepFree=true") == []


def test_every_time_is_on_one_page_and_only_one(client):
    place = make_place()
    for _ in range(3):
        make_series(make_activity(place), rule="FREQ=DAILY;COUNT=3", public_holidays=PublicHolidays.KEEP)
    seen, path = [], "/occurrences?pageSize=2"
    while path:
        _response, body = get(client, path)
        seen += [(one["startsAt"], one["id"]) for one in body["results"]]
        following = body["_links"]["next"]
        path = following["href"].split("/api/v1")[1] if following else ""
    assert len(seen) == 9
    assert seen == sorted(set(seen))


@pytest.mark.parametrize("cursor", ["x", "WyJuaWV0IiwgMV0", "WyIyMDI2LTExLTIzIiwgbnVsbF0", "WzEsMl0", "🎉"])
def test_a_cursor_somebody_made_up_begins_anew(client, cursor):
    make_occurrence()
    assert len(starts(client, f"cursor={quote(cursor)}")) == 1


@pytest.mark.parametrize("size", [1, 6])
def test_a_list_asks_the_database_the_same_number_of_times(client, django_assert_num_queries, size):
    make_series(rule=f"FREQ=DAILY;COUNT={size}")
    with django_assert_num_queries(2):
        get(client, "/occurrences")


def test_titles_are_in_the_language_of_the_request(client):
    make_occurrence(make_activity(translations={"en": {"title": "Coffee"}}))
    found = get(client, "/occurrences", headers={"Accept-Language": "en"})[1]["results"]
    assert [(one["title"], one["language"]) for one in found] == [("Coffee", "en")]
