"""Yes, not yet, no, or too late: what becomes of a question for a room."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.keeping import (
    NotOpen,
    change,
    free_of_charge,
    free_times,
    hold_booking,
    in_turn,
    note,
    require_equipment,
    times_of,
)
from schuifaan.apps.rooms.actions.waiting import offer_all, settle
from schuifaan.apps.rooms.enums import BookingStatus, TimeState, WaitingState
from schuifaan.apps.rooms.models import Booking, Overruling, Waiting
from schuifaan.apps.rooms.queries.equipment import asked_beside
from schuifaan.apps.rooms.queries.warnings import Warning as Doubt
from schuifaan.apps.rooms.queries.warnings import warnings_for

logger = structlog.get_logger(__name__)

OPEN: Final = (BookingStatus.REQUESTED, BookingStatus.OPTION)


class WarningsStand(PlaceError):  # noqa: N818 - it says what happened
    """Rules speak against it, and nobody of the board said why it may go on all the same."""

    def __init__(self, warnings: Sequence[Doubt]) -> None:
        self.warnings = tuple(warnings)
        said = " ".join(one.words for one in warnings)
        super().__init__(
            _("Dit kan alleen als iemand van het bestuur zegt waarom: %(said)s") % {"said": said},
            field="reasons",
        )


class DayPast(PlaceError):  # noqa: N818 - it says what happened
    """An option cannot end before today."""

    def __init__(self) -> None:
        super().__init__(_("Kies vandaag of een latere dag."), field="until")


def confirm(
    *,
    booking: Booking,
    by: User,
    now: datetime,
    reasons: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> Booking:
    """`reasons` maps the rule of each warning to why it may go on all the same. A second time changes nothing.

    `quiet`: no letter goes, since the party knew already.
    """
    require(by, "rooms.let_rooms", booking.place)

    def work() -> Booking:
        current = hold_booking(booking)
        if current.status == BookingStatus.CONFIRMED:
            return current
        _require_open(current)
        _require_equipment(current, now=now)
        overrule(current, reasons or {}, by=by, now=now)
        change(current, status=BookingStatus.CONFIRMED, held_until=None, decided_at=now, decided_by=by)
        settle(current, WaitingState.TAKEN)
        note(current, "booking.confirmed", by=by, now=now)
        if not quiet:
            telling.confirmed(booking=current, now=now)
        return current

    return in_turn(work)


def give_option(*, booking: Booking, until: date, by: User, now: datetime) -> Booking:
    """Held through the day `until`; given again, until another day."""
    require(by, "rooms.let_rooms", booking.place)
    if until < timezone.localdate(now):
        raise DayPast

    def work() -> Booking:
        current = hold_booking(booking)
        _require_open(current)
        held_until = timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
        change(current, status=BookingStatus.OPTION, held_until=held_until, decided_at=now, decided_by=by)
        note(current, "booking.option_given", by=by, now=now)
        telling.option_given(booking=current, now=now)
        return current

    return in_turn(work)


def decline(*, booking: Booking, answer: str, by: User, now: datetime) -> Booking:
    """`answer` is what the party reads. A second time changes nothing."""
    require(by, "rooms.let_rooms", booking.place)

    def work() -> Booking:
        current = hold_booking(booking)
        if current.status == BookingStatus.DECLINED:
            return current
        _require_open(current)
        change(
            current, status=BookingStatus.DECLINED, held_until=None, decided_at=now, decided_by=by,
            answer=answer,
        )  # fmt: skip
        note(current, "booking.declined", by=by, now=now)
        telling.declined(booking=current, now=now)
        _free_all(current, now=now)
        return current

    return in_turn(work)


def expire(*, now: datetime) -> list[Booking]:
    """Questions nobody answered in time, options nobody said yes to, and waiting for what is over.

    What goes wrong with one is logged, tried again the next time, and holds up no other.
    """
    due = Booking.objects.filter(status__in=OPEN, held_until__lte=now).order_by("held_until", "pk")
    found = [_tried(one, now) for one in list(due.select_related("place"))]
    Waiting.objects.filter(state=WaitingState.WAITING, starts_at__lte=now).update(state=WaitingState.GONE)
    return [one for one in found if one is not None]


# -- How ------------------------------------------------------------------------------------------


def _tried(booking: Booking, now: datetime) -> Booking | None:
    try:
        return in_turn(partial(_expired, booking, now))
    except Exception:
        logger.exception("booking_not_expired", booking=booking.pk)
        return None


def _expired(booking: Booking, now: datetime) -> Booking | None:
    """None when somebody answered meanwhile."""
    current = hold_booking(booking)
    if current.status not in OPEN or current.held_until is None or current.held_until > now:
        return None
    change(current, status=BookingStatus.EXPIRED, held_until=None)
    note(current, "booking.expired", by=None, now=now)
    telling.expired(booking=current, now=now)
    _free_all(current, now=now)
    return current


def _free_all(booking: Booking, *, now: datetime) -> None:
    """Nothing of it goes on, nothing is to be paid, and who waits has a turn."""
    times = times_of(booking, TimeState.PLANNED)
    freed = [(one.room, (one.starts_at, one.ends_at)) for one in times]
    for one in times:
        free_of_charge(one)
    free_times(times, state=TimeState.CANCELLED, now=now)
    settle(booking, WaitingState.GONE)
    offer_all(freed, place=booking.place, now=now)


def _require_open(booking: Booking) -> None:
    if booking.status not in OPEN:
        raise NotOpen(booking)


def _require_equipment(booking: Booking, *, now: datetime) -> None:
    """There may be fewer than when it was asked."""
    wanted = asked_beside(booking)
    if wanted:
        times = times_of(booking, TimeState.PLANNED)
        at = [(one.room, (one.starts_at, one.ends_at)) for one in times]
        require_equipment(wanted, at, now=now, leaving_out=times)


def overrule(
    booking: Booking, reasons: Mapping[str, str], *, by: User, now: datetime, known: Collection[str] = ()
) -> None:
    """Why it may go on, kept for each rule that speaks against it; those `known` did so before."""
    warnings = [one for one in warnings_for(booking) if one.rule not in known]
    if not warnings:
        return
    why = {rule: reason.strip() for rule, reason in reasons.items()}
    if not by.has_perm("rooms.overrule", booking.place) or any(not why.get(one.rule) for one in warnings):
        raise WarningsStand(warnings)
    for one in warnings:
        Overruling.objects.update_or_create(
            booking=booking,
            rule=one.rule,
            defaults={
                "told": f"{one.words}\n{one.source}", "reason": why[one.rule], "by": by, "by_name": str(by),
                "at": now,
            },
        )  # fmt: skip
        note(
            booking, "booking.overruled", by=by, now=now,
            changes={"rule": [None, one.words], "why": [None, why[one.rule]]},
        )  # fmt: skip
