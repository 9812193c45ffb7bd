"""Bookings in people's own calendars: those of a party, and those of a place for who works there."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from django.conf import settings as django_settings

from schuifaan.apps.outlets.models import CalendarKey
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import TeamMember
from schuifaan.apps.rooms.actions.changing import cancel_times, move_time
from schuifaan.apps.rooms.actions.deciding import confirm
from schuifaan.apps.rooms.actions.doors import set_door
from schuifaan.apps.rooms.actions.parties import renew_link
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.queries.party_calendar import calendar_key
from tests.factories import NOW
from tests.factories.rooms import make_booked_time, make_booking, make_party, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
# Tuesday 1 December 2026; Amsterdam is an hour later.
EVENING = datetime(2026, 12, 1, 18, tzinfo=UTC), datetime(2026, 12, 1, 20, tzinfo=UTC)
NODE = shutil.which("node")


def later(days):
    return tuple(at + timedelta(days=days) for at in EVENING)


@pytest.fixture
def room(place):
    make_terms(place)
    return make_room(place, "Zaal, klein; boven", is_let=True)


@pytest.fixture
def choir(room):
    return make_party(room.place)


def events(response):
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def path_of(party):
    return f"/huur/agenda/{calendar_key(party)}/agenda.ics"


def of_party(client, party):
    return events(client.get(path_of(party)))


def told(event):
    return str(event["SUMMARY"]), str(event["STATUS"]), event["DTSTART"].dt.astimezone(UTC)


def given(client, user, place):
    """The path somebody who works at the place gets at the desk."""
    client.force_login(user)
    client.post(f"/beheer/plek/{place.slug}/reserveringen/agenda/", {"do": "new"})
    client.logout()
    return f"/reserveringen/{CalendarKey.objects.get(user=user, place=place).token}/agenda.ics"


# -- A party --------------------------------------------------------------------------------------


def test_a_party_has_its_own_bookings_and_no_others(client, room, choir):
    make_booking(room, EVENING, later(7), party=choir)
    make_booking(room, later(1), party=make_party(room.place, "Geheim"), title="Geheim")
    found = of_party(client, choir)
    assert [told(one) for one in found] == [
        ("Koor De Lijster", "CONFIRMED", EVENING[0]), ("Koor De Lijster", "CONFIRMED", later(7)[0]),
    ]  # fmt: skip
    assert str(found[0]["LOCATION"]) == f"Zaal, klein; boven, {room.place.name}"
    assert found[0]["DTSTART"].params["TZID"] == "Europe/Amsterdam"


def test_a_party_without_bookings_has_an_empty_calendar(client, choir):
    assert of_party(client, choir) == []


def test_what_is_not_answered_yet_is_not_certain_and_a_no_is_called_off(client, room, choir):
    make_booking(room, EVENING, party=choir, status=BookingStatus.REQUESTED)
    make_booking(room, later(1), party=choir, status=BookingStatus.DECLINED)
    assert [told(one)[:2] for one in of_party(client, choir)] == [
        ("Nog niet zeker: Koor De Lijster", "TENTATIVE"), ("Gaat niet door: Koor De Lijster", "CANCELLED"),
    ]  # fmt: skip


def test_what_was_left_out_of_a_series_is_not_there(client, room, choir):
    booking = make_booking(room, EVENING, party=choir)
    make_booked_time(booking, *later(7), state=TimeState.SKIPPED)
    assert len(of_party(client, choir)) == 1


def test_moved_and_cancelled_keep_their_name_and_are_newer(client, room, choir, manager):
    booking = make_booking(room, EVENING, later(7), party=choir)
    before = of_party(client, choir)
    one, other = booking.times.order_by("starts_at")
    move_time(time=one, starts_at=later(1)[0], ends_at=later(1)[1], by=manager, now=NOW + timedelta(hours=1))
    cancel_times(times=[other], by=manager, now=NOW + timedelta(hours=2))
    after = of_party(client, choir)
    assert [str(event["UID"]) for event in after] == [str(event["UID"]) for event in before]
    assert [told(event) for event in after] == [
        ("Koor De Lijster", "CONFIRMED", later(1)[0]), ("Gaat niet door: Koor De Lijster", "CANCELLED", later(7)[0]),
    ]  # fmt: skip
    assert all(new["SEQUENCE"] > old["SEQUENCE"] for new, old in zip(after, before, strict=True))
    assert all(new["DTSTAMP"].dt > old["DTSTAMP"].dt for new, old in zip(after, before, strict=True))


def test_the_door_code_is_told_once_it_is_confirmed_and_to_the_party_alone(
    client, room, choir, manager, host
):
    booking = make_booking(room, EVENING, party=choir, status=BookingStatus.REQUESTED, door_code="2846")
    [asked] = of_party(client, choir)
    confirm(booking=booking, by=manager, now=NOW)
    [confirmed] = of_party(client, choir)
    assert "DESCRIPTION" not in asked
    assert str(confirmed["DESCRIPTION"]) == "Deurcode: 2846"
    assert b"2846" not in client.get(given(client, host, room.place)).content


def test_the_address_stands_nowhere_in_the_calendar(client, room, choir, host):
    make_booking(room, EVENING, party=choir)
    for path in (path_of(choir), given(client, host, room.place)):
        response = client.get(path)
        assert path.split("/")[-2].encode() not in response.content
        assert choir.token.encode() not in response.content
        assert (response["Cache-Control"], response["X-Robots-Tag"], response["Referrer-Policy"]) == (
            "private, no-cache", "noindex, nofollow", "no-referrer",
        )  # fmt: skip
        assert "Access-Control-Allow-Origin" not in response


def test_nobody_has_a_calendar_under_another_address(client, choir):
    other = make_party(choir.place, "De buren")
    sealed = calendar_key(choir).partition(".")[2]
    wrong = ["onzin", f"{other.pk}.{sealed}", f"{choir.pk}.", f"²{choir.pk}.{sealed}", "9" * 300, choir.token]
    assert {client.get(f"/huur/agenda/{key}/agenda.ics").status_code for key in wrong} == {404}
    assert client.get("/reserveringen/onzin/agenda.ics").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda booking, by: set_door(booking=booking, door_code="99", opens="", closes="", by=by, now=NOW),
        lambda booking, by: cancel_times(times=list(booking.times.all()), by=by, now=NOW),
        lambda booking, _by: type(booking.room).objects.filter(pk=booking.room_id).update(name="Anders"),
    ],
)
def test_what_did_not_change_is_not_sent_again_and_what_did_is(client, room, choir, manager, change):
    booking = make_booking(room, EVENING, party=choir)
    path = path_of(choir)
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    change(booking, manager)
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


def test_a_night_in_which_the_hour_happens_twice_is_no_guess(client, room, choir):
    """25 October 2026: it is half past two twice; the second time is said in UTC."""
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    make_booking(room, twice, party=choir)
    [one] = of_party(client, choir)
    assert one["DTSTART"].to_ical() == b"20261025T023000"
    assert one["DTEND"].to_ical() == b"20261025T013000Z"


def test_long_and_odd_titles_keep_their_lines_short_and_come_back_whole(client, room, choir):
    title = "Zang; met, \\ en 🎉 – عربي " * 4
    make_booking(room, EVENING, party=choir, title=title.strip())
    content = client.get(path_of(choir)).content
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert str(icalendar.Calendar.from_ical(content).walk("VEVENT")[0]["SUMMARY"]) == title.strip()


@pytest.mark.skipif(
    NODE is None or not (Path(django_settings.NODE_MODULES) / "ical.js").is_dir(),
    reason="node or ical.js is not here",
)
def test_ical_js_reads_the_same(client, room, choir, tmp_path):
    make_booking(room, *(later(day) for day in range(0, 250, 7)), party=choir)
    file = tmp_path / "agenda.ics"
    file.write_bytes(client.get(path_of(choir)).content)
    script = Path(__file__).with_name("ical_js.mjs")
    said = subprocess.run(
        [str(NODE), script, file, "2026-01-01", "2028-01-01"], capture_output=True, text=True, check=False,
        cwd=Path(django_settings.NODE_MODULES).parent,
    )  # fmt: skip
    assert said.stderr == ""
    assert [one["start"][:16] for one in json.loads(said.stdout)] == [
        f"{later(day)[0]:%Y-%m-%dT%H:%M}" for day in range(0, 250, 7)
    ]


def test_the_page_of_a_party_gives_the_address(client, choir):
    page = client.get(f"/huur/{choir.token}/").content.decode()
    assert f'value="http://testserver{path_of(choir)}"' in page


# -- Who works here -------------------------------------------------------------------------------


def test_who_works_here_has_all_rooms_and_finds_each_booking(client, room, choir, host):
    other = make_room(room.place, "Keuken")
    first = make_booking(room, EVENING, party=choir)
    make_booking(other, later(1), party=make_party(room.place, "Bakkers"), title="Bakkers")
    make_booking(other, later(2), party=choir, status=BookingStatus.DECLINED)
    found = events(client.get(given(client, host, room.place)))
    assert [(str(one["SUMMARY"]), str(one["LOCATION"])) for one in found] == [
        ("Koor De Lijster", f"Zaal, klein; boven, {room.place.name}"), ("Bakkers", f"Keuken, {room.place.name}"),
    ]  # fmt: skip
    assert str(found[0]["URL"]).endswith(f"/beheer/plek/{room.place.slug}/reserveringen/{first.number}/")


def test_the_address_dies_with_the_role(client, room, host):
    path = given(client, host, room.place)
    assert client.get(path).status_code == 200
    TeamMember.objects.filter(user=host, place=room.place).delete()
    assert client.get(path).status_code == 404


def test_the_address_dies_with_the_account(client, room, host):
    path = given(client, host, room.place)
    type(host).objects.filter(pk=host.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_a_new_address_ends_the_old_one_and_stopping_ends_both(client, room, host, manager):
    others = given(client, manager, room.place)
    old = given(client, host, room.place)
    new = given(client, host, room.place)
    assert [client.get(path).status_code for path in (old, new)] == [404, 200]
    client.force_login(host)
    desk = f"/beheer/plek/{room.place.slug}/reserveringen/agenda/"
    assert new in client.get(desk).content.decode()
    client.post(desk, {"do": "stop"})
    assert new not in client.get(desk).content.decode()
    client.logout()
    assert [client.get(path).status_code for path in (new, others)] == [404, 200]


def test_a_place_that_is_a_draft_can_be_read_too(client, room, host):
    path = given(client, host, room.place)
    type(room.place).objects.filter(pk=room.place.pk).update(status=PlaceStatus.DRAFT)
    assert client.get(path).status_code == 200


def test_the_desk_leads_there(client, room, host):
    client.force_login(host)
    page = client.get(f"/beheer/plek/{room.place.slug}/reserveringen/").content.decode()
    assert f'href="/beheer/plek/{room.place.slug}/reserveringen/agenda/"' in page


def test_forty_times_cost_as_many_queries_as_one(client, room, choir, django_assert_max_num_queries):
    make_booking(room, *(later(day) for day in range(40)), party=choir)
    with django_assert_max_num_queries(9):
        assert len(of_party(client, choir)) == 40


def test_a_calendar_gives_no_way_to_change_a_booking(client, choir):
    key = calendar_key(choir)
    assert choir.token not in key
    assert client.get(f"/huur/{key}/").status_code == 404


def test_a_new_link_makes_a_new_calendar(client, choir, manager):
    old = path_of(choir)
    renew_link(party=choir, by=manager, now=NOW)
    assert client.get(old).status_code == 404
    assert client.get(path_of(choir)).status_code == 200
