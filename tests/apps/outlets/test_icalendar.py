"""Calendars to subscribe to: valid, light when nothing changed, and saying what the agenda says."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.urls import reverse

from schuifaan.apps.agenda.actions.planning import When, cancel_occurrence, change_series, move_occurrence
from schuifaan.apps.agenda.enums import ActivityStatus, OccurrenceState, PublicHolidays
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.outlets.icalendar import escaped, folded
from schuifaan.apps.places.enums import PlaceStatus
from tests.factories import NOW, make_neighbourhood, make_place
from tests.factories.agenda import MONDAY, make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def calendar_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def events_of(client, address):
    return calendar_of(client, address).walk("VEVENT")


def of_activity(activity):
    return reverse("outlets:activity_ics", args=[activity.slug])


def test_a_calendar_says_what_it_is_and_how_often_to_ask(client, settings):
    activity = make_series().activity
    calendar = calendar_of(client, of_activity(activity))
    assert {
        name: str(calendar[name])
        for name in ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "CALSCALE", "SOURCE", "URL")
    } == {
        "VERSION": "2.0",
        "PRODID": "-//Schuif aan//Agenda//NL",
        "NAME": "Koffieochtend",
        "X-WR-CALNAME": "Koffieochtend",
        "CALSCALE": "GREGORIAN",
        "SOURCE": f"{settings.BASE_URL}/activiteit/{activity.slug}/agenda.ics",
        "URL": f"{settings.BASE_URL}/activiteit/{activity.slug}/",
    }
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=2)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert calendar.errors == []


def test_a_weekly_series_is_one_event_in_local_time(client, settings):
    series = make_series(public_holidays=PublicHolidays.KEEP)
    [event] = events_of(client, of_activity(series.activity))
    assert str(event["UID"]) == f"{series.uid}@127.0.0.1"
    assert event["DTSTART"].to_ical() == b"20261123T100000"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTEND"].to_ical() == b"20261123T120000"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY"
    assert "EXDATE" not in event
    assert str(event["URL"]) == f"{settings.BASE_URL}/activiteit/{series.activity.slug}/"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert event["DTSTAMP"].dt == NOW
    assert event["LAST-MODIFIED"].dt == NOW


def test_the_price_is_always_said(client):
    place = make_place()
    make_occurrence(make_activity(place, title="Soep", cost_cents=300))
    make_occurrence(make_activity(place, title="Thee"))
    events = events_of(client, reverse("outlets:place_ics", args=[place.slug]))
    said = {str(event["SUMMARY"]): str(event["DESCRIPTION"]).splitlines()[0] for event in events}
    assert said == {"Soep": "Prijs: €\xa03,00 per keer", "Thee": "Prijs: gratis"}


def test_where_it_is_and_what_kind(client):
    place = make_place(lat=50.85, lon=5.69, street="Plein", house_number="1", city="Maastricht")
    make_occurrence(make_activity(place, kind="meal"))
    [event] = events_of(client, reverse("outlets:place_ics", args=[place.slug]))
    assert event["GEO"].to_ical() == "50.85;5.69"
    assert str(event["LOCATION"]) == f"{place.name}, Plein 1, Maastricht"
    assert event["CATEGORIES"].to_ical() == b"samen eten"
    assert "CONTACT" not in event


def test_days_off_are_left_out_of_the_rule(client):
    series = make_series(first_on=date(2026, 11, 25), public_holidays=PublicHolidays.SKIP, rule="FREQ=DAILY")
    [event] = events_of(client, of_activity(series.activity))
    left_out = [one.to_ical() for entry in event["EXDATE"] for one in entry.dts]
    assert left_out[:3] == [b"20261225T100000", b"20261226T100000", b"20270101T100000"]


def test_a_day_nobody_decided_about_yet_is_left_out(client):
    series = make_series(first_on=date(2026, 12, 18), rule="FREQ=WEEKLY;COUNT=3")
    assert list(series.occurrences.values_list("state", flat=True)) == ["on", "ask", "ask"]
    [event] = events_of(client, of_activity(series.activity))
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270101T090000Z"
    assert [entry.dts[0].to_ical() for entry in event["EXDATE"]] == [b"20261225T100000", b"20270101T100000"]


def test_what_is_called_off_stays_and_says_so(client, place, manager):
    series = make_series(make_activity(place))
    cancel_occurrence(occurrence=series.occurrences.all()[1], reason="De kok is ziek.", by=manager, now=NOW)
    master, off = events_of(client, of_activity(series.activity))
    assert str(master["SUMMARY"]) == "Koffieochtend"
    assert str(off["STATUS"]) == "CANCELLED"
    assert str(off["SUMMARY"]) == "Gaat niet door: Koffieochtend"
    assert off["RECURRENCE-ID"].to_ical() == b"20261130T100000"
    assert off["RECURRENCE-ID"].params["TZID"] == "Europe/Amsterdam"
    assert str(off["UID"]) == str(master["UID"])
    assert int(off["SEQUENCE"]) == 1
    assert str(off["DESCRIPTION"]).splitlines()[0] == "De kok is ziek."


def test_what_is_moved_keeps_its_name_and_gets_its_time(client, place, manager):
    series = make_series(make_activity(place))
    second = series.occurrences.all()[1]
    later = second.starts_at + timedelta(days=1, hours=4)
    move_occurrence(
        occurrence=second, starts_at=later, ends_at=later + timedelta(hours=1), room=None, reason="", by=manager,
        now=NOW,
    )  # fmt: skip
    _master, moved = events_of(client, of_activity(series.activity))
    assert moved["RECURRENCE-ID"].to_ical() == b"20261130T100000"
    assert moved["DTSTART"].to_ical() == b"20261201T140000"
    assert moved["DTEND"].to_ical() == b"20261201T150000"
    assert str(moved["DESCRIPTION"]).splitlines()[0] == "Verplaatst. Eerst was het maandag 30 november 10.00."


def test_something_that_happens_once_and_is_called_off_is_one_event(client, place, manager):
    occurrence = make_occurrence(make_activity(place))
    cancel_occurrence(occurrence=occurrence, reason="", by=manager, now=NOW)
    [event] = events_of(client, of_activity(occurrence.activity))
    assert (str(event["STATUS"]), "RECURRENCE-ID" in event) == ("CANCELLED", False)


def test_loose_days_stand_beside_the_rule(client):
    series = make_series(rule="FREQ=WEEKLY;COUNT=2", extra=["2026-12-02T10:00:00"])
    [event] = events_of(client, of_activity(series.activity))
    assert [one.to_ical() for one in event["RDATE"].dts] == [b"20261202T100000"]


def test_whole_days_have_no_time(client):
    series = make_series(
        at=time(0),
        minutes=2 * 24 * 60,
        all_day=True,
        rule="FREQ=YEARLY;COUNT=2",
        extra=["2026-12-01T00:00:00"],
    )
    [event] = events_of(client, of_activity(series.activity))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 23), date(2026, 11, 25))
    assert event["RRULE"].to_ical() == b"FREQ=YEARLY;UNTIL=20271123"
    assert event["RDATE"].to_ical() == b"20261201"


def test_a_series_of_years_ago_begins_with_a_time_of_its_own_rule(client):
    # Every third week, so that beginning in a wrong week would show.
    series = make_series(
        first_on=date(2018, 1, 1), rule="FREQ=WEEKLY;INTERVAL=3", public_holidays=PublicHolidays.KEEP
    )
    [event] = events_of(client, of_activity(series.activity))
    assert event["DTSTART"].dt.date() == series.occurrences.first().starts_at.date()
    assert (event["DTSTART"].dt.date() - date(2018, 1, 1)).days % 21 == 0
    assert "EXDATE" not in event


def test_a_night_in_which_the_clocks_change_ends_when_the_page_says(client):
    series = make_series(first_on=date(2027, 3, 20), at=time(22), minutes=300, rule="FREQ=WEEKLY;COUNT=3")
    content = client.get(of_activity(series.activity)).content
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        date(2027, 3, 1), date(2027, 5, 1)
    )
    ends = [event["DTEND"].dt.astimezone(UTC) for event in found]
    assert ends == list(series.occurrences.values_list("ends_at", flat=True))
    assert ends[1].hour - ends[0].hour == -1


def test_lines_are_short_and_end_as_they_should(client):
    text = "Ünïcode 🎉 مرحبا, komma; puntkomma \\ streep\nnieuwe regel " * 9
    activity = make_occurrence(make_activity(description=text)).activity
    content = client.get(of_activity(activity)).content
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    [event] = events_of(client, of_activity(activity))
    assert text.strip() in str(event["DESCRIPTION"])


def test_text_cannot_add_lines_of_its_own():
    assert escaped("a\r\nBEGIN:VEVENT\x00;,\\") == "a\\nBEGIN:VEVENT\\;\\,\\\\"
    assert folded("é" * 60).replace(b"\r\n ", b"") == ("é" * 60).encode() + b"\r\n"


def test_a_house_has_the_calendar_of_all_its_sites(client):
    house = make_place("huis", name="Huis")
    titles = ["Koor", "Soep", "Fietsen"]
    sites = [house, *(make_place(f"locatie-{n}", name=f"Locatie {n}", part_of=house) for n in (1, 2))]
    for title, site in zip(titles, sites, strict=True):
        make_series(make_activity(site, title=title))
    assert {str(event["SUMMARY"]) for event in events_of(client, "/plek/huis/agenda.ics")} == set(titles)
    assert [str(event["SUMMARY"]) for event in events_of(client, "/plek/locatie-1/agenda.ics")] == ["Soep"]


def test_areas_have_calendars_with_the_filters_of_the_page(client):
    area = make_neighbourhood()
    place = make_place(neighbourhood=area, municipality=area.municipality)
    make_series(make_activity(place, title="Soep", kind="meal", cost_cents=300))
    make_series(make_activity(place, title="Koffie"))
    codes = {"buurt": area.code, "wijk": area.district_id, "gemeente": area.municipality_id}
    for word, code in codes.items():
        if code:
            found = events_of(client, f"/{word}/{code.lower()}/agenda.ics")
            assert {str(event["SUMMARY"]) for event in found} == {"Soep", "Koffie"}
    assert [str(one["SUMMARY"]) for one in events_of(client, "/agenda.ics?soort=meal")] == ["Soep"]
    assert [str(one["SUMMARY"]) for one in events_of(client, "/agenda.ics?prijs=gratis")] == ["Koffie"]
    assert len(events_of(client, "/agenda.ics?soort=%F0%9F%8E%89&taal=%D9%85&dag=nooit&onzin=1")) == 2


def test_drafts_and_places_that_are_not_there_have_no_calendar(client):
    place = make_place("weg", status=PlaceStatus.DRAFT)
    make_series(make_activity(make_place(), status=ActivityStatus.DRAFT, slug="concept"))
    addresses = [
        f"/plek/{place.slug}/agenda.ics", "/activiteit/concept/agenda.ics", "/buurt/bu00000000/agenda.ics",
        "/plek/nergens/agenda.atom", f"/plek/{place.slug}/ruimte/1/agenda.ics",
    ]  # fmt: skip
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert events_of(client, "/agenda.ics") == []


def test_the_same_agenda_gives_the_same_bytes_and_a_month_later_the_rule_goes_on(client):
    series = make_series()
    address = of_activity(series.activity)
    first = client.get(address)
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        again = client.get(address)
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    with time_machine.travel(NOW + timedelta(days=80), tick=False):
        [event] = events_of(client, address)
    assert event["DTSTART"].to_ical() == b"20270104T100000"


def test_nothing_is_sent_and_hardly_anything_asked_when_nothing_changed(client, django_assert_num_queries):
    address = of_activity(make_series().activity)
    first = client.get(address)
    assert first["ETag"].startswith('"')
    with django_assert_num_queries(1):
        by_tag = client.get(address, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert [(one.status_code, one.content) for one in (by_tag, by_date)] == [(304, b"")] * 2
    assert by_tag["ETag"] == first["ETag"]


def test_a_change_is_seen_at_the_next_request(client, place, manager):
    series = make_series(make_activity(place))
    address = of_activity(series.activity)
    first = client.get(address)
    cancel_occurrence(occurrence=series.occurrences.first(), reason="", by=manager, now=NOW)
    for name, value in (("If-None-Match", first["ETag"]), ("If-Modified-Since", first["Last-Modified"])):
        response = client.get(address, headers={name: value})
        assert response.status_code == 200
        assert b"STATUS:CANCELLED" in response.content


def test_compressed_it_is_the_same_calendar_under_another_tag(client):
    address = of_activity(make_series().activity)
    plain, small = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert small["ETag"] != plain["ETag"]
    assert (
        client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": small["ETag"]}).status_code
        == 304
    )


@pytest.mark.parametrize("number", [1, 12])
def test_a_calendar_asks_the_database_the_same_number_of_times(client, django_assert_num_queries, number):
    place = make_place()
    for _ in range(number):
        make_series(make_activity(place))
    client.get(f"/plek/{place.slug}/agenda.atom")
    with django_assert_num_queries(8):
        client.get(f"/plek/{place.slug}/agenda.ics")


def test_a_calendar_holds_so_many_series_and_says_when_there_are_more(client, monkeypatch):
    monkeypatch.setattr("schuifaan.apps.agenda.queries.feed.MOST_SERIES", 2)
    place = make_place()
    for number in range(3):
        make_occurrence(make_activity(place, title=f"Dag {number}"), first_on=MONDAY + timedelta(days=number))
    calendar = calendar_of(client, "/agenda.ics")
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Dag 0", "Dag 1"]
    assert str(calendar["DESCRIPTION"]).endswith("Kies een buurt of een plek.")


def test_what_was_before_the_rule_changed_is_an_event_of_its_own(client, place, manager):
    series = make_series(make_activity(place))
    later = NOW + timedelta(days=20)
    change_series(
        series=series,
        when=When(first_on=date(2026, 12, 15), at=time(14), minutes=120, place=place, rule="FREQ=WEEKLY"),
        by=manager,
        now=later,
    )
    with time_machine.travel(later, tick=False):
        before, now = events_of(client, of_activity(series.activity))
    assert str(before["UID"]) == f"{series.uid}-eerder@127.0.0.1"
    assert "RRULE" not in before
    assert now["DTSTART"].to_ical() == b"20261215T140000"
    assert now["RRULE"].to_ical() == b"FREQ=WEEKLY"


def test_shown_states_are_what_the_calendar_has(client):
    series = make_series(rule="FREQ=DAILY;COUNT=3")
    Occurrence.objects.filter(pk=series.occurrences.first().pk).update(state=OccurrenceState.SKIPPED)
    content = client.get(of_activity(series.activity)).content
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        datetime(2026, 11, 1), datetime(2027, 1, 1)
    )
    assert [one["DTSTART"].dt.day for one in found] == [24, 25]
