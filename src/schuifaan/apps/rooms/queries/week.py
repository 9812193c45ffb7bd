"""A week of rooms as anybody may see it: when they are free, when they are taken and, if the party chose so, by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import Final, NamedTuple

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from schuifaan.apps.rooms.enums import BookingStatus, ClaimKind, DayPartKind
from schuifaan.apps.rooms.models import Claim, LettingTerms, Part, Room, RoomPart
from schuifaan.apps.rooms.queries.holding import held_parts
from schuifaan.apps.rooms.queries.rentable import open_windows
from schuifaan.core.timeline.free_slots import Span, held_for, left_of, merged
from schuifaan.core.timeline.wallclock import AMSTERDAM, from_wall, to_wall

Hours = tuple[int, time, time]

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
# A gap in which nobody can do anything.
SHORTEST_SECONDS: Final = 30 * 60
_QUARTER_SECONDS: Final = 15 * 60
# Of a whole free day one asks for a part; this long to begin with.
ASKED_FOR: Final = timedelta(hours=2)
LONGEST_ASKED_FOR: Final = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Free to ask for, or taken by what `words` says."""

    starts_at: datetime
    ends_at: datetime
    is_free: bool
    words: str = ""

    @property
    def asked(self) -> tuple[date, time, time]:
        """What the form starts with when somebody would like (part of) this."""
        start, end = to_wall(self.starts_at), to_wall(self.ends_at)
        until = end if end - start <= LONGEST_ASKED_FOR else start + ASKED_FOR
        return start.date(), start.time(), until.time()


@dataclass(frozen=True, slots=True)
class DayOfRoom:
    day: date
    stretches: tuple[Stretch, ...]

    @property
    def free(self) -> list[Stretch]:
        return [one for one in self.stretches if one.is_free]

    @property
    def taken(self) -> list[Stretch]:
        return [one for one in self.stretches if not one.is_free]


@dataclass(frozen=True, slots=True)
class RoomWeek:
    room: Room
    days: tuple[DayOfRoom, ...]


def monday_of(day: date) -> date:
    return day - (day.isoweekday() - 1) * DAY


class Holding(NamedTuple):
    """A claim as far as it is told here: reading it so costs a fraction of the whole row with its booking."""

    pk: int
    starts_at: datetime
    ends_at: datetime
    kind: str
    label: str
    is_private: bool
    created_at: datetime
    room_id: int
    room_name: str
    # Of the booking it is held for, None when there is none.
    status: str | None


_COLUMNS: Final = (
    *("claim_id", "claim__starts_at", "claim__ends_at", "claim__kind", "claim__label", "claim__is_private"),
    *("claim__created_at", "claim__room_id", "claim__room__name", "claim__booked_time__booking__status"),
)


def claims_of(rooms: Sequence[Room], start: datetime, end: datetime) -> dict[int, list[Holding]]:
    """Of each room whatever holds a piece of it, in order of time: two queries however many rooms."""
    pairs = list(RoomPart.objects.filter(room__in=rooms).values_list("room", "part"))
    parts = Part.objects.filter(pk__in={part for _room, part in pairs})
    by_part: dict[int, list[Holding]] = {}
    for part, *row in held_parts(parts, start, end).values_list("part_id", *_COLUMNS):
        by_part.setdefault(part, []).append(Holding(*row))
    found: dict[int, dict[int, Holding]] = {room.pk: {} for room in rooms}
    for room, part in pairs:
        found[room] |= {claim.pk: claim for claim in by_part.get(part, ())}
    return {
        room: sorted(claims.values(), key=lambda one: (one.starts_at, one.pk))
        for room, claims in found.items()
    }


def state_of(claims: Iterable[Holding]) -> str:
    """Names these claims as the public sees them: another one after each change, and after no other."""
    told = [
        (one.pk, one.room_id, one.starts_at.timestamp(), one.ends_at.timestamp(), public_words(one))
        for one in claims
    ]
    return blake2b(repr(told).encode(), digest_size=12).hexdigest()


def public_words(claim: Claim | Holding) -> str:
    """What anybody may know. What somebody typed without an account stays unread until the place said yes."""
    if claim.is_private:
        return _("bezet")
    if claim.kind == ClaimKind.ACTIVITY:
        # Whether it is still a draft is not known here.
        return _("activiteit van de plek")
    if is_undecided(claim):
        return _("al gevraagd")
    return claim.label or (
        _("bezet") if claim.kind == ClaimKind.BOOKING else str(ClaimKind(claim.kind).label)
    )


def is_undecided(claim: Claim | Holding) -> bool:
    """Held for a question that was not answered yes. Of a whole claim it asks for the booking."""
    if isinstance(claim, Holding):
        return claim.status is not None and claim.status != BookingStatus.CONFIRMED
    booked = getattr(claim, "booked_time", None) if claim.kind == ClaimKind.BOOKING else None
    return booked is not None and booked.booking.status != BookingStatus.CONFIRMED


def weeks_of(
    rooms: Sequence[Room], first: date, *, terms: LettingTerms | None, now: datetime
) -> list[RoomWeek]:
    """Seven days from `first` on. Rooms with their windows fetched, as `rooms_to_let` gives them. Without terms nothing is free to ask for."""
    start, end = (_midnight(day) for day in (first, first + WEEK))
    claims = claims_of(rooms, start, end)
    askable = _askable(terms, now)
    # Most rooms of a place have the same hours.
    hours: dict[tuple[Hours, ...], list[list[Span]]] = {}
    weeks = []
    for room in rooms:
        key = tuple((one.weekday, one.starts, one.ends) for one in room.windows.all())
        if key not in hours:
            hours[key] = [_open_on(room, first + number * DAY, askable) for number in range(7)]
        weeks.append(RoomWeek(room, _days(room, first, claims[room.pk], hours[key])))
    return weeks


def state_of_weeks(weeks: Iterable[RoomWeek]) -> str:
    told = [
        (week.room.pk, one.starts_at.timestamp(), one.ends_at.timestamp(), one.is_free, one.words)
        for week in weeks
        for day in week.days
        for one in day.stretches
    ]
    return blake2b(repr(told).encode(), digest_size=12).hexdigest()


# -- How ------------------------------------------------------------------------------------------


def _askable(terms: LettingTerms | None, now: datetime) -> Span:
    """From the soonest quarter of an hour until the end of the furthest day."""
    if terms is None:
        return (0, 0)
    soonest = int(now.timestamp()) + terms.notice_hours * 3600
    last = to_wall(now).date() + terms.ahead_days * DAY
    return -(-soonest // _QUARTER_SECONDS) * _QUARTER_SECONDS, _seconds(_midnight(last + DAY))


def _open_on(room: Room, day: date, askable: Span) -> list[Span]:
    spans = [
        (max(_seconds(one.start), askable[0]), min(_seconds(one.end), askable[1]))
        for one in open_windows(room, day, day)
    ]
    return [one for one in spans if one[0] < one[1]]


def _days(
    room: Room, first: date, claims: Sequence[Holding], hours: Sequence[Sequence[Span]]
) -> tuple[DayOfRoom, ...]:
    # Pieces of a hall may be held by two at one time.
    held = merged([(_seconds(one.starts_at), _seconds(one.ends_at)) for one in claims])
    blocked = held_for(held, before=room.before_minutes * 60, after=room.after_minutes * 60)
    return tuple(_day(first + number * DAY, claims, blocked, hours[number]) for number in range(7))


def _day(day: date, claims: Sequence[Holding], blocked: Sequence[Span], hours: Sequence[Span]) -> DayOfRoom:
    free = left_of(hours, blocked, at_least=SHORTEST_SECONDS)
    stretches = [Stretch(_moment(start), _moment(end), is_free=True) for start, end in free]
    first, last = _midnight(day), _midnight(day + DAY)
    stretches += [
        Stretch(max(one.starts_at, first), min(one.ends_at, last), is_free=False, words=public_words(one))
        for one in claims
        if one.starts_at < last and one.ends_at > first
    ]
    return DayOfRoom(day, tuple(sorted(stretches, key=lambda one: one.starts_at)))


def _midnight(day: date) -> datetime:
    return from_wall(datetime.combine(day, time(0))).astimezone(UTC)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, AMSTERDAM)


# -- Often free -----------------------------------------------------------------------------------

WEEKS_LOOKED_AT: Final = 8


@dataclass(frozen=True, slots=True)
class OftenFree:
    """A room on a weekday (1 is Monday), in a part of the day."""

    room: Room
    weekday: int
    part: str
    starts: time
    ends: time

    @property
    def words(self) -> str:
        """Such as “donderdagochtend”."""
        return pgettext("part of a day of the week", "%(day)s%(part)s") % {
            "day": WEEKDAYS[self.weekday - 1],
            "part": DayPartKind(self.part).label,
        }


def often_free(
    rooms: Sequence[Room], parts: Sequence[tuple[str, time, time]], *, today: date
) -> list[OftenFree]:
    """Day-parts that nobody had in the last eight weeks, nor has in the coming eight. Two queries."""
    first, last = today - WEEKS_LOOKED_AT * WEEK, today + WEEKS_LOOKED_AT * WEEK
    claims = claims_of(rooms, _midnight(first), _midnight(last))
    return [
        OftenFree(room, weekday, kind, starts, ends)
        for room in rooms
        for weekday in range(1, 8)
        for kind, starts, ends in parts
        if _is_open(room, weekday, starts, ends, today)
        and not _is_used(claims[room.pk], weekday, (starts, ends))
    ]


def _is_open(room: Room, weekday: int, starts: time, ends: time, today: date) -> bool:
    day = monday_of(today) + (weekday - 1) * DAY
    start, end = (from_wall(datetime.combine(day, at)) for at in (starts, ends))
    return any(one.start <= start and end <= one.end for one in open_windows(room, day, day))


def _is_used(claims: Sequence[Holding], weekday: int, hours: tuple[time, time]) -> bool:
    for claim in claims:
        start, end = to_wall(claim.starts_at), to_wall(claim.ends_at)
        day = start.date()
        while day <= end.date():
            begins, until = (datetime.combine(day, at) for at in hours)
            if day.isoweekday() == weekday and start < until and end > begins:
                return True
            day += DAY
    return False
