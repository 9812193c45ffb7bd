"""Asking for a room as a stranger on a phone: the form, the check, and what becomes of it."""

import re
from datetime import time, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.rooms.enums import BookingStatus, ShownAs, TimeState
from schuifaan.apps.rooms.models import Booking, Equipment, Party, SetUp, Window
from tests.apps.rooms.asking_pages import (
    TUESDAY,
    address,
    checked,
    filled,
    local,
    pressed,
    text,
    times_of,
)
from tests.apps.rooms.series import WEEK
from tests.factories import TODAY, make_place
from tests.factories.rooms import make_booking, make_party, make_rate_card, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


# -- Once ------------------------------------------------------------------------------------------


def test_form_opens_with_the_hour_that_was_pressed(client, room):
    page = client.get(address(room) + "?dag=2026-11-24&van=19:00&tot=21:00&onbekend=1")
    assert page.status_code == 200
    assert b'value="2026-11-24"' in page.content
    assert b'value="19:00"' in page.content


def test_form_opens_with_the_series_that_was_searched(client, room):
    query = "?dag=2026-11-24&van=19:00&tot=21:00&herhaal=weekly&eind=2027-01-26&wie=commercial"
    page = client.get(address(room) + query).content.decode()
    assert re.findall(r'name="repeat" value="(\w+)"[^>]* checked', page) == ["weekly"]
    assert re.findall(r'<option value="(\w+)" selected', page) == ["commercial"]
    assert 'value="2027-01-26"' in page


@pytest.mark.parametrize(
    "query",
    [
        "?dag=morgen&van=x&tot=",
        "?herhaal=nooit&eind=ooit&wie=ik",
        "?dag=2026-02-31",
        "?dag=%F0%9F%8E%89&van=%00",
    ],
)
def test_form_opens_with_a_broken_address(client, room, query):
    assert client.get(address(room) + query).status_code == 200


def test_check_page_tells_the_price_and_sends_nothing(client, room):
    make_rate_card(room.place, cents=3000)
    page = checked(client, room)
    assert page.status_code == 200
    said = text(page)
    assert "dinsdag 24 november , 19.00–21.00 uur" in said
    assert "Samen € 30,00" in said.replace("\xa0", " ")
    assert "Zet de stoelen terug." in said
    assert "Binnen 5 dagen hoor je iets." in said
    assert Booking.objects.count() == 0


def test_first_time_is_promised_without_telling_who_came_before(client, room):
    make_rate_card(room.place, cents=3000, first_time_free=True)
    known = make_party(room.place)
    make_booking(room, (local(TUESDAY - 3 * WEEK, 19), local(TUESDAY - 3 * WEEK, 21)), party=known)
    said = [text(checked(client, room, name=name)) for name in ("Koor De Lijster", "Koor Onbekend")]
    assert said[0] == said[1].replace("Koor Onbekend", "Koor De Lijster")
    assert "hier voor het eerst" in said[0]


def test_question_holds_the_room(client, room):
    page = checked(client, room)
    sent = pressed(client, page, room)
    assert sent.status_code == 302
    booking = Booking.objects.get()
    assert booking.status == BookingStatus.REQUESTED
    assert times_of(booking) == [(TUESDAY, 19, "Achterzaal", TimeState.PLANNED)]
    assert booking.title == "Koor De Lijster"
    done = client.get(sent["Location"])
    assert done.status_code == 200
    assert "Nummer 1: Achterzaal" in text(done)
    # Whoever typed the address need not be its owner.
    assert booking.party.token not in done.content.decode()


def test_who_left_no_address_gets_the_link_on_the_page(client, room):
    sent = pressed(client, checked(client, room, email="", phone="043 123 45 67"), room)
    assert Booking.objects.get().party.token in client.get(sent["Location"]).content.decode()


def test_pressed_twice_it_is_asked_once(client, room):
    page = checked(client, room)
    first, second = pressed(client, page, room), pressed(client, page, room)
    assert (first.status_code, second.status_code) == (302, 302)
    assert text(client.get(second["Location"])) == text(client.get(first["Location"]))
    assert Booking.objects.count() == 1


def test_going_back_keeps_what_was_typed(client, room):
    page = pressed(client, checked(client, room, note="Met piano 🎹\nen koffie"), room, do="edit")
    said = page.content.decode()
    assert "Met piano 🎹\nen koffie" in said
    assert 'value="Koor De Lijster"' in said


def test_part_of_the_day_fills_the_hours(client, room):
    data = filled(client, room, do="fill_evening", name="Wij")
    page = client.post(address(room), data).content.decode()
    assert 'value="18:00"' in page
    assert 'value="22:00"' in page
    assert 'value="Wij"' in page


def test_what_only_others_than_the_group_see(client, room):
    pressed(client, checked(client, room, shown_as="taken"), room)
    booking = Booking.objects.get()
    assert (booking.shown_as, booking.title) == (ShownAs.TAKEN, "repetitie of oefenen")
    assert booking.times.get().claim.is_private


def test_set_up_and_things_are_asked_for(client, room):
    SetUp.objects.create(room=room, kind="circle", capacity=20)
    piano = Equipment.objects.create(place=room.place, name="Flip-over", count=2)
    page = checked(
        client,
        room,
        set_up="circle",
        coffee="on",
        alcohol="on",
        entry="2,50",
        **{f"equipment_{piano.pk}": "2"},
    )
    assert "2 × Flip-over" in text(page)
    pressed(client, page, room)
    booking = Booking.objects.get()
    assert (booking.set_up, booking.coffee, booking.alcohol, booking.entry_cents) == (
        "circle",
        True,
        True,
        250,
    )
    assert [(one.equipment, one.count) for one in booking.equipment.all()] == [(piano, 2)]


# -- What cannot be --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day", "2026-11-20", "Deze dag is al geweest."),
        ("day", "2027-02-31", "Deze dag bestaat niet."),
        ("day", "0001-01-01", "Deze dag is al geweest."),
        ("day", "9999-12-31", "Zo ver vooruit kan nog niet."),
        ("day", "🎉", "Deze dag bestaat niet."),
        ("day", "", "Kies een dag."),
        ("day", "2028-01-04", "Zo ver vooruit kan nog niet."),
        ("ends", "18:00", "Het einde moet na het begin liggen."),
        ("ends", "19:00", "Het einde moet na het begin liggen."),
        ("starts", "25:00", "Schrijf een tijd"),
        ("use", "nonsens", "Selecteer een geldige keuze"),
        ("kind", "", "Kies namens wie."),
        ("name", "   ", "Schrijf hier de naam"),
        ("name", "x" * 121, "120"),
        ("email", "koor@", "Dit e-mailadres klopt niet helemaal."),
        ("email", "", "Vul je e-mailadres in, of je telefoonnummer."),
        ("phone", "bel maar", "Schrijf een telefoonnummer"),
        ("entry", "veel", "Schrijf een bedrag"),
        ("note", "x" * 1001, "1000"),
        ("website", "http://", "Laat dit veld leeg"),
        ("key", "verzonnen", "Deze pagina stond te lang open."),
        ("note", "met\x00nul", "Null"),
    ],
)
def test_wrong_answer_is_said_and_the_rest_stays(client, room, field, value, words):
    page = checked(client, room, **{field: value})
    assert page.status_code == 422
    assert words in text(page)
    if field != "contact_name":
        assert 'value="Wil"' in page.content.decode()
    assert Booking.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("until", "", "Kies tot en met welke dag."),
        ("until", "2026-11-24", "Kies een dag na de eerste."),
        ("until", "9999-12-31", "Zo ver vooruit kan nog niet."),
        ("until", "2027-02-31", "Deze dag bestaat niet."),
        ("repeat", "secondly", "Selecteer een geldige keuze"),
    ],
)
def test_wrong_series_is_said(client, room, field, value, words):
    page = checked(client, room, **{"repeat": "weekly", "until": "2026-12-15", field: value})
    assert page.status_code == 422
    assert words in text(page)


def test_huge_series_lists_what_is_too_far_ahead(client, room):
    page = checked(client, room, repeat="weekly", until="2031-01-01")
    assert page.status_code == 409
    assert "Zo ver vooruit kan nog niet." in text(page)


@pytest.mark.parametrize("name", ["O'Brien & zonen", "נשים לשלום", "🎺 Fanfare 🎺", "<b>vet</b>", "Ünïcödé"])
def test_any_name_is_a_name(client, room, name):
    page = checked(client, room, name=name, contact_name=name)
    assert page.status_code == 200
    sent = pressed(client, page, room, name=name, contact_name=name)
    assert sent.status_code == 302
    assert Party.objects.get().name == name
    assert b"<b>vet</b>" not in client.get(sent["Location"]).content


def test_equipment_that_is_not_there_is_refused(client, room):
    piano = Equipment.objects.create(place=room.place, name="Piano", count=1)
    page = checked(client, room, **{f"equipment_{piano.pk}": "2"})
    assert page.status_code == 422
    assert "Er is er één." in text(page)


def test_outside_the_hours_is_said_with_the_hours(client, room):
    Window.objects.create(room=room, weekday=2, starts=time(9), ends=time(17))
    page = checked(client, room)
    assert page.status_code == 422
    assert "te vragen van 9.00–17.00 uur" in text(page)


@pytest.mark.parametrize("change", [{"is_let": False}, {"is_active": False}])
def test_room_that_is_not_let_is_not_there(client, room, change):
    for name, value in change.items():
        setattr(room, name, value)
    room.save()
    assert client.get(address(room)).status_code == 404
    assert client.post(address(room), {"do": "send"}).status_code == 404


def test_room_of_another_place_is_not_there(client, room):
    other = make_room(make_place("elders", name="Elders"), is_let=True)
    url = reverse("rooms:ask", kwargs={"slug": room.place.slug, "pk": other.pk})
    assert client.get(url).status_code == 404


def test_place_that_is_not_shown_is_not_there(client, room):
    room.place.status = PlaceStatus.DRAFT
    room.place.save()
    assert client.get(address(room)).status_code == 404


def test_place_that_does_not_take_questions_says_so(client, room, terms):
    terms.is_open = False
    terms.save()
    page = client.get(address(room))
    assert page.status_code == 200
    assert "Bel of mail de plek." in text(page)
    assert client.post(address(room), {"do": "send"}).status_code == 409


def test_form_of_nothing_but_a_press_is_refused_kindly(client, room):
    page = client.post(address(room), {"do": "send"})
    assert page.status_code == 422


def test_machine_is_stopped(client, room):
    pages = [checked(client, room, day=f"{TUESDAY + timedelta(days=number)}") for number in range(6)]
    sent = [pressed(client, page, room) for page in pages]
    assert [one.status_code for one in sent] == [302] * 5 + [429]


# -- The door --------------------------------------------------------------------------------------


def test_pages_are_kept_by_nobody_but_the_browser_itself(client, room):
    sent = pressed(client, checked(client, room), room)
    for page in (
        client.get(address(room)),
        checked(client, room, day=f"{TUESDAY + WEEK}"),
        client.get(sent["Location"]),
    ):
        assert "private" in page["Cache-Control"]
        assert "no-cache" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Referrer-Policy"] == "no-referrer"
        assert not page.cookies


@pytest.mark.parametrize("key", ["x", "eyJiIjpbMV19:abc:def", "🎉"])
def test_made_up_confirmation_is_not_there(client, room, key):
    make_booking(room, (local(TODAY + WEEK, 10), local(TODAY + WEEK, 12)))
    assert client.get(reverse("rooms:asked", args=[room.place.slug, key])).status_code == 404


def test_confirmation_of_another_place_is_not_there(client, room):
    sent = pressed(client, checked(client, room), room)
    key = sent["Location"].rstrip("/").rsplit("/", 1)[1]
    make_place("elders", name="Elders")
    assert client.get(f"/plek/elders/ruimtes/gevraagd/{key}/").status_code == 404
