"""What stands in a diary once it is read, and what in it could not be read; kept as it was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the diary: somebody has `room` (its name there) for all of `periods`, in UTC.

    `row` is where it stands: the row of a spreadsheet, or the place in the calendar.
    """

    row: int
    room: str
    title: str
    who: str
    periods: tuple[Period, ...]
    uid: str = ""
    rule: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What cannot be taken over, and why, in a sentence. `row` 0: it has none."""

    row: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Diary:
    """`over` counts what has been already; nobody books that any more."""

    entries: tuple[Entry, ...] = ()
    unread: tuple[Unread, ...] = ()
    over: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "entries": [_plain(one) for one in self.entries],
            "unread": [asdict(one) for one in self.unread],
            "over": self.over,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Diary:
        return cls(
            entries=tuple(_entry(one) for one in stored.get("entries", ())),
            unread=tuple(Unread(**one) for one in stored.get("unread", ())),
            over=stored.get("over", 0),
        )

    @property
    def rooms(self) -> list[str]:
        """The names of rooms, in the order in which they first stand there; "" where none is named."""
        return list(dict.fromkeys(one.room for one in self.entries))


@dataclass(slots=True)
class Found:
    """A diary while it is being read."""

    entries: list[Entry] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    over: int = 0

    def diary(self) -> Diary:
        return Diary(tuple(self.entries), tuple(self.unread), self.over)


def _plain(entry: Entry) -> dict[str, Any]:
    # Not asdict, which copies every moment of thousands of rows.
    kept = {one.name: getattr(entry, one.name) for one in fields(entry)}
    return kept | {"periods": [[start.isoformat(), end.isoformat()] for start, end in entry.periods]}


def _entry(stored: Mapping[str, Any]) -> Entry:
    return Entry(**{**stored, "periods": tuple(_period(one) for one in stored["periods"])})


def _period(stored: Sequence[str]) -> Period:
    start, end = (datetime.fromisoformat(one).astimezone(UTC) for one in stored)
    return start, end
