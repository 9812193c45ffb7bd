"""The calendar of a room: who holds it when, and of what is private only that it is taken."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import icalendar
import pytest
import recurring_ical_events
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.agenda.enums import ActivityStatus
from schuifaan.apps.rooms.actions.holding import hold_room, move_claim
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind
from tests.factories import NOW, TODAY
from tests.factories.agenda import make_activity, make_series
from tests.factories.rooms import make_booking, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


def hold(room, number, label, **said):
    starts_at = MORNING + timedelta(days=number)
    return hold_room(
        room=room, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), kind=ClaimKind.BOOKING, label=label,
        now=NOW, **said,
    )  # fmt: skip


def calendar_of(client, room):
    response = client.get(f"/plek/{room.place.slug}/ruimte/{room.pk}/agenda.ics")
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def test_ten_bookings_open_in_a_calendar_and_private_ones_only_say_taken(client, place):
    """F07: a feed of ten bookings; the private ones show that the room is taken and no more."""
    room = make_room(place, "Zaal")
    for number in range(10):
        hold(room, number, f"Koor {number}", is_private=number % 2 == 1)
    calendar = calendar_of(client, room)
    assert str(calendar["NAME"]) == f"{place.name}\\, Zaal"
    found = recurring_ical_events.of(calendar).between(TODAY, TODAY + timedelta(days=30))
    assert [(str(one["SUMMARY"]), one["DTSTART"].dt.astimezone(UTC)) for one in found] == [
        ("Bezet" if number % 2 else f"Koor {number}", MORNING + timedelta(days=number))
        for number in range(10)
    ]
    assert len({str(one["UID"]) for one in found}) == 10
    assert "Koor 1" not in calendar.to_ical().decode()


def test_an_activity_is_one_event_with_its_rule(client, place):
    room = make_room(place, "Zaal")
    series = make_series(make_activity(place), room=room)
    hold(room, 0, "Koor")
    activity, booking = calendar_of(client, room).walk("VEVENT")
    assert (str(activity["UID"]), str(booking["SUMMARY"])) == (f"{series.uid}@127.0.0.1", "Koor")
    assert activity["RRULE"].to_ical() == b"FREQ=WEEKLY"


def test_a_hall_is_taken_when_a_half_is(client, place):
    half = make_room(place, "Linkerhelft")
    hall = make_room(place, "Grote zaal", made_of=(half,))
    make_series(make_activity(place), room=half, rule="FREQ=WEEKLY;COUNT=2")
    found = calendar_of(client, hall).walk("VEVENT")
    assert [(str(one["SUMMARY"]), str(one["LOCATION"])) for one in found] == [
        ("Koffieochtend", f"{place.name}, Linkerhelft")
    ] * 2


def test_a_draft_is_nobodys_business(client, place):
    room = make_room(place, "Zaal")
    make_series(make_activity(place, status=ActivityStatus.DRAFT), room=room, rule="FREQ=WEEKLY;COUNT=2")
    assert [str(one["SUMMARY"]) for one in calendar_of(client, room).walk("VEVENT")] == ["Bezet"] * 2


def test_a_room_of_another_place_is_not_there(client, place):
    room = make_room(place, "Zaal")
    assert client.get(f"/plek/elders/ruimte/{room.pk}/agenda.ics").status_code == 404


def test_what_is_asked_but_not_granted_is_not_named(client, place):
    """Whoever asks needs no account: what they typed is not published by asking."""
    room = make_room(place, "Zaal")
    period = (MORNING, MORNING + timedelta(hours=2))
    booking = make_booking(room, period, status=BookingStatus.REQUESTED)
    assert [str(one["SUMMARY"]) for one in calendar_of(client, room).walk("VEVENT")] == ["Bezet"]
    booking.status, booking.held_until = BookingStatus.CONFIRMED, None
    booking.save()
    assert [str(one["SUMMARY"]) for one in calendar_of(client, room).walk("VEVENT")] == ["Koor De Lijster"]


def test_unchanged_calendar_is_not_made_again(client, place):
    room = make_room(place, "Zaal")
    hold(room, 0, "Koor")
    address = f"/plek/{place.slug}/ruimte/{room.pk}/agenda.ics"
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    # The room, its parts, what holds them, and the state of the agenda.
    assert (again.status_code, len(queries)) == (304, 4)


def test_calendar_that_is_as_it_was_before_is_newer_all_the_same(client, place):
    room = make_room(place, "Zaal")
    address = f"/plek/{place.slug}/ruimte/{room.pk}/agenda.ics"
    claim = hold(room, 0, "Koor")
    there = (claim.starts_at, claim.ends_at)
    seen = []
    for starts_at, ends_at in (there, (MORNING + timedelta(days=1), MORNING + timedelta(days=2)), there):
        move_claim(claim=claim, starts_at=starts_at, ends_at=ends_at)
        seen.append(client.get(address))
    assert [response["ETag"] == seen[0]["ETag"] for response in seen] == [True, False, True]
    moments = [parsedate_to_datetime(response["Last-Modified"]) for response in seen]
    assert moments == sorted(set(moments))
    assert client.get(address, headers={"If-Modified-Since": seen[1]["Last-Modified"]}).status_code == 200
