"""Cancelling, and nobody coming: the room is free again, and what is due stays."""

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.changing import (
    TimeGone,
    TooEarly,
    TooLate,
    add_back,
    cancel,
    cancel_times,
    change_following,
    mark_no_show,
    move_time,
)
from schuifaan.apps.rooms.actions.keeping import NotOpen
from schuifaan.apps.rooms.enums import TimeState
from schuifaan.apps.rooms.models import Booking, Claim
from tests.apps.rooms.series import NOW, plan, times
from tests.factories.rooms import at, make_booking, make_room, make_terms
from tests.racing import at_once

# -- Cancelling ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("now", "due"), [(at(22.9, day=3), 0), (at(23, day=3), 1501)])
def test_cancelling_costs_nothing_through_the_stated_day_and_part_after_it(series, now, due):
    """Free through Saturday the third, Amsterdam time; half of € 30,01 is rounded up."""
    booking = cancel(booking=series, by=None, now=now)
    assert booking.status == "cancelled"
    first, second, third = times(series)
    assert [one.price_cents for one in (first, second, third)] == [due, 0, 0]
    assert first.price_lines == (
        [{"code": "late_cancel", "cents": 1501, "values": {"percentage": 50, "price_cents": 3001}}]
        if due
        else []
    )
    assert {one.state for one in (first, second, third)} == {TimeState.CANCELLED}
    assert not Claim.objects.exists()


@pytest.mark.django_db
def test_cancelling_twice_changes_nothing(series):
    cancel(booking=series, by=None, now=NOW)
    again = cancel(booking=series, by=None, now=NOW)
    assert (again.version, AuditEvent.objects.count()) == (2, 1)


@pytest.mark.django_db
def test_what_was_only_asked_is_cancelled_for_nothing(room):
    booking = make_booking(room, (at(18), at(20)), status="requested", price_cents=3000)
    cancelled = cancel(booking=booking, by=None, now=at(17))
    assert (cancelled.status, cancelled.held_until) == ("cancelled", None)
    assert plan(booking) == [(at(18), "cancelled", None, 0)]


@pytest.mark.django_db
def test_what_has_been_stays_when_the_rest_is_cancelled(series):
    booking = cancel(booking=series, by=None, now=at(18))
    assert booking.status == "confirmed"
    assert [row[1] for row in plan(series)] == ["planned", "cancelled", "cancelled"]
    with pytest.raises(TooLate):
        cancel(booking=series, by=None, now=at(18))


@pytest.mark.django_db
def test_some_are_cancelled_and_the_last_one_ends_the_booking(series, host):
    first, second, third = times(series)
    gone = cancel_times(times=[third, first], by=host, now=NOW)
    assert [one.pk for one in gone] == [first.pk, third.pk]
    series.refresh_from_db()
    assert (series.status, [row[1] for row in plan(series)]) == (
        "confirmed", ["cancelled", "planned", "cancelled"],
    )  # fmt: skip
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == (
        "booking.times_cancelled",
        {"times": [None, "dinsdag 6 januari 19.00–21.00 uur; dinsdag 20 januari 19.00–21.00 uur"]},
    )
    assert cancel_times(times=[first], by=host, now=NOW) == []
    cancel_times(times=[second], by=host, now=NOW)
    series.refresh_from_db()
    assert series.status == "cancelled"


@pytest.mark.django_db
def test_who_lets_the_rooms_may_waive_what_is_late(series, host, manager):
    first, second, _third = times(series)
    with pytest.raises(NotAllowed):
        cancel_times(times=[first], by=host, now=at(9), waive=True)
    with pytest.raises(ValueError, match="waive"):
        cancel(booking=series, by=None, now=at(9), waive=True)
    cancel_times(times=[first], by=manager, now=at(9), waive=True)
    cancel_times(times=[second], by=manager, now=at(9, day=13))
    assert [row[3] for row in plan(series)] == [0, 1501, 3001]


@pytest.mark.django_db
def test_party_does_not_cancel_what_has_begun_but_the_host_does(series, host, stranger):
    first = times(series)[0]
    with pytest.raises(TooLate):
        cancel_times(times=[first], by=None, now=at(18))
    with pytest.raises(NotAllowed):
        cancel_times(times=[first], by=stranger, now=at(18))
    cancel_times(times=[first], by=host, now=at(18))
    assert plan(series)[0] == (at(18), "cancelled", None, 1501)


@pytest.mark.django_db
def test_what_does_not_hold_a_room_is_not_changed(room, manager):
    booking = make_booking(room, (at(18), at(20)), status="declined")
    one = booking.times.get()
    for work in (
        lambda: cancel(booking=booking, by=manager, now=NOW),
        lambda: move_time(time=one, starts_at=at(9), ends_at=at(10), by=manager, now=NOW),
        lambda: add_back(times=[one], by=manager, now=NOW),
        lambda: change_following(time=one, weekday=3, by=manager, now=NOW),
        lambda: mark_no_show(time=one, by=manager, now=at(19)),
    ):
        with pytest.raises(NotOpen):
            work()


# -- Nobody came -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nobody_came_frees_the_room_and_stays_due(series, host, manager):
    first = times(series)[0]
    with pytest.raises(TooEarly, match="30 minuten"):
        mark_no_show(time=first, by=host, now=at(18.49))
    for _twice in range(2):
        mark_no_show(time=first, by=host, now=at(18.5))
    assert plan(series)[0] == (at(18), "no_show", None, 3001)
    assert AuditEvent.objects.count() == 1
    with pytest.raises(TimeGone, match="niet gekomen"):
        move_time(time=first, starts_at=at(9), ends_at=at(10), by=manager, now=NOW)
    second = times(series)[1]
    cancel_times(times=[second], by=host, now=NOW)
    with pytest.raises(TimeGone):
        mark_no_show(time=second, by=host, now=at(19, day=13))


# -- At once ---------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_cancels_at_once_are_one(place):
    make_terms(place)
    for day in range(6, 11):
        booking = make_booking(make_room(place, f"Zaal {day}"), (at(18, day=day), at(20, day=day)))

        def work(_n, booking=booking):
            cancel(booking=Booking.objects.get(pk=booking.pk), by=None, now=NOW)

        assert at_once(work, range(3)) == [None] * 3
        booking.refresh_from_db()
        assert (booking.status, booking.version, Claim.objects.count()) == ("cancelled", 2, 0)
