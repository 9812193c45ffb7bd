"""A party's own pages, by its private link: the link, what it sees, its data, giving up."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import KeyLoan, KeySet
from tests.apps.rooms.asking_pages import FREE_TUESDAY, evening, text, to
from tests.apps.rooms.series import WEEK, states, times
from tests.factories import NOW, TODAY, make_place
from tests.factories.rooms import (
    make_booked_time,
    make_booking,
    make_claim,
    make_party,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


# -- The link --------------------------------------------------------------------------------------


def test_made_up_token_opens_nothing(client, booking, party):
    for name, args in [
        ("party", []), ("party_details", []), ("party_ask", [booking.room_id]), ("party_booking", [1]),
        ("party_cancel", [1]), ("party_change", [1]), ("party_move", [1, times(booking)[1].pk]),
    ]:  # fmt: skip
        for token in ("x", party.token[:-1], f"{party.token}x", "🎉"):
            assert client.get(reverse(f"rooms:{name}", args=[token, *args])).status_code == 404, name


def test_token_of_another_party_opens_no_booking_of_this_one(client, place, booking):
    other = make_party(place, "Toneelclub")
    one = times(booking)[1]
    mine = make_booking(booking.room, evening(FREE_TUESDAY + 3 * WEEK), party=other)
    assert client.get(to("party_booking", other, booking.number)).status_code == 404
    assert client.get(to("party_cancel", other, booking.number)).status_code == 404
    assert client.get(to("party_move", other, booking.number, one.pk)).status_code == 404
    # A time of somebody else under a number of one's own.
    assert client.get(to("party_move", other, mine.number, one.pk)).status_code == 404
    page = client.post(to("party_cancel", other, mine.number), {"keer": one.pk, "cents": "0"})
    assert page.status_code == 422
    assert client.post(to("party_add_back", other, mine.number), {"keer": one.pk}).status_code == 422
    assert states(booking) == ["planned"] * 3


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40])
def test_number_of_nothing_is_not_there(client, booking, party, number):
    for path in (number, f"{number}/annuleren", f"1/verzetten/{number}", f"vragen/{number}"):
        assert client.get(f"/huur/{party.token}/{path}/").status_code == 404, path
    assert client.post(f"/huur/{party.token}/wachten/{number}/").status_code == 404


def test_party_of_another_place_cannot_ask_here(client, room):
    other = make_party(make_place("elders", name="Elders"))
    assert client.get(to("party_ask", other, room.pk)).status_code == 404


def test_pages_are_kept_by_nobody(client, booking, party):
    for name, args in [("party", []), ("party_booking", [1]), ("party_details", [])]:
        page = client.get(to(name, party, *args))
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Referrer-Policy"] == "no-referrer"
        assert not page.cookies


# -- All of it -------------------------------------------------------------------------------------


def test_party_sees_what_comes_and_what_was(client, room, booking, party):
    make_booking(room, evening(FREE_TUESDAY - 10 * WEEK), party=party)
    make_booking(room, evening(FREE_TUESDAY + 3 * WEEK), party=party, status=BookingStatus.DECLINED)
    keys = KeySet.objects.create(place=room.place, number="Bos 3", opens="voordeur")
    KeyLoan.objects.create(key_set=keys, party=party, holder="Wil", out_at=NOW)
    page = client.get(to("party", party) + "?onbekend=1&gedaan=niets")
    assert page.status_code == 200
    said = text(page)
    assert "Koor De Lijster" in said
    assert "dinsdag 24 november" in said
    assert "Bos 3" in said
    assert "Nummer 2" in said
    assert "niet doorgegaan" in said


def test_party_without_anything_sees_a_calm_page(client, room, party):
    assert "Er staat nu niets gepland." in text(client.get(to("party", party)))


def test_number_of_bookings_does_not_ask_more_of_the_database(
    client, room, party, booking, django_assert_max_num_queries
):
    for number in range(3, 8):
        make_booking(room, evening(FREE_TUESDAY + number * WEEK), party=party)
    with django_assert_max_num_queries(20):
        client.get(to("party", party))


def test_booking_shows_all_dates(client, booking, party):
    page = client.get(to("party_booking", party, booking.number))
    assert page.status_code == 200
    said = text(page)
    assert "3 keren" in said
    assert "€ 60,00" in said


def test_number_of_times_is_of_those_that_go_on(client, booking, party):
    left_out = booking.times.first()
    left_out.state, left_out.claim = TimeState.SKIPPED, None
    left_out.save()
    said = text(client.get(to("party_booking", party, booking.number)))
    assert "2 keren" in said
    assert "(overgeslagen)" in said


def test_booking_repeats_what_they_wrote(client, booking, party):
    assert "Je bericht" not in text(client.get(to("party_booking", party, booking.number)))
    booking.note = "Wij zingen hard."
    booking.save()
    assert "Je bericht Wij zingen hard." in text(client.get(to("party_booking", party, booking.number)))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "had terug moeten zijn op gisteren"),
        (0, "terug op vandaag"),
        (7, "terug op zaterdag 28 november"),
    ],
)
def test_key_that_is_late_is_said_so(client, room, party, days, said):
    keys = KeySet.objects.create(place=room.place, number="Bos 3", opens="voordeur")
    due = TODAY + timedelta(days=days)
    KeyLoan.objects.create(key_set=keys, party=party, holder="Wil", out_at=NOW, due_on=due)
    assert f"bij Wil, {said}" in text(client.get(to("party", party)))


def test_no_rate_is_not_free_of_charge(client, room, party):
    booking = make_booking(room, evening(FREE_TUESDAY), party=party)
    said = text(client.get(to("party_booking", party, booking.number)))
    assert "Kosten Hiervoor staat geen prijs in de lijst." in said


def test_details_are_corrected(client, party):
    data = {"contact_name": "Jo", "email": "jo@example.org", "address": "Plein 1", "monthly_invoice": "on"}
    done = client.post(to("party_details", party), data)
    assert done.status_code == 302
    party.refresh_from_db()
    assert (party.contact_name, party.email, party.address, party.monthly_invoice) == (
        "Jo", "jo@example.org", "Plein 1", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"email": "geen adres"}, {"email": "", "phone": ""}, {"email": "a@b.nl", "postcode": "x" * 11}]
)
def test_wrong_details_stay_typed(client, party, wrong):
    page = client.post(to("party_details", party), {"contact_name": "Jo", **wrong})
    assert page.status_code == 422
    assert 'value="Jo"' in page.content.decode()
    party.refresh_from_db()
    assert party.contact_name == "Wil"


def test_name_and_kind_are_not_theirs_to_change(client, party):
    client.post(
        to("party_details", party),
        {"email": "a@b.nl", "name": "Anders", "kind": "resident", "is_known": "on"},
    )
    party.refresh_from_db()
    assert (party.name, party.kind, party.is_known) == ("Koor De Lijster", "association", False)


# -- Cancelling ------------------------------------------------------------------------------------


def test_button_says_what_cancelling_costs(client, booking, party):
    pks = [one.pk for one in times(booking)]
    page = client.get(to("party_cancel", party, booking.number), {"keer": pks})
    assert "Annuleer deze 3 keren; je betaalt € 10,00" in text(page)
    assert states(booking) == ["planned"] * 3


def test_times_are_cancelled(client, booking, party):
    pks = [one.pk for one in times(booking)[1:]]
    page = client.get(to("party_cancel", party, booking.number), {"keer": pks})
    assert "Annuleer deze 2 keren; het kost niets" in text(page)
    done = client.post(to("party_cancel", party, booking.number), {"keer": pks, "cents": "0"})
    assert done.status_code == 302
    assert states(booking) == ["planned", "cancelled", "cancelled"]
    assert "Het is geannuleerd." in text(client.get(done["Location"]))


def test_cancelling_that_costs_more_by_now_is_asked_again(client, booking, party):
    pk = times(booking)[0].pk
    page = client.post(to("party_cancel", party, booking.number), {"keer": pk, "cents": "0"})
    assert page.status_code == 409
    assert "je betaalt € 10,00" in text(page)
    assert states(booking) == ["planned"] * 3


@pytest.mark.parametrize("keer", [[], ["x"], ["0"], ["99999999999999999999"], ["🎉"]])
def test_nothing_chosen_is_said(client, booking, party, keer):
    page = client.get(to("party_cancel", party, booking.number), {"keer": keer})
    assert page.status_code == 422
    assert "Kies eerst welke keren je annuleert." in text(page)


def test_question_is_taken_back_free_of_charge(client, room, party):
    booking = make_booking(
        room, evening(FREE_TUESDAY - 2 * WEEK), party=party, status=BookingStatus.REQUESTED, price_cents=2000
    )
    pk = times(booking)[0].pk
    client.post(to("party_cancel", party, booking.number), {"keer": pk, "cents": "0"})
    booking.refresh_from_db()
    assert booking.status == BookingStatus.CANCELLED


def test_left_out_time_goes_on_after_all(client, booking, party):
    skipped = make_booked_time(booking, *evening(FREE_TUESDAY + 2 * WEEK), state=TimeState.SKIPPED)
    done = client.post(to("party_add_back", party, booking.number), {"keer": skipped.pk})
    assert done.status_code == 302
    assert states(booking) == ["planned"] * 4


def test_left_out_time_that_is_taken_stays_out(client, room, booking, party):
    skipped = make_booked_time(booking, *evening(FREE_TUESDAY + 2 * WEEK), state=TimeState.SKIPPED)
    make_claim(room, *evening(FREE_TUESDAY + 2 * WEEK))
    page = client.post(to("party_add_back", party, booking.number), {"keer": skipped.pk})
    assert page.status_code == 409
    assert "Dan is het al bezet" in text(page)
