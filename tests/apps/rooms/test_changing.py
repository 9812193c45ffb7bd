"""Changing a series from one time on, adding back, and the letter of each change."""

from datetime import time, timedelta

import pytest

from schuifaan.apps.rooms.actions import NoSuchPeriod
from schuifaan.apps.rooms.actions.asking import NotToLet, TimesTaken
from schuifaan.apps.rooms.actions.changing import (
    TimeGone,
    TooLate,
    add_back,
    cancel_times,
    change_following,
    move_time,
    swap,
)
from schuifaan.apps.rooms.enums import TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, Letter
from tests.apps.rooms.series import NOW, WEEK, plan, times
from tests.factories.rooms import at, make_booked_time, make_booking, make_claim, make_rate_card, make_room

# -- Series ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_this_and_later_times_go_to_another_day_and_hour(series, manager):
    Booking.objects.update(rule="FREQ=WEEKLY;BYDAY=TU")
    make_booked_time(series, at(18) + 3 * WEEK, at(20) + 3 * WEEK, state=TimeState.SKIPPED)
    second = times(series)[1]
    changed = change_following(
        time=second, weekday=4, starts=time(20), ends=time(22, 30), by=manager, now=NOW
    )
    assert len(changed) == 2
    assert [(row[0], row[1], row[2]) for row in plan(series)] == [
        (at(18), "planned", at(18)),
        (at(19, day=15), "planned", at(19, day=15)),
        (at(19, day=22), "planned", at(19, day=22)),
        (at(19, day=29), "skipped", None),
    ]
    assert times(series)[1].ends_at == at(21.5, day=15)
    series.refresh_from_db()
    assert series.rule == ""
    change_following(time=second, weekday=5, by=manager, now=NOW, rule="FREQ=WEEKLY;BYDAY=FR")
    series.refresh_from_db()
    assert (series.rule, times(series)[1].starts_at) == ("FREQ=WEEKLY;BYDAY=FR", at(19, day=16))


@pytest.mark.django_db
def test_series_goes_on_at_the_same_hour_of_the_clock_through_a_change(place, manager):
    """From winter into summer time: 19.00 stays 19.00."""
    room = make_room(place)
    march = at(18) + timedelta(days=77)  # Tuesday the 24th of March
    booking = make_booking(
        room, (march, march + timedelta(hours=2)), (march + WEEK, march + WEEK + WEEK / 84)
    )
    change_following(time=times(booking)[0], starts=time(20), ends=time(22), by=manager, now=NOW)
    assert [row[0].hour for row in plan(booking)] == [19, 18]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (time(22), time(0), (at(21), at(23))),
        (time(21), None, (at(20), at(1, day=7))),
        (None, time(1), (at(22), at(0, day=7))),
    ],
)
def test_hours_beyond_midnight_stay_beyond_it(place, manager, starts, ends, said):
    booking = make_booking(make_room(place), (at(22), at(1, day=7)))
    (one,) = change_following(time=booking.times.get(), starts=starts, ends=ends, by=manager, now=NOW)
    assert (one.starts_at, one.ends_at) == said


@pytest.mark.django_db
def test_hours_that_go_back_are_refused(series, manager):
    with pytest.raises(NoSuchPeriod):
        change_following(time=times(series)[0], starts=time(20), ends=time(19), by=manager, now=NOW)


@pytest.mark.django_db
def test_all_clashes_of_a_series_are_said_and_can_be_left_out(series, manager):
    in_the_way = [make_claim(series.room, at(10) + n * WEEK, at(12) + n * WEEK) for n in (0, 2)]
    first = times(series)[0]
    hours = {"starts": time(12), "ends": time(14)}
    with pytest.raises(TimesTaken) as caught:
        change_following(time=first, by=manager, now=NOW, **hours)
    periods = [(at(11) + n * WEEK, at(13) + n * WEEK) for n in (0, 2)]
    assert caught.value.clashes == dict(zip(periods, in_the_way, strict=True))
    assert [row[1] for row in plan(series)] == ["planned"] * 3
    changed = change_following(time=first, by=manager, now=NOW, leave_out=periods, **hours)
    assert len(changed) == 1
    assert [(row[0], row[1], row[3]) for row in plan(series)] == [
        (at(11), "skipped", 0), (at(11) + WEEK, "planned", 3001), (at(11) + 2 * WEEK, "skipped", 0),
    ]  # fmt: skip
    with pytest.raises(NotToLet):
        change_following(
            time=times(series)[1],
            weekday=3,
            by=manager,
            now=NOW,
            leave_out=[(at(11, day=14), at(13, day=14))],
        )


@pytest.mark.django_db
def test_series_is_changed_from_a_time_that_goes_on(series, manager):
    first = times(series)[0]
    cancel_times(times=[first], by=manager, now=NOW)
    with pytest.raises(TimeGone):
        change_following(time=first, weekday=3, by=manager, now=NOW)


@pytest.mark.django_db
def test_times_of_one_booking_do_not_overlap_each_other(hall, left, manager):
    """In the hall in the morning and in its half in the afternoon, but not in both at the same hour."""
    booking = make_booking(hall, (at(9), at(10)))
    make_booked_time(booking, at(14), at(15), room=left)
    with pytest.raises(TimesTaken) as caught:
        change_following(time=times(booking)[0], starts=time(19), ends=time(20), by=manager, now=NOW)
    assert list(caught.value.clashes) == [(at(18), at(19))]
    assert [row[2] for row in plan(booking)] == [at(9), at(14)]


@pytest.mark.django_db
def test_of_many_clashes_the_first_ten_are_read_out(place, manager):
    room = make_room(place)
    booking = make_booking(room, *[(at(18) + n * WEEK, at(20) + n * WEEK) for n in range(12)])
    for n in range(12):
        make_claim(room, at(10) + n * WEEK, at(12) + n * WEEK, label="yoga")
    with pytest.raises(TimesTaken) as caught:
        change_following(time=times(booking)[0], starts=time(11), ends=time(12), by=manager, now=NOW)
    assert len(caught.value.clashes) == 12
    assert (str(caught.value).count("yoga"), str(caught.value)[-4:]) == (10, "; ….")


@pytest.mark.django_db
def test_weekly_series_moves_onto_its_own_old_hours(series, manager):
    """An hour later: the new time overlaps the old one of the same week."""
    change_following(time=times(series)[0], starts=time(20), ends=time(22), by=manager, now=NOW)
    assert [row[2] for row in plan(series)] == [at(19) + n * WEEK for n in range(3)]


@pytest.mark.django_db
def test_party_changes_its_series_while_the_first_is_not_late(series, manager):
    change_following(time=times(series)[0], starts=time(20), ends=time(22), by=None, now=NOW)
    with pytest.raises(TooLate):
        change_following(time=times(series)[0], starts=time(21), ends=time(22), by=None, now=at(9, day=5))


# -- Adding back -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_added_back_it_holds_its_room_at_the_rates_of_now(series, manager):
    make_rate_card(series.place, cents=4000)
    skipped = make_booked_time(series, at(18) + 3 * WEEK, at(20) + 3 * WEEK, state=TimeState.SKIPPED)
    cancelled = times(series)[1]
    cancel_times(times=[cancelled], by=manager, now=at(9, day=13))
    back = add_back(times=[skipped, cancelled, times(series)[0]], by=manager, now=NOW)
    assert [one.pk for one in back] == [cancelled.pk, skipped.pk]
    assert [row[1:] for row in plan(series)] == [
        ("planned", at(18), 3001), ("planned", at(18) + WEEK, 4000), ("planned", at(18) + 2 * WEEK, 3001),
        ("planned", at(18) + 3 * WEEK, 4000),
    ]  # fmt: skip
    assert add_back(times=[skipped], by=manager, now=NOW) == []


@pytest.mark.django_db
def test_adding_back_says_all_that_is_taken(series, manager):
    gone = times(series)[:2]
    cancel_times(times=gone, by=manager, now=NOW)
    for one in gone:
        make_claim(series.room, one.starts_at, one.ends_at)
    with pytest.raises(TimesTaken) as caught:
        add_back(times=gone, by=manager, now=NOW)
    assert len(caught.value.clashes) == 2
    assert [row[1] for row in plan(series)] == ["cancelled", "cancelled", "planned"]


@pytest.mark.django_db
def test_party_adds_back_what_was_skipped_but_not_what_was_cancelled(series):
    skipped = make_booked_time(series, at(18, day=9), at(20, day=9), state=TimeState.SKIPPED)
    night = make_booked_time(series, at(1, day=9), at(2, day=9), state=TimeState.SKIPPED)
    cancel_times(times=[times(series)[-1]], by=None, now=NOW)
    assert add_back(times=[times(series)[-1]], by=None, now=NOW) == []
    assert add_back(times=[skipped], by=None, now=NOW) == [skipped]
    with pytest.raises(NotToLet):
        add_back(times=[night], by=None, now=NOW)
    with pytest.raises(ValueError, match="one booking"):
        add_back(times=[], by=None, now=NOW)


@pytest.mark.django_db
def test_first_time_is_free_again_when_it_was_cancelled(room, manager):
    make_rate_card(room.place, first_time_free=True)
    booking = make_booking(room, (at(18), at(20)), (at(18) + WEEK, at(20) + WEEK), status="requested")
    BookingTime.objects.update(state=TimeState.SKIPPED, claim=None)
    Claim.objects.all().delete()
    back = add_back(times=times(booking), by=manager, now=NOW)
    assert [one.price_cents for one in back] == [0, 3000]


# -- Letters ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_change_is_one_letter_and_a_refusal_none(series, manager):
    first, second, third = times(series)
    cancel_times(times=[second, third], by=manager, now=NOW)
    add_back(times=[second, third], by=manager, now=NOW)
    swap(one=first, other=second, by=manager, now=NOW)
    change_following(time=times(series)[0], starts=time(20), ends=time(22), by=manager, now=NOW)
    assert Letter.objects.count() == 4
    with pytest.raises(TimesTaken):
        move_time(time=first, starts_at=at(19), ends_at=at(20), by=manager, now=NOW)
    assert Letter.objects.count() == 4
