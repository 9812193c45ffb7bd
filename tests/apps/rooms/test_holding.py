"""Holding rooms: parts and wholes, friendly refusals, series, moves, and several people at once."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.rooms.actions import (
    NoSuchPeriod,
    PiecesTaken,
    RoomRetired,
    RoomTaken,
    change_room,
    hold_many,
    hold_room,
    move_claim,
    release,
)
from schuifaan.apps.rooms.actions.holding import _insert_one_by_one
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Claim, ClaimPart, Room
from schuifaan.apps.rooms.queries.holding import claims_between, clashes, free, rooms_of
from tests.factories import NOW
from tests.factories.rooms import at, make_claim, make_room
from tests.racing import at_once, names_of


def hold(room, start, end, label="koor", **fields):
    return hold_room(
        room=room, starts_at=start, ends_at=end, kind=ClaimKind.ACTIVITY, label=label,
        now=fields.pop("now", at(9, day=2)), **fields,
    )  # fmt: skip


def hold_series(room, periods, label="koor"):
    return hold_many(room=room, periods=periods, kind=ClaimKind.ACTIVITY, label=label, now=NOW)


def weekly(number, start=10, end=12):
    return [(at(start) + timedelta(weeks=week), at(end) + timedelta(weeks=week)) for week in range(number)]


@pytest.mark.django_db
def test_holding_keeps_what_was_asked(kitchen):
    claim = hold(kitchen, at(9), at(11), "soep", is_private=True, now=NOW)
    kept = Claim.objects.values_list(
        "room", "starts_at", "ends_at", "kind", "label", "is_private", "created_at"
    )
    assert kept.get() == (kitchen.pk, at(9), at(11), "activity", "soep", True, NOW)
    assert [one.claim_id for one in ClaimPart.objects.all()] == [claim.pk]


@pytest.mark.django_db
def test_refusal_says_by_what_and_when(kitchen):
    hold(kitchen, at(9), at(11))
    with pytest.raises(RoomTaken) as caught:
        hold(kitchen, at(10), at(12), "yoga")
    assert str(caught.value) == "Keuken is dan al bezet: koor, dinsdag 6 januari 10.00–12.00 uur."
    assert (caught.value.room, caught.value.taken_by) == (kitchen, "koor")
    assert (caught.value.starts_at, caught.value.ends_at) == (at(9), at(11))
    assert Claim.objects.count() == 1


@pytest.mark.django_db
def test_refusal_keeps_what_is_private(kitchen):
    hold(kitchen, at(9), at(11), "familiefeest", is_private=True)
    with pytest.raises(RoomTaken) as caught:
        hold(kitchen, at(10), at(12))
    assert str(caught.value) == "Keuken is dan al bezet: dinsdag 6 januari 10.00–12.00 uur."
    assert caught.value.taken_by == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "now", "words"),
    [
        (at(20), at(23), at(1), "dinsdag 6 januari 21.00–24.00 uur"),
        (at(20), at(1, day=7), at(1), "dinsdag 6 januari 21.00 uur tot woensdag 7 januari 2.00 uur"),
        (
            at(9),
            at(11),
            datetime.fromisoformat("2025-12-01T00:00Z"),
            "dinsdag 6 januari 2026 10.00–12.00 uur",
        ),
        (
            at(9) - timedelta(days=6),
            at(11) - timedelta(days=6),
            at(1),
            "woensdag 31 december 2025 10.00–12.00 uur",
        ),
    ],
)
def test_refusal_says_times_as_people_do(kitchen, start, end, now, words):
    hold(kitchen, start, end)
    with pytest.raises(RoomTaken) as caught:
        hold(kitchen, start, end, now=now)
    assert str(caught.value) == f"Keuken is dan al bezet: koor, {words}."


@pytest.mark.django_db
def test_hall_takes_both_halves_and_a_half_takes_the_hall(hall, left, right, kitchen):
    hold(hall, at(9), at(11))
    for room in (left, right):
        with pytest.raises(RoomTaken):
            hold(room, at(10), at(12))
    hold(kitchen, at(10), at(12))
    hold(left, at(12), at(14))
    hold(right, at(12), at(14))
    with pytest.raises(RoomTaken):
        hold(hall, at(13), at(15))


@pytest.mark.django_db
@pytest.mark.parametrize("end", [at(10), at(9)])
def test_period_that_does_not_go_forward_is_refused(kitchen, end):
    with pytest.raises(NoSuchPeriod):
        hold(kitchen, at(10), end)


@pytest.mark.django_db
def test_period_without_a_time_zone_is_a_mistake_of_ours(kitchen):
    with pytest.raises(ValueError, match="time zone"):
        hold(kitchen, datetime(2026, 1, 6, 10), datetime(2026, 1, 6, 12))


@pytest.mark.django_db
def test_retired_room_is_not_held(place):
    with pytest.raises(RoomRetired):
        hold(make_room(place, is_active=False), at(9), at(11))


@pytest.mark.django_db
def test_series_is_held_but_for_what_clashes(hall, left):
    periods = weekly(60)
    make_claim(left, at(11) + timedelta(weeks=3), at(13) + timedelta(weeks=3))
    claims = hold_series(hall, periods)
    assert [number for number, claim in enumerate(claims) if claim is None] == [3]
    assert [(c.starts_at, c.ends_at) for c in claims if c] == [p for n, p in enumerate(periods) if n != 3]
    assert ClaimPart.objects.filter(claim__room=hall).count() == 59 * 2


@pytest.mark.django_db
def test_series_that_overlaps_itself_keeps_the_first_of_each(kitchen):
    claims = hold_series(kitchen, [(at(12), at(14)), (at(9), at(11)), (at(10), at(12.5)), (at(11), at(12))])
    assert [claim is not None for claim in claims] == [True, True, False, True]
    assert hold_series(kitchen, []) == ()


@pytest.mark.django_db
def test_series_costs_the_same_few_queries_however_long(kitchen, left):
    with CaptureQueriesContext(connection) as short:
        hold_series(kitchen, weekly(2))
    with CaptureQueriesContext(connection) as long:
        hold_series(left, weekly(60))
    assert len(long) == len(short)


@pytest.mark.django_db
def test_moving_within_its_own_time_and_to_another_room(hall, left, right):
    claim = hold(left, at(9), at(11))
    hold(right, at(14), at(16))
    move_claim(claim=claim, starts_at=at(10), ends_at=at(12))
    move_claim(claim=claim, starts_at=at(10), ends_at=at(13), room=hall)
    claim.refresh_from_db()
    assert (claim.room, claim.starts_at, claim.ends_at) == (hall, at(10), at(13))
    assert ClaimPart.objects.filter(claim=claim, starts_at=at(10), ends_at=at(13)).count() == 2
    with pytest.raises(RoomTaken):
        move_claim(claim=claim, starts_at=at(13), ends_at=at(15))
    assert (claim.starts_at, claim.ends_at) == (at(10), at(13))
    assert ClaimPart.objects.filter(claim=claim, starts_at=at(10)).count() == 2


@pytest.mark.django_db
def test_releasing_frees_the_room(kitchen):
    claim = hold(kitchen, at(9), at(11))
    release(claims=[claim])
    release(claims=[claim])
    assert free(kitchen, at(9), at(11))
    assert not ClaimPart.objects.exists()


@pytest.mark.django_db
def test_questions_are_answered_for_parts_and_wholes(place, hall, left, right, kitchen):
    long_ago = hold(left, at(9, day=1), at(11, day=5), "bouw")
    choir = hold(hall, at(9), at(11))
    soup = hold(kitchen, at(10), at(12), "soep")
    assert list(claims_between(place, at(0, day=1), at(23, day=30))) == [long_ago, choir, soup]
    assert list(claims_between(place, at(0, day=3), at(9))) == [long_ago]
    assert list(claims_between(right, at(0, day=1), at(23, day=30))) == [choir]
    assert list(claims_between(hall, at(11), at(12))) == []
    assert [free(room, at(10.5), at(11)) for room in (left, right, hall, kitchen)] == [
        False,
        False,
        False,
        False,
    ]
    assert [free(room, at(11), at(12)) for room in (left, right, hall, kitchen)] == [True, True, True, False]
    asked = [(at(8), at(9)), (at(10), at(13)), (at(0, day=2), at(1, day=2))]
    assert clashes(left, asked) == {asked[1]: choir, asked[2]: long_ago}
    assert clashes(left, []) == {}
    assert list(rooms_of(place)) == [hall, kitchen, left, right]


@pytest.mark.django_db
def test_questions_find_their_way_by_index(kitchen):
    for number in range(30):
        make_claim(kitchen, at(10) + timedelta(days=number), at(12) + timedelta(days=number))
    plan = claims_between(kitchen, at(8, day=20), at(20, day=20)).explain()
    if connection.vendor == "sqlite":
        # The scan is of the parts of this room, never of what is held.
        assert "SCAN rooms_claimpart" not in plan
        assert "parts_held_in_time" in plan


@pytest.mark.django_db(transaction=True)
def test_of_people_at_once_exactly_one_gets_the_room(place):
    """Some want the hall, some a half: all of them overlap."""
    left, right = make_room(place, "Links"), make_room(place, "Rechts")
    hall = make_room(place, "Zaal", made_of=(left, right))
    for day in range(1, 6):
        wanted = [hall, left, hall, left, hall, left]
        outcomes = at_once(lambda room, day=day: hold(room, at(9, day=day), at(11, day=day)), wanted)
        assert names_of(outcomes) == ["NoneType", *["RoomTaken"] * 5]
        held = ClaimPart.objects.filter(starts_at=at(9, day=day))
        assert held.values("claim").distinct().count() == 1
        assert held.count() == wanted[outcomes.index(None)].room_parts.count()


@pytest.mark.django_db(transaction=True)
def test_two_series_at_once_share_without_overlap(place):
    room = make_room(place)
    outcomes = at_once(
        lambda label: hold_series(Room.objects.get(pk=room.pk), weekly(30), label), ["a", "b", "c"]
    )
    assert outcomes == [None, None, None]
    assert Claim.objects.count() == 30


@pytest.mark.django_db(transaction=True)
def test_two_moves_of_one_claim_at_once_leave_one_whole_claim(place):
    left, right = make_room(place, "Links"), make_room(place, "Rechts")
    claim = make_claim(left, at(9), at(11))

    def work(room):
        move_claim(claim=Claim.objects.get(pk=claim.pk), starts_at=at(12), ends_at=at(13), room=room)

    assert at_once(work, [right, left]) == [None, None]
    claim.refresh_from_db()
    held = ClaimPart.objects.values_list("part", "starts_at", "ends_at").get()
    assert held == (claim.room.room_parts.get().part_id, at(12), at(13))


@pytest.mark.django_db
def test_series_that_lost_a_race_keeps_what_still_fits(kitchen):
    """Somebody who takes no lock came between the look and the insert."""
    make_claim(kitchen, at(10.5), at(11))
    claims = [
        Claim(room=kitchen, starts_at=at(hour), ends_at=at(hour + 1), kind="activity", created_at=NOW)
        for hour in (9, 10, 11)
    ]
    parts = [held.part_id for held in kitchen.room_parts.all()]
    assert _insert_one_by_one(claims, parts) == [claims[1]]
    assert [claim.pk is None for claim in claims] == [False, True, False]
    assert list(ClaimPart.objects.values_list("starts_at", flat=True)) == [at(9), at(10.5), at(11)]


@pytest.mark.django_db
def test_label_that_is_too_long_is_cut(kitchen):
    hold(kitchen, at(9), at(11), "x" * 500)
    assert Claim.objects.get().label == "x" * 120


@pytest.mark.django_db(transaction=True)
def test_dividing_a_hall_while_it_is_being_taken_leaves_no_claim_on_old_parts(place, administrator):
    for day in range(1, 6):
        left, right = make_room(place, f"Links {day}"), make_room(place, f"Rechts {day}")
        hall = make_room(place, f"Zaal {day}")

        def divide(hall=hall, left=left, right=right, day=day):
            room = Room.objects.get(pk=hall.pk)
            change_room(room=room, name=room.name, made_of=[left, right], by=administrator, now=at(1, day=1))

        def take(room, day=day):
            return lambda: hold(room, at(9, day=day), at(11, day=day))

        outcomes = at_once(lambda work: work(), [divide, take(hall), take(left)])
        assert {type(one) for one in outcomes} <= {type(None), RoomTaken, PiecesTaken}
        for claim in Claim.objects.filter(room__in=[hall, left]):
            held = set(claim.claim_parts.values_list("part", flat=True))
            assert held == set(claim.room.room_parts.values_list("part", flat=True))
