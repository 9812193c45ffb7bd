"""Asking for a room, once or as a series: from that moment it is held until somebody answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.keeping import (
    NotToLet,
    TimesTaken,
    change,
    checked,
    freeze_price,
    hold_place,
    hold_times,
    in_turn,
    note,
    overlap,
    require_equipment,
    terms_of,
)
from schuifaan.apps.rooms.actions.parties import PartyDetails, party_for
from schuifaan.apps.rooms.enums import HOLDING, BookingStatus, SetUpKind, ShownAs, TimeState, Use
from schuifaan.apps.rooms.models import (
    BookedEquipment,
    Booking,
    BookingTime,
    Claim,
    Equipment,
    LettingTerms,
    Party,
    Room,
    new_token,
)
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rates import rate_book
from schuifaan.apps.rooms.queries.rentable import refusals
from schuifaan.apps.rooms.queries.warnings import warnings_for

__all__ = ["MOST_TIMES", "NotToLet", "PartyDetails", "TimesTaken", "Wish", "ask"]

# A year of every day: whoever asks for more has made a mistake.
MOST_TIMES: Final = 370


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. `periods` are when the party is there; `equipment` maps what to how many."""

    room: Room
    periods: Sequence[Period]
    use: Use
    title: str
    shown_as: ShownAs = ShownAs.NAME
    set_up: SetUpKind | str = ""
    coffee: bool = False
    alcohol: bool = False
    entry_cents: int = 0
    note: str = ""
    equipment: Mapping[Equipment, int] = field(default_factory=dict)
    rule: str = ""


def ask(
    *,
    place: Place,
    party: Party | PartyDetails,
    wish: Wish,
    now: datetime,
    form_token: str = "",
    by: User | None = None,
    leave_out: Collection[Period] = (),
    through_link: bool = False,
    quiet: bool = False,
) -> Booking:
    """Held at once. `TimesTaken` names all times that are not free; those in `leave_out` are skipped instead.

    Known parties that come through their own link have a yes at once where the terms of the place say so and
    nothing speaks against it. Pressed twice (the same `form_token`), it is asked once. `quiet`: no letter goes,
    since the party knew already.
    """
    if by is not None:
        require(by, "rooms.run_rooms", place)

    def work() -> Booking:
        hold_place(place)
        found = Booking.objects.filter(form_token=form_token).first() if form_token else None
        if found is not None and found.place_id == place.pk:
            return found
        token = form_token if form_token and found is None else new_token()
        terms = terms_of(place)
        wanted = _wanted(wish, leave_out)
        _refuse(place, party, wish, wanted, terms, now=now, by=by, through_link=through_link)
        who = party if isinstance(party, Party) else party_for(place=place, details=party, now=now)
        booking = _booked(place, who, wish, terms, token=token, by=by, now=now)
        _keep_times(booking, wanted, leave_out, now=now)
        _keep_equipment(booking, wish, wanted, now=now)
        if through_link and by is None:
            yes_at_once(booking, terms=terms, now=now)
        note(booking, "booking.noted" if by else "booking.asked", by=by, now=now)
        if not quiet:
            tell = telling.confirmed if booking.status == BookingStatus.CONFIRMED else telling.asked
            tell(booking=booking, now=now)
        return booking

    return in_turn(work)


def answer_by(terms: LettingTerms, *, last_end: datetime, now: datetime) -> datetime:
    """How long a question holds its room: until it should have been answered, or all of it is over."""
    latest = now + timedelta(days=terms.answer_days)
    return min(latest, last_end) if last_end > now else latest


def yes_at_once(booking: Booking, *, terms: LettingTerms, now: datetime) -> bool:
    """Confirmed without anybody of the place, for parties it knows and when nothing speaks against it."""
    party = booking.party
    if not party.is_known or party.kind not in terms.at_once or warnings_for(booking):
        return False
    change(booking, status=BookingStatus.CONFIRMED, held_until=None, decided_at=now, decided_by=None)
    return True


def next_number(place: Place) -> int:
    """Only while holding the place."""
    last = Booking.objects.filter(place=place).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def is_first_time(party: Party) -> bool:
    """They never had a room here, nor have one coming."""
    return not BookingTime.objects.filter(
        booking__party=party,
        booking__status__in=HOLDING,
        state__in=[TimeState.PLANNED, TimeState.NO_SHOW],
    ).exists()


# -- How ------------------------------------------------------------------------------------------


def _wanted(wish: Wish, leave_out: Collection[Period]) -> list[Period]:
    left = set(leave_out)
    wanted = [period for period in checked(wish.periods) if period not in left]
    if not wanted:
        raise NotToLet(_("Kies minstens één keer."))
    if len(wanted) > MOST_TIMES:
        raise NotToLet(_("Dat zijn te veel keren. Vraag hoogstens %(most)s keer.") % {"most": MOST_TIMES})
    overlapping = overlap({wish.room: wanted})
    if overlapping:
        raise NotToLet(overlapping)
    return wanted


def _refuse(
    place: Place,
    party: Party | PartyDetails,
    wish: Wish,
    wanted: Sequence[Period],
    terms: LettingTerms,
    *,
    now: datetime,
    by: User | None,
    through_link: bool,
) -> None:
    """Who works here is bound by what is taken alone."""
    if wish.room.place_id != place.pk or (isinstance(party, Party) and party.place_id != place.pk):
        raise ValueError("The room and the party belong to the place.")
    if by is not None:
        return
    if terms.pk is None or not (terms.is_open or through_link):
        raise NotToLet(_("Hier kun je nu zelf geen ruimte vragen. Bel of mail de plek."), field=None)
    said_no = refusals(wish.room, wanted, terms, now, party)
    if said_no:
        raise NotToLet(said_no[min(said_no)])


def _booked(
    place: Place, party: Party, wish: Wish, terms: LettingTerms, *, token: str, by: User | None, now: datetime
) -> Booking:
    return Booking.objects.create(
        place=place, party=party, room=wish.room, number=next_number(place), use=wish.use, title=wish.title,
        shown_as=wish.shown_as, set_up=wish.set_up, coffee=wish.coffee, alcohol=wish.alcohol,
        entry_cents=wish.entry_cents, note=wish.note, rule=wish.rule, status=BookingStatus.REQUESTED,
        held_until=answer_by(terms, last_end=max(end for _start, end in wish.periods), now=now),
        by_host=by is not None, form_token=token, asked_at=now,
    )  # fmt: skip


def _keep_times(
    booking: Booking, wanted: Sequence[Period], leave_out: Collection[Period], *, now: datetime
) -> None:
    first = is_first_time(booking.party)
    held = hold_times(
        wanted={booking.room: wanted},
        title=booking.title,
        is_private=booking.shown_as == ShownAs.TAKEN,
        now=now,
    )
    book = rate_book(booking.place)
    times = [_time(booking, period, held[booking.room, period], now=now) for period in wanted]
    for time in times:
        freeze_price(time, book=book, party_kind=booking.party.kind, first_time=first and time is times[0])
    skipped = [_time(booking, period, None, now=now) for period in checked(leave_out)]
    BookingTime.objects.bulk_create([*times, *skipped])


def _keep_equipment(booking: Booking, wish: Wish, wanted: Sequence[Period], *, now: datetime) -> None:
    for what, count in wish.equipment.items():
        if count < 1 or what.place_id != booking.place_id:
            raise NotToLet(_("%(name)s is hier niet te vragen.") % {"name": what.name}, field="equipment")
    require_equipment(wish.equipment, [(wish.room, period) for period in wanted], now=now)
    BookedEquipment.objects.bulk_create(
        BookedEquipment(booking=booking, equipment=what, count=count)
        for what, count in wish.equipment.items()
    )


def _time(booking: Booking, period: Period, claim: Claim | None, *, now: datetime) -> BookingTime:
    return BookingTime(
        booking=booking, room=booking.room, starts_at=period[0], ends_at=period[1], claim=claim,
        state=TimeState.PLANNED if claim else TimeState.SKIPPED, changed_at=now,
    )  # fmt: skip
