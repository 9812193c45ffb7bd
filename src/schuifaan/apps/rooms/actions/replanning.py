"""How times of a booking get another room or hour: who may, what it then costs, who hears of it, what comes free."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.keeping import (
    Moves,
    NotToLet,
    change,
    free_of_charge,
    free_times,
    freeze_price,
    hold_again,
    let_go,
    place_time,
    save_times,
    terms_of,
    times_of,
)
from schuifaan.apps.rooms.actions.waiting import offer_all
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, LettingTerms, Room
from schuifaan.apps.rooms.queries.bookings import free_until
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rates import RateBook, rate_book
from schuifaan.apps.rooms.queries.rentable import refusals
from schuifaan.apps.rooms.queries.warnings import warnings_for
from schuifaan.core.timeline.wallclock import from_wall, to_wall

_MIDNIGHT = time(0, 0)
_DAY = timedelta(days=1)


class TooLate(PlaceError):  # noqa: N818 - it says what happened
    """Through its link a party cannot do this any more; whoever works at the place still can."""

    def __init__(self) -> None:
        super().__init__(_("Dit kun je niet meer zelf veranderen. Bel of mail de plek."))


# -- Who may ---------------------------------------------------------------------------------------


def refuse_party(
    booking: Booking, times: Collection[BookingTime], to: Iterable[tuple[Room, Period]], *, now: datetime
) -> None:
    """What the party cannot do by itself: what is too late, and what it could not ask for."""
    terms = terms_of(booking.place)
    if any(_is_too_late(booking, one, terms, now) for one in times if one.state == TimeState.PLANNED):
        raise TooLate
    by_room: dict[Room, list[Period]] = {}
    for room, period in to:
        by_room.setdefault(room, []).append(period)
    for room, periods in by_room.items():
        said = refusals(room, periods, terms, now, booking.party, leaving_out=times)
        if said:
            raise NotToLet(said[min(said)])


def _is_too_late(booking: Booking, time: BookingTime, terms: LettingTerms, now: datetime) -> bool:
    """What could not be cancelled for nothing any more, cannot be moved away either."""
    if booking.status != BookingStatus.CONFIRMED:
        return time.starts_at <= now
    return time.starts_at <= now or timezone.localdate(now) > free_until(terms, time.starts_at)


def warn_party(booking: Booking) -> None:
    """Nobody of the place looks at what a party changes itself: what the rules speak against, it cannot do."""
    known = set(booking.overrulings.values_list("rule", flat=True))
    standing = [one for one in warnings_for(booking) if one.rule not in known]
    if standing and booking.status == BookingStatus.CONFIRMED:
        raise NotToLet(_("Dit kun je niet zelf veranderen. Bel of mail de plek."), field=None)


# -- What happens ----------------------------------------------------------------------------------


def replan(
    moves: Moves,
    *,
    booking: Booking,
    by: User | None,
    now: datetime,
    also_free: Collection[tuple[Room, Period]] = (),
) -> None:
    """Priced again where that is due, told in one letter, and what came free offered to who waits."""
    freed = [*also_free, *places(moves)]
    if any(room.place_id != booking.place_id for room, _period in moves.values()):
        raise ValueError("The room belongs to the place.")
    if by is None:
        refuse_party(booking, list(moves), moves.values(), now=now)
    book = rate_book(booking.place)
    for one, (room, period) in moves.items():
        price_again(one, room, period, book=book, booking=booking)
    let_go(list(moves))
    hold_again(moves, booking=booking, now=now)
    if by is None:
        warn_party(booking)
    change(booking, room=room_of(booking))
    telling.changed(booking=booking, times=list(moves), now=now)
    offer_all(freed, place=booking.place, now=now)


def price_again(time: BookingTime, room: Room, period: Period, *, book: RateBook, booking: Booking) -> None:
    """By the rates of now for that day, but only if the room, the length or the kind of day is another."""
    old = (time.starts_at, time.ends_at)
    same = time.room_id == room.pk and old[1] - old[0] == period[1] - period[0]
    if same and book.day_part_minutes(*old) == book.day_part_minutes(*period):
        return
    first = any(line["code"] == "first_time" for line in time.price_lines)
    time.room, time.starts_at, time.ends_at = room, *period
    freeze_price(time, book=book, party_kind=booking.party.kind, first_time=first)


def room_of(booking: Booking) -> Room:
    """Where it is: the one all its times are in, or else where it was asked for."""
    rooms = {one.room for one in times_of(booking, TimeState.PLANNED)}
    return rooms.pop() if len(rooms) == 1 else booking.room


def skip_along(moves: Moves, *, now: datetime) -> None:
    """They hold nothing, where the others of their series would be."""
    times = list(moves)
    planned = [one for one in times if one.state == TimeState.PLANNED]
    for one, (room, period) in moves.items():
        place_time(one, room, period, now=now)
        free_of_charge(one)
    free_times(planned, state=TimeState.SKIPPED, now=now)
    save_times(times)


def shifted(one: BookingTime, days: timedelta, starts: time | None, ends: time | None) -> Period:
    """On the clock on the wall; what ended on the next day still does, and midnight is the end of a day."""
    old_start, old_end = to_wall(one.starts_at), to_wall(one.ends_at)
    new_start = datetime.combine(old_start.date() + days, starts or old_start.time())
    at = ends or old_end.time()
    overnight = at == _MIDNIGHT or (old_end.date() > old_start.date() and at <= new_start.time())
    new_end = datetime.combine(new_start.date() + (_DAY if overnight else timedelta()), at)
    return from_wall(new_start), from_wall(new_end)


def places(times: Iterable[BookingTime]) -> list[tuple[Room, Period]]:
    """Where they are now."""
    return [(one.room, (one.starts_at, one.ends_at)) for one in times]
