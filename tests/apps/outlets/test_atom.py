"""The agenda as a news feed."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from schuifaan.apps.agenda.actions.planning import cancel_occurrence
from tests.factories import NOW, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(response.content)  # noqa: S314 our own


def titles(client, address):
    return [entry.findtext(f"{ATOM}title") for entry in feed_of(client, address).iter(f"{ATOM}entry")]


def test_a_feed_has_all_that_a_feed_must_have(client, settings):
    series = make_series(rule="FREQ=WEEKLY;COUNT=2")
    address = f"/activiteit/{series.activity.slug}/agenda.atom"
    feed = feed_of(client, address)
    assert feed.findtext(f"{ATOM}id") == f"{settings.BASE_URL}{address}"
    assert feed.findtext(f"{ATOM}title") == "Koffieochtend"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T10:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Koffieochtend"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{settings.BASE_URL}{address}",
        "alternate": f"{settings.BASE_URL}/activiteit/{series.activity.slug}/",
    }
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"tag:127.0.0.1,2026:{series.pk}/20261123T090000Z", f"tag:127.0.0.1,2026:{series.pk}/20261130T090000Z",
    ]  # fmt: skip
    assert entries[0].findtext(f"{ATOM}title") == "Koffieochtend (maandag 23 november)"
    assert entries[0].findtext(f"{ATOM}updated") == "2026-11-21T10:00:00Z"
    assert entries[0].find(f"{ATOM}category").get("term") == "drop_in"
    assert "Prijs: gratis" in entries[0].findtext(f"{ATOM}summary")


def test_an_empty_feed_is_a_feed(client):
    feed = feed_of(client, "/agenda.atom")
    assert feed.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"


def test_what_people_typed_stays_text(client):
    make_occurrence(make_activity(title="<b>\"&' ]]> \x0b🎉", slug="raar"))
    assert titles(client, "/agenda.atom") == ["<b>\"&' ]]> 🎉 (maandag 23 november)"]


def test_what_is_called_off_says_so_and_is_news(client, place, manager):
    occurrence = make_occurrence(make_activity(place))
    cancel_occurrence(occurrence=occurrence, reason="", by=manager, now=NOW + timedelta(hours=1))
    feed = feed_of(client, f"/plek/{place.slug}/agenda.atom")
    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T11:00:00Z"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Gaat niet door: Koffieochtend (maandag 23 november)"


def test_areas_and_filters_have_feeds_too(client):
    area = make_neighbourhood()
    here = make_place(neighbourhood=area, municipality=area.municipality)
    make_occurrence(make_activity(here, title="Soep", kind="meal"))
    make_occurrence(make_activity(make_place("elders"), title="Koor"))
    assert titles(client, f"/buurt/{area.code}/agenda.atom") == ["Soep (maandag 23 november)"]
    assert titles(client, f"/gemeente/{area.municipality_id}/agenda.atom?soort=games") == []
    assert titles(client, "/agenda.atom?soort=meal") == ["Soep (maandag 23 november)"]


def test_nothing_is_sent_when_nothing_changed(client, django_assert_num_queries):
    make_occurrence()
    first = client.get("/agenda.atom")
    with django_assert_num_queries(1):
        assert client.get("/agenda.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
