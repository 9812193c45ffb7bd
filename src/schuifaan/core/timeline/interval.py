"""A stretch of time."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to, not including, `end`; both know their time zone."""

    start: datetime
    end: datetime
    comment: str = ""

    def contains(self, at: datetime) -> bool:
        # In UTC: Python compares two times of one zone by their digits, wrong in the hour that repeats.
        return self.start.astimezone(UTC) <= at.astimezone(UTC) < self.end.astimezone(UTC)

    def clipped(self, start: datetime, end: datetime) -> "Interval | None":
        """The part of this interval inside another one, None when there is none."""
        first = max(self.start, start, key=_in_utc)
        last = min(self.end, end, key=_in_utc)
        if _in_utc(first) >= _in_utc(last):
            return None
        zone = self.start.tzinfo
        return Interval(first.astimezone(zone), last.astimezone(zone), self.comment)


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
