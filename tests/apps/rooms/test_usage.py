"""How much of the rooms is used, as the desk shows it."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import DayPart, Window
from schuifaan.apps.rooms.queries.usage import Began, began, business_floor, usage
from schuifaan.core.letting.occupancy import Cell, Period
from tests.apps.pages import words_of
from tests.factories.rooms import (
    at,
    make_booked_time,
    make_booking,
    make_claim,
    make_party,
    make_room,
    make_terms,
)

pytestmark = pytest.mark.django_db
# Monday to Sunday; the sixth is a Tuesday.
WEEK = {"first": date(2026, 1, 5), "last": date(2026, 1, 11)}
EVENING = (at(18), at(20))


def test_empty_week_has_all_its_parts_and_used_none(place):
    make_room(place)
    found = usage(place, **WEEK)
    assert (found.total, found.income_cents, found.no_shows, found.hours_by_use) == (Cell(0, 21), 0, 0, ())


def test_activities_and_confirmed_bookings_count_and_questions_do_not(place):
    room = make_room(place)
    make_claim(room, at(9), at(11))
    make_booking(room, EVENING)
    make_booking(room, (at(13), at(15)), status=BookingStatus.REQUESTED)
    found = usage(place, **WEEK)
    assert {key: cell.used for key, cell in found.rooms[0].cells.items() if cell.used} == {
        (2, "morning"): 1, (2, "evening"): 1,
    }  # fmt: skip


def test_hours_say_what_for_and_by_what_kind_of_party(place):
    room = make_room(place)
    make_claim(room, at(9), at(11))
    choir = make_party(place, kind=PartyKind.ASSOCIATION)
    make_booking(room, EVENING, (at(18, 7), at(20.5, 7)), party=choir, use=Use.REHEARSAL)
    found = usage(place, **WEEK)
    assert found.hours_by_use == (("rehearsal", Decimal("4.5")), ("activity", Decimal(2)))
    assert found.hours_by_party == (("association", Decimal("4.5")),)


def test_income_is_what_was_agreed_and_what_stays_due(place):
    room = make_room(place)
    booking = make_booking(room, EVENING, price_cents=3000)
    make_booked_time(booking, at(18, 7), at(20, 7), state=TimeState.CANCELLED, price_cents=1500)
    make_booked_time(booking, at(18, 8), at(20, 8), state=TimeState.NO_SHOW, price_cents=3000)
    make_booking(room, (at(9), at(11)), status=BookingStatus.REQUESTED, price_cents=9900)
    found = usage(place, **WEEK)
    assert (found.income_cents, found.unused_income_cents, found.no_shows) == (7500, 4500, 1)


def test_hall_counts_at_its_halves(place):
    left, right = make_room(place, "Links"), make_room(place, "Rechts")
    hall = make_room(place, "Zaal", made_of=(left, right))
    make_booking(hall, EVENING)
    found = usage(place, **WEEK)
    assert [(one.room.name, one.total) for one in found.rooms] == [
        ("Links", Cell(1, 21)), ("Rechts", Cell(1, 21)),
    ]  # fmt: skip


def test_closed_days_and_hours_are_not_there(place):
    room = make_room(place)
    for weekday in range(1, 8):
        Window.objects.create(room=room, weekday=weekday, starts=time(12), ends=time(22))
    make_claim(room, at(7, 10), at(22, 11), kind=ClaimKind.CLOSING)
    assert usage(place, **WEEK).total == Cell(0, 10)


def test_parts_of_the_day_are_those_of_the_place(place):
    make_room(place)
    DayPart.objects.create(place=place, kind="morning", starts=time(9), ends=time(14))
    assert usage(place, **WEEK).total == Cell(0, 7)


def test_few_queries_however_much_there_is(place, django_assert_num_queries):
    for number in range(4):
        room = make_room(place, f"Zaal {number}")
        for day in range(5, 12):
            make_booking(room, (at(18, day), at(20, day)))
    with django_assert_num_queries(7):
        usage(place, **WEEK)


def test_page_says_it_in_words_and_never_counts_people(place, at_work):
    room = make_room(place)
    make_booking(room, EVENING, price_cents=3000)
    address = reverse("rooms:usage", kwargs={"slug": place.slug})
    response = at_work.get(f"{address}?van=2026-01-05&tot=2026-01-11")
    words = words_of(response.content.decode())
    assert "1 van de 21 dagdelen: 4,8%" in words
    assert "€ 30,00" in words
    assert "Repetitie of oefenen 2" in words


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, "Hoe vaak de ruimtes"),
        ("?van=&tot=2026-01-01", 422, "Kies een dag."),
        ("?van=31-02-2026&tot=2026-01-01", 422, "Dit is geen dag."),
        ("?van=2026-01-05&tot=2026-01-04", 422, "De laatste dag ligt voor de eerste."),
        ("?van=2020-01-01&tot=2026-01-04", 422, "Kies hoogstens drie jaar."),
        ("?van=💥&tot=مرحبا", 422, "Dit is geen dag."),
        ("?iets=anders", 200, "Hoe vaak de ruimtes"),
    ],
)
def test_any_period_gets_an_answer(place, at_work, query, status, said):
    response = at_work.get(reverse("rooms:usage", kwargs={"slug": place.slug}) + query)
    assert (response.status_code, said in words_of(response.content.decode())) == (status, True)


def test_place_without_rooms_says_so(place, at_work):
    response = at_work.get(reverse("rooms:usage", kwargs={"slug": place.slug}))
    assert "Hier staan nog geen ruimtes" in words_of(response.content.decode())


def test_a_night_the_clock_changes_has_its_real_hours(place):
    room = make_room(place)
    start = at(20, 6) + timedelta(days=81)
    make_booking(room, (start, start + timedelta(hours=6)))
    found = usage(place, first=date(2026, 3, 23), last=date(2026, 3, 30))
    assert found.hours_by_use == (("rehearsal", Decimal(6)),)


def test_earned_per_hour_counts_what_was_free_and_not_what_was_called_off(place):
    room = make_room(place)
    choir, shop = make_party(place), make_party(place, "Kapper", kind=PartyKind.COMMERCIAL)
    booking = make_booking(room, EVENING, party=choir)
    make_booked_time(booking, at(18, 7), at(20, 7), state=TimeState.NO_SHOW, price_cents=9900)
    make_booking(room, (at(9, 8), at(10, 8)), party=shop, price_cents=4500)
    found = usage(place, **WEEK)
    assert found.income_by_party == (("commercial", 4500), ("association", 0))
    assert (found.let_hours, found.cents_per_hour) == (Decimal(3), 1500)
    assert found.business_percent_of_hours == Decimal("33.3")
    assert found.by_part == {"morning": Cell(1, 7), "afternoon": Cell(0, 7), "evening": Cell(1, 7)}


def test_nothing_let_has_no_price(place):
    make_claim(make_room(place), at(9), at(11))
    found = usage(place, **WEEK)
    assert (found.let_hours, found.cents_per_hour, found.business_percent_of_hours) == (
        Decimal(0),
        None,
        None,
    )


def test_use_and_letting_begin_with_what_was_confirmed(place, django_assert_num_queries):
    room = make_room(place)
    assert began(place) == Began(None, None)
    make_booking(room, (at(18, 5), at(20, 5)), status=BookingStatus.REQUESTED)
    make_claim(room, at(9, 5), at(11, 5), kind=ClaimKind.CLOSING)
    assert began(place) == Began(None, None)
    make_claim(room, at(9), at(11))
    # Half past midnight on Wednesday, in Amsterdam.
    make_booking(room, (at(23.5), at(23.75)))
    with django_assert_num_queries(2):
        assert began(place) == Began(date(2026, 1, 6), date(2026, 1, 7))


def test_floor_of_businesses_is_counted_as_the_warning_counts_it(place, django_assert_num_queries):
    left, right = make_room(place, "Links", area_m2=20), make_room(place, "Rechts", area_m2=25)
    hall = make_room(place, "Zaal", made_of=(left, right), area_m2=45)
    make_terms(place, gross_floor_m2=360, is_social_real_estate=True)
    shop = make_party(place, "Kapper", kind=PartyKind.COMMERCIAL)
    make_booking(left, EVENING, party=shop)
    make_booking(hall, (at(18, 7), at(20, 7)), party=shop)
    make_booking(right, (at(18, 8), at(20, 8)), party=make_party(place))
    make_booking(right, (at(18, 20), at(20, 20)), party=shop)
    with django_assert_num_queries(4):
        found = business_floor(place, Period(**WEEK))
    assert (found.m2, found.percent) == (Decimal(45), Decimal("12.5"))


def test_floor_is_not_known_without_the_sizes(place):
    room = make_room(place)
    make_booking(room, EVENING, party=make_party(place, kind=PartyKind.COMMERCIAL))
    found = business_floor(place, Period(**WEEK))
    assert (found.m2, found.gross_m2, found.percent) == (None, None, None)


def test_page_has_all_rooms_income_by_party_and_says_none_of_nothing(place, at_work):
    for name in ("Zaal", "Keuken"):
        make_room(place, name)
    address = reverse("rooms:usage", kwargs={"slug": place.slug}) + "?van=2026-01-05&tot=2026-01-11"
    page = words_of(at_work.get(address).content.decode())
    assert "Opbrengst van verhuur geen" in page
    assert "Alle ruimtes Dagdelen in gebruik, per ruimte" in page
    assert "5 januari 2026 tot en met 11 januari 2026" in page
    room = make_room(place, "Hal")
    make_booking(room, EVENING, party=make_party(place, kind=PartyKind.WELFARE), price_cents=3000)
    page = words_of(at_work.get(address).content.decode())
    assert (
        "Welzijns- of zorgorganisatie 2 €\xa030,00" in page
        or "Welzijns- of zorgorganisatie 2 € 30,00" in page
    )


def test_page_offers_periods_that_work(place, at_work):
    make_room(place)
    page = at_work.get(reverse("rooms:usage", kwargs={"slug": place.slug}))
    names = [str(name) for name, _first, _last in page.context["periods"]]
    assert names == ["De laatste 12 weken", "Het laatste half jaar", "Vorig jaar"]
    for _name, first, last in page.context["periods"]:
        assert at_work.get(page.request["PATH_INFO"], {"van": first, "tot": last}).status_code == 200


def test_file_has_every_part_and_no_formula(place, at_work):
    room = make_room(place, "=1+1;zaal")
    make_booking(room, EVENING, price_cents=3050)
    address = reverse("rooms:usage_file", kwargs={"slug": place.slug}) + "?van=2026-01-05&tot=2026-01-11"
    response = at_work.get(address)
    assert response["Content-Disposition"].endswith(f'bezetting-{place.slug}-2026-01-05-2026-01-11.csv"')
    rows = response.content.decode("utf-8-sig").split("\r\n")
    assert rows[0] == "Van;2026-01-05;Tot en met;2026-01-11"
    assert len([row for row in rows if row.startswith('"\'=1+1;zaal"')]) == 21
    assert '"\'=1+1;zaal";dinsdag;avond;1;1' in rows
    assert "vereniging of stichting;2,00;30,50" in rows
    assert "Samen;2,00;30,50" in rows


@pytest.mark.parametrize("query", ["", "?van=x&tot=💥", "?van=2026-02-01&tot=2026-01-01"])
def test_file_without_a_period_leads_to_the_page(place, at_work, query):
    response = at_work.get(reverse("rooms:usage_file", kwargs={"slug": place.slug}) + query)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("rooms:usage", kwargs={"slug": place.slug}))


@pytest.mark.parametrize("name", ["usage", "usage_file"])
def test_figures_are_for_who_lets_the_rooms(place, client, host, stranger, name):
    for user in (host, stranger):
        client.force_login(user)
        assert client.get(reverse(f"rooms:{name}", kwargs={"slug": place.slug})).status_code == 403
