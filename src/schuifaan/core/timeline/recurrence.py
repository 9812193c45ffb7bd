"""When a series happens: its rule, its starts on the clock on the wall, and those in real time."""

from datetime import datetime, timedelta, tzinfo

from schuifaan.core.timeline.expansion import first_start, last_start, starts
from schuifaan.core.timeline.rule import Frequency, Rule, RuleNotUnderstood
from schuifaan.core.timeline.rule_text import parse_rule
from schuifaan.core.timeline.wallclock import AMSTERDAM, instant_of

__all__ = [
    "Frequency",
    "Rule",
    "RuleNotUnderstood",
    "begins_at",
    "ends_at",
    "first_start",
    "last_start",
    "parse_rule",
    "starts",
]


def begins_at(wall: datetime, *, zone: tzinfo = AMSTERDAM) -> datetime:
    """The moment, in UTC, at which a series that starts at this time on the wall begins."""
    return instant_of(wall, zone)


def ends_at(wall: datetime, minutes: int, *, zone: tzinfo = AMSTERDAM) -> datetime:
    """The moment, in UTC, at which the clock on the wall is that much further.

    A night in which the clock changes makes it an hour longer or shorter. What the skipped hour would leave
    without any length lasts as many minutes as it says.
    """
    start = instant_of(wall, zone)
    end = instant_of(wall + timedelta(minutes=minutes), zone)
    return end if end > start else start + timedelta(minutes=minutes)
