"""Writing many confirmed bookings at once: a handful of statements, however long the diary was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schuifaan.apps.people.audit import record_many
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import MOST_TIMES, next_number
from schuifaan.apps.rooms.actions.holding import hold_all
from schuifaan.apps.rooms.actions.keeping import freeze_price
from schuifaan.apps.rooms.enums import (
    HOLDING,
    BookingStatus,
    ClaimKind,
    PartyKind,
    ShownAs,
    TimeState,
    Use,
)
from schuifaan.apps.rooms.importing.entry import Entry
from schuifaan.apps.rooms.models import (
    LABEL_LENGTH,
    Booking,
    BookingTime,
    Claim,
    Overruling,
    Party,
    Room,
    new_token,
)
from schuifaan.apps.rooms.queries.diary import Line, tokens_of
from schuifaan.apps.rooms.queries.holding import Period, widened
from schuifaan.apps.rooms.queries.rates import rate_book
from schuifaan.apps.rooms.queries.warnings import Warning as Doubt
from schuifaan.apps.rooms.queries.warnings import WarningsTogether

BATCH = 500


@dataclass(slots=True)
class Made:
    """A booking that is not saved yet, with its times and with what speaks against it."""

    entry: Entry
    booking: Booking
    times: list[BookingTime]
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Group:
    """What becomes one booking: an event with its times, or the rows of one group with one title in one room."""

    entry: Entry
    room: Room
    periods: list[Period] = field(default_factory=list)


def make_bookings(
    place: Place, lines: Sequence[Line], *, party_kind: PartyKind, by: User, now: datetime
) -> list[Made]:
    """Nothing is saved but the parties that are new here. Only while holding the place."""
    groups = list(_groups(lines))
    parties = _parties(place, [group.entry for group in groups], party_kind, now)
    tokens = tokens_of(place, [group.entry for group in groups])
    book, doubts = rate_book(place), WarningsTogether(place)
    known = _parties_with_times(place)
    made = []
    for number, group in enumerate(groups, start=next_number(place)):
        party = parties[group.entry.who.casefold()]
        # What was made of this event before has its token; the rest of its times are a booking by themselves.
        token = tokens.pop(group.entry.uid, "") if group.entry.uid else ""
        booking = _booking(place, group, party, number=number, token=token or new_token(), by=by, now=now)
        times = [_time(booking, period, now) for period in sorted(group.periods)]
        for time in times:
            first = party.pk not in known and time is times[0]
            freeze_price(time, book=book, party_kind=party.kind, first_time=first)
        known.add(party.pk)
        made.append(Made(group.entry, booking, times, doubts.of(booking, times)))
    return made


def save_bookings(place: Place, made: Sequence[Made], *, why: str, by: User, now: datetime) -> None:
    """IntegrityError when a room is held after all. `why` it goes on where something speaks against it."""
    times = [time for one in made for time in one.times]
    claims = [_claim(time, now) for time in times]
    hold_all(claims=claims)
    Booking.objects.bulk_create([one.booking for one in made], batch_size=BATCH)
    for time, claim in zip(times, claims, strict=True):
        time.claim, time.booking = claim, time.booking
    BookingTime.objects.bulk_create(times, batch_size=BATCH)
    Overruling.objects.bulk_create(
        [
            Overruling(
                booking=one.booking, rule=doubt.rule, told=f"{doubt.words}\n{doubt.source}", reason=why, by=by,
                by_name=str(by), at=now,
            )
            for one in made
            for doubt in one.doubts
        ],
        batch_size=BATCH,
    )  # fmt: skip
    record_many(told=_told(made, why), scope=place.audit_scope, by=by, now=now)


# -- How ------------------------------------------------------------------------------------------


def _groups(lines: Sequence[Line]) -> Iterator[_Group]:
    open_ones: dict[object, _Group] = {}
    for line in lines:
        assert line.room is not None  # noqa: S101 - what is new has a room
        group = open_ones.get(_together(line))
        if group is None or len(group.periods) >= MOST_TIMES:
            if group is not None:
                yield group
            group = open_ones[_together(line)] = _Group(line.entry, line.room)
        group.periods.append(line.period)
    yield from open_ones.values()


def _together(line: Line) -> object:
    """A time of an event that was put into another room is a booking by itself."""
    entry = line.entry
    if entry.uid:
        return line.room, entry.uid
    return line.room, entry.title.casefold(), entry.who.casefold(), entry.email.casefold(), entry.note


def _parties(place: Place, entries: Sequence[Entry], kind: PartyKind, now: datetime) -> dict[str, Party]:
    """By name: found at the place, the oldest first, or made; each once."""
    here = Party.objects.filter(place=place).order_by("-pk")
    found = {party.name.casefold(): party for party in here}
    new = {
        entry.who.casefold(): Party(
            place=place, name=entry.who, kind=kind, phone=entry.phone, email=entry.email, added_at=now
        )
        # The first that stands there is the one that is made.
        for entry in reversed(entries)
        if entry.who.casefold() not in found
    }
    Party.objects.bulk_create(list(new.values()), batch_size=BATCH)
    return found | new


def _parties_with_times(place: Place) -> set[int]:
    """They had a room here, or have one coming."""
    held = BookingTime.objects.filter(
        booking__place=place,
        booking__status__in=HOLDING,
        state__in=[TimeState.PLANNED, TimeState.NO_SHOW],
    )
    return set(held.order_by().values_list("booking__party", flat=True).distinct())


def _booking(
    place: Place, group: _Group, party: Party, *, number: int, token: str, by: User, now: datetime
) -> Booking:
    entry = group.entry
    return Booking(
        place=place, party=party, room=group.room, number=number, use=Use.OTHER, title=entry.title,
        shown_as=ShownAs.TAKEN if entry.is_private else ShownAs.NAME, note=entry.note,
        rule=entry.rule if len(group.periods) > 1 else "", status=BookingStatus.CONFIRMED, by_host=True,
        form_token=token, asked_at=now, decided_at=now, decided_by=by,
    )  # fmt: skip


def _time(booking: Booking, period: Period, now: datetime) -> BookingTime:
    return BookingTime(
        booking=booking, room=booking.room, starts_at=period[0], ends_at=period[1], state=TimeState.PLANNED,
        changed_at=now,
    )  # fmt: skip


def _claim(time: BookingTime, now: datetime) -> Claim:
    starts_at, ends_at = widened(time.room, (time.starts_at, time.ends_at))
    return Claim(
        room=time.room, starts_at=starts_at, ends_at=ends_at, kind=ClaimKind.BOOKING,
        label=time.booking.title[:LABEL_LENGTH], is_private=time.booking.shown_as == ShownAs.TAKEN,
        created_at=now,
    )  # fmt: skip


def _told(made: Sequence[Made], why: str) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """By number and room, as `keeping.note` tells it of one."""
    for one in made:
        subject = f"{one.booking.number} {one.booking.room.name}"
        yield "booking.noted", subject, None
        for doubt in one.doubts:
            yield "booking.overruled", subject, {"rule": [None, doubt.words], "why": [None, why]}
        yield "booking.confirmed", subject, None
