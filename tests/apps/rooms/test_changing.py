"""Cancelling, moving, swapping, changing a series, adding back, and nobody coming: rooms and prices go along."""

from datetime import time, timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions import NoSuchPeriod
from schuifaan.apps.rooms.actions.asking import NotToLet, TimesTaken
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
    swap,
)
from schuifaan.apps.rooms.actions.keeping import NotOpen
from schuifaan.apps.rooms.enums import TimeState, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, Letter
from tests.factories import make_place
from tests.factories.rooms import (
    at,
    make_booked_time,
    make_booking,
    make_claim,
    make_party,
    make_rate_card,
    make_room,
    make_terms,
)
from tests.racing import at_once, names_of

# The morning of the second of January 2026; the times below are from Tuesday the sixth on.
NOW = at(8, day=2)
WEEK = timedelta(weeks=1)


@pytest.fixture
def terms(place):
    return make_terms(place, free_until_days=3, late_percentage=50)


@pytest.fixture
def room(place, terms):
    return make_room(place, "Achterzaal", is_let=True)


@pytest.fixture
def series(room):
    return make_booking(room, *[(at(18) + n * WEEK, at(20) + n * WEEK) for n in range(3)], price_cents=3001)


def times(booking):
    return list(booking.times.order_by("starts_at", "id"))


def plan(booking):
    """Each time with what it holds."""
    rows = booking.times.order_by("starts_at", "id").values_list(
        "starts_at", "state", "claim__starts_at", "price_cents"
    )
    return list(rows)


# -- Cancelling -----------------------------------------------------------------------------------


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


# -- Nobody came ----------------------------------------------------------------------------------


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


# -- Moving ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_moved_in_the_same_room_for_as_long_keeps_its_price(series, manager):
    make_rate_card(series.place, cents=9900)
    first = times(series)[0]
    moved = move_time(time=first, starts_at=at(18, day=7), ends_at=at(20, day=7), by=manager, now=NOW)
    assert (moved.starts_at, moved.price_cents) == (at(18, day=7), 3001)
    assert plan(series)[0] == (at(18, day=7), "planned", at(18, day=7), 3001)
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == (
        "booking.moved",
        {"times": ["dinsdag 6 januari 19.00–21.00 uur", "woensdag 7 januari 19.00–21.00 uur"]},
    )
    series.refresh_from_db()
    assert series.version == 2


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["length", "room", "day_part"])
def test_moved_to_what_costs_otherwise_is_priced_by_the_rates_of_now(series, manager, change):
    make_rate_card(series.place, cents=6000, unit="hour", deposit_cents=100, vat="high")
    other = make_room(series.place, "Keuken")
    series.place.day_parts.create(kind="evening", starts=time(18), ends=time(22))
    series.place.day_parts.create(kind="morning", starts=time(8), ends=time(13))
    to = {
        "length": (at(18, day=7), at(21, day=7), None),
        "room": (at(18), at(20), other),
        "day_part": (at(8, day=7), at(10, day=7), None),
    }[change]
    first = times(series)[0]
    moved = move_time(time=first, starts_at=to[0], ends_at=to[1], room=to[2], by=manager, now=NOW)
    assert moved.price_cents == (18000 if change == "length" else 12000)
    kept = BookingTime.objects.get(pk=first.pk)
    assert (kept.deposit_cents, kept.vat, kept.price_lines[0]["code"]) == (100, "high", "hire")
    assert (kept.room, kept.claim.room) == (to[2] or series.room,) * 2
    series.refresh_from_db()
    assert series.room.name == "Achterzaal"


@pytest.mark.django_db
def test_booking_is_where_all_its_times_are(room, manager):
    other = make_room(room.place, "Keuken")
    booking = make_booking(room, (at(18), at(20)))
    move_time(time=booking.times.get(), starts_at=at(18), ends_at=at(20), room=other, by=manager, now=NOW)
    booking.refresh_from_db()
    assert booking.room == other


@pytest.mark.django_db
def test_first_time_stays_free_when_it_is_moved(room, manager):
    make_rate_card(room.place, first_time_free=True)
    booking = make_booking(room)
    lines = [{"code": "first_time", "cents": -3000, "values": {}}]
    first = make_booked_time(booking, at(18), at(20), price_lines=lines)
    moved = move_time(time=first, starts_at=at(16), ends_at=at(21), by=manager, now=NOW)
    assert moved.price_cents == 0
    assert moved.price_lines[-1]["code"] == "first_time"


@pytest.mark.django_db
def test_moving_onto_another_leaves_it_where_it_was(series, manager):
    make_claim(series.room, at(10), at(12), label="yoga")
    first, second, _third = times(series)
    for start, end in [(at(9), at(11)), (second.starts_at, second.ends_at)]:
        with pytest.raises(TimesTaken) as caught:
            move_time(time=first, starts_at=start, ends_at=end, by=manager, now=NOW)
        assert list(caught.value.clashes) == [(start, end)]
    with pytest.raises(NoSuchPeriod):
        move_time(time=first, starts_at=at(9), ends_at=at(9), by=manager, now=NOW)
    assert plan(series)[0] == (at(18), "planned", at(18), 3001)


@pytest.mark.django_db
def test_moving_within_its_own_hours_takes_setting_up_along(series, manager):
    series.room.after_minutes = 30
    series.room.save()
    move_time(time=times(series)[0], starts_at=at(19), ends_at=at(21), by=manager, now=NOW)
    claim = times(series)[0].claim
    assert (claim.starts_at, claim.ends_at, claim.label) == (at(19), at(21.5), "Koor De Lijster")


@pytest.mark.django_db
def test_party_moves_within_the_terms(series, terms, host):
    first = times(series)[0]
    moved = move_time(time=first, starts_at=at(19, day=8), ends_at=at(21, day=8), by=None, now=NOW)
    with pytest.raises(NotToLet, match="te vragen van"):
        move_time(time=moved, starts_at=at(4, day=8), ends_at=at(6, day=8), by=None, now=NOW)
    with pytest.raises(TooLate):
        move_time(time=moved, starts_at=at(19, day=30), ends_at=at(21, day=30), by=None, now=at(23, day=5))
    with pytest.raises(NotAllowed):
        move_time(time=moved, starts_at=at(19, day=9), ends_at=at(21, day=9), by=host, now=NOW)
    terms.excluded_uses = [Use.REHEARSAL]
    terms.save()
    with pytest.raises(NotToLet, match="niet zelf veranderen"):
        move_time(time=moved, starts_at=at(19, day=9), ends_at=at(21, day=9), by=None, now=NOW)
    assert plan(series)[0] == (at(19, day=8), "planned", at(19, day=8), 3001)


@pytest.mark.django_db
def test_party_that_may_come_so_often_still_moves_within_the_month(series, terms):
    terms.most_per_month = 3
    terms.save()
    move_time(time=times(series)[0], starts_at=at(19, day=8), ends_at=at(21, day=8), by=None, now=NOW)
    series.refresh_from_db()
    assert series.version == 2


@pytest.mark.django_db
def test_room_of_another_place_is_a_mistake_of_ours(series, manager):
    other = make_room(make_place("elders"))
    with pytest.raises(ValueError, match="belongs to the place"):
        move_time(time=times(series)[0], starts_at=at(9), ends_at=at(10), room=other, by=manager, now=NOW)


# -- Swapping -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_swap_gives_each_the_place_of_the_other(series, manager):
    make_rate_card(series.place, cents=1000, unit="hour")
    kitchen = make_room(series.place, "Keuken")
    soup = make_booking(
        kitchen, (at(18), at(21)), party=make_party(series.place, "Soepgroep"), title="Soep", shown_as="taken"
    )
    one, other = swap(one=times(series)[0], other=soup.times.get(), by=manager, now=NOW)
    assert (one.room, one.starts_at, one.ends_at, one.price_cents) == (kitchen, at(18), at(21), 3000)
    assert (other.room, other.starts_at, other.ends_at, other.price_cents) == (
        series.room, at(18), at(20), 2000,
    )  # fmt: skip
    held = Claim.objects.filter(starts_at=at(18)).order_by("room__name")
    assert list(held.values_list("room__name", "label", "is_private", "ends_at")) == [
        ("Achterzaal", "Soep", True, at(20)),
        ("Keuken", "Koor De Lijster", False, at(21)),
    ]
    verbs = AuditEvent.objects.values_list("verb", "subject").order_by("subject")
    assert list(verbs) == [("booking.swapped", "1 Achterzaal"), ("booking.swapped", "2 Achterzaal")]


@pytest.mark.django_db
def test_swap_within_one_series_is_told_once(series, manager):
    first, second, third = times(series)
    swap(one=first, other=second, by=manager, now=NOW)
    assert [one.pk for one in times(series)] == [second.pk, first.pk, third.pk]
    assert AuditEvent.objects.count() == 1
    with pytest.raises(ValueError, match="one place"):
        swap(one=first, other=first, by=manager, now=NOW)
    cancel_times(times=[second], by=manager, now=NOW)
    with pytest.raises(TimeGone):
        swap(one=first, other=second, by=manager, now=NOW)


@pytest.mark.django_db
def test_swap_that_would_overlap_changes_nothing(hall, left, manager):
    """The hall goes to where the half was, which is still within the hall's own old hours."""
    big = make_booking(hall, (at(10), at(14)))
    small = make_booking(left, (at(14), at(16)))
    make_claim(left, at(9), at(10), label="yoga")
    swapped = swap(one=big.times.get(), other=small.times.get(), by=manager, now=NOW)
    assert [(one.room, one.starts_at) for one in swapped] == [(left, at(14)), (hall, at(10))]
    left.before_minutes = 15
    left.save()
    with pytest.raises(TimesTaken):
        swap(one=big.times.get(), other=small.times.get(), by=manager, now=NOW)
    assert Claim.objects.count() == 3


# -- Series ---------------------------------------------------------------------------------------


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


# -- Adding back ----------------------------------------------------------------------------------


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


# -- Letters --------------------------------------------------------------------------------------


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


# -- At once --------------------------------------------------------------------------------------


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


@pytest.mark.django_db(transaction=True)
def test_two_swaps_and_moves_at_once_lose_nothing(place, manager):
    one = make_booking(make_room(place, "Links"), (at(18), at(20)))
    other = make_booking(make_room(place, "Rechts"), (at(18), at(20)))
    rooms = {one.room, other.room}

    def swapped(_n):
        swap(one=one.times.get(), other=other.times.get(), by=manager, now=NOW)

    def moved(_n):
        move_time(time=one.times.get(), starts_at=at(17), ends_at=at(20), by=manager, now=NOW)

    outcomes = at_once(lambda work: work(0), [swapped, moved, swapped, swapped])
    assert names_of(outcomes) == ["NoneType"] * 4
    assert {booking.times.get().room for booking in (one, other)} == rooms
    for booking in (one, other):
        booked = booking.times.get()
        claim = booked.claim
        assert (claim.room, claim.starts_at, claim.ends_at) == (booked.room, booked.starts_at, booked.ends_at)
        assert claim.claim_parts.get().starts_at == booked.starts_at
    assert Claim.objects.count() == 2
