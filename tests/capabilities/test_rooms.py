"""Rows F01, F03 and F05 of the feature table: each example, with its own numbers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import Booking, Claim, DoorDuty, Party, Room
from tests.capabilities.conftest import Fill, signed_in
from tests.factories import NOW
from tests.factories.rooms import make_rate_card, make_room, make_terms

DESK = "/beheer/plek/t-atrium/"
NEW = f"{DESK}reserveringen/nieuw/"


@pytest.fixture(autouse=True)
def _saturday_at_eleven() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hall(place: Place) -> Room:
    make_terms(place)
    make_rate_card(place)
    return make_room(place, "Grote zaal", is_let=True)


def tuesdays(room: Room) -> dict[str, Any]:
    return {
        "room": room.pk, "day": "2027-01-12", "starts": "19:30", "ends": "22:00", "repeat": "weekly",
        "until": "2027-06-30", "holidays": "on", "name": "Koor De Lijster", "phone": "043 321 00 00",
    }  # fmt: skip


def test_f01_every_tuesday_evening_but_holidays_and_never_two_at_one_time(
    fill_in: Fill, manager: User, hall: Room
) -> None:
    assert fill_in(manager, NEW, **tuesdays(hall)).status_code == 302
    booking = Booking.objects.get()
    planned = list(booking.times.filter(state=TimeState.PLANNED).values_list("starts_at", flat=True))
    # From 6 January to 30 June 2027 there are 25 Tuesdays; King's Day is one of them.
    assert len(planned) == 24
    assert {start.isoweekday() for start in planned} == {2}
    skipped = booking.times.get(state=TimeState.SKIPPED)
    assert skipped.starts_at.date() == date(2027, 4, 27)
    # Half past seven on the wall, before and after the clock goes forward.
    assert (planned[0], planned[-1]) == (
        datetime(2027, 1, 12, 18, 30, tzinfo=UTC),
        datetime(2027, 6, 29, 17, 30, tzinfo=UTC),
    )

    signed_in(manager).post(f"{DESK}reserveringen/1/antwoord/", {"wat": "ja", "lijst": "1"})
    booking.refresh_from_db()
    assert booking.status == BookingStatus.CONFIRMED

    taken = fill_in(manager, NEW, **tuesdays(hall) | {"name": "Dansclub", "until": "", "repeat": "once"})
    assert taken.status_code == 422
    assert "dinsdag 12 januari 2027 19.30–22.00 uur" in taken.content.decode().lower()
    assert (Booking.objects.count(), Claim.objects.count()) == (1, 24)


def test_f03_booking_without_responsible_person_is_marked(fill_in: Fill, host: User, hall: Room) -> None:
    once = tuesdays(hall) | {"repeat": "once", "until": ""}
    assert fill_in(host, NEW, **once).status_code == 302
    sheet = f"{DESK}dagblad/?dag=2027-01-12"
    assert "nog iemand nodig die opent" in signed_in(host).get(sheet).content.decode()
    told = {"dag": "2027-01-12", "opens": "Net", "closes": "Wiel"}
    assert signed_in(host).post(f"{DESK}dagblad/deur/", told).status_code == 302
    assert "nog iemand nodig" not in signed_in(host).get(sheet).content.decode()
    assert DoorDuty.objects.values_list("opens", "closes").get() == ("Net", "Wiel")


def test_f05_host_books_for_a_caller_with_only_a_number_which_is_erased_after_thirty_days(
    fill_in: Fill, host: User, hall: Room
) -> None:
    typed = {"room": hall.pk, "day": "2026-11-24", "starts": "14:00", "ends": "16:00"}
    told = fill_in(host, NEW, **typed, name="Breiclub", phone="043 321 00 01")
    assert told.status_code == 302
    booking = Booking.objects.get()
    assert (booking.by_host, booking.party.name, booking.party.phone) == (True, "Breiclub", "043 321 00 01")
    assert (booking.party.email, booking.party.contact_name) == ("", "")
    # Not the evening before, but when thirty days are over.
    for days, phone in ((29, "043 321 00 01"), (31, "")):
        with time_machine.travel(datetime(2026, 11, 24, 16, tzinfo=UTC) + timedelta(days=days), tick=False):
            call_command("retain")
        assert Party.objects.get().phone == phone
