"""The day as whoever stands at the door needs it: who comes where, what stands ready, how they get in, who opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind
from schuifaan.apps.rooms.models import Access, DoorDuty, KeyLoan
from schuifaan.apps.rooms.queries.bookings import DayLine, day_lines
from schuifaan.apps.rooms.queries.ways_in import needs_somebody, ways_in


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One thing in one room. `number` is that of a booking; all that is only said of a booking is "" otherwise."""

    starts_at: datetime
    ends_at: datetime
    room: str
    who: str
    what: str
    number: int | None
    is_sure: bool
    phone: str
    set_up: str
    equipment: tuple[str, ...]
    coffee: bool
    ways: tuple[str, ...]
    door_code: str
    opens: str
    closes: str
    needs_opener: bool
    keys: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class KeyOut:
    """A key that somebody has, and when it should be back."""

    number: str
    holder: str
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class DaySheet:
    place: Place
    day: date
    lines: Sequence[SheetLine]
    opens: str
    closes: str
    keys: Sequence[KeyOut]

    @property
    def needs_opener(self) -> bool:
        """A booking comes and nobody said who opens."""
        return any(one.needs_opener for one in self.lines)


def day_sheet(place: Place, day: date) -> DaySheet:
    """Seven queries, however much there is on."""
    duty = DoorDuty.objects.filter(place=place, day=day).first()
    ways = list(Access.objects.filter(place=place).order_by("id"))
    loans = list(keys_out(place))
    lines = [_line(one, ways, duty, loans) for one in day_lines(place, day)]
    return DaySheet(
        place=place,
        day=day,
        lines=lines,
        opens=duty.opens if duty else "",
        closes=duty.closes if duty else "",
        keys=[_key(one, day) for one in loans],
    )


def keys_out(place: Place) -> QuerySet[KeyLoan]:
    """What somebody has now; what should be back longest first."""
    found = KeyLoan.objects.filter(key_set__place=place, in_at__isnull=True, key_set__lost_on__isnull=True)
    return found.select_related("key_set", "party").order_by("due_on", "key_set__number", "pk")


def _line(
    line: DayLine, rows: Iterable[Access], duty: DoorDuty | None, loans: Sequence[KeyLoan]
) -> SheetLine:
    time = line.time
    if time is None:
        kind = str(line.kind.label)
        label = line.label or kind
        what = kind if line.kind in (ClaimKind.CLOSING, ClaimKind.MAINTENANCE) and line.label else ""
        return SheetLine(
            line.starts_at, line.ends_at, line.room.name, label, what, None, True, "", "", (), False, (), "", "",
            "", False, (), "",
        )  # fmt: skip
    booking, ways = time.booking, ways_in(rows, room_id=time.room_id, starts_at=time.starts_at)
    opens = time.opens or (duty.opens if duty else "")
    alone = bool(ways) and not needs_somebody(ways)
    return SheetLine(
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        room=time.room.name,
        who=booking.party.name,
        what=booking.title if booking.title != booking.party.name else booking.get_use_display(),
        number=booking.number,
        is_sure=booking.status == BookingStatus.CONFIRMED,
        phone=booking.party.phone,
        set_up=booking.get_set_up_display() if booking.set_up else "",
        equipment=tuple(f"{one.count} × {one.equipment.name}" for one in booking.equipment.all()),
        coffee=booking.coffee,
        ways=tuple(one.told or str(one.get_kind_display()) for one in ways),
        door_code=booking.door_code,
        opens=time.opens,
        closes=time.closes,
        needs_opener=not opens and not alone and not booking.door_code,
        keys=tuple(one.key_set.number for one in loans if one.party_id == booking.party_id),
        note=booking.note,
    )


def _key(loan: KeyLoan, day: date) -> KeyOut:
    return KeyOut(
        number=loan.key_set.number,
        holder=loan.holder,
        due_on=loan.due_on,
        is_overdue=loan.due_on is not None and loan.due_on < day,
    )
