"""Which rate holds for whom and when, what a time costs with it, and what everybody may read of it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from schuifaan.apps.rooms.enums import DayPartKind, PartyKind
from schuifaan.apps.rooms.models import DayPart, Rate
from schuifaan.apps.rooms.queries import rates
from schuifaan.apps.rooms.wording_prices import price_sentences, spoken_minutes
from schuifaan.core.letting import rates as sums
from tests.apps.pages import words_of
from tests.factories import make_place
from tests.factories.rooms import make_booked_time, make_booking, make_rate_card, make_room

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CLUB = PartyKind.ASSOCIATION


def on(hour, minute=0, *, day=1, month=12, year=2026):
    """An hour in Amsterdam; 1 December 2026 is a Tuesday."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.fixture
def room(place):
    return make_room(place, is_let=True)


def cents(place, room, day, kind=CLUB):
    found = rates.rate_for(place=place, room=room, party_kind=kind, on=day)
    return found and (found[0].name, found[1].cents)


# -- Which rate -----------------------------------------------------------------------------------


def test_latest_card_that_has_begun_holds(place, room):
    make_rate_card(place, name="2026", cents=3000)
    make_rate_card(place, name="2027", cents=3100, first_on=date(2027, 1, 1))
    assert cents(place, room, date(2025, 12, 31)) is None
    assert cents(place, room, date(2026, 1, 1)) == ("2026", 3000)
    assert cents(place, room, date(2026, 12, 31)) == ("2026", 3000)
    assert cents(place, room, date(2027, 1, 1)) == ("2027", 3100)


def test_card_with_a_last_day_gives_way_to_the_one_before(place, room):
    make_rate_card(place, name="Altijd", cents=3000)
    make_rate_card(place, name="Zomer", cents=2000, first_on=date(2026, 7, 1), last_on=date(2026, 8, 31))
    assert cents(place, room, date(2026, 8, 31)) == ("Zomer", 2000)
    assert cents(place, room, date(2026, 9, 1)) == ("Altijd", 3000)


def test_own_rate_of_a_room_goes_before_that_of_all(place, room):
    card = make_rate_card(place, kinds=(CLUB,))
    Rate.objects.create(card=card, party_kind=CLUB, room=room, cents=4500)
    assert cents(place, room, date(2026, 12, 1)) == ("Tarieven", 4500)
    assert cents(place, make_room(place, "Keuken"), date(2026, 12, 1)) == ("Tarieven", 3000)
    assert cents(place, room, date(2026, 12, 1), PartyKind.COMMERCIAL) is None


def test_rates_of_another_place_do_not_count(place, room):
    make_rate_card(make_place("elders", name="Elders"))
    assert cents(place, room, date(2026, 12, 1)) is None


def test_many_prices_are_read_in_three_queries(place, room, django_assert_num_queries):
    other = make_place("elders", name="Elders")
    make_rate_card(place)
    make_rate_card(other)
    with django_assert_num_queries(3):
        books = rates.rate_books([place, other])
        for day in range(1, 20):
            asked = {"party_kind": CLUB, "starts_at": on(18, day=day), "ends_at": on(22, day=day)}
            assert books[place.pk].price_of(room=room, **asked).cents == 3000


# -- Price ----------------------------------------------------------------------------------------


def price(place, room, starts_at, ends_at, **more):
    found = rates.price_of(
        place=place, room=room, party_kind=CLUB, starts_at=starts_at, ends_at=ends_at, **more
    )
    return found and found.cents


def test_price_follows_the_day_parts_of_the_place(place, room):
    make_rate_card(place)
    assert price(place, room, on(18), on(23)) == 3750
    DayPart.objects.create(place=place, kind=DayPartKind.EVENING, starts=time(18), ends=time(23))
    assert price(place, room, on(18), on(23)) == 3000


def test_without_a_rate_there_is_no_price(place, room):
    assert price(place, room, on(18), on(22)) is None


def test_day_it_begins_here_decides_which_card(place, room):
    make_rate_card(place, cents=3000)
    make_rate_card(place, cents=4000, first_on=date(2027, 1, 1))
    # Half past eleven in London is half past twelve in Amsterdam: another year.
    before = datetime(2026, 12, 31, 22, 30, tzinfo=ZoneInfo("UTC"))
    after = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC"))
    end = datetime(2027, 1, 1, 1, tzinfo=ZoneInfo("UTC"))
    assert price(place, room, before, end) == 3000
    assert price(place, room, after, end) == 4000


def test_every_fact_of_a_rate_reaches_the_sum(place, room):
    card = make_rate_card(
        place, kinds=(CLUB,), unit="hour", cents=1000, minimum_minutes=90, step_minutes=15,
        coffee_included=True, first_time_free=True, deposit_cents=5000, vat="high",
    )  # fmt: skip
    assert rates.as_sum(card.rates.get()) == sums.Rate(
        sums.Unit.HOUR,
        1000,
        90,
        15,
        coffee_included=True,
        first_time_free=True,
        deposit_cents=5000,
        vat="high",
    )
    assert price(place, room, on(19), on(20)) == 1500
    assert price(place, room, on(19), on(20), first_time=True) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        (on(9), on(11), 300),
        (on(12, 30), on(16), 180),
        (on(12), on(14, 30), 180),
        (on(18), on(22), 240),
        # Before, between and after the day-parts: the nearest.
        (on(6), on(7), 300),
        (on(17), on(18), 240),
        (on(23), on(23, 30), 240),
        (on(22), on(1, day=2), 240),
        # Without an end, the one it begins in.
        (on(8), None, 300),
        (on(13, 30), None, 180),
        (on(18), None, 240),
        (on(2), None, 300),
    ],
)
def test_day_part_is_that_of_most_of_the_time(place, starts, ends, minutes):
    for kind, first, last in (("morning", 8, 13), ("afternoon", 13, 16), ("evening", 18, 22)):
        DayPart.objects.create(place=place, kind=kind, starts=time(first), ends=time(last))
    assert rates.day_part_minutes(place, starts, ends) == minutes


def test_usual_day_parts_hold_where_none_are_stated(place):
    assert rates.day_parts(place) == [
        ("morning", time(8), time(12)),
        ("afternoon", time(13), time(17)),
        ("evening", time(18), time(22)),
    ]
    assert {rates.day_part_minutes(place, on(hour)) for hour in range(24)} == {240}
    DayPart.objects.create(place=place, kind="evening", starts=time(19), ends=time(23))
    assert rates.day_parts(place) == [("evening", time(19), time(23))]


# -- Used or not ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "used"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ],
)
def test_card_is_used_by_what_was_priced_in_its_days(place, room, day, used):
    card = make_rate_card(place, first_on=date(2026, 7, 1), last_on=date(2026, 8, 31))
    booking = make_booking(room)
    starts = on(0, 30, day=day.day, month=day.month)
    time_of = make_booked_time(booking, starts, on(2, day=day.day, month=day.month))
    assert not rates.is_used(card)
    time_of.price_lines = [{"code": "hire", "cents": 0, "values": {}}]
    time_of.save()
    assert rates.is_used(card) is used


def test_card_is_not_used_after_the_next_one_began(place, room):
    card, later = make_rate_card(place), make_rate_card(place, first_on=date(2026, 12, 1))
    make_booked_time(
        make_booking(room), on(18), on(20), price_lines=[{"code": "hire", "cents": 1, "values": {}}]
    )
    assert (rates.is_used(card), rates.is_used(later)) == (False, True)


# -- Said -----------------------------------------------------------------------------------------


def test_price_is_explained_line_by_line():
    rate = sums.Rate(sums.Unit.HOUR, 1250, 120, 30, coffee_included=True, first_time_free=True)
    lines = [line.as_data() for line in sums.price(rate, on(19), on(20), first_time=True).lines]
    assert [(words.replace("\xa0", " "), amount) for words, amount in price_sentences(lines)] == [
        ("Huur 2 uur, voor € 12,50 per uur", 2500),
        ("Je huurt 1 uur; de kleinste huur is 2 uur", 0),
        ("De eerste keer is gratis", -2500),
        ("Koffie en thee zijn inbegrepen", 0),
    ]
    lines = [line.as_data() for line in sums.price(rate, on(19), on(21, 10)).lines]
    assert price_sentences(lines)[1] == (
        "Je huurt 2 uur en 10 minuten; dat ronden we af naar 2 uur en 30 minuten",
        0,
    )
    once = sums.price(sums.Rate(sums.Unit.TIME, 7500), on(19), on(21)).lines
    assert price_sentences([once[0].as_data()])[0][0].replace("\xa0", " ") == "Huur per keer: € 75,00"
    assert price_sentences([{"code": "later", "cents": 5, "values": {}}]) == [("Overig", 5)]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 minuut"), (45, "45 minuten"), (60, "1 uur"), (61, "1 uur en 1 minuut"), (240, "4 uur")],
)
def test_minutes_are_said_as_people_do(minutes, said):
    assert spoken_minutes(minutes) == said


def test_rates_shown_are_those_of_the_day_for_rooms_that_are_let(place, room):
    card = make_rate_card(
        place, kinds=(PartyKind.COMMERCIAL, PartyKind.RESIDENT), cents=6000, deposit_cents=5000
    )
    card.rates.filter(party_kind="resident").update(cents=0, deposit_cents=0, coffee_included=True)
    card.rates.filter(party_kind="commercial").update(vat="high", minimum_minutes=120, first_time_free=True)
    Rate.objects.create(card=card, party_kind="resident", room=room, cents=1000, unit="hour")
    Rate.objects.create(card=card, party_kind="resident", room=make_room(place, "Berging"), cents=1)
    shown = rates.rates_shown(place, date(2026, 12, 1))
    told = words_of(render_to_string("rooms/letting/_rates.html", {"shown": shown})).replace("\xa0", " ")
    assert told == (
        "Wat kost een ruimte zonder eigen prijs? Voor wie Wat het kost bewoner gratis met koffie en thee "
        "bedrijf € 60,00 per dagdeel minstens 2 uur, de eerste keer gratis, borg € 50,00, daar komt 21% btw bij "
        "Wat kost Grote zaal? Voor wie Wat het kost bewoner € 10,00 per uur "
        "Een dagdeel is: ochtend 8.00–12.00 uur, middag 13.00–17.00 uur, avond 18.00–22.00 uur. "
        "Deze prijzen gelden vanaf 1 januari 2026."
    )
    assert rates.rates_shown(place, date(2025, 12, 31)) is None


def test_card_without_rates_shows_nothing(place):
    make_rate_card(place, kinds=())
    assert rates.rates_shown(place, date(2026, 12, 1)) is None


def test_rooms_to_price_are_those_let_or_priced_already(place, room):
    kitchen = make_room(place, "Keuken")
    assert rates.rooms_to_price(place) == [room]
    card = make_rate_card(place)
    Rate.objects.create(card=card, party_kind=CLUB, room=kitchen, cents=1)
    assert rates.rooms_to_price(place, card) == [room, kitchen]
    room.is_let = False
    room.save()
    make_room(place, "Zolder")
    assert [one.name for one in rates.rooms_to_price(place, card)] == ["Grote zaal", "Keuken", "Zolder"]
