"""The list of bookings at the desk: what asks for an answer, one tap, the coming week, and finding one back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, Use
from schuifaan.apps.rooms.models import Booking, Waiting
from tests.apps.pages import queries_of, words_of
from tests.factories import NOW, make_place
from tests.factories.rooms import make_booking, make_party, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

TUESDAY = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def main_of(response):
    said = response.content.decode()
    return said[said.index("<main") : said.index("</main>")]


def words(response):
    return words_of(main_of(response))


def evening(weeks=0, start=TUESDAY):
    return start + weeks * WEEK, start + weeks * WEEK + timedelta(hours=2)


@pytest.fixture
def room(place):
    make_terms(place)
    make_rate_card(place)
    return make_room(place, "Achterzaal")


@pytest.fixture
def question(room):
    return make_booking(
        room, evening(), evening(1), evening(2), status="requested", asked_at=NOW - timedelta(days=2),
        note="Mag de piano open?", held_until=NOW + timedelta(days=3),
    )  # fmt: skip


def test_what_asks_for_an_answer_stands_first_with_all_that_one_needs(at_work, place, question):
    later = make_booking(
        question.room, evening(5), party=make_party(place, "Rots van de Buurt", kind=PartyKind.INITIATIVE),
        status="requested", title="Rots",
    )  # fmt: skip
    page = at_work.get(address("bookings", place))
    said = words(page)
    assert said.index("Koor De Lijster") < said.index("Rots van de Buurt")
    assert "Achterzaal : 3 keer op dinsdag 19.30–21.30 uur, van 24 november tot en met 8 december" in said
    assert "Vastgehouden tot dinsdag 24 november 11.00 uur" in said
    assert "Mag de piano open?" in said
    assert [line.booking for line in page.context["desk"].asked] == [question, later]


def test_one_tap_says_yes_and_comes_back_to_the_list(at_work, place, question):
    sent = at_work.post(address("answer_booking", place, number=question.number), {"wat": "ja", "lijst": "1"})
    assert (sent.status_code, sent["Location"]) == (302, address("bookings", place))
    question.refresh_from_db()
    assert (question.status, question.answer) == (BookingStatus.CONFIRMED, "")
    after = at_work.get(address("bookings", place))
    assert (
        "Ja gezegd: Koor De Lijster heeft de ruimte. Er gaat een bericht naar koor@example.org."
        in words_of(after.content.decode())
    )
    assert "Alles is beantwoord." in words(after)


def test_button_says_what_happens(at_work, place, question):
    assert "Ja, en stuur bericht : Koor De Lijster" in words(at_work.get(address("bookings", place)))
    question.party.email = ""
    question.party.phone = "043 321 00 00"
    question.party.save()
    said = words(at_work.get(address("bookings", place)))
    assert "stuur bericht" not in said
    assert "Geen e-mail: bel 043 321 00 00." in said


def test_host_sees_what_waits_and_cannot_decide(client, host, place, question):
    client.force_login(host)
    said = words(client.get(address("bookings", place)))
    assert "De beheerder zegt ja of nee." in said
    assert "stuur bericht" not in said
    sent = client.post(address("answer_booking", place, number=question.number), {"wat": "ja"})
    assert sent.status_code == 403
    question.refresh_from_db()
    assert question.status == BookingStatus.REQUESTED


def test_warning_of_the_law_takes_the_place_of_the_one_tap(at_work, place, question):
    place.letting.excluded_uses = [Use.SALE]
    place.letting.save()
    Booking.objects.update(use=Use.SALE)
    said = words(at_work.get(address("bookings", place)))
    assert (
        "Let op: Volgens de overeenkomst over het gebouw mag de ruimte hier niet voor gebruikt worden."
        in said
    )
    assert "Bekijk de waarschuwing" in said
    assert "stuur bericht" not in said
    tapped = at_work.post(
        address("answer_booking", place, number=question.number), {"wat": "ja", "lijst": "1"}
    )
    assert tapped.status_code == 422
    question.refresh_from_db()
    assert question.status == BookingStatus.REQUESTED


def test_options_and_the_coming_week_follow(at_work, place, room):
    make_booking(
        room, evening(3), status="option", title="Diner", held_until=datetime(2026, 11, 28, 23, tzinfo=UTC)
    )
    make_booking(room, evening(), evening(1))
    said = words(at_work.get(address("bookings", place)))
    assert said.index("Opties die aflopen") < said.index("De komende week")
    assert "Vastgehouden tot en met zaterdag 28 november" in said
    assert "Dinsdag 24 november 19.30–21.30 uur Koor De Lijster" in said
    assert "1 december" not in said


def test_empty_desk_says_so(at_work, place):
    said = words(at_work.get(address("bookings", place)))
    assert "Alles is beantwoord." in said
    assert "De komende zeven dagen is er niets gereserveerd." in said
    assert "Niets gevonden" in words(at_work.get(address("bookings", place) + "?zoek=zilver"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("zoek=lijster", [1]),
        ("zoek=2", [2]),
        ("zoek=", [3, 2, 1]),
        ("status=confirmed", [3, 2]),
        ("status=onzin", [3, 2, 1]),
        ("huurder={rots}", [3, 2]),
        ("ruimte={kitchen}", [3]),
        ("ruimte=99999999999999999999&huurder=x&na=-4&zoek=%00", [3, 2, 1]),
        ("zoek=%F0%9F%8E%B6+o%27clock", []),
    ],
)
def test_bookings_are_found_back_by_an_address(at_work, place, room, kitchen, asked, found):
    rots = make_party(place, "Rots van de Buurt")
    make_booking(room, evening(), status="requested", party=make_party(place))
    make_booking(room, evening(1), party=rots, title="Rots")
    make_booking(kitchen, evening(), party=rots, title="Rots")
    page = at_work.get(f"{address('bookings', place)}?{asked.format(rots=rots.pk, kitchen=kitchen.pk)}")
    assert [line.booking.number for line in page.context["found"].lines] == found


def test_all_bookings_come_page_by_page_in_as_many_queries(at_work, place, room):
    for number in range(30):
        make_booking(room, evening(number))
    asked = f"{address('bookings', place)}?status=confirmed"
    page = at_work.get(asked)
    assert [line.booking.number for line in page.context["found"].lines] == list(range(30, 5, -1))
    onward = page.context["onward"]
    assert onward == "?status=confirmed&na=6"
    rest = at_work.get(address("bookings", place) + onward)
    assert [line.booking.number for line in rest.context["found"].lines] == [5, 4, 3, 2, 1]
    few = queries_of(at_work, address("bookings", place) + "?status=confirmed&na=3")
    assert queries_of(at_work, asked) == few


def test_title_that_is_the_use_is_not_said_twice(at_work, place, room):
    booking = make_booking(room, evening(), use=Use.OTHER, title=str(Use.OTHER.label))
    found = address("bookings", place) + "?status=confirmed"
    for path in (found, address("booking", place, number=booking.number)):
        assert words(at_work.get(path)).lower().count(str(Use.OTHER.label)) == 1, path


def test_bookings_of_another_place_stay_there(at_work, place, room):
    other = make_place("de-ander")
    make_booking(make_room(other), evening(), status="requested", party=make_party(other, "Elders"))
    assert "Elders" not in words(at_work.get(address("bookings", place)))
    assert at_work.get(address("booking", place, number=1)).status_code == 404


# -- On the phone -----------------------------------------------------------------------------------


def typed(room, **more):
    return {
        "room": room.pk, "day": "2026-11-24", "starts": "19:30", "ends": "21:30", "repeat": "once", "name": "Breiclub",
        "phone": "043 321 00 01", **more,
    }  # fmt: skip


def test_name_and_number_are_enough(client, host, place, room):
    client.force_login(host)
    sent = client.post(address("new_booking", place), typed(room))
    booking = Booking.objects.get()
    assert sent["Location"] == address("booking", place, number=1)
    assert (booking.by_host, booking.status, booking.shown_as) == (True, "requested", "taken")
    assert booking.times.get().starts_at == TUESDAY


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Schrijf een naam, of kies een huurder uit de lijst."),
        ({"phone": ""}, "Schrijf een nummer om terug te bellen."),
        ({"phone": "bel maar"}, "Schrijf een telefoonnummer met 10 cijfers."),
        ({"room": "999999"}, "Kies een ruimte."),
        ({"ends": "18:00"}, "Het einde moet na het begin liggen."),
        ({"day": "31-02-2027"}, "Deze dag bestaat niet."),
        ({"repeat": "weekly"}, "Kies tot en met welke dag."),
        ({"repeat": "weekly", "until": "2026-11-01"}, "Deze dag is al geweest."),
        ({"repeat": "altijd"}, "Selecteer een geldige keuze."),
        ({"party": "0"}, "Kies een huurder uit de lijst."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_stays(at_work, place, room, wrong, said):
    sent = at_work.post(address("new_booking", place), typed(room, title="D’n “zaal” 🎶") | wrong)
    assert sent.status_code == 422
    assert said in words(sent)
    assert "D’n “zaal” 🎶" in sent.content.decode()
    assert not Booking.objects.exists()


def test_party_of_the_list_needs_no_more(at_work, place, room):
    party = make_party(place)
    sent = at_work.post(
        address("new_booking", place), typed(room, name="", phone="", party=party.pk, title="Repetitie")
    )
    assert sent.status_code == 302
    assert Booking.objects.values_list("party", "title", "shown_as").get() == (party.pk, "Repetitie", "name")


def test_clash_is_said_at_once_with_what_is_free_and_one_press_takes_it(at_work, place, room):
    place.letting.notice_hours = 0
    place.letting.save()
    room.is_let = True
    room.save()
    other = make_room(place, "Voorzaal", is_let=True)
    make_booking(room, evening())
    sent = at_work.post(address("new_booking", place), typed(room))
    assert sent.status_code == 422
    said = words(sent)
    assert "Dan is de ruimte al bezet" in said
    assert "Dinsdag 24 november 19.30–21.30 uur : Koor De Lijster" in said
    value = f"{other.pk}|2026-11-24|19:30|21:30"
    assert f'value="{value}"' in sent.content.decode()
    again = at_work.post(address("new_booking", place), typed(room, instead=value))
    assert again.status_code == 302
    assert Booking.objects.get(number=2).room == other


@pytest.mark.parametrize("instead", ["x", "1|2|3|4", "|||", "9999999999999999999999|2026-11-24|19:30|21:30"])
def test_alternative_that_is_none_is_refused(at_work, place, room, instead):
    make_booking(room, evening())
    assert at_work.post(address("new_booking", place), typed(room, instead=instead)).status_code == 422


def test_who_calls_in_vain_can_wait_for_the_time(client, host, place, room):
    client.force_login(host)
    make_booking(room, evening())
    assert "Zet op de wachtlijst" in words(client.post(address("new_booking", place), typed(room)))
    sent = client.post(address("new_booking", place), typed(room, wachten="1"))
    assert sent["Location"] == address("bookings", place)
    assert Waiting.objects.values_list("party__name", "starts_at", "use").get() == (
        "Breiclub",
        TUESDAY,
        "other",
    )
    assert "Breiclub" in words(client.get(address("booking", place, number=1)))


def test_series_skips_what_clashes_when_told_to(at_work, place, room):
    make_booking(room, evening(1))
    asked = typed(room, repeat="weekly", until="2026-12-15")
    sent = at_work.post(address("new_booking", place), asked)
    assert sent.context["can_skip"]
    assert "Noteer de andere keren, en sla deze over" in words(sent)
    assert at_work.post(address("new_booking", place), asked | {"skip": "on"}).status_code == 302
    times = Booking.objects.get(number=2).times.order_by("starts_at")
    assert list(times.values_list("state", flat=True)) == ["planned", "skipped", "planned", "planned"]


# -- A week of all rooms ------------------------------------------------------------------------------


def test_week_shows_every_room_with_its_days(at_work, place, room):
    make_room(place, "Voorzaal")
    make_booking(room, evening())
    make_booking(room, evening(0, TUESDAY + timedelta(days=1)), status="option", title="Diner")
    page = at_work.get(address("booking_week", place) + "?week=2026-11-26")
    assert page.context["monday"].isoformat() == "2026-11-23"
    said = words(page)
    assert "19.30–21.30 Koor De Lijster" in said
    assert "wo 25 nov 19.30–21.30 Koor De Lijster nog niet zeker" in said
    assert "Voorzaal hele week vrij" in said


@pytest.mark.parametrize("asked", ["", "onzin", "9999-12-31", "0001-01-01", "2026-02-31"])
def test_week_that_is_none_is_this_one(at_work, place, asked):
    page = at_work.get(f"{address('booking_week', place)}?week={asked}")
    assert page.context["monday"].isoformat() == "2026-11-16"
    assert "Deze plek heeft nog geen ruimtes." in words(page)


def test_week_of_twenty_rooms_asks_as_much_as_of_two(at_work, place):
    rooms = [make_room(place, f"Zaal {number}") for number in range(2)]
    make_booking(rooms[0], evening())
    asked = address("booking_week", place) + "?week=2026-11-24"
    few = queries_of(at_work, asked)
    for number in range(2, 20):
        one = make_room(place, f"Zaal {number}")
        make_booking(one, evening(), evening(0, TUESDAY + timedelta(days=1)))
    assert queries_of(at_work, asked) == few


# -- On the front page of the desk ----------------------------------------------------------------------


def test_front_page_says_in_two_lines_who_is_in_today_and_what_waits(client, host, place, room, question):
    client.force_login(host)
    front = reverse("places:place_desk", args=[place.slug])
    said = words(client.get(front))
    assert (
        "Vandaag heeft niemand een ruimte gehuurd. Dagblad 1 vraag wacht op antwoord. Bekijk en antwoord"
        in said
    )
    make_booking(room, (NOW + timedelta(hours=3), NOW + timedelta(hours=4)), party=make_party(place, "Rots"))
    Booking.objects.filter(pk=question.pk).update(status="declined", held_until=None)
    said = words(client.get(front))
    assert "Vandaag: 14.00–15.00 uur Achterzaal , Rots . Dagblad Er wacht geen vraag op antwoord." in said


def test_front_page_keeps_still_where_no_room_is_let(at_work, place):
    assert "wacht geen vraag" not in words(at_work.get(reverse("places:place_desk", args=[place.slug])))
