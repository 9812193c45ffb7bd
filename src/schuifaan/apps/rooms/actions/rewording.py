"""Changing what a booking says without moving it: what it is for, what stands ready, what others see of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import require
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.deciding import overrule
from schuifaan.apps.rooms.actions.keeping import (
    NotToLet,
    change,
    hold_booking,
    in_turn,
    note,
    require_equipment,
    require_holding,
    times_of,
)
from schuifaan.apps.rooms.actions.replanning import TooLate
from schuifaan.apps.rooms.enums import BookingStatus, SetUpKind, ShownAs, TimeState, Use
from schuifaan.apps.rooms.models import BookedEquipment, Booking, BookingTime, Claim, Equipment
from schuifaan.apps.rooms.queries.equipment import asked_beside
from schuifaan.apps.rooms.queries.warnings import warnings_for
from schuifaan.apps.rooms.wording_said import said_names

# What the law and the agreement about the building look at: for who lets the rooms. A party asks for that.
WEIGHED: Final = ("use", "alcohol", "entry_cents")
# What anybody at the desk writes down, and the party itself.
OPEN_TO_ALL: Final = ("title", "shown_as", "set_up", "coffee", "note", "equipment")


@dataclass(frozen=True, slots=True)
class Said:
    """All that a booking says beside its times. `equipment` maps what to how many."""

    use: Use
    title: str
    shown_as: ShownAs
    set_up: SetUpKind | str
    coffee: bool
    alcohol: bool
    entry_cents: int
    note: str
    equipment: Mapping[Equipment, int]


def reword(
    *,
    booking: Booking,
    said: Said,
    by: User | None,
    now: datetime,
    reasons: Mapping[str, str] | None = None,
) -> Collection[str]:
    """The names of what is another now, none when all was so already. `by` None: the party through its link.

    No price hangs on any of it. Of a confirmed booking what the rules speak against needs a reason of the board, as
    with a yes (`WarningsStand`); of an open one that is looked at when somebody says yes.
    """
    if by is not None:
        require(by, "rooms.run_rooms", booking.place)

    def work() -> Collection[str]:
        current = hold_booking(booking)
        require_holding(current)
        had = asked_beside(current)
        names = _different(current, had, said)
        if not names:
            return names
        _refuse(current, names, by)
        coming = [one for one in times_of(current, TimeState.PLANNED) if one.ends_at > now]
        if by is None and not any(one.starts_at > now for one in coming):
            raise TooLate
        if "equipment" in names:
            _equip(current, had, said.equipment, coming, now=now)
        weighed = by is not None and bool(set(names) & set(WEIGHED))
        known = {one.rule for one in warnings_for(current)} if weighed else set()
        change(current, **{name: getattr(said, name) for name in names if name != "equipment"})
        if {"title", "shown_as"} & set(names):
            held = Claim.objects.filter(booked_time__booking=current)
            held.update(label=current.title, is_private=current.shown_as == ShownAs.TAKEN)
        if by is not None and weighed and current.status == BookingStatus.CONFIRMED:
            overrule(current, reasons or {}, by=by, now=now, known=known)
        note(current, "booking.said_changed", by=by, now=now, changes=_told(names))
        if by is not None and coming:
            telling.changed(booking=current, times=coming, now=now)
        return names

    return in_turn(work)


# -- How ------------------------------------------------------------------------------------------


def _different(booking: Booking, had: Mapping[Equipment, int], said: Said) -> list[str]:
    fields = [name for name in (*OPEN_TO_ALL, *WEIGHED) if name != "equipment"]
    names = [name for name in fields if getattr(booking, name) != getattr(said, name)]
    return names if dict(had) == dict(said.equipment) else [*names, "equipment"]


def _refuse(booking: Booking, names: Collection[str], by: User | None) -> None:
    weighed = [name for name in names if name in WEIGHED]
    if weighed and by is None:
        raise NotToLet(_("Dit kun je niet zelf veranderen. Bel of mail de plek."), field=weighed[0])
    if weighed and by is not None:
        require(by, "rooms.let_rooms", booking.place)


def _equip(
    booking: Booking,
    had: Mapping[Equipment, int],
    wanted: Mapping[Equipment, int],
    coming: Collection[BookingTime],
    *,
    now: datetime,
) -> None:
    """Less than they had is always there."""
    for what, count in wanted.items():
        if count < 1 or what.place_id != booking.place_id:
            raise NotToLet(_("%(name)s is hier niet te vragen.") % {"name": what.name}, field="equipment")
    more = {what: count for what, count in wanted.items() if count > had.get(what, 0)}
    at = [(one.room, (one.starts_at, one.ends_at)) for one in coming]
    require_equipment(more, at, now=now, leaving_out=coming)
    BookedEquipment.objects.filter(booking=booking).delete()
    BookedEquipment.objects.bulk_create(
        BookedEquipment(booking=booking, equipment=what, count=count) for what, count in wanted.items()
    )


def _told(names: Collection[str]) -> dict[str, Any]:
    """Of what, not what it says: that may name a person, and the trail stays. In the language of the place."""
    with translation.override(settings.LANGUAGE_CODE):
        return {"said": [None, said_names(names)]}
