"""Moving and swapping: rooms and prices go along."""

from datetime import time

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions import NoSuchPeriod
from schuifaan.apps.rooms.actions.asking import NotToLet, TimesTaken
from schuifaan.apps.rooms.actions.changing import TimeGone, TooLate, cancel_times, move_time, swap
from schuifaan.apps.rooms.enums import Use
from schuifaan.apps.rooms.models import BookingTime, Claim
from tests.apps.rooms.series import NOW, plan, times
from tests.factories import make_place
from tests.factories.rooms import (
    at,
    make_booked_time,
    make_booking,
    make_claim,
    make_party,
    make_rate_card,
    make_room,
)
from tests.racing import at_once, names_of

# -- Moving ----------------------------------------------------------------------------------------


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


# -- Swapping --------------------------------------------------------------------------------------


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


# -- At once ---------------------------------------------------------------------------------------


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
