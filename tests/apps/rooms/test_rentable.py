"""What can be asked for, when and by whom: windows, notice, how far ahead, how often, and both clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from schuifaan.apps.rooms.enums import Audience, ClaimKind, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, Equipment, LettingTerms, Party, Window
from schuifaan.apps.rooms.queries.rentable import (
    audience_of,
    lets_rooms,
    open_windows,
    refusal,
    refusals,
    room_page,
    rooms_to_let,
)
from schuifaan.core.timeline.wallclock import AMSTERDAM, from_wall
from tests.factories import NOW, make_place
from tests.factories.rooms import make_claim, make_room

# The Monday after NOW.
MONDAY = date(2026, 11, 23)


def local(day, hour, minute=0):
    return from_wall(datetime.combine(day, time(hour, minute)))


def hours(found):
    return [
        (f"{one.start.astimezone(AMSTERDAM):%d %H:%M}", f"{one.end.astimezone(AMSTERDAM):%d %H:%M}")
        for one in found
    ]


def window(room, weekday, starts, ends, **fields):
    return Window.objects.create(room=room, weekday=weekday, starts=starts, ends=ends, **fields)


@pytest.fixture
def terms(place):
    return LettingTerms.objects.create(place=place, is_open=True)


@pytest.fixture
def room(place):
    return make_room(place, is_let=True)


@pytest.fixture
def party(place):
    return Party.objects.create(place=place, name="Koor", kind=PartyKind.ASSOCIATION, added_at=NOW)


def ask(room, terms, day=MONDAY, start=10, end=12, *, party=None, now=NOW):
    return refusal(room, local(day, start), local(day, end), terms, now, party)


def book(party, room, day, *, state=TimeState.PLANNED):
    number = Booking.objects.count() + 1
    start, end = local(day, 10), local(day, 12)
    booking = Booking.objects.create(
        place=party.place, party=party, room=room, number=number, use=Use.CLUB, title="Koor",
        status="confirmed", asked_at=NOW,
    )  # fmt: skip
    claim = make_claim(room, start, end, kind=ClaimKind.BOOKING) if state == TimeState.PLANNED else None
    return BookingTime.objects.create(
        booking=booking, room=room, starts_at=start, ends_at=end, state=state, claim=claim, changed_at=NOW
    )


# -- Rooms ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_rooms_in_use_that_are_let_are_offered(place, terms, room):
    make_room(place, "Keuken")
    make_room(place, "Zolder", is_let=True, is_active=False)
    make_room(make_place("elders"), "Hal", is_let=True)
    assert list(rooms_to_let(place)) == [room]
    assert lets_rooms(place)


@pytest.mark.django_db
def test_place_without_terms_lets_nothing(place, room):
    assert list(rooms_to_let(place)) == []
    assert not lets_rooms(place)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("audience", "names"),
    [
        (Audience.RESIDENTS, ["Bewoners", "Buurt", "Iedereen"]),
        (Audience.NEIGHBOURHOOD, ["Buurt", "Iedereen"]),
        (Audience.EVERYONE, ["Iedereen"]),
        (None, ["Bewoners", "Buurt", "Iedereen"]),
    ],
)
def test_each_circle_may_use_what_is_meant_for_a_wider_one(place, terms, audience, names):
    make_room(place, "Bewoners", is_let=True, audience=Audience.RESIDENTS)
    make_room(place, "Buurt", is_let=True, audience=Audience.NEIGHBOURHOOD)
    make_room(place, "Iedereen", is_let=True)
    assert [one.name for one in rooms_to_let(place, audience)] == names


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 20])
def test_rooms_come_with_their_facts_in_four_queries(place, terms, count, django_assert_num_queries):
    for number in range(count):
        window(make_room(place, f"Zaal {number}", is_let=True), 1, time(9), time(12))
    with django_assert_num_queries(4):
        found = list(rooms_to_let(place))
        assert [len(open_windows(one, MONDAY, MONDAY)) for one in found] == [1] * count
        assert [(list(one.set_ups.all()), list(one.facilities.all())) for one in found] == [([], [])] * count


@pytest.mark.django_db
def test_page_of_a_room_has_its_own_things_and_those_of_the_place(place, room, kitchen):
    for name, where in (("Beamer", None), ("Piano", room), ("Pannen", kitchen)):
        Equipment.objects.create(place=place, room=where, name=name)
    assert [one.name for one in room_page(place, room).equipment] == ["Beamer", "Piano"]


# -- Hours ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_without_windows_every_day_from_eight_to_eleven(room):
    assert hours(open_windows(room, MONDAY, MONDAY + timedelta(days=1))) == [
        ("23 08:00", "23 23:00"),
        ("24 08:00", "24 23:00"),
    ]


@pytest.mark.django_db
def test_windows_that_touch_or_overlap_are_one(room):
    for starts, ends in ((9, 12), (12, 14), (13, 15), (19, 22)):
        window(room, 1, time(starts), time(ends))
    assert hours(open_windows(room, MONDAY, MONDAY + timedelta(days=6))) == [
        ("23 09:00", "23 15:00"),
        ("23 19:00", "23 22:00"),
    ]


@pytest.mark.django_db
def test_window_until_the_last_minute_runs_into_the_next_day(room):
    window(room, 5, time(20), time(23, 59))
    window(room, 6, time(0), time(2))
    friday = MONDAY + timedelta(days=4)
    assert hours(open_windows(room, friday, friday + timedelta(days=1))) == [("27 20:00", "28 02:00")]
    assert hours(open_windows(room, friday, friday)) == [("27 20:00", "28 00:00")]


@pytest.mark.django_db
def test_windows_of_a_narrower_circle_are_not_for_others(room):
    window(room, 1, time(9), time(12))
    window(room, 1, time(12), time(17), audience=Audience.NEIGHBOURHOOD)
    window(room, 1, time(17), time(22), audience=Audience.RESIDENTS)
    ends = [open_windows(room, MONDAY, MONDAY, audience=one)[0].end.hour for one in Audience]
    assert ends == [22, 17, 12]
    assert open_windows(room, MONDAY, MONDAY)[0].end.hour == 22


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "long"), [(date(2026, 3, 29), 3), (date(2026, 10, 25), 5), (date(2026, 11, 1), 4)]
)
def test_window_over_a_clock_change_is_as_long_as_the_night(room, day, long):
    window(room, 7, time(0), time(4))
    [found] = open_windows(room, day, day)
    assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == timedelta(hours=long)


@pytest.mark.django_db
def test_window_in_the_hour_that_is_skipped_does_not_happen(room):
    window(room, 7, time(2), time(3))
    spring, week_before = date(2026, 3, 29), date(2026, 3, 22)
    assert open_windows(room, spring, spring) == []
    assert len(open_windows(room, week_before, spring)) == 1


# -- Whether a moment can be asked for ------------------------------------------------------------


@pytest.mark.django_db
def test_moment_within_everything_may_be_asked(room, terms, party):
    assert ask(room, terms) == ask(room, terms, party=party) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"is_let": False}, {"is_active": False}])
def test_room_that_is_not_let_is_refused(room, terms, fields):
    for name, value in fields.items():
        setattr(room, name, value)
    assert ask(room, terms) == "Grote zaal is niet te vragen."


@pytest.mark.django_db
def test_place_without_terms_refuses(room):
    assert ask(room, None) == "Grote zaal is niet te vragen."


@pytest.mark.django_db
def test_end_before_start_is_said(room, terms):
    assert ask(room, terms, start=12, end=12) == "Het einde moet na het begin liggen."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (9, 12, ""),
        (11, 14, ""),
        (8, 10, "Grote zaal is op maandag 23 november te vragen van 9.00–17.00 uur en 19.00–22.00 uur."),
        (16, 20, "Grote zaal is op maandag 23 november te vragen van 9.00–17.00 uur en 19.00–22.00 uur."),
        (19, 22, ""),
    ],
)
def test_whole_time_must_lie_within_one_window(room, terms, start, end, words):
    for starts, ends in ((9, 12), (12, 17), (19, 22)):
        window(room, 1, time(starts), time(ends))
    assert ask(room, terms, start=start, end=end) == words


@pytest.mark.django_db
def test_day_without_a_window_is_said(room, terms):
    window(room, 1, time(9), time(12))
    day = MONDAY + timedelta(days=1)
    assert ask(room, terms, day) == "Grote zaal is op dinsdag 24 november niet te vragen."


@pytest.mark.django_db
def test_evening_may_run_past_midnight_where_the_windows_do(room, terms):
    window(room, 5, time(20), time(23, 59))
    window(room, 6, time(0), time(2))
    friday, saturday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=5)
    assert refusal(room, local(friday, 22), local(saturday, 2), terms, NOW) == ""
    words = "Grote zaal is op vrijdag 27 november te vragen van 20.00–24.00 uur."
    assert refusal(room, local(friday, 22), local(saturday, 3), terms, NOW) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "hours_asked", "words"),
    [
        (date(2027, 3, 28), 3, ""),
        (date(2027, 3, 28), 4, "Grote zaal is op zondag 28 maart te vragen van 0.00–4.00 uur."),
        (date(2027, 10, 31), 5, ""),
        (date(2027, 10, 31), 6, "Grote zaal is op zondag 31 oktober te vragen van 0.00–4.00 uur."),
    ],
)
def test_clock_change_counts_real_hours(room, terms, day, hours_asked, words):
    window(room, 7, time(0), time(4))
    start = local(day, 0)
    end = start.astimezone(UTC) + timedelta(hours=hours_asked)
    assert refusal(room, start, end, terms, NOW) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("notice", "ahead", "words"),
    [
        (24, timedelta(hours=24), ""),
        (24, timedelta(hours=23, minutes=59), "Dat is te kort dag. Vraag het uiterlijk 24 uur van tevoren."),
        (72, timedelta(hours=71), "Dat is te kort dag. Vraag het uiterlijk 3 dagen van tevoren."),
        (0, timedelta(minutes=1), ""),
        (0, timedelta(minutes=-1), "Dit moment is al geweest."),
    ],
)
def test_notice_is_kept_to_the_minute(room, terms, notice, ahead, words):
    terms.notice_hours = notice
    start = NOW + ahead
    assert refusal(room, start, start + timedelta(hours=1), terms, NOW) == words


@pytest.mark.django_db
def test_last_day_ahead_counts_as_a_day_of_the_calendar(room, terms):
    terms.ahead_days = 30
    assert ask(room, terms, date(2026, 12, 21), 21, 22) == ""
    words = "Zo ver vooruit kan nog niet. Je kunt nu vragen tot en met maandag 21 december."
    assert ask(room, terms, date(2026, 12, 22), 9, 10) == words


@pytest.mark.parametrize(
    ("kind", "lives_here", "audience"),
    [
        (PartyKind.RESIDENT, None, Audience.RESIDENTS),
        (PartyKind.RESIDENT, False, Audience.EVERYONE),
        (PartyKind.INITIATIVE, None, Audience.NEIGHBOURHOOD),
        (PartyKind.ASSOCIATION, True, Audience.NEIGHBOURHOOD),
        (PartyKind.COMMERCIAL, None, Audience.EVERYONE),
    ],
)
def test_circle_of_who_asks(kind, lives_here, audience):
    assert audience_of(Party(kind=kind, lives_here=lives_here)) == audience


@pytest.mark.django_db
def test_room_for_residents_is_refused_to_others_only(room, terms, party):
    room.audience = Audience.RESIDENTS
    assert ask(room, terms, party=party) == "Grote zaal is alleen voor bewoners van het gebouw."
    assert ask(room, terms, party=Party(kind=PartyKind.RESIDENT)) == ""
    assert ask(room, terms) == ""
    room.audience = Audience.NEIGHBOURHOOD
    assert ask(room, terms, party=party) == "Grote zaal is alleen voor bewoners en de buurt."


@pytest.mark.django_db
def test_hours_for_the_neighbourhood_are_refused_to_others(room, terms, party):
    window(room, 1, time(9), time(17), audience=Audience.NEIGHBOURHOOD)
    assert ask(room, terms, party=party) == "Grote zaal is op maandag 23 november niet te vragen."
    party.lives_here = True
    assert ask(room, terms, party=party) == ""


# -- How often in a month -------------------------------------------------------------------------


@pytest.mark.django_db
def test_party_that_has_had_its_month_is_refused_in_that_month_only(room, terms, party):
    terms.most_per_month = 2
    book(party, room, date(2026, 11, 30))
    book(party, room, date(2026, 11, 3), state=TimeState.NO_SHOW)
    book(party, room, date(2026, 11, 4), state=TimeState.CANCELLED)
    words = "Je kunt hier hoogstens 2 keer per maand een ruimte krijgen."
    assert ask(room, terms, party=party) == words
    assert ask(room, terms, date(2026, 12, 1), party=party) == ""
    other = Party.objects.create(place=party.place, name="Bridge", kind=PartyKind.ASSOCIATION, added_at=NOW)
    assert ask(room, terms, party=other) == ""


@pytest.mark.django_db
def test_series_counts_its_own_times_along(room, terms, party, django_assert_num_queries):
    terms.most_per_month = 2
    days = [date(2026, 12, 15), date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 5)]
    wanted = [(local(day, 10), local(day, 12)) for day in days]
    with django_assert_num_queries(2):
        said = refusals(room, wanted, terms, NOW, party)
    assert list(said) == [wanted[0]]


@pytest.mark.django_db
def test_time_that_is_moved_does_not_count_twice(room, terms, party):
    terms.most_per_month = 1
    moved = book(party, room, date(2026, 11, 30))
    period = (local(MONDAY, 10), local(MONDAY, 12))
    assert list(refusals(room, [period], terms, NOW, party)) == [period]
    assert refusals(room, [period], terms, NOW, party, leaving_out=[moved]) == {}


@pytest.mark.django_db
def test_month_ends_at_midnight_here(room, terms, party):
    terms.most_per_month = 1
    window(room, 2, time(0), time(2))
    # In UTC this is still in November.
    first = date(2026, 12, 1)
    book(party, room, date(2026, 11, 30))
    assert refusal(room, local(first, 0), local(first, 1), terms, NOW, party) == ""
