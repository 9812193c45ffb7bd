"""What taking over a diary would do: what is new, what is here already, and what is in the way of what."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from django.db.models import Max, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import HOLDING, TimeState
from schuifaan.apps.rooms.importing.entry import Diary, Entry
from schuifaan.apps.rooms.models import Booking, BookingTime, DiaryImport, Room
from schuifaan.apps.rooms.queries.holding import Period, clashes, parts_by_room, widened

# "left": its room is not taken along. "out" and "later" somebody said of a clash.
What = Literal["new", "known", "clash", "left", "out", "later"]
TOKEN_LENGTH: Final = 40
# What can be said of a clash, beside the number of another room.
LEAVE_OUT: Final = "weg"
LATER: Final = "later"
_SAID: Final[dict[object, What]] = {LEAVE_OUT: "out", LATER: "later"}


@dataclass(frozen=True, slots=True)
class Line:
    """One time of one entry. `why`: what it clashes with, or where it stands already."""

    entry: Entry
    period: Period
    room: Room | None
    what: What
    why: str = ""
    # What was said of it as a clash: another room, or one of the words.
    decision: str = ""

    @property
    def key(self) -> str:
        return key_of(self.entry, self.period)


def key_of(entry: Entry, period: Period) -> str:
    """How a form names it."""
    return f"{entry.row}-{int(period[0].timestamp())}"


@dataclass(frozen=True, slots=True)
class DryRun:
    """All times of the diary in order of time."""

    diary: Diary
    lines: Sequence[Line] = field(default_factory=tuple)

    def of(self, what: What) -> list[Line]:
        return [one for one in self.lines if one.what == what]

    @property
    def seen(self) -> str:
        """Another when anything of it would go otherwise."""
        said = "\n".join(
            f"{one.key} {one.room.pk if one.room else 0} {one.what} {one.why}" for one in self.lines
        )
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


def diaries_of(place: Place) -> QuerySet[DiaryImport]:
    return DiaryImport.objects.filter(place=place).select_related("made_by")


def diary_at(place: Place, pk: int) -> DiaryImport | None:
    return DiaryImport.objects.select_related("place").filter(place=place, pk=pk).first()


def dry_run(offered: DiaryImport) -> DryRun:
    """As things stand now. One query for each room that is named, and five for all else."""
    diary = Diary.from_json(offered.diary)
    parts = parts_by_room(offered.place)
    by_pk = {room.pk: room for room in parts if room.is_active}
    rooms = {name: by_pk.get(pk) for name, pk in offered.rooms.items()}
    known = _Known(offered.place, diary)
    lines, open_ones = list[Line](), list[Line]()
    twice: dict[tuple[int, Period, str], int] = {}
    for entry, period in ((one, period) for one in diary.entries for period in one.periods):
        decision = offered.decisions.get(key_of(entry, period), "")
        room = rooms.get(entry.room)
        if room is None:
            lines.append(Line(entry, period, None, "left"))
            continue
        room = by_pk.get(decision, room)
        first = twice.setdefault((room.pk, period, _same(entry.title)), entry.row)
        if number := known.number_of(entry, period, room):
            lines.append(Line(entry, period, room, "known", _("reservering %(number)s") % {"number": number}))
        elif first != entry.row:
            lines.append(Line(entry, period, room, "known", _("staat al op rij %(row)s") % {"row": first}))
        elif said := _SAID.get(decision):
            lines.append(Line(entry, period, room, said, decision=decision))
        else:
            open_ones.append(Line(entry, period, room, "new", decision=str(decision)))
    lines += _against_all(open_ones, parts)
    return DryRun(diary, tuple(sorted(lines, key=lambda one: (one.period, one.entry.row))))


def token_of(place: Place, entry: Entry) -> str:
    """By which a booking made of an event is known again. Nobody who knows the event can guess it."""
    return salted_hmac("rooms.diary", f"{place.pk} {entry.uid}").hexdigest()[:TOKEN_LENGTH]


def tokens_of(place: Place, entries: Sequence[Entry]) -> dict[str, str]:
    """For each event of which nothing was made yet, by its name in its own calendar."""
    tokens = {token_of(place, entry): entry.uid for entry in entries if entry.uid}
    used: set[str] = set()
    for some in _in_pieces(list(tokens)):
        used |= set(Booking.objects.filter(form_token__in=some).values_list("form_token", flat=True))
    return {uid: token for token, uid in tokens.items() if token not in used}


# -- Here already ---------------------------------------------------------------------------------


class _Known:
    """By the name the event has in its own calendar, or by room, time and title."""

    def __init__(self, place: Place, diary: Diary) -> None:
        self._place = place
        self._by_token = self._series(place, [one for one in diary.entries if one.uid])
        self._by_time = self._times(place, [one for entry in diary.entries for one in entry.periods])

    def number_of(self, entry: Entry, period: Period, room: Room) -> int | None:
        """Of the booking that has it already."""
        number, last = self._by_token.get(token_of(self._place, entry), (0, None)) if entry.uid else (0, None)
        # What was changed here since is not made again; what a series got later is new.
        if last is not None and period[0] <= last:
            return number
        found = self._by_time.get((room.pk, period), {})
        return found.get(_same(entry.title)) or found.get(_same(entry.who))

    @staticmethod
    def _series(place: Place, entries: Sequence[Entry]) -> dict[str, tuple[int, datetime]]:
        tokens = [token_of(place, one) for one in entries]
        found: dict[str, tuple[int, datetime]] = {}
        for some in _in_pieces(tokens):
            rows = Booking.objects.filter(place=place, form_token__in=some).annotate(
                last=Max("times__starts_at")
            )
            found |= {
                token: (number, last)
                for token, number, last in rows.values_list("form_token", "number", "last")
                if last is not None
            }
        return found

    @staticmethod
    def _times(place: Place, periods: Sequence[Period]) -> dict[tuple[int, Period], dict[str, int]]:
        if not periods:
            return {}
        rows = BookingTime.objects.filter(
            booking__place=place,
            booking__status__in=HOLDING,
            state=TimeState.PLANNED,
            starts_at__gte=min(start for start, _end in periods),
            starts_at__lte=max(start for start, _end in periods),
        ).values_list(
            "room", "starts_at", "ends_at", "booking__title", "booking__party__name", "booking__number"
        )
        found: dict[tuple[int, Period], dict[str, int]] = defaultdict(dict)
        for room, start, end, title, party, number in rows:
            found[room, (start, end)] |= {_same(title): number, _same(party): number}
        return found


# -- In the way -----------------------------------------------------------------------------------


def _against_all(wanted: Sequence[Line], parts: Mapping[Room, frozenset[int]]) -> list[Line]:
    """Against what holds the rooms now, and then against one another: who stands first in the file goes first."""
    by_room: dict[Room, list[Period]] = defaultdict(list)
    for line in wanted:
        by_room[_room(line)].append(widened(_room(line), line.period))
    held = {room: clashes(room, periods) for room, periods in by_room.items()}
    lines, taken = [], Taken()
    for line in wanted:
        room = _room(line)
        wide = widened(room, line.period)
        claim = held[room].get(wide)
        if claim is not None:
            why = claim.label or str(claim.get_kind_display())
        else:
            other = taken.by(parts[room], wide)
            why = _("rij %(row)s: %(title)s") % {"row": other.row, "title": other.title} if other else ""
            if other is None:
                taken.add(parts[room], wide, line.entry)
        lines.append(replace(line, what="clash", why=why) if why else line)
    return lines


def _room(line: Line) -> Room:
    assert line.room is not None  # noqa: S101 - what is left out for its room never gets here
    return line.room


class Taken:
    """What the file itself holds so far, for each part of a room in order of time; nothing in it overlaps."""

    def __init__(self) -> None:
        self._held: dict[int, list[tuple[datetime, datetime, int]]] = defaultdict(list)
        self._entries: list[Entry] = []

    def add(self, parts: Iterable[int], period: Period, entry: Entry) -> None:
        self._entries.append(entry)
        for part in parts:
            insort(self._held[part], (*period, len(self._entries) - 1))

    def by(self, parts: Iterable[int], period: Period) -> Entry | None:
        for part in sorted(parts):
            held = self._held[part]
            # Only the last that begins before this one ends can reach into it.
            index = bisect_left(held, (period[1],)) - 1
            if index >= 0 and held[index][1] > period[0]:
                return self._entries[held[index][2]]
        return None


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _in_pieces(tokens: Sequence[str], most: int = 500) -> Iterable[Sequence[str]]:
    return (tokens[start : start + most] for start in range(0, len(tokens), most))
