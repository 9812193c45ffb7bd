"""The times of a booking at the desk: cancelled, moved, swapped, added back, and nobody coming."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import Booking
from tests.apps.pages import words_of
from tests.factories import NOW, make_place
from tests.factories.rooms import (
    make_booked_time,
    make_booking,
    make_party,
    make_rate_card,
    make_room,
    make_terms,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

# The first is so soon that cancelling costs money.
TUESDAY = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)
TWO_HOURS = timedelta(hours=2)


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")])


def evening(weeks=0):
    return TUESDAY + weeks * WEEK, TUESDAY + weeks * WEEK + TWO_HOURS


@pytest.fixture
def room(place):
    make_terms(place, notice_hours=0)
    make_rate_card(place)
    return make_room(place, "Achterzaal", is_let=True)


@pytest.fixture
def series(room):
    return make_booking(room, *(evening(week) for week in range(4)), price_cents=3000)


def times(booking):
    return list(booking.times.order_by("starts_at", "id"))


def states(booking):
    return [one.state for one in times(booking)]


def of(one, place):
    return {"place": place, "number": one.booking.number, "time": one.pk}


def moved(room, **more):
    return {"reach": "one", "day": "2026-11-25", "starts": "19:30", "ends": "21:30", "room": room.pk, **more}


# -- Cancelling ---------------------------------------------------------------------------------------


def test_what_stays_due_stands_beside_each_time(at_work, place, series):
    said = words(at_work.get(address("cancel_booking", place, number=1)))
    assert "dinsdag 24 november 19.30–21.30 uur, Achterzaal: € 15,00 blijft staan" in said.replace(
        "\xa0", " "
    )
    assert "Tot 7 dagen van tevoren is annuleren gratis. Daarna blijft 50% staan." in said
    assert "dinsdag 1 december 19.30–21.30 uur, Achterzaal:" not in said


def test_some_are_cancelled_in_one_go(at_work, place, series):
    first, second, *_rest = times(series)
    sent = at_work.post(address("cancel_booking", place, number=1), {"times": [first.pk, second.pk]})
    assert sent["Location"] == address("booking", place, number=1)
    assert states(series) == ["cancelled", "cancelled", "planned", "planned"]
    assert [one.price_cents for one in times(series)] == [1500, 0, 3000, 3000]
    assert "te betalen: € 15,00" in words(at_work.get(address("booking", place, number=1))).replace(
        "\xa0", " "
    )


def test_all_cancelled_ends_the_booking_and_manager_may_ask_nothing_for_it(at_work, place, series):
    at_work.post(
        address("cancel_booking", place, number=1),
        {"times": [one.pk for one in times(series)], "waive": "on"},
    )
    series.refresh_from_db()
    assert (series.status, sum(one.price_cents for one in times(series))) == (BookingStatus.CANCELLED, 0)
    assert "Er is niets meer om te annuleren." in words(
        at_work.get(address("cancel_booking", place, number=1))
    )


def test_one_button_cancels_all_that_is_still_to_come(at_work, place, series):
    page = at_work.get(address("cancel_booking", place, number=1))
    assert "Annuleer alles: 4 keer" in words(page)
    assert page.context["form"]["times"].value() == []
    at_work.post(address("cancel_booking", place, number=1), {"alles": "1"})
    assert states(series) == ["cancelled"] * 4


def test_host_cancels_for_who_calls_but_waives_nothing(client, host, place, series):
    client.force_login(host)
    page = client.get(address("cancel_booking", place, number=1))
    assert "waive" not in page.context["form"].fields
    client.post(address("cancel_booking", place, number=1), {"times": [times(series)[0].pk], "waive": "on"})
    assert times(series)[0].price_cents == 1500


@pytest.mark.parametrize("chosen", [[], ["0"], ["alles"]])
def test_cancelling_asks_which(at_work, place, series, chosen):
    assert at_work.post(address("cancel_booking", place, number=1), {"times": chosen}).status_code == 422
    assert states(series) == ["planned"] * 4


# -- Moving -------------------------------------------------------------------------------------------


def test_one_time_moves_alone(at_work, place, room, series):
    one = times(series)[1]
    sent = at_work.post(address("booking_time", **of(one, place)), moved(room, day="2026-12-02"))
    assert sent["Location"] == address("booking", place, number=1)
    one.refresh_from_db()
    assert one.starts_at == datetime(2026, 12, 2, 18, 30, tzinfo=UTC)
    assert [time.starts_at.isoweekday() for time in times(series)] == [2, 3, 2, 2]


def test_following_and_all_move_to_a_weekday_and_hours(at_work, place, room, series):
    second = times(series)[1]
    at_work.post(address("booking_time", **of(second, place)), moved(room, reach="all", day="2026-11-26"))
    assert [time.starts_at.isoweekday() for time in times(series)] == [4, 4, 4, 4]
    at_work.post(address("booking_time", **of(second, place)), moved(room, reach="following", starts="20:00"))
    assert [time.starts_at.isoweekday() for time in times(series)] == [4, 3, 3, 3]


def test_clash_shows_who_is_there_and_what_is_free_and_one_press_takes_it(at_work, place, room, series):
    other = make_room(place, "Voorzaal", is_let=True)
    wednesday = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
    make_booking(room, (wednesday, wednesday + TWO_HOURS), party=make_party(place, "Rots"), title="Rots")
    one = times(series)[0]
    sent = at_work.post(address("booking_time", **of(one, place)), moved(room))
    assert sent.status_code == 422
    assert "Woensdag 25 november 19.30–21.30 uur : Rots" in words(sent)
    value = f"{other.pk}|2026-11-25|19:30|21:30"
    assert f'value="{value}"' in sent.content.decode()
    assert (
        at_work.post(address("booking_time", **of(one, place)), moved(room, instead=value)).status_code == 302
    )
    one.refresh_from_db()
    assert (one.room, one.starts_at) == (other, wednesday)


def test_series_moves_and_leaves_out_what_clashes_when_told_to(at_work, place, room, series):
    wednesday = datetime(2026, 12, 2, 18, 30, tzinfo=UTC)
    make_booking(room, (wednesday, wednesday + TWO_HOURS), title="Rots")
    one, asked = times(series)[0], moved(room, reach="all")
    sent = at_work.post(address("booking_time", **of(one, place)), asked)
    assert sent.context["can_skip"]
    assert at_work.post(address("booking_time", **of(one, place)), asked | {"skip": "on"}).status_code == 302
    assert states(series) == ["planned", "skipped", "planned", "planned"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "x"},
        {"room": "0"},
        {"ends": "10:00"},
        {"reach": "nooit"},
        {"starts": "26:00"},
        {"day": "0001-01-01"},
    ],
)
def test_what_is_wrong_moves_nothing(at_work, place, room, series, wrong):
    one = times(series)[0]
    assert at_work.post(address("booking_time", **of(one, place)), moved(room) | wrong).status_code == 422
    one.refresh_from_db()
    assert one.starts_at == TUESDAY


def test_two_swap(at_work, place, room, series):
    kitchen = make_room(place, "Keuken")
    other = times(
        make_booking(
            kitchen, (TUESDAY + WEEK / 7, TUESDAY + WEEK / 7 + TWO_HOURS), party=make_party(place, "Rots")
        )
    )[0]
    one = times(series)[0]
    page = at_work.get(address("booking_time", **of(one, place)))
    assert "woensdag 25 november 19.30–21.30 uur, Keuken: Rots" in words(page)
    at_work.post(address("swap_time", **of(one, place)), {"ruil-other": other.pk})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.room, other.room, other.starts_at) == (kitchen, room, TUESDAY)


def test_swapping_with_nothing_or_with_elsewhere_is_refused(at_work, place, series):
    elsewhere = make_place("de-ander")
    theirs = times(make_booking(make_room(elsewhere), evening(), party=make_party(elsewhere)))[0]
    one = times(series)[0]
    for other in ("", "0", theirs.pk):
        assert at_work.post(address("swap_time", **of(one, place)), {"ruil-other": other}).status_code == 422


def test_left_out_time_goes_on_after_all_or_says_why_not(at_work, place, room, series):
    skipped = make_booked_time(series, *evening(5), state=TimeState.SKIPPED)
    at_work.post(address("add_back", **of(skipped, place)))
    skipped.refresh_from_db()
    assert skipped.state == TimeState.PLANNED
    taken = make_booked_time(series, *evening(6), state=TimeState.SKIPPED)
    make_booking(room, evening(6), party=make_party(place, "Rots"), title="Rots")
    sent = at_work.post(address("add_back", **of(taken, place)))
    assert sent.status_code == 422
    assert "Dinsdag 5 januari 2027 19.30–21.30 uur : Rots" in words(sent)


def test_nobody_came_is_noted_by_a_host_but_not_before_time(client, host, place, room):
    client.force_login(host)
    past, soon = (
        times(make_booking(room, (NOW + start, NOW + start + TWO_HOURS)))[0]
        for start in (timedelta(hours=-3), timedelta(hours=3))
    )
    said = words(client.get(address("booking", place, number=1)))
    assert "Er kwam niemand" in said
    client.post(address("no_show", **of(past, place)))
    past.refresh_from_db()
    assert past.state == TimeState.NO_SHOW
    after = client.post(address("no_show", **of(soon, place)), follow=True)
    assert "Wacht eerst 30 minuten na het begin." in words_of(after.content.decode())


def test_host_moves_nothing(client, host, place, room, series):
    client.force_login(host)
    one = times(series)[0]
    assert client.get(address("booking_time", **of(one, place))).status_code == 403
    assert client.post(address("swap_time", **of(one, place))).status_code == 403
    assert "Verplaats of ruil" not in words(client.get(address("booking", place, number=1)))


def test_time_of_another_booking_is_not_there(at_work, place, room, series):
    other = times(make_booking(room, evening(9)))[0]
    assert at_work.get(address("booking_time", place, number=1, time=other.pk)).status_code == 404
    assert Booking.objects.count() == 2
