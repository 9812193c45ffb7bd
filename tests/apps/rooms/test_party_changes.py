"""What a party changes by its private link: moving, a whole series, what it waits for, asking again."""

from datetime import date

import pytest

from schuifaan.apps.rooms.actions.waiting import wait_for
from schuifaan.apps.rooms.enums import BookingStatus, ShownAs, Use, WaitingState
from schuifaan.apps.rooms.models import Booking, Waiting
from schuifaan.core.timeline.wallclock import to_wall
from tests.apps.rooms.asking_pages import FREE_TUESDAY, carried, evening, local, text, to
from tests.apps.rooms.series import states, times
from tests.factories import NOW
from tests.factories.rooms import (
    make_booking,
    make_claim,
    make_party,
    make_rate_card,
    make_room,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


# -- Moving ----------------------------------------------------------------------------------------


def move(client, booking, party, **more):
    one = times(booking)[1]
    data = {"day": "2026-12-09", "starts": "19:00", "ends": "21:00", "room": booking.room_id, **more}
    return client.post(to("party_move", party, booking.number, one.pk), data)


def test_move_page_tells_what_is_free(client, room, booking, party):
    make_claim(room, local(FREE_TUESDAY, 8), local(FREE_TUESDAY, 12))
    page = client.get(to("party_move", party, booking.number, times(booking)[1].pk))
    assert page.status_code == 200
    assert "12.00–19.00 uur, 21.00–23.00 uur" in text(page)


def test_move_is_looked_at_before_it_is_done(client, booking, party):
    make_rate_card(booking.place, cents=3000)
    page = move(client, booking, party, ends="22:00")
    assert page.status_code == 200
    assert "De prijs was € 20,00 en wordt € 30,00." in text(page)
    assert to_wall(times(booking)[1].starts_at).date() == FREE_TUESDAY
    done = move(client, booking, party, ends="22:00", do="send", cents="3000")
    assert done.status_code == 302
    assert to_wall(times(booking)[1].starts_at).date() == date(2026, 12, 9)


def test_move_to_what_is_taken_offers_another(client, room, booking, party):
    small = make_room(room.place, "Kleine zaal", is_let=True)
    make_claim(room, local(date(2026, 12, 9), 18), local(date(2026, 12, 9), 20))
    for do in ("check", "send"):
        page = move(client, booking, party, do=do, cents="2000")
        assert page.status_code == 409
        assert "Dan is het al bezet." in text(page)
        assert f'value="{small.pk}"><span>' in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2026-11-01"},
        {"day": "2027-02-31"},
        {"ends": "18:00"},
        {"room": "99999"},
        {"room": "🎉"},
        {"day": ""},
    ],
)
def test_wrong_move_is_said(client, booking, party, wrong):
    assert move(client, booking, party, do="send", cents="2000", **wrong).status_code == 422


def test_time_of_this_week_is_not_theirs_to_move(client, booking, party):
    assert client.get(to("party_move", party, booking.number, times(booking)[0].pk)).status_code == 404


def change(client, booking, party, **more):
    one = times(booking)[1]
    data = {"weekday": "3", "starts": "19:00", "ends": "21:00", "room": booking.room_id, "do": "send", **more}
    return client.post(to("party_change", party, booking.number) + f"?vanaf={one.pk}", data)


def test_all_that_come_are_changed(client, booking, party):
    assert (
        client.get(to("party_change", party, booking.number) + f"?vanaf={times(booking)[1].pk}").status_code
        == 200
    )
    assert change(client, booking, party).status_code == 302
    days = [to_wall(one.starts_at).date() for one in times(booking)]
    assert days == [date(2026, 11, 24), date(2026, 12, 9), date(2026, 12, 16)]


def test_change_skips_what_is_taken_when_asked(client, room, booking, party):
    make_claim(room, *evening(date(2026, 12, 16)))
    page = change(client, booking, party)
    assert page.status_code == 409
    assert "woensdag 16 december" in text(page)
    assert change(client, booking, party, do="skip").status_code == 302
    assert states(booking) == ["planned", "planned", "skipped"]


@pytest.mark.parametrize("wrong", [{"weekday": "9"}, {"ends": "18:00"}, {"starts": "x"}, {"room": "0"}])
def test_wrong_change_is_said(client, booking, party, wrong):
    assert change(client, booking, party, **wrong).status_code == 422


@pytest.mark.parametrize("since", ["", "?vanaf=", "?vanaf=x", "?vanaf=99999999999999999999"])
def test_change_from_nowhere_is_not_there(client, booking, party, since):
    assert client.get(to("party_change", party, booking.number) + since).status_code == 404


def test_party_chooses_what_others_see(client, booking, party):
    url = to("party_change", party, booking.number)
    assert client.post(url, {"do": "taken"}).status_code == 302
    booking.refresh_from_db()
    assert booking.shown_as == ShownAs.TAKEN
    assert [one.claim.is_private for one in times(booking)] == [True] * 3
    client.post(url, {"do": "name"})
    booking.refresh_from_db()
    assert (booking.shown_as, booking.title) == (ShownAs.NAME, "Koor De Lijster")
    assert [(one.claim.label, one.claim.is_private) for one in times(booking)] == [
        ("Koor De Lijster", False)
    ] * 3


# -- Waiting ---------------------------------------------------------------------------------------


@pytest.fixture
def offered(client, room, party):
    """Somebody else had it; they gave it up."""
    other = make_party(room.place, "Toneelclub")
    theirs = make_booking(room, evening(FREE_TUESDAY), party=other)
    start, end = evening(FREE_TUESDAY)
    waiting = wait_for(party=party, room=room, starts_at=start, ends_at=end, use=Use.REHEARSAL, now=NOW)
    client.post(to("party_cancel", other, theirs.number), {"keer": times(theirs)[0].pk, "cents": "0"})
    waiting.refresh_from_db()
    assert waiting.state == WaitingState.OFFERED
    return waiting


def test_what_came_free_stands_on_the_page_once(client, party, offered):
    said = text(client.get(to("party", party)))
    assert "vrijgekomen!" in said
    assert "Er staat nu niets gepland." in said
    assert f"nummer {offered.booking.number}" not in said


def test_what_came_free_is_taken(client, party, offered):
    assert "vrijgekomen!" in text(client.get(to("party", party)))
    done = client.post(to("party_waiting", party, offered.pk), {"do": "accept"})
    assert done.status_code == 302
    assert offered.booking.__class__.objects.get(pk=offered.booking_id).status == BookingStatus.REQUESTED


def test_what_came_free_is_passed_on(client, party, offered):
    client.post(to("party_waiting", party, offered.pk), {"do": "give_up"})
    offered.refresh_from_db()
    assert offered.state == WaitingState.GONE
    page = client.post(to("party_waiting", party, offered.pk), {"do": "accept"})
    assert page.status_code == 409
    assert "Dit aanbod is er niet meer." in text(page)


def test_turn_of_another_party_is_not_there(client, place, party, offered):
    other = make_party(place, "Breiclub")
    assert client.post(to("party_waiting", other, offered.pk), {"do": "accept"}).status_code == 404
    assert Waiting.objects.get().state == WaitingState.OFFERED


# -- Asking again ----------------------------------------------------------------------------------


def test_asking_again_is_prefilled(client, room, booking, party):
    page = client.get(to("party_ask", party, room.pk) + f"?zoals={booking.number}")
    assert page.status_code == 200
    said = page.content.decode()
    assert 'value="19:00"' in said
    assert '<option value="rehearsal" selected>' in said
    assert 'name="email"' not in said


@pytest.mark.parametrize("like", ["x", "99", "9999999999999999999999", "🎉", ""])
def test_asking_like_nothing_is_an_empty_form(client, room, party, like):
    assert client.get(to("party_ask", party, room.pk), {"zoals": like}).status_code == 200


def test_known_party_has_a_yes_at_once(client, room, party, terms):
    terms.at_once = ["association"]
    terms.save()
    party.is_known = True
    party.save()
    url = to("party_ask", party, room.pk)
    data = {
        "key": carried(client.get(url))["key"], "day": f"{FREE_TUESDAY}", "starts": "19:00", "ends": "21:00",
        "repeat": "once", "use": "rehearsal", "shown_as": "name", "do": "check",
    }  # fmt: skip
    page = client.post(url, data)
    assert page.status_code == 200
    done = client.post(url, {**carried(page), "do": "send"})
    assert done.status_code == 302
    booking = Booking.objects.get()
    assert (booking.party, booking.status) == (party, BookingStatus.CONFIRMED)
    assert client.get(done["Location"]).status_code == 200
