"""An activity as search engines read it, on its own page."""

import json
import re
from datetime import date, timedelta

import pytest

from schuifaan.apps.agenda.actions.planning import cancel_occurrence, move_occurrence
from tests.factories import NOW, make_place
from tests.factories.agenda import make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data_of(client, activity):
    response = client.get(f"/activiteit/{activity.slug}/")
    assert response.status_code == 200
    [text] = DATA.findall(response.content.decode())
    return json.loads(text)


def test_something_that_happens_once_is_an_event(client, settings):
    place = make_place(
        lat=50.85, lon=5.69, street="Plein", house_number="1", postcode="6217 CP", city="Maastricht"
    )
    activity = make_occurrence(make_activity(place, description="Schuif aan.", cost_cents=300)).activity
    page = f"{settings.BASE_URL}/activiteit/{activity.slug}/"
    assert data_of(client, activity) == {
        "@context": "https://schema.org", "@type": "Event", "name": "Koffieochtend", "description": "Schuif aan.",
        "url": page, "inLanguage": "nl", "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": False,
        "offers": {
            "@type": "Offer", "price": "3.00", "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock", "url": page,
        },
        "startDate": "2026-11-23T10:00:00+01:00", "endDate": "2026-11-23T12:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place", "name": place.name,
            "address": {
                "@type": "PostalAddress", "streetAddress": "Plein 1", "postalCode": "6217 CP",
                "addressLocality": "Maastricht", "addressCountry": "NL",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 50.85, "longitude": 5.69},
        },
        "organizer": {"@type": "Organization", "name": place.name},
    }  # fmt: skip


def test_a_series_says_how_often_and_each_time_how_it_stands(client, place, manager):
    series = make_series(make_activity(place), rule="FREQ=MONTHLY;BYDAY=2MO", first_on=date(2026, 12, 14))
    first, second = series.occurrences.all()[:2]
    cancel_occurrence(occurrence=first, reason="", by=manager, now=NOW)
    later = second.starts_at + timedelta(days=1)
    move_occurrence(
        occurrence=second, starts_at=later, ends_at=later + timedelta(hours=1), room=None, reason="", by=manager,
        now=NOW,
    )  # fmt: skip
    found = data_of(client, series.activity)
    assert found["@type"] == "EventSeries"
    assert found["isAccessibleForFree"] is True
    assert found["offers"]["price"] == "0"
    assert found["eventSchedule"] == [
        {
            "@type": "Schedule", "repeatFrequency": "P1M", "byDay": ["2MO"], "startDate": "2026-12-14",
            "startTime": "10:00:00", "endTime": "12:00:00", "scheduleTimezone": "Europe/Amsterdam",
        }
    ]  # fmt: skip
    off, moved, *rest = found["subEvent"]
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    assert (moved["eventStatus"], moved["previousStartDate"], moved["startDate"]) == (
        "https://schema.org/EventRescheduled", "2027-01-11T10:00:00+01:00", "2027-01-12T10:00:00+01:00",
    )  # fmt: skip
    assert {one["eventStatus"] for one in rest} == {"https://schema.org/EventScheduled"}


def test_a_text_cannot_end_the_script(client):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    activity = make_occurrence(make_activity(title=title, slug="raar")).activity
    assert data_of(client, activity)["name"] == title
    assert "<script>alert" not in client.get("/activiteit/raar/").content.decode()


def test_a_resident_is_not_named_to_machines(client):
    activity = make_activity(organiser_kind="resident", organiser_name="Fatima de Wit")
    place = make_occurrence(activity).place
    assert data_of(client, activity)["organizer"]["name"] == place.name


def test_without_dates_there_is_nothing_to_say(client):
    activity = make_activity()
    assert DATA.findall(client.get(f"/activiteit/{activity.slug}/").content.decode()) == []


def test_pages_say_where_their_calendar_is(client):
    activity = make_occurrence().activity
    for page, address in (
        (f"/activiteit/{activity.slug}/", f"/activiteit/{activity.slug}/agenda.ics"),
        (f"/plek/{activity.place.slug}/agenda/", f"/plek/{activity.place.slug}/agenda.ics"),
        ("/agenda/", "/agenda.ics"),
    ):
        content = client.get(page).content.decode()
        assert re.findall(r'<link rel="alternate" type="text/calendar"[^>]*href="([^"]*)"', content) == [
            address
        ]
