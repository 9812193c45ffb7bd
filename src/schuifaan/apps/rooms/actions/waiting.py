"""Waiting for a time that is taken: when it comes free, who asked first is offered it, and has it held a while."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.asking import answer_by, is_first_time, next_number, yes_at_once
from schuifaan.apps.rooms.actions.keeping import (
    NotToLet,
    TimesTaken,
    change,
    checked,
    free_of_charge,
    free_times,
    freeze_price,
    hold_booking,
    hold_place,
    hold_times,
    in_turn,
    note,
    taken,
    terms_of,
    times_of,
)
from schuifaan.apps.rooms.actions.parties import PartyDetails, party_for
from schuifaan.apps.rooms.enums import BookingStatus, ShownAs, TimeState, Use, WaitingState
from schuifaan.apps.rooms.models import Booking, BookingTime, Party, Room, Waiting
from schuifaan.apps.rooms.queries.holding import Period, parts_of
from schuifaan.apps.rooms.queries.rates import rate_book
from schuifaan.apps.rooms.queries.rentable import refusals

# How long an offer is held; and how long before it begins somebody else must still be able to come.
OFFER_HELD: Final = timedelta(hours=48)
AT_LEAST_BEFORE: Final = timedelta(hours=2)
# Setting up and cleaning reach no further than this.
REACH: Final = timedelta(days=1)


class RoomFree(PlaceError):  # noqa: N818 - it says what happened
    """Nobody need wait: the room can be asked for."""

    def __init__(self, room: Room) -> None:
        self.room = room
        super().__init__(
            _("%(room)s is dan vrij. Je kunt meteen vragen.") % {"room": room.name}, field="room"
        )


class OfferGone(PlaceError):  # noqa: N818 - it says what happened
    """There is no offer, or it was held long enough."""

    def __init__(self) -> None:
        super().__init__(_("Dit aanbod is er niet meer."))


def wait_for(
    *,
    party: Party | PartyDetails,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    use: Use,
    now: datetime,
    by: User | None = None,
) -> Waiting:
    """In the order of asking. Asked twice, they wait once."""
    place = room.place
    if by is not None:
        require(by, "rooms.run_rooms", place)

    def work() -> Waiting:
        hold_place(place)
        (period,) = checked([(starts_at, ends_at)])
        _refuse(room, period, party, now=now, by=by)
        who = party if isinstance(party, Party) else party_for(place=place, details=party, now=now)
        open_states = [WaitingState.WAITING, WaitingState.OFFERED]
        same = Waiting.objects.filter(
            party=who, room=room, starts_at=starts_at, ends_at=ends_at, state__in=open_states
        )
        found = same.first()
        if found is not None:
            return found
        waiting = Waiting.objects.create(
            party=who, room=room, starts_at=starts_at, ends_at=ends_at, use=use, asked_at=now
        )
        record(verb="waiting.added", scope=place.audit_scope, by=by, now=now, subject=room.name)
        return waiting

    return in_turn(work)


def offer_freed(*, room: Room, starts_at: datetime, ends_at: datetime, now: datetime) -> list[Waiting]:
    """Something in this room came free: those who can have it now, in the order in which they asked."""
    return in_turn(lambda: offer_all([(room, (starts_at, ends_at))], place=room.place, now=now))


def offer_let_go(*, freed: Collection[tuple[int, Period]], now: datetime) -> list[Waiting]:
    """Something that held these rooms, by their ids, let go of them: an activity, a closing, whatever it was.

    Afterwards, since what lets go may hold the room again: what is not free any more is offered to nobody.
    """
    coming = [(pk, period) for pk, period in freed if period[1] > now]
    waited = Waiting.objects.filter(
        state=WaitingState.WAITING, room__place__rooms__in={pk for pk, _p in coming}
    )
    if not coming or not waited.exists():
        return []
    rooms = Room.objects.select_related("place").in_bulk({pk for pk, _period in coming})
    by_place: dict[Place, list[tuple[Room, Period]]] = {}
    for pk, period in coming:
        if pk in rooms:
            by_place.setdefault(rooms[pk].place, []).append((rooms[pk], period))
    found = []
    for place, free in by_place.items():
        found += in_turn(partial(offer_all, free, place=place, now=now))
    return found


def offer_all(freed: Iterable[tuple[Room, Period]], *, place: Place, now: datetime) -> list[Waiting]:
    """Within the transaction that freed them."""
    hold_place(place)
    waiting = Waiting.objects.filter(
        room__place=place,
        room__is_active=True,
        state=WaitingState.WAITING,
        starts_at__gt=now + AT_LEAST_BEFORE,
    )
    if not waiting.exists():
        return []
    fitting: dict[int, Waiting] = {}
    for room, (starts_at, ends_at) in freed:
        near = waiting.filter(
            room__room_parts__part__in=parts_of(room),
            starts_at__lt=ends_at + REACH,
            ends_at__gt=starts_at - REACH,
        )
        fitting |= {one.pk: one for one in near.select_related("room__place", "party").distinct()}
    in_order = sorted(fitting.values(), key=lambda one: (one.asked_at, one.pk))
    return [one for one in in_order if _offered(one, now=now)]


def accept_offer(*, waiting: Waiting, now: datetime, by: User | None = None) -> Booking:
    """From then on it is a question like any other: answered at once for parties the place knows."""
    if by is not None:
        require(by, "rooms.run_rooms", waiting.room.place)

    def work() -> Booking:
        current, booking = _held(waiting)
        if current.state == WaitingState.TAKEN and booking is not None:
            return booking
        if booking is None or booking.status != BookingStatus.OPTION or _ran_out(booking, now):
            raise OfferGone
        terms = terms_of(booking.place)
        if by is not None or not yes_at_once(booking, terms=terms, now=now):
            last_end = max(time.ends_at for time in times_of(booking, TimeState.PLANNED))
            held_until = answer_by(terms, last_end=last_end, now=now)
            change(booking, status=BookingStatus.REQUESTED, held_until=held_until)
        settle(booking, WaitingState.TAKEN)
        note(booking, "waiting.accepted", by=by, now=now)
        confirmed = booking.status == BookingStatus.CONFIRMED
        (telling.confirmed if confirmed else telling.asked)(booking=booking, now=now)
        return booking

    return in_turn(work)


def give_up(*, waiting: Waiting, now: datetime, by: User | None = None) -> None:
    """They need it no more; what was held for them goes to the next. A second time changes nothing."""
    place = waiting.room.place
    if by is not None:
        require(by, "rooms.run_rooms", place)

    def work() -> None:
        current, booking = _held(waiting)
        if current.state not in (WaitingState.WAITING, WaitingState.OFFERED):
            return
        Waiting.objects.filter(pk=current.pk).update(state=WaitingState.GONE)
        record(verb="waiting.given_up", scope=place.audit_scope, by=by, now=now, subject=current.room.name)
        if booking is not None and booking.status == BookingStatus.OPTION:
            times = times_of(booking, TimeState.PLANNED)
            freed = [(time.room, (time.starts_at, time.ends_at)) for time in times]
            for time in times:
                free_of_charge(time)
            free_times(times, state=TimeState.CANCELLED, now=now)
            change(booking, status=BookingStatus.CANCELLED, held_until=None)
            offer_all(freed, place=place, now=now)

    in_turn(work)


def settle(booking: Booking, state: WaitingState) -> None:
    """What becomes of who was offered this, when it is decided in another way."""
    Waiting.objects.filter(booking=booking, state=WaitingState.OFFERED).update(state=state)


# -- How ------------------------------------------------------------------------------------------


def _refuse(
    room: Room, period: Period, party: Party | PartyDetails, *, now: datetime, by: User | None
) -> None:
    if by is None:
        terms = terms_of(room.place)
        # Whom the place knows comes through a link of its own.
        if terms.pk is None or not (terms.is_open or isinstance(party, Party)):
            raise NotToLet(_("Hier kun je nu zelf geen ruimte vragen. Bel of mail de plek."), field=None)
        said = refusals(room, [period], terms, now, party).get(period)
        if said:
            raise NotToLet(said)
    if not taken(room, [period]):
        raise RoomFree(room)


def _held(waiting: Waiting) -> tuple[Waiting, Booking | None]:
    """As it is now, with what is held for them."""
    hold_place(waiting.room.place)
    current = Waiting.objects.select_related("room__place", "party", "booking__place").get(pk=waiting.pk)
    return current, hold_booking(current.booking) if current.booking else None


def _ran_out(booking: Booking, now: datetime) -> bool:
    return booking.held_until is None or booking.held_until <= now


def _offered(waiting: Waiting, *, now: datetime) -> bool:
    """Whether it is free for them; then it is held, and they are told."""
    room, period = waiting.room, (waiting.starts_at, waiting.ends_at)
    # Never a person's name, in the language of the place.
    with translation.override(settings.LANGUAGE_CODE):
        title = str(Use(waiting.use).label)
    try:
        held = hold_times(wanted={room: [period]}, title=title, is_private=True, now=now)
    except TimesTaken:
        return False
    first = is_first_time(waiting.party)
    booking = Booking.objects.create(
        place=room.place, party=waiting.party, room=room, number=next_number(room.place), use=waiting.use,
        title=title, shown_as=ShownAs.TAKEN, status=BookingStatus.OPTION, asked_at=now,
        held_until=min(now + OFFER_HELD, waiting.starts_at - AT_LEAST_BEFORE),
    )  # fmt: skip
    time = BookingTime(
        booking=booking, room=room, starts_at=period[0], ends_at=period[1], claim=held[room, period],
        changed_at=now,
    )  # fmt: skip
    freeze_price(time, book=rate_book(room.place), party_kind=waiting.party.kind, first_time=first)
    time.save()
    waiting.booking, waiting.state = booking, WaitingState.OFFERED
    waiting.save(update_fields=["booking", "state"])
    note(booking, "waiting.offered", by=None, now=now)
    telling.offered(waiting=waiting, now=now)
    return True
