"""What speaks against a booking, from what is kept of the place, its rooms and its other bookings."""

from datetime import timedelta
from decimal import Decimal

import pytest

from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, Use
from schuifaan.apps.rooms.queries.warnings import doubts_about, situation_of, warnings_for
from schuifaan.apps.rooms.wording_warnings import _DOUBTS, _SOURCES, _WORDS
from schuifaan.core.letting.legal import Rule, Situation
from tests.factories.rooms import at, make_booking, make_party, make_room, make_terms

pytestmark = pytest.mark.django_db
EVENING = (at(18), at(21))


def rules(booking):
    return [one.rule for one in warnings_for(booking)]


@pytest.fixture
def corner(place):
    return make_room(place, "Hoek", area_m2=Decimal(43))


@pytest.fixture
def shop(place):
    return make_party(place, "Kapper Knip", kind=PartyKind.COMMERCIAL)


def test_room_in_the_rent_of_residents_is_not_paid_for_by_others(place):
    room = make_room(place, in_residents_rent=True)
    booking = make_booking(room, EVENING, price_cents=3000)
    (warning,) = warnings_for(booking)
    assert (warning.rule, warning.words) == (
        "residents_rent",
        (
            "De bewoners betalen deze ruimte in hun huur. Dan mag niemand anders ervoor betalen, ook niet één "
            "keer. Hier zou het om €\xa030,00 gaan."
        ),
    )


def test_resident_of_the_building_and_a_free_evening_are_welcome(place):
    room = make_room(place, in_residents_rent=True)
    assert (
        rules(make_booking(room, EVENING, party=make_party(place, lives_here=True), price_cents=3000)) == []
    )
    assert rules(make_booking(room, (at(9), at(12)), party=make_party(place))) == []


@pytest.mark.parametrize(("gross", "wanted"), [("430", []), ("429.9", ["commercial_share"])])
def test_tenth_of_the_floor_is_the_most_for_businesses(place, corner, shop, gross, wanted):
    make_terms(place, is_social_real_estate=True, gross_floor_m2=Decimal(gross))
    assert rules(make_booking(corner, EVENING, party=shop)) == wanted


def test_other_businesses_of_that_year_count_each_room_once(place, corner, shop):
    make_terms(place, is_social_real_estate=True, gross_floor_m2=Decimal(1000))
    hall = make_room(place, "Zaal", area_m2=Decimal(60))
    others = [(EVENING[0] + timedelta(days=day), EVENING[1] + timedelta(days=day)) for day in (1, 2, 3)]
    make_booking(hall, *others, party=make_party(place, "Yoga BV", kind=PartyKind.COMMERCIAL))
    booking = make_booking(corner, EVENING, party=shop)
    assert situation_of(booking).commercial_m2 == Decimal(103)
    (warning,) = warnings_for(booking)
    assert warning.figures == {
        "commercial_m2": "103.0", "gross_floor_m2": "1000.0", "percent": "10.30", "limit_percent": "10",
    }  # fmt: skip
    assert warning.words == (
        "Bedrijven hebben dan 103 van de 1000 m², dat is 10,3%. In maatschappelijk vastgoed is dat hoogstens 10%."
    )


def test_half_of_a_hall_is_no_more_floor_than_the_hall(place, shop):
    make_terms(place, is_social_real_estate=True, gross_floor_m2=Decimal(1000))
    left = make_room(place, "Links", area_m2=Decimal(40))
    right = make_room(place, "Rechts", area_m2=Decimal(40))
    hall = make_room(place, "Zaal", area_m2=Decimal(80), made_of=(left, right))
    make_booking(hall, (at(9), at(12)), party=shop)
    assert situation_of(make_booking(left, EVENING, party=shop)).commercial_m2 == Decimal(80)


def test_what_is_only_asked_or_another_year_does_not_count(place, corner, shop):
    make_terms(place, is_social_real_estate=True, gross_floor_m2=Decimal(430))
    hall = make_room(place, "Zaal", area_m2=Decimal(60))
    later = timedelta(days=400)
    make_booking(hall, EVENING, party=shop, status=BookingStatus.REQUESTED)
    make_booking(hall, (EVENING[0] + later, EVENING[1] + later), party=shop)
    assert rules(make_booking(corner, EVENING, party=shop)) == []


def test_unknown_size_is_a_doubt_and_no_warning(place, shop):
    make_terms(place, is_social_real_estate=True, gross_floor_m2=Decimal(430))
    booking = make_booking(make_room(place), EVENING, party=shop)
    assert (rules(booking), [one.rule for one in doubts_about(booking)]) == ([], ["commercial_share"])


@pytest.mark.parametrize(("use", "wanted"), [(Use.SALE, ["excluded_use"]), (Use.CLUB, [])])
def test_use_the_agreement_excludes_is_warned_about(place, use, wanted):
    make_terms(place, excluded_uses=["sale"])
    assert rules(make_booking(make_room(place), EVENING, use=use)) == wanted


@pytest.mark.parametrize(("cents", "wanted"), [(0, []), (1, ["no_letting"])])
def test_letting_for_money_where_that_is_excluded_is_warned_about(place, cents, wanted):
    make_terms(place, no_letting=True)
    assert rules(make_booking(make_room(place), EVENING, price_cents=cents)) == wanted


@pytest.mark.parametrize(("cents", "wanted"), [(4500, []), (4501, ["commercial_price"])])
def test_price_by_the_hour_stays_below_that_of_a_business(place, cents, wanted):
    make_terms(place, highest_social_cents=1500)
    assert rules(make_booking(make_room(place), EVENING, price_cents=cents)) == wanted


@pytest.mark.parametrize(("before", "wanted"), [(5, []), (6, ["parties"])])
def test_seventh_party_of_six_is_warned_about(place, before, wanted):
    make_terms(place, is_paracommercial=True, parties_per_year=6)
    room = make_room(place)
    for day in range(before):
        make_booking(
            room, (EVENING[0] + timedelta(days=day + 1), EVENING[1] + timedelta(days=day + 1)), use=Use.PARTY
        )
    # Of another year, and another use.
    make_booking(room, (EVENING[0] - timedelta(days=30), EVENING[1] - timedelta(days=30)), use=Use.PARTY)
    make_booking(room, (EVENING[0] + timedelta(days=60), EVENING[1] + timedelta(days=60)), use=Use.CLUB)
    assert rules(make_booking(room, EVENING, use=Use.PARTY)) == wanted


def test_series_of_parties_counts_each_time(place):
    make_terms(place, is_paracommercial=True, parties_per_year=2)
    weekly = [(EVENING[0] + timedelta(weeks=week), EVENING[1] + timedelta(weeks=week)) for week in range(3)]
    assert rules(make_booking(make_room(place), *weekly, use=Use.PARTY)) == ["parties"]


@pytest.mark.parametrize(
    ("licence", "wanted"), [(True, ([], [])), (False, (["alcohol"], [])), (None, ([], ["alcohol"]))]
)
def test_alcohol_without_a_licence_is_warned_about(place, licence, wanted):
    make_terms(place, serves_alcohol=licence)
    booking = make_booking(make_room(place), EVENING, alcohol=True)
    assert (rules(booking), [one.rule for one in doubts_about(booking)]) == wanted


def test_place_without_terms_has_nothing_against_it(place):
    assert situation_of(make_booking(make_room(place), EVENING)) == Situation(
        pays_cents=0, cents_per_hour=Decimal(0), in_residents_rent=False
    )


def test_every_rule_has_words_and_a_source():
    assert set(_WORDS) == set(Rule)
    assert set(_SOURCES) == set(Rule)
    assert set(_DOUBTS) == {Rule.COMMERCIAL_SHARE, Rule.PARTIES, Rule.ALCOHOL}


def test_few_queries_however_many_others(place, corner, shop, django_assert_max_num_queries):
    make_terms(place, is_social_real_estate=True, gross_floor_m2=Decimal(430))
    for day in range(8):
        make_booking(corner, (at(8, day + 8), at(9, day + 8)), party=shop)
    booking = make_booking(corner, EVENING, party=shop)
    with django_assert_max_num_queries(6):
        warnings_for(booking)
