"""What changes after a room was asked for: times cancelled, moved, swapped, added back; and nobody coming."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.asking import is_first_time
from schuifaan.apps.rooms.actions.keeping import (
    Moves,
    NotOpen,
    NotToLet,
    change,
    checked,
    free_of_charge,
    free_times,
    freeze_price,
    hold_again,
    hold_booking,
    in_turn,
    let_go,
    note,
    require_holding,
    terms_of,
    times_of,
)
from schuifaan.apps.rooms.actions.replanning import (
    TooLate,
    places,
    price_again,
    refuse_party,
    replan,
    room_of,
    shifted,
    skip_along,
    warn_party,
)
from schuifaan.apps.rooms.actions.waiting import offer_all, settle
from schuifaan.apps.rooms.enums import BookingStatus, TimeState, WaitingState
from schuifaan.apps.rooms.models import Booking, BookingTime, Room
from schuifaan.apps.rooms.queries.bookings import late_line
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rates import rate_book
from schuifaan.apps.rooms.wording import when
from schuifaan.core.timeline.wallclock import to_wall

__all__ = [
    "TimeGone", "TooEarly", "TooLate", "add_back", "cancel", "cancel_times", "change_following", "mark_no_show",
    "move_time", "swap",
]  # fmt: skip

_DAY = timedelta(days=1)


class TimeGone(PlaceError):  # noqa: N818 - it says what happened
    """The time is no longer as it was when the page was opened."""

    def __init__(self, time: BookingTime) -> None:
        self.time = time
        said = {"when": when(time.starts_at, time.ends_at), "state": time.get_state_display()}
        super().__init__(_("Dit kan niet: %(when)s (%(state)s).") % said)


class TooEarly(PlaceError):  # noqa: N818 - it says what happened
    """They may still come."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            _("Wacht eerst %(minutes)s minuten na het begin. Misschien komen ze nog.") % {"minutes": minutes}
        )


# -- Cancelling -----------------------------------------------------------------------------------


def cancel(*, booking: Booking, by: User | None, now: datetime, waive: bool = False) -> Booking:
    """All that is still to come; of what is not confirmed all. A second time changes nothing.

    What is late by the terms of the place stays partly to be paid, unless who lets the rooms waives that.
    """
    _may_cancel(booking, by, waive=waive)

    def work() -> Booking:
        current = hold_booking(booking)
        if current.status == BookingStatus.CANCELLED:
            return current
        require_holding(current)
        planned = times_of(current, TimeState.PLANNED)
        confirmed = current.status == BookingStatus.CONFIRMED
        times = [one for one in planned if one.starts_at > now or not confirmed]
        if not times:
            raise TooLate
        _cancel(current, times, "booking.cancelled", by=by, now=now, waive=waive)
        return current

    return in_turn(work)


def cancel_times(
    *, times: Collection[BookingTime], by: User | None, now: datetime, waive: bool = False
) -> list[BookingTime]:
    """Some of one booking, told in one letter. Those that do not go on already are left as they are."""
    booking = _booking_of(times)
    _may_cancel(booking, by, waive=waive)

    def work() -> list[BookingTime]:
        current = hold_booking(booking)
        wanted = {one.pk for one in times}
        going = [one for one in times_of(current, TimeState.PLANNED) if one.pk in wanted]
        if not going:
            return []
        require_holding(current)
        if by is None and any(one.starts_at <= now for one in going):
            raise TooLate
        _cancel(current, going, "booking.times_cancelled", by=by, now=now, waive=waive)
        return going

    return in_turn(work)


def mark_no_show(*, time: BookingTime, by: User, now: datetime) -> BookingTime:
    """Nobody came: the room is free for others, the price stays due. A second time changes nothing."""
    require(by, "rooms.run_rooms", time.booking.place)

    def work() -> BookingTime:
        booking = hold_booking(time.booking)
        current = _time_of(booking, time)
        if current.state == TimeState.NO_SHOW:
            return current
        if booking.status != BookingStatus.CONFIRMED:
            raise NotOpen(booking)
        if current.state != TimeState.PLANNED:
            raise TimeGone(current)
        minutes = terms_of(booking.place).release_minutes
        if now < current.starts_at + timedelta(minutes=minutes):
            raise TooEarly(minutes)
        freed = places([current])
        free_times([current], state=TimeState.NO_SHOW, now=now)
        change(booking)
        note(booking, "booking.no_show", by=by, now=now, changes=_told([current]))
        offer_all(freed, place=booking.place, now=now)
        return current

    return in_turn(work)


# -- Another time or room -------------------------------------------------------------------------


def move_time(
    *,
    time: BookingTime,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None = None,
    by: User | None,
    now: datetime,
) -> BookingTime:
    """`TimesTaken` leaves it where it was. What is the same in room, length and kind of day keeps its price."""

    def work() -> BookingTime:
        booking = _held_to_change(time.booking, by)
        current = _time_of(booking, time)
        if current.state != TimeState.PLANNED:
            raise TimeGone(current)
        (period,) = checked([(starts_at, ends_at)])
        to = room or current.room
        before = _told([current])
        replan({current: (to, period)}, booking=booking, by=by, now=now)
        changes = {"times": [before["times"][1], _told([current])["times"][1]]}
        note(booking, "booking.moved", by=by, now=now, changes=changes)
        return current

    return in_turn(work)


def swap(*, one: BookingTime, other: BookingTime, by: User, now: datetime) -> tuple[BookingTime, BookingTime]:
    """Each takes the room and the hours of the other."""
    if one.pk == other.pk or one.booking.place_id != other.booking.place_id:
        raise ValueError("Two times of one place are swapped.")

    def work() -> tuple[BookingTime, BookingTime]:
        first = _held_to_change(one.booking, by)
        second = first if other.booking_id == first.pk else _held_to_change(other.booking, by)
        a, b = _time_of(first, one), _time_of(second, other)
        gone = next((time for time in (a, b) if time.state != TimeState.PLANNED), None)
        if gone is not None:
            raise TimeGone(gone)
        moves: Moves = {a: (b.room, (b.starts_at, b.ends_at)), b: (a.room, (a.starts_at, a.ends_at))}
        freed = places(moves)
        book = rate_book(first.place)
        for moved, (room, period) in moves.items():
            price_again(moved, room, period, book=book, booking=moved.booking)
        let_go([a, b])
        for booking, times in ((first, [a, b]),) if first is second else ((first, [a]), (second, [b])):
            hold_again({moved: moves[moved] for moved in times}, booking=booking, now=now)
            change(booking, room=room_of(booking))
            note(booking, "booking.swapped", by=by, now=now, changes=_told(times))
            telling.changed(booking=booking, times=times, now=now)
        offer_all(freed, place=first.place, now=now)
        return a, b

    return in_turn(work)


def change_following(
    *,
    time: BookingTime,
    by: User | None,
    now: datetime,
    weekday: int | None = None,
    starts: time | None = None,
    ends: time | None = None,
    room: Room | None = None,
    leave_out: Collection[Period] = (),
    rule: str | None = None,
) -> list[BookingTime]:
    """From this time on all of its series: to another day of the week (1 is Monday), hours or room.

    `TimesTaken` names all that clash; the new periods in `leave_out` are skipped instead. What was skipped before
    moves along, so that it can be added back where the others are. `rule` is the new sentence of the series.
    """

    def work() -> list[BookingTime]:
        booking = _held_to_change(time.booking, by)
        first = _time_of(booking, time)
        if first.state != TimeState.PLANNED:
            raise TimeGone(first)
        days = (weekday or to_wall(first.starts_at).isoweekday()) - to_wall(first.starts_at).isoweekday()
        later = [
            one
            for one in times_of(booking, TimeState.PLANNED, TimeState.SKIPPED)
            if one.starts_at >= first.starts_at
        ]
        moves = {one: (room or one.room, shifted(one, days * _DAY, starts, ends)) for one in later}
        checked(period for _room, period in moves.values())
        if by is None:
            refuse_party(booking, later, (), now=now)
        left = set(leave_out)
        skipped = {one: to for one, to in moves.items() if one.state == TimeState.SKIPPED or to[1] in left}
        freed = places(one for one in skipped if one.state == TimeState.PLANNED)
        skip_along(skipped, now=now)
        going = {one: to for one, to in moves.items() if one.state == TimeState.PLANNED}
        if not going:
            raise NotToLet(_("Kies minstens één keer."))
        if days or rule is not None:
            booking.rule = rule or ""
            booking.save(update_fields=["rule"])
        replan(going, booking=booking, by=by, now=now, also_free=freed)
        note(booking, "booking.series_changed", by=by, now=now, changes=_told(list(going)))
        return list(going)

    return in_turn(work)


def add_back(*, times: Collection[BookingTime], by: User | None, now: datetime) -> list[BookingTime]:
    """What was skipped or cancelled goes on after all, at the rates of now. `TimesTaken` names all that clash."""
    booking = _booking_of(times)

    def work() -> list[BookingTime]:
        current = _held_to_change(booking, by)
        wanted = {one.pk for one in times}
        states = [TimeState.SKIPPED] if by is None else [TimeState.SKIPPED, TimeState.CANCELLED]
        back = [one for one in times_of(current, *states) if one.pk in wanted]
        if not back:
            return []
        periods = {one: (one.starts_at, one.ends_at) for one in back}
        if by is None:
            refuse_party(current, back, [(one.room, periods[one]) for one in back], now=now)
        book, first = rate_book(current.place), is_first_time(current.party)
        for one in back:
            freeze_price(one, book=book, party_kind=current.party.kind, first_time=first and one is back[0])
        hold_again({one: (one.room, periods[one]) for one in back}, booking=current, now=now)
        if by is None:
            warn_party(current)
        change(current)
        note(current, "booking.added_back", by=by, now=now, changes=_told(back))
        telling.changed(booking=current, times=back, now=now)
        return back

    return in_turn(work)


# -- How: who may ---------------------------------------------------------------------------------


def _may_cancel(booking: Booking, by: User | None, *, waive: bool) -> None:
    """Who phones the host has cancelled; not asking for the money is for who lets the rooms."""
    if by is not None:
        require(by, "rooms.let_rooms" if waive else "rooms.run_rooms", booking.place)
    elif waive:
        raise ValueError("Somebody has to waive it.")


def _held_to_change(booking: Booking, by: User | None) -> Booking:
    if by is not None:
        require(by, "rooms.let_rooms", booking.place)
    current = hold_booking(booking)
    require_holding(current)
    return current


def _booking_of(times: Iterable[BookingTime]) -> Booking:
    by_booking = {one.booking_id: one for one in times}
    if len(by_booking) != 1:
        raise ValueError("Times of one booking are changed together.")
    return by_booking.popitem()[1].booking


def _time_of(booking: Booking, time: BookingTime) -> BookingTime:
    """As it is now."""
    return BookingTime.objects.select_related("booking__party", "room", "claim").get(
        booking=booking, pk=time.pk
    )


# -- How: what happens ----------------------------------------------------------------------------


def _cancel(
    booking: Booking, times: list[BookingTime], verb: str, *, by: User | None, now: datetime, waive: bool
) -> None:
    terms = terms_of(booking.place)
    freed = places(one for one in times if one.starts_at > now)
    for one in times:
        line = None if waive else late_line(booking, one, terms, now)
        free_of_charge(one)
        if line is not None:
            one.price_cents, one.price_lines = line.cents, [line.as_data()]
    free_times(times, state=TimeState.CANCELLED, now=now)
    if times_of(booking, TimeState.PLANNED, TimeState.NO_SHOW):
        change(booking)
    else:
        change(booking, status=BookingStatus.CANCELLED, held_until=None)
        settle(booking, WaitingState.GONE)
    note(booking, verb, by=by, now=now, changes=_told(times))
    telling.cancelled(booking=booking, times=times, now=now)
    offer_all(freed, place=booking.place, now=now)


def _told(times: Collection[BookingTime]) -> dict[str, list[str | None]]:
    return {"times": [None, "; ".join(when(one.starts_at, one.ends_at) for one in times)]}
