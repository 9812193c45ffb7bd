"""A room somewhere: which are found, on which dates, at what price, and what there is instead."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.queries.criteria import Point
from schuifaan.apps.rooms.enums import (
    Audience,
    DayPartKind,
    FacilityKind,
    PartyKind,
    SetUpKind,
)
from schuifaan.apps.rooms.models import DayPart, Facility, Rate, SetUp, Window
from schuifaan.apps.rooms.queries import free_criteria
from schuifaan.apps.rooms.queries.free_slots import (
    Criteria,
    Why,
    alternatives,
    alternatives_for,
    free_slots,
    search,
)
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from tests.factories import NOW, make_place
from tests.factories.rooms import make_claim, make_rate_card, make_room, make_terms

TUESDAY = date(2026, 12, 1)
EVENING = Criteria(TUESDAY, TUESDAY, day_part="evening")
SERIES = Criteria(TUESDAY, date(2026, 12, 29), weekdays={2}, starts=time(19), ends=time(21))
HERE = (50.85, 5.69)

pytestmark = pytest.mark.django_db


def wall(day, hour, minute=0):
    return from_wall(datetime.combine(day, time(hour, minute)))


def said(periods):
    return [f"{to_wall(start):%m-%d %H:%M}-{to_wall(end):%H:%M}" for start, end in periods]


def names(criteria, **more):
    return [found.room.name for found in search(criteria, NOW, **more).found]


@pytest.fixture
def letting(place):
    place.lat, place.lon = HERE
    place.save()
    make_terms(place)
    return place


@pytest.fixture
def hall(letting):
    return make_room(letting, "Zaal", is_let=True, capacity=40)


def elsewhere(slug, north_m=0, **fields):
    """A place that lets, so many metres to the north."""
    there = make_place(slug, name=slug.title(), lat=HERE[0] + north_m / 111_195, lon=HERE[1], **fields)
    make_terms(there)
    return there


# -- Which rooms ----------------------------------------------------------------------------------


def test_room_is_found_with_the_day_part_of_its_own_place(hall):
    [found] = search(EVENING, NOW).found
    assert (found.room, said(found.free), found.is_whole) == (hall, ["12-01 18:00-22:00"], True)
    DayPart.objects.create(place=hall.place, kind=DayPartKind.EVENING, starts=time(19), ends=time(23))
    assert said(search(EVENING, NOW).found[0].free) == ["12-01 19:00-23:00"]
    # Who names the parts of a day and has no morning there, has none.
    assert names(replace(EVENING, day_part="morning")) == []


@pytest.mark.parametrize(
    "changed", [{"is_let": False}, {"is_active": False}, {"audience": Audience.NEIGHBOURHOOD}]
)
def test_room_that_is_not_for_everybody_to_ask_is_not_found(letting, changed):
    make_room(letting, "Zaal", **{"is_let": True, **changed})
    assert names(EVENING) == []


def test_place_that_lets_nobody_ask_is_not_found():
    draft, silent, closed = (
        make_place("concept", status=PlaceStatus.DRAFT),
        make_place("stil"),
        make_place("dicht"),
    )
    make_terms(draft)
    make_terms(closed, is_open=False)
    for place in (draft, silent, closed):
        make_room(place, "Zaal", is_let=True)
    assert names(EVENING) == []


def test_neighbours_find_what_is_for_the_neighbourhood(letting):
    make_room(letting, "Huiskamer", is_let=True, audience=Audience.NEIGHBOURHOOD)
    make_room(letting, "Wasruimte", is_let=True, audience=Audience.RESIDENTS)
    assert names(replace(EVENING, audience=Audience.NEIGHBOURHOOD)) == ["Huiskamer"]
    assert names(replace(EVENING, audience=Audience.RESIDENTS)) == ["Huiskamer", "Wasruimte"]


def test_room_is_large_enough_as_it_is_set_up(hall):
    SetUp.objects.create(room=hall, kind=SetUpKind.ROWS, capacity=60)
    SetUp.objects.create(room=hall, kind=SetUpKind.TABLES, capacity=30)
    make_room(hall.place, "Hoek", is_let=True)
    assert names(replace(EVENING, capacity=60)) == ["Zaal"]
    assert names(replace(EVENING, capacity=61)) == []
    assert names(replace(EVENING, capacity=30, set_up="tables")) == ["Zaal"]
    assert names(replace(EVENING, capacity=31, set_up="tables")) == []
    assert names(replace(EVENING, set_up="circle")) == []


def test_everything_asked_for_must_be_there(hall):
    other = make_room(hall.place, "Atelier", is_let=True, step_free=True)
    for room, kind in (
        (hall, FacilityKind.KITCHEN),
        (hall, FacilityKind.PIANO),
        (other, FacilityKind.KITCHEN),
    ):
        Facility.objects.create(room=room, kind=kind)
    assert names(replace(EVENING, facilities=("kitchen",))) == ["Atelier", "Zaal"]
    assert names(replace(EVENING, facilities=("kitchen", "piano"))) == ["Zaal"]
    assert names(replace(EVENING, step_free=True)) == ["Atelier"]


def test_nearest_comes_first_and_further_than_asked_is_left_out(hall):
    make_room(elsewhere("noord", 700), "Noordzaal", is_let=True)
    make_room(elsewhere("ver", 2100), "Verre zaal", is_let=True)
    make_room(make_place("ergens", name="Ergens"), "Nergens", is_let=True)
    found = search(replace(EVENING, near=Point(*HERE)), NOW).found
    assert [(one.room.name, one.metres) for one in found] == [("Zaal", 0), ("Noordzaal", 700)]
    assert names(replace(EVENING, near=Point(HERE[0] + 0.02, HERE[1]), metres=500)) == ["Verre zaal"]


# -- Which dates ----------------------------------------------------------------------------------


def test_taken_room_is_not_found_and_half_of_a_hall_takes_the_hall(letting):
    left, right = make_room(letting, "Links", is_let=True), make_room(letting, "Rechts", is_let=True)
    make_room(letting, "Zaal", made_of=(left, right), is_let=True)
    make_claim(left, wall(TUESDAY, 20), wall(TUESDAY, 21))
    assert names(EVENING) == ["Rechts"]


def test_back_to_back_is_free_but_setting_up_and_cleaning_take_time(hall):
    make_claim(hall, wall(TUESDAY, 16), wall(TUESDAY, 18))
    make_claim(hall, wall(TUESDAY, 22), wall(TUESDAY, 23))
    assert names(EVENING) == ["Zaal"]
    for before, after in ((30, 0), (0, 15)):
        hall.before_minutes, hall.after_minutes = before, after
        hall.save()
        assert names(EVENING) == []


def test_claim_that_began_days_before_holds_the_room(hall):
    make_claim(hall, wall(date(2026, 11, 20), 9), wall(date(2026, 12, 2), 9))
    assert names(EVENING) == []


def test_claim_just_before_the_first_day_counts_for_setting_up(letting):
    room = make_room(letting, "Nachtzaal", is_let=True, before_minutes=90)
    Window.objects.create(room=room, weekday=2, starts=time(0), ends=time(23, 59))
    make_claim(room, wall(date(2026, 11, 30), 20), wall(date(2026, 11, 30), 23, 30))
    assert names(replace(EVENING, day_part="", starts=time(0), ends=time(1))) == []
    assert names(replace(EVENING, day_part="", starts=time(1), ends=time(2))) == ["Nachtzaal"]


def test_series_tells_free_taken_and_closed_dates(hall):
    Window.objects.create(room=hall, weekday=2, starts=time(18), ends=time(23))
    make_claim(hall, wall(date(2026, 12, 8), 20), wall(date(2026, 12, 8), 22))
    hall.place.letting.ahead_days = 31
    hall.place.letting.save()
    [found] = search(SERIES, NOW).found
    assert said(found.free) == ["12-01 19:00-21:00", "12-15 19:00-21:00", "12-22 19:00-21:00"]
    assert said([taken.period for taken in found.taken]) == ["12-08 19:00-21:00"]
    assert [(said([one.period]), one.why) for one in found.closed] == [
        (
            ["12-29 19:00-21:00"],
            "Zo ver vooruit kan nog niet. Je kunt nu vragen tot en met dinsdag 22 december.",
        )
    ]


def test_series_taken_on_more_than_half_of_its_dates_is_not_found(hall):
    four = replace(SERIES, last=date(2026, 12, 22))
    for day in (8, 15):
        make_claim(hall, wall(date(2026, 12, day), 20), wall(date(2026, 12, day), 22))
    assert names(four) == ["Zaal"]
    make_claim(hall, wall(date(2026, 12, 22), 20), wall(date(2026, 12, 22), 22))
    assert names(four) == []


def test_rooms_free_on_all_dates_come_first(hall):
    make_room(elsewhere("noord", 700), "Noordzaal", is_let=True)
    make_claim(hall, wall(TUESDAY, 20), wall(TUESDAY, 22))
    near = replace(SERIES, near=Point(*HERE))
    assert names(near) == ["Noordzaal", "Zaal"]


def test_hour_stays_that_hour_when_the_clock_changes(hall):
    criteria = Criteria(date(2027, 3, 23), date(2027, 3, 30), weekdays={2}, starts=time(19), ends=time(21))
    [found] = search(criteria, NOW).found
    assert said(found.free) == ["03-23 19:00-21:00", "03-30 19:00-21:00"]
    assert [start.hour for start, _ in found.free] == [18, 17]


def test_only_so_often_in_a_month_as_the_place_allows(hall):
    hall.place.letting.most_per_month = 3
    hall.place.letting.save()
    [found] = search(SERIES, NOW).found
    assert said(found.free) == ["12-01 19:00-21:00", "12-08 19:00-21:00", "12-15 19:00-21:00"]
    assert {one.why for one in found.closed} == {
        "Je kunt hier hoogstens 3 keer per maand een ruimte krijgen."
    }


def test_too_soon_to_ask_is_not_found(hall):
    tomorrow = NOW.date() + timedelta(days=1)
    morning = Criteria(tomorrow, tomorrow, starts=time(9), ends=time(10))
    assert names(morning) == []
    assert names(replace(morning, starts=time(11), ends=time(12))) == ["Zaal"]


def test_windows_of_another_circle_are_closed(hall):
    Window.objects.create(
        room=hall, weekday=2, starts=time(18), ends=time(23), audience=Audience.NEIGHBOURHOOD
    )
    assert names(EVENING) == []
    assert names(replace(EVENING, audience=Audience.NEIGHBOURHOOD)) == ["Zaal"]


# -- What it costs --------------------------------------------------------------------------------


def test_each_date_has_its_price_and_the_series_a_total(hall):
    make_rate_card(hall.place, cents=3000)
    make_rate_card(hall.place, cents=4000, first_on=date(2026, 12, 15), name="Nieuw")
    criteria = replace(SERIES, starts=time(18), ends=time(22), last=date(2026, 12, 15))
    [found] = search(criteria, NOW).found
    assert (found.cents, found.total_cents) == ([3000, 3000, 4000], 10000)


def test_price_is_that_of_the_kind_of_party_and_none_without_a_rate(hall):
    card = make_rate_card(hall.place, cents=3000, kinds=(PartyKind.ASSOCIATION,))
    Rate.objects.create(card=card, party_kind=PartyKind.COMMERCIAL, room=hall, unit="hour", cents=2500)
    assert search(EVENING, NOW).found[0].total_cents == 3000
    assert search(replace(EVENING, party_kind=PartyKind.COMMERCIAL), NOW).found[0].total_cents == 10000
    assert search(replace(EVENING, party_kind=PartyKind.WELFARE), NOW).found[0].total_cents is None


# -- Pages and size -------------------------------------------------------------------------------


def test_pages_follow_each_other_and_a_lost_place_starts_again(letting):
    for name in "ABCDE":
        make_room(letting, name, is_let=True)
    first = search(EVENING, NOW, page_size=2)
    assert ([one.room.name for one in first.found], first.total) == (["A", "B"], 5)
    second = search(EVENING, NOW, page_size=2, after=first.next_after)
    assert [one.room.name for one in second.found] == ["C", "D"]
    last = search(EVENING, NOW, page_size=2, after=second.next_after)
    assert ([one.room.name for one in last.found], last.next_after) == (["E"], None)
    assert names(EVENING, page_size=2, after=999_999) == ["A", "B"]


def test_what_is_too_much_for_one_go_is_said(letting, monkeypatch):
    for name in "ABC":
        make_room(letting, name, is_let=True)
    monkeypatch.setattr(free_criteria, "MOST_ROOM_DAYS", 58)
    found = search(SERIES, NOW)
    assert ([one.room.name for one in found.found], found.left_out) == (["A", "B"], 1)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_the_same_for_however_many_rooms_and_clashes(count):
    for number in range(count):
        there = elsewhere(f"plek-{number}", number * 100)
        make_rate_card(there)
        for name in ("A", "B"):
            room = make_room(there, name, is_let=True)
            make_claim(room, wall(date(2026, 12, 8), 20), wall(date(2026, 12, 8), 22))
            Window.objects.create(room=room, weekday=2, starts=time(18), ends=time(22))
    for criteria, expected in ((SERIES, 11), (replace(SERIES, day_part="evening"), 12)):
        with CaptureQueriesContext(connection) as queries:
            found = search(criteria, NOW).found
        assert (len(found), len(queries)) == (2 * count, expected)


# -- Instead --------------------------------------------------------------------------------------


def told(found):
    return [(one.why, one.room.name, *said([(one.starts_at, one.ends_at)])) for one in found]


def test_alternatives_are_another_hour_another_room_and_another_place(hall):
    make_room(hall.place, "Klein", is_let=True, capacity=10)
    make_room(hall.place, "Groot", is_let=True, capacity=50)
    make_room(elsewhere("noord", 700), "Noordzaal", is_let=True)
    make_room(elsewhere("ver", 1100), "Verre zaal", is_let=True)
    make_rate_card(hall.place)
    make_claim(hall, wall(TUESDAY, 19), wall(TUESDAY, 20))
    found = alternatives(
        hall, wall(TUESDAY, 19), wall(TUESDAY, 21), party_kind=PartyKind.ASSOCIATION, now=NOW
    )
    assert told(found) == [
        (Why.OTHER_ROOM, "Groot", "12-01 19:00-21:00"),
        (Why.OTHER_ROOM, "Klein", "12-01 19:00-21:00"),
        (Why.OTHER_HOUR, "Zaal", "12-01 20:00-22:00"),
        (Why.OTHER_HOUR, "Zaal", "12-01 17:00-19:00"),
        (Why.OTHER_PLACE, "Noordzaal", "12-01 19:00-21:00"),
    ]
    assert [(one.price_cents, one.metres) for one in found] == [(3000, None)] * 4 + [(None, 700)]
    assert len(alternatives(hall, wall(TUESDAY, 19), wall(TUESDAY, 21), party_kind="x", now=NOW, most=3)) == 3


def test_alternative_is_open_free_and_may_be_asked_for(hall):
    closed = make_room(hall.place, "Dicht", is_let=True)
    Window.objects.create(room=closed, weekday=1, starts=time(8), ends=time(23))
    held = make_room(hall.place, "Bezet", is_let=True)
    make_claim(held, wall(TUESDAY, 18), wall(TUESDAY, 22))
    make_room(hall.place, "Niet te huur")
    make_room(hall.place, "Voor bewoners", is_let=True, audience=Audience.RESIDENTS)
    make_claim(hall, wall(TUESDAY, 9), wall(TUESDAY, 22, 30))
    asked = (hall, wall(TUESDAY, 19), wall(TUESDAY, 21))
    assert alternatives(*asked, party_kind=PartyKind.ASSOCIATION, now=NOW) == []
    found = alternatives(*asked, party_kind=PartyKind.RESIDENT, now=NOW, audience=Audience.RESIDENTS)
    assert told(found) == [(Why.OTHER_ROOM, "Voor bewoners", "12-01 19:00-21:00")]
    late = NOW + timedelta(days=300)
    assert alternatives(*asked, party_kind=PartyKind.RESIDENT, now=late, audience=Audience.RESIDENTS) == []


def test_other_hour_stays_on_the_day_and_near(hall):
    make_claim(hall, wall(TUESDAY, 8), wall(TUESDAY, 14))
    asked = (wall(TUESDAY, 8), wall(TUESDAY, 9, 30))
    assert alternatives(hall, *asked, party_kind="x", now=NOW) == []
    Window.objects.create(room=hall, weekday=2, starts=time(6, 15), ends=time(23))
    assert told(alternatives(hall, *asked, party_kind="x", now=NOW)) == [
        (Why.OTHER_HOUR, "Zaal", "12-01 06:30-08:00")
    ]


def test_alternatives_of_a_room_nobody_can_ask_for_are_found_at_the_desk():
    place = make_place("zonder-kaart")
    room, other = make_room(place, "Zaal"), make_room(place, "Hoek", is_let=True)
    make_terms(place)
    make_claim(room, wall(TUESDAY, 8), wall(TUESDAY, 23))
    found = alternatives(room, wall(TUESDAY, 19), wall(TUESDAY, 21), party_kind="x", now=NOW)
    assert [one.room for one in found] == [other]


@pytest.mark.parametrize("count", [1, 3])
def test_alternatives_cost_the_same_for_however_many_times_and_rooms(hall, count):
    for number in range(count):
        make_room(hall.place, f"Zaal {number}", is_let=True)
    days = [TUESDAY + timedelta(days=7 * number) for number in range(count)]
    periods = [(wall(day, 19), wall(day, 21)) for day in days]
    with CaptureQueriesContext(connection) as queries:
        found = alternatives_for(hall, periods, party_kind="x", now=NOW)
    assert ([bool(found[period]) for period in periods], len(queries)) == ([True] * count, 7)
    assert alternatives_for(hall, [], party_kind="x", now=NOW) == {}


def test_series_found_says_what_there_is_instead(hall):
    make_room(hall.place, "Te klein", is_let=True, capacity=5)
    make_claim(hall, wall(date(2026, 12, 8), 20), wall(date(2026, 12, 8), 22))
    [found] = search(replace(SERIES, capacity=20), NOW).found
    assert told(found.taken[0].instead) == [(Why.OTHER_HOUR, "Zaal", "12-08 18:00-20:00")]


# -- One room -------------------------------------------------------------------------------------


def test_free_slots_are_what_is_left_of_the_open_hours(hall):
    make_claim(hall, wall(TUESDAY, 9), wall(TUESDAY, 12))
    make_claim(hall, wall(TUESDAY, 12, 20), wall(TUESDAY, 22))
    with CaptureQueriesContext(connection) as queries:
        found = free_slots(hall, TUESDAY, TUESDAY, now=NOW)
    assert said([(one.start, one.end) for one in found]) == ["12-01 08:00-09:00", "12-01 22:00-23:00"]
    assert len(queries) == 4
    assert len(free_slots(hall, TUESDAY, TUESDAY, now=NOW, minutes=20)) == 3
    soon = wall(TUESDAY, 22, 15) - timedelta(days=1)
    assert said([(one.start, one.end) for one in free_slots(hall, TUESDAY, TUESDAY, now=soon)]) == [
        "12-01 22:15-23:00"
    ]
