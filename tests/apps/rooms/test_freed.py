"""Whatever lets go of a room: who waits for that time is offered it, the first in order, once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction

from schuifaan.apps.agenda.actions import activities, planning
from schuifaan.apps.agenda.enums import PublicHolidays
from schuifaan.apps.rooms.actions import holding
from schuifaan.apps.rooms.actions.asking import NotToLet
from schuifaan.apps.rooms.actions.changing import (
    cancel,
    cancel_times,
    change_following,
    mark_no_show,
    move_time,
)
from schuifaan.apps.rooms.actions.deciding import decline, expire
from schuifaan.apps.rooms.actions.describing import block_room, unblock
from schuifaan.apps.rooms.actions.waiting import offer_let_go
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, Use
from schuifaan.apps.rooms.models import Booking, Claim, Waiting
from schuifaan.core.timeline.wallclock import from_wall
from tests.factories import NOW
from tests.factories.agenda import make_activity
from tests.factories.rooms import make_booking, make_party

MONDAY = date(2026, 11, 30)


def on(hour, day=MONDAY):
    return from_wall(datetime.combine(day, time(hour)))


SLOT = (on(19), on(21))


@pytest.fixture
def waiting(room, that_saturday):
    """Two wait for the same evening; the second asked later."""
    parties = [make_party(room.place, f"Club {n}", email=f"club{n}@example.org") for n in (1, 2)]
    return [
        Waiting.objects.create(
            party=party, room=room, starts_at=SLOT[0], ends_at=SLOT[1], use=Use.CLUB,
            asked_at=NOW + timedelta(minutes=n),
        )
        for n, party in enumerate(parties)
    ]  # fmt: skip


def states(waiting):
    for one in waiting:
        one.refresh_from_db()
    return [one.state for one in waiting]


def planned(room, manager):
    """Four Mondays in the evening."""
    when = planning.When(
        first_on=MONDAY, at=time(19), minutes=120, place=room.place, room=room, rule="FREQ=WEEKLY;COUNT=4",
        public_holidays=PublicHolidays.KEEP,
    )  # fmt: skip
    return planning.add_series(activity=make_activity(room.place), when=when, by=manager, now=NOW), when


def of_agenda(name):
    def let_go(room, manager):
        series, when = planned(room, manager)
        one = series.occurrences.order_by("original_at").first()
        do = {
            "cancelled": lambda: planning.cancel_occurrence(occurrence=one, reason="", by=manager, now=NOW),
            "moved": lambda: planning.move_occurrence(
                occurrence=one, starts_at=on(10), ends_at=on(12), room=room, reason="", by=manager, now=NOW
            ),
            "following": lambda: planning.cancel_following(occurrence=one, reason="", by=manager, now=NOW),
            "series": lambda: planning.change_series(
                series=series, when=replace(when, at=time(10)), by=manager, now=NOW
            ),
            "stopped": lambda: activities.stop_activity(
                activity=series.activity, reason="", by=manager, now=NOW
            ),
            "deleted": lambda: activities.delete_activity(activity=series.activity, by=manager, now=NOW),
        }
        return do[name]

    return let_go


def closed(room, manager):
    claim = block_room(
        room=room, starts_at=SLOT[0], ends_at=SLOT[1], kind=ClaimKind.CLOSING, label="Vakantie", by=manager,
        now=NOW,
    )  # fmt: skip
    return lambda: unblock(claim=claim, by=manager, now=NOW)


def of_booking(name, status=BookingStatus.CONFIRMED):
    def let_go(room, manager):
        party = make_party(room.place, "Soepgroep")
        booking = make_booking(room, SLOT, (on(19, MONDAY + timedelta(7)), on(21, MONDAY + timedelta(7))),
                               party=party, status=status)  # fmt: skip
        one = booking.times.order_by("starts_at").first()
        do = {
            "cancelled": lambda: cancel(booking=booking, by=manager, now=NOW),
            "times": lambda: cancel_times(times=[one], by=None, now=NOW),
            "moved": lambda: move_time(time=one, starts_at=on(9), ends_at=on(11), by=manager, now=NOW),
            "following": lambda: change_following(
                time=one, starts=time(9), ends=time(11), by=manager, now=NOW
            ),
            "declined": lambda: decline(booking=booking, answer="", by=manager, now=NOW),
            "expired": lambda: expire(now=NOW),
        }
        if name == "expired":
            Booking.objects.filter(pk=booking.pk).update(held_until=NOW - timedelta(minutes=1))
        return do[name]

    return let_go


PATHS = {
    **{f"agenda-{name}": of_agenda(name) for name in
       ("cancelled", "moved", "following", "series", "stopped", "deleted")},
    "closing": closed,
    **{f"booking-{name}": of_booking(name) for name in ("cancelled", "times", "moved", "following")},
    **{f"booking-{name}": of_booking(name, BookingStatus.REQUESTED) for name in ("declined", "expired")},
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_what_comes_free_is_offered_to_the_first_and_to_nobody_else(
    room, waiting, manager, path, django_capture_on_commit_callbacks
):
    let_go = PATHS[path](room, manager)
    with django_capture_on_commit_callbacks(execute=True):
        let_go()
    assert states(waiting) == ["offered", "waiting"]
    offered = Booking.objects.get(status=BookingStatus.OPTION)
    assert (offered.party, offered.times.get().starts_at) == (waiting[0].party, SLOT[0])


@pytest.mark.django_db
def test_a_no_show_frees_what_is_left_of_the_day(room, waiting, manager):
    booking = make_booking(room, (on(9), on(21)), party=make_party(room.place, "Soepgroep"))
    mark_no_show(time=booking.times.get(), by=manager, now=on(10))
    assert states(waiting) == ["offered", "waiting"]


@pytest.mark.django_db
def test_what_holds_the_room_again_is_offered_to_nobody(
    room, waiting, manager, django_capture_on_commit_callbacks
):
    """A series made anew lets go of all it held, and holds it again."""
    series, when = planned(room, manager)
    with django_capture_on_commit_callbacks(execute=True):
        planning.change_series(series=series, when=replace(when, minutes=150), by=manager, now=NOW)
    assert states(waiting) == ["waiting", "waiting"]


@pytest.mark.django_db
def test_what_is_undone_frees_nothing(room, waiting, manager, django_capture_on_commit_callbacks):
    claim = holding.hold_room(
        room=room, starts_at=SLOT[0], ends_at=SLOT[1], kind=ClaimKind.MAINTENANCE, label="Verven", now=NOW
    )
    with django_capture_on_commit_callbacks(execute=True) as said, pytest.raises(NotToLet):
        _released_and_refused(claim)
    assert (said, states(waiting), Claim.objects.count()) == ([], ["waiting", "waiting"], 1)


@pytest.mark.django_db
def test_a_claim_that_moves_away_frees_where_it_was(room, waiting, django_capture_on_commit_callbacks):
    claim = holding.hold_room(
        room=room, starts_at=SLOT[0], ends_at=SLOT[1], kind=ClaimKind.MAINTENANCE, label="Verven", now=NOW
    )
    with django_capture_on_commit_callbacks(execute=True):
        holding.move_claim(claim=claim, starts_at=on(9), ends_at=on(10), now=NOW)
    assert states(waiting) == ["offered", "waiting"]


@pytest.mark.django_db
def test_what_is_over_or_gone_is_nothing_to_offer(room, waiting):
    freed = [(room.pk, SLOT)]
    assert offer_let_go(freed=freed, now=SLOT[1]) == []
    assert offer_let_go(freed=[(room.pk + 1000, SLOT), *freed], now=NOW) == [waiting[0]]
    assert offer_let_go(freed=freed, now=NOW) == []


def _released_and_refused(claim):
    with transaction.atomic():
        holding.release(claims=[claim])
        raise NotToLet("toch niet")
