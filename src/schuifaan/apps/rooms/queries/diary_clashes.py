"""What can be done about the clashes of a diary that is read in: which other rooms are free then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries.diary import DryRun, Line, Taken
from schuifaan.apps.rooms.queries.holding import clashes, parts_by_room, widened
from schuifaan.apps.rooms.wording import when


class OtherRooms:
    """Rooms that nobody has at the time of a line: nobody here, nor another row of the file."""

    def __init__(self, place: Place, found: DryRun, lines: Sequence[Line]) -> None:
        self._parts = {room: parts for room, parts in parts_by_room(place).items() if room.is_active}
        self._held = {
            room: clashes(room, [widened(room, line.period) for line in lines]) for room in self._parts
        }
        self._taken = Taken()
        for line in found.of("new"):
            if line.room is not None:
                self._taken.add(self._parts[line.room], widened(line.room, line.period), line.entry)

    def of(self, line: Line) -> list[Room]:
        """In the order in which the place lists them."""
        return [room for room in self._parts if room != line.room and self._is_free(room, line)]

    def take_first(self, line: Line) -> Room | None:
        """And nobody after this line gets it."""
        room = next((room for room in self._parts if room != line.room and self._is_free(room, line)), None)
        if room is not None:
            self._taken.add(self._parts[room], widened(room, line.period), line.entry)
        return room

    def _is_free(self, room: Room, line: Line) -> bool:
        wide = widened(room, line.period)
        return wide not in self._held[room] and self._taken.by(self._parts[room], wide) is None


def other_rooms(place: Place, found: DryRun, lines: Sequence[Line]) -> OtherRooms:
    """For these lines of the dry run. Two queries, and one for each room of the place."""
    return OtherRooms(place, found, lines)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line in words. `others`: where it may go instead, the room it was put in already among them."""

    line: Line
    when: str
    others: tuple[Room, ...] = ()


def shown(lines: Sequence[Line], *, today: date, others: OtherRooms | None = None) -> list[Shown]:
    return [
        Shown(line, when(*line.period, today=today), tuple(_choices(line, others)) if others else ())
        for line in lines
    ]


def _choices(line: Line, others: OtherRooms) -> list[Room]:
    moved = [line.room] if line.room is not None and line.decision == str(line.room.pk) else []
    return [*moved, *others.of(line)]
