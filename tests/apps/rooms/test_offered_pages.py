"""The rooms anyone can ask for: what is told of them, when they are free, and what stays untold."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.rooms.actions import move_claim, release
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, ShownAs
from schuifaan.apps.rooms.models import Facility, RateCard, SetUp, Window
from schuifaan.apps.rooms.queries.rates import day_parts
from schuifaan.apps.rooms.queries.week import (
    claims_of,
    monday_of,
    often_free,
    public_words,
    state_of,
    weeks_of,
)
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from tests.apps.pages import html, queries_of, words_of
from tests.factories import NOW, TODAY, make_place
from tests.factories.rooms import make_booking, make_claim, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

# The Monday after NOW.
MONDAY = date(2026, 11, 23)
# However many rooms: the place, its rooms with their facts, what is held, and day-parts.
LIST_QUERIES = 13


def local(day, hour, minute=0):
    return from_wall(datetime.combine(day, time(hour, minute)))


def address(place, room=None, query=""):
    name, more = ("offered_room", {"pk": room.pk}) if room else ("offered", {})
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more}) + query


def next_week(place, room=None):
    return address(place, room, f"?week={MONDAY}")


def day_of(page, number):
    """The words under a day of the week; 0 is Monday."""
    return words_of(page.split('<li class="room-day')[number + 1].split('">', 1)[1].split("</ol>")[0])


def told(week, number):
    return [
        (f"{to_wall(one.starts_at):%H.%M}", f"{to_wall(one.ends_at):%H.%M}", one.is_free or one.words)
        for one in week.days[number].stretches
    ]


@pytest.fixture
def terms(place):
    return make_terms(place)


@pytest.fixture
def room(place, terms):
    return make_room(place, is_let=True)


def week_of(room, terms, monday=MONDAY, now=NOW):
    [week] = weeks_of([room], monday, terms=terms, now=now)
    return week


# -- A week ---------------------------------------------------------------------------------------


def test_day_is_free_around_what_is_taken(room, terms):
    make_claim(room, local(MONDAY, 10), local(MONDAY, 12), kind=ClaimKind.MAINTENANCE, label="Vloer")
    assert told(week_of(room, terms), 0) == [
        ("08.00", "10.00", True),
        ("10.00", "12.00", "Vloer"),
        ("12.00", "23.00", True),
    ]


def test_time_to_set_up_and_to_clean_is_not_offered(room, terms):
    room.before_minutes, room.after_minutes = 15, 30
    make_claim(room, local(MONDAY, 10), local(MONDAY, 12))
    make_claim(room, local(MONDAY, 13), local(MONDAY, 15))
    assert [one for one in told(week_of(room, terms), 0) if one[2] is True] == [
        ("08.00", "09.30", True),
        ("15.15", "23.00", True),
    ]


def test_gap_shorter_than_half_an_hour_is_none(room, terms):
    make_claim(room, local(MONDAY, 8), local(MONDAY, 12))
    make_claim(room, local(MONDAY, 12, 29), local(MONDAY, 22, 30))
    assert [one for one in told(week_of(room, terms), 0) if one[2] is True] == [("22.30", "23.00", True)]


def test_night_is_told_on_both_its_days(room, terms):
    make_claim(
        room, local(MONDAY, 22), local(MONDAY + timedelta(days=1), 9), kind=ClaimKind.CLOSING, label=""
    )
    week = week_of(room, terms)
    assert told(week, 0)[-1] == ("22.00", "00.00", "gesloten")
    assert told(week, 1)[0] == ("00.00", "09.00", "gesloten")


def test_half_is_taken_when_the_hall_is(place, terms, hall, left):
    left.is_let = True
    make_claim(hall, local(MONDAY, 8), local(MONDAY, 23))
    assert [one[2] for one in told(week_of(left, terms), 0)] == ["activiteit van de plek"]


def test_what_can_be_asked_begins_after_the_notice_and_ends_on_the_last_day(room, terms):
    terms.notice_hours, terms.ahead_days = 25, 3
    this_week = week_of(room, terms, monday_of(TODAY), now=NOW + timedelta(minutes=1))
    # Sunday twelve o'clock and a minute is told as a quarter past.
    assert told(this_week, 5) == []
    assert told(this_week, 6) == [("12.15", "23.00", True)]
    days = [told(week_of(room, terms), number) for number in range(3)]
    assert days == [[("08.00", "23.00", True)], [("08.00", "23.00", True)], []]


def test_days_of_the_clock_changes_are_told_by_the_clock(room, terms):
    for monday in (date(2027, 3, 22), date(2027, 10, 25)):
        sunday = monday + timedelta(days=6)
        make_claim(room, local(sunday, 1), local(sunday, 10), kind=ClaimKind.CLOSING, label="")
        assert told(week_of(room, terms, monday), 6) == [
            ("01.00", "10.00", "gesloten"),
            ("10.00", "23.00", True),
        ]


@pytest.mark.parametrize("count", [1, 20])
def test_week_of_many_rooms_is_two_queries(place, terms, count, django_assert_num_queries):
    rooms = [make_room(place, f"Zaal {number}", is_let=True) for number in range(count)]
    for one in rooms:
        make_claim(one, local(MONDAY, 10), local(MONDAY, 12))
    prefetch_related_objects(rooms, "windows")
    with django_assert_num_queries(2):
        weeks = weeks_of(rooms, MONDAY, terms=terms, now=NOW)
    assert [len(week.days[0].taken) for week in weeks] == [1] * count


# -- What is told of who has it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Koor De Lijster"),
        ({"shown_as": ShownAs.TAKEN}, "bezet"),
        ({"status": BookingStatus.REQUESTED}, "al gevraagd"),
        ({"status": BookingStatus.OPTION}, "al gevraagd"),
    ],
)
def test_name_is_told_only_after_a_yes_and_when_the_party_chose_so(client, place, room, fields, words):
    make_booking(room, (local(MONDAY, 10), local(MONDAY, 12)), **fields)
    page = html(client, next_week(place, room))
    assert f"10.00–12.00 uur {words}" in day_of(page, 0)
    assert page.count("Koor De Lijster") == (not fields)


def test_whole_claim_is_told_in_the_same_words(room):
    period = (local(MONDAY, 10), local(MONDAY, 12))
    booking = make_booking(room, period, status=BookingStatus.REQUESTED)
    claim = booking.times.get().claim
    assert public_words(claim) == "al gevraagd"
    booking.status, booking.held_until = BookingStatus.CONFIRMED, None
    booking.save()
    assert public_words(booking.times.get().claim) == "Koor De Lijster"
    assert (
        public_words(make_claim(room, *(at + timedelta(days=1) for at in period), kind=ClaimKind.BOOKING))
        == "koor"
    )


def test_activity_that_may_be_a_draft_is_not_named(client, place, room):
    make_claim(room, local(MONDAY, 10), local(MONDAY, 12), label="Geheim plan")
    page = html(client, next_week(place, room))
    assert "activiteit van de plek" in day_of(page, 0)
    assert "Geheim plan" not in page


# -- Kept pages -----------------------------------------------------------------------------------


def test_kept_page_follows_what_is_held_moved_and_let_go(client, place, room):
    def monday():
        return day_of(html(client, next_week(place, room)), 0)

    empty = monday()
    claim = make_claim(room, local(MONDAY, 10), local(MONDAY, 12), kind=ClaimKind.CLOSING, label="")
    assert "10.00–12.00 uur gesloten" in monday()
    move_claim(claim=claim, starts_at=local(MONDAY, 14), ends_at=local(MONDAY, 16))
    assert "14.00–16.00 uur gesloten" in monday()
    release(claims=[claim])
    assert monday() == empty


def test_kept_page_follows_a_yes(client, place, room):
    booking = make_booking(room, (local(MONDAY, 10), local(MONDAY, 12)), status=BookingStatus.REQUESTED)
    assert "al gevraagd" in html(client, next_week(place, room))
    booking.status, booking.held_until = BookingStatus.CONFIRMED, None
    booking.save()
    assert "Koor De Lijster" in html(client, next_week(place, room))


def test_unchanged_page_is_not_made_twice(client, place, room):
    first = client.get(next_week(place, room))
    with CaptureQueriesContext(connection) as queries:
        again = client.get(next_week(place, room), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, len(queries)) == (304, 8)


def test_state_of_claims_knows_every_change(room):
    def state():
        [claims] = claims_of([room], local(MONDAY, 0), local(MONDAY, 23)).values()
        return state_of(claims)

    states = [state()]
    claim = make_claim(room, local(MONDAY, 10), local(MONDAY, 12), kind=ClaimKind.CLOSING)
    states.append(state())
    move_claim(claim=claim, starts_at=local(MONDAY, 11), ends_at=local(MONDAY, 13))
    states.append(state())
    claim.is_private = True
    claim.save()
    states.append(state())
    assert len(set(states)) == 4
    claim.created_at = NOW + timedelta(days=1)
    claim.save()
    assert state() == states[-1]
    release(claims=[claim])
    assert state() == states[0]


# -- The page of a room ---------------------------------------------------------------------------


def test_room_says_what_it_has_and_leads_on(client, place, room):
    for kind, capacity in (("tables", 24), ("rows", 40)):
        SetUp.objects.create(room=room, kind=kind, capacity=capacity)
    Facility.objects.create(room=room, kind="induction_loop")
    Window.objects.create(room=room, weekday=1, starts=time(9), ends=time(12), audience="residents")
    page = words_of(html(client, next_week(place, room)))
    assert "stoelen in rijen 40, aan tafels 24" in page
    assert "ringleiding" in page
    assert "Maandag 9.00–12.00 uur (alleen bewoners van het gebouw)" in page
    assert "maandag 23 november – zondag 29 november" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", "zaterdag 21 november"),
        ("?week=2026-11-26", "donderdag 26 november"),
        ("?week=2020-01-01", "zaterdag 21 november"),
        ("?week=9999-12-31", "zondag 26 december"),
        ("?week=' OR 1=1 🎉", "zaterdag 21 november"),
        ("?week=2026-02-30&week=", "zaterdag 21 november"),
    ],
)
def test_any_day_asked_for_is_the_nearest_there_is(client, place, room, asked, shown):
    for page in (address(place, room, asked), address(place, query=asked)):
        assert f"{shown} " in words_of(html(client, page)).split("Een week")[0]


def test_steps_end_where_there_is_nothing_to_ask(client, place, room, terms):
    terms.ahead_days = 7
    terms.save()
    first, last = (html(client, address(place, room, f"?week={day}")) for day in (TODAY, MONDAY))
    assert [("Een week eerder" in page, "Een week later" in page) for page in (first, last)] == [
        (False, True),
        (True, False),
    ]


def test_place_that_is_asked_by_phone_says_so(client, place, room, terms):
    terms.is_open = False
    terms.save()
    for page in (address(place, room), address(place)):
        assert "Bel de plek of loop binnen." in html(client, page)


@pytest.mark.parametrize("fields", [{"is_let": False}, {"is_active": False}])
def test_room_that_is_not_let_has_no_page(client, place, terms, fields):
    room = make_room(place, **{"is_let": True, **fields})
    assert client.get(address(place, room)).status_code == 404
    assert "Hier zijn nu geen ruimtes te vragen." in html(client, address(place))


def test_place_nobody_can_see_has_no_rooms(client, place, room):
    place.status = PlaceStatus.DRAFT
    place.save()
    for page in (address(place), address(place, room)):
        assert client.get(page).status_code == 404
    assert client.get(address(make_place("elders"), room)).status_code == 404


# -- The rooms of a place -------------------------------------------------------------------------


def test_table_tells_what_is_free_of_each_room(client, place, room):
    make_claim(room, local(MONDAY, 8), local(MONDAY, 23))
    Window.objects.create(
        room=make_room(place, "Atelier", is_let=True), weekday=2, starts=time(9), ends=time(12)
    )
    table = html(client, next_week(place)).split("<tbody")[1].split("</table>")[0]
    atelier, hall = sorted(words_of(row) for row in table.split("<tr")[1:])
    assert "ma 23 – niet te vragen di 24 9.00–12.00 uur wo" in atelier
    assert "ma 23 bezet di 24 8.00–23.00 uur wo" in hall


@pytest.mark.parametrize("count", [1, 20])
def test_list_asks_the_same_few_questions_however_many(client, place, terms, count):
    terms.offers_empty = True
    terms.save()
    for number in range(count):
        make_claim(make_room(place, f"Zaal {number}", is_let=True), local(MONDAY, 10), local(MONDAY, 12))
    assert queries_of(client, next_week(place)) == LIST_QUERIES


def test_page_of_the_place_leads_to_its_rooms_only_when_it_lets_any(client, place):
    page = reverse("places:place", args=[place.slug])
    assert address(place) not in html(client, page)
    make_terms(place)
    room = make_room(place, is_let=True)
    assert address(place) in html(client, page)
    room.is_let = False
    room.save()
    assert address(place) not in html(client, page)


def test_prices_stand_with_the_rooms(client, place, room):
    assert "Wat het kost" not in html(client, address(place))
    make_rate_card(place, cents=4250)
    assert "€ 42,50 per dagdeel" in words_of(html(client, address(place))).replace("\xa0", " ")


def test_prices_of_next_year_stand_beside_those_of_now(client, place, room):
    make_rate_card(place, cents=4250)
    assert "De prijzen vanaf" not in html(client, address(place))
    make_rate_card(place, cents=4400, name="2027", first_on=date(2027, 1, 1))
    make_rate_card(place, cents=9900, name="2028", first_on=date(2028, 1, 1))
    RateCard.objects.create(place=place, name="Nog leeg", first_on=date(2026, 12, 1))
    said = words_of(html(client, address(place))).replace("\xa0", " ")
    assert "De prijzen vanaf 1 januari 2027" in said
    assert said.index("€ 42,50 per dagdeel") < said.index("€ 44,00 per dagdeel")
    assert "€ 99,00" not in said


def test_any_day_is_one_step_away(client, place, room, terms):
    page = html(client, address(place, room))
    furthest = TODAY + timedelta(days=terms.ahead_days)
    asked = f'name="week" value="{TODAY}" min="{TODAY}" max="{furthest}"'
    assert asked in page


# -- Often free -----------------------------------------------------------------------------------


def thursday(weeks):
    """A Thursday so many weeks from this one."""
    return date(2026, 11, 26) + timedelta(weeks=weeks)


def free_words(room, place):
    return [one.words for one in often_free([room], day_parts(place), today=TODAY)]


def test_thursday_mornings_empty_for_eight_weeks_are_often_free(client, place, room, terms):
    Window.objects.create(room=room, weekday=4, starts=time(8), ends=time(17))
    # Too long ago, too far ahead, and only the afternoon.
    for weeks, hour in ((-10, 9), (8, 9), (0, 13)):
        make_claim(room, local(thursday(weeks), hour), local(thursday(weeks), hour + 2))
    assert free_words(room, place) == ["donderdagochtend"]
    assert "Vaak vrij" not in html(client, address(place))
    terms.offers_empty = True
    terms.save()
    assert "Grote zaal donderdagochtend" in words_of(html(client, address(place)).split('id="often"')[1])


@pytest.mark.parametrize("weeks", [-7, 7])
def test_one_morning_taken_and_it_is_not_often_free(place, room, weeks):
    Window.objects.create(room=room, weekday=4, starts=time(8), ends=time(12))
    make_claim(room, local(thursday(weeks), 11), local(thursday(weeks), 13))
    assert free_words(room, place) == []


def test_day_part_outside_the_hours_is_not_offered(place, room):
    Window.objects.create(room=room, weekday=4, starts=time(8), ends=time(11))
    assert free_words(room, place) == []
