"""What one wanted is taken: what is said of it, what there is instead, and a series of which some dates are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import ShownAs, TimeState
from schuifaan.apps.rooms.models import Booking, Waiting
from schuifaan.core.timeline.wallclock import to_wall
from tests.apps.rooms.asking_pages import (
    TUESDAY,
    address,
    carried,
    checked,
    filled,
    local,
    pressed,
    text,
    times_of,
)
from tests.apps.rooms.series import WEEK
from tests.factories import make_place
from tests.factories.rooms import make_booking, make_claim, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


# -- Taken -----------------------------------------------------------------------------------------


@pytest.fixture
def small(place, room):
    return make_room(place, "Kleine zaal", is_let=True, capacity=20)


def test_taken_says_by_what_and_offers_another(client, room, small):
    make_claim(room, local(TUESDAY, 18), local(TUESDAY, 20), kind="maintenance", label="Vloer lakken")
    page = checked(client, room)
    assert page.status_code == 409
    said = text(page)
    assert "Vloer lakken" in said
    assert "Kleine zaal" in said
    assert "20.00–22.00 uur" in said
    assert carried(page)["name"] == "Koor De Lijster"


def test_private_booking_is_only_taken(client, room):
    make_booking(room, (local(TUESDAY, 19), local(TUESDAY, 20)), title="Oma 90 jaar", shown_as=ShownAs.TAKEN)
    page = checked(client, room)
    assert page.status_code == 409
    assert "Oma" not in page.content.decode()
    assert "Bezet" in text(page)


def test_alternative_is_one_press(client, room, small):
    make_claim(room, local(TUESDAY, 18), local(TUESDAY, 20))
    page = checked(client, room)
    name = f"keer_{TUESDAY}"
    looked = client.post(address(room), {**carried(page), name: f"{small.pk}/19:00/21:00"})
    assert looked.status_code == 200
    assert "1 keer Kleine zaal" in text(looked)
    assert pressed(client, looked, room).status_code == 302
    assert times_of(Booking.objects.get()) == [(TUESDAY, 19, "Kleine zaal", TimeState.PLANNED)]


def test_room_elsewhere_carries_on_with_what_was_typed(client, room):
    Place.objects.filter(pk=room.place_id).update(lat=50.85, lon=5.69)
    near = make_place("buren", name="De buren", lat=50.851, lon=5.69)
    make_terms(near)
    there = make_room(near, "Zaal", is_let=True)
    make_claim(room, local(TUESDAY, 8), local(TUESDAY, 23))
    page = checked(client, room)
    assert f'formaction="{address(there)}"' in page.content.decode()
    assert "Zaal bij De buren, 111 meter verderop" in text(page)
    looked = client.post(address(there), {**carried(page), "do": "check"})
    assert looked.status_code == 200
    assert "1 keer Zaal" in text(looked)


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_number_of_no_room_is_not_there(client, room, pk):
    assert client.get(f"/plek/{room.place.slug}/ruimtes/{pk}/vragen/").status_code == 404


def test_more_dates_do_not_ask_more_of_the_database(client, room, small):
    make_rate_card(room.place)
    for number in range(5):
        make_claim(room, local(TUESDAY + number * WEEK, 20), local(TUESDAY + number * WEEK, 22))
    counted = []
    for until in (TUESDAY + WEEK, TUESDAY + 4 * WEEK):
        data = filled(client, room, repeat="weekly", until=f"{until}")
        with CaptureQueriesContext(connection) as queries:
            assert client.post(address(room), data).status_code == 409
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    "value",
    [
        f"{'9' * 40}/19:00/21:00",
        "1/19:00+02:00/21:00Z",
        "9999/19:00/21:00",
        "x/y/z",
        "",
        "1/99:00/21:00",
        "🎉",
        "over/over",
    ],
)
def test_choice_that_is_none_changes_nothing(client, room, value):
    looked = checked(client, room, **{f"keer_{TUESDAY}": value, "keer_nooit": "over"})
    assert looked.status_code == 200
    assert "1 keer Achterzaal" in text(looked)


def test_waiting_list_is_joined(client, room):
    make_claim(room, local(TUESDAY, 18), local(TUESDAY, 20))
    page = checked(client, room)
    looked = client.post(address(room), {**carried(page), f"keer_{TUESDAY}": "wacht"})
    assert looked.status_code == 200
    sent = pressed(client, looked, room)
    assert sent.status_code == 302
    assert Waiting.objects.get().party.name == "Koor De Lijster"
    assert Booking.objects.count() == 0
    assert "Je staat op de wachtlijst" in text(client.get(sent["Location"]))


def test_two_browsers_want_one_slot(room):
    one, other = Client(), Client()
    first, second = checked(one, room), checked(other, room, name="Toneelclub", email="toneel@example.org")
    assert (first.status_code, second.status_code) == (200, 200)
    won, lost = pressed(one, first, room), pressed(other, second, room)
    assert (won.status_code, lost.status_code) == (302, 409)
    assert "Dan kan het helaas niet" in text(lost)
    assert carried(lost)["name"] == "Toneelclub"
    assert Booking.objects.count() == 1


# -- A series --------------------------------------------------------------------------------------


def series(client, room, **more):
    return checked(client, room, repeat="weekly", until=f"{TUESDAY + 4 * WEEK}", **more)


def test_every_week_is_a_series(client, room):
    page = series(client, room)
    assert page.status_code == 200
    assert "5 keer Achterzaal" in text(page)
    pressed(client, page, room)
    booking = Booking.objects.get()
    assert [day for day, *_rest in times_of(booking)] == [TUESDAY + number * WEEK for number in range(5)]
    assert booking.rule.startswith("FREQ=WEEKLY")


@pytest.mark.parametrize(
    ("repeat", "days"),
    [
        ("two_weekly", ["2026-11-24", "2026-12-08", "2026-12-22"]),
        ("monthly", ["2026-11-24", "2026-12-22"]),
    ],
)
def test_other_series(client, room, repeat, days):
    pressed(client, checked(client, room, repeat=repeat, until="2026-12-31"), room)
    assert [f"{day}" for day, *_rest in times_of(Booking.objects.get())] == days


def test_all_clashes_are_told_at_once(client, room):
    for number in (1, 3):
        make_claim(room, local(TUESDAY + number * WEEK, 20), local(TUESDAY + number * WEEK, 22))
    page = series(client, room)
    assert page.status_code == 409
    said = text(page)
    assert "2 van de 5 keren kunnen niet zo" in said
    assert "dinsdag 1 december" in said
    assert "dinsdag 15 december" in said


def test_all_clashes_are_skipped_in_one_press(client, room):
    make_claim(room, local(TUESDAY + WEEK, 20), local(TUESDAY + WEEK, 22))
    looked = pressed(client, series(client, room), room, do="overal_over")
    assert looked.status_code == 200
    assert "Deze sla je over dinsdag 1 december" in text(looked)
    pressed(client, looked, room)
    states = [state for *_rest, state in times_of(Booking.objects.get())]
    assert states == ["planned", "skipped", "planned", "planned", "planned"]


def test_one_press_takes_another_room_for_all_of_them(client, room, small):
    for number in (1, 3):
        make_claim(room, local(TUESDAY + number * WEEK, 20), local(TUESDAY + number * WEEK, 22))
    page = series(client, room)
    value = f"overal_{small.pk}/19:00/21:00"
    assert f'value="{value}"' in page.content.decode()
    looked = pressed(client, page, room, do=value)
    assert looked.status_code == 200
    pressed(client, looked, room)
    assert [len(times_of(one)) for one in Booking.objects.order_by("pk")] == [3, 2]


def test_each_clash_gets_its_own_answer(client, room, small):
    days = [TUESDAY + number * WEEK for number in range(4)]
    for day in days[1:]:
        make_claim(room, local(day, 20), local(day, 22))
    page = series(client, room)
    answers = {
        f"keer_{days[1]}": f"{small.pk}/19:00/21:00",
        f"keer_{days[2]}": f"{room.pk}/18:00/20:00",
        f"keer_{days[3]}": "wacht",
    }
    looked = pressed(client, page, room, do="check", **answers)
    assert looked.status_code == 200
    assert pressed(client, looked, room).status_code == 302
    main, other = Booking.objects.order_by("pk")
    assert main.party == other.party
    assert times_of(main) == [
        (days[0], 19, "Achterzaal", "planned"),
        (days[2], 18, "Achterzaal", "planned"),
        (days[3], 19, "Achterzaal", "skipped"),
        (days[3] + WEEK, 19, "Achterzaal", "planned"),
    ]
    assert times_of(other) == [(days[1], 19, "Kleine zaal", "planned")]
    assert to_wall(Waiting.objects.get().starts_at).date() == days[3]


def test_choices_for_other_hours_are_forgotten(client, room):
    page = series(client, room, **{f"keer_{TUESDAY}": "over", "basis": f"{room.pk}/10:00/12:00"})
    assert "5 keer Achterzaal" in text(page)


def test_nothing_left_is_said(client, room):
    make_claim(room, local(TUESDAY, 20), local(TUESDAY, 22))
    page = checked(client, room, do="overal_over", lastig=f"{TUESDAY} onzin 2026-02-31")
    assert page.status_code == 422
    assert "Er blijft geen enkele keer over." in text(page)
