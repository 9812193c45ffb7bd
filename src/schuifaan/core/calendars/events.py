"""What an event of elsewhere is once it is read, and the reasons for which one is not taken over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Reason = Literal[
    "private", "free_time", "busy_only", "ours", "no_title", "no_start", "strange_date", "ends_before_start",
    "too_long", "rule_sub_daily", "rule_syntax", "rule_unsupported", "rule_empty", "rule_never", "too_many",
    "not_understood", "zone_unknown", "this_and_following", "double", "changed_here",
]  # fmt: skip
# With these an event comes along all the same; there is something to know about it.
REMARKS: frozenset[Reason] = frozenset({"zone_unknown", "this_and_following", "changed_here"})


class EventNotUnderstood(ValueError):  # noqa: N818 - it says what went wrong
    def __init__(self, code: Reason) -> None:
        super().__init__(code)
        self.code: Reason = code


@dataclass(frozen=True, slots=True)
class Change:
    """One time of a series that goes otherwise than its rule says; `original` is when the rule has it (UTC)."""

    original: datetime
    starts: datetime
    ends: datetime
    state: Literal["on", "moved", "cancelled"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Times without a zone are on the clock on the wall in Amsterdam. `extra` and `left_out` as in a series."""

    uid: str
    title: str
    description: str
    location: str
    first: datetime
    minutes: int
    all_day: bool = False
    rule: str = ""
    extra: tuple[datetime, ...] = ()
    left_out: tuple[datetime, ...] = ()
    changes: tuple[Change, ...] = ()
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class LeftBehind:
    uid: str
    title: str
    code: Reason

    def as_json(self) -> dict[str, str]:
        return {"uid": self.uid, "title": self.title, "code": self.code}


@dataclass(slots=True)
class Reading:
    """`found` counts all events in the file, also what is over; `whole` counts each with its changed times as one."""

    name: str = ""
    found: int = 0
    whole: int = 0
    ours: bool = False
    events: list[Event] = field(default_factory=list)
    left_behind: list[LeftBehind] = field(default_factory=list)
