"""The clock on the wall in the Netherlands, and its place in real time."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def to_wall(at: datetime) -> datetime:
    """What a clock on the wall says at this moment (naive)."""
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return at.astimezone(AMSTERDAM).replace(tzinfo=None, fold=0)


def from_wall(wall: datetime) -> datetime:
    """The moment at which a clock on the wall first says this, in Amsterdam time.

    An hour that happens twice means its first time. An hour that is skipped means the jump itself:
    who closes at 02:30 closes when the clock goes from 02:00 to 03:00.
    """
    moment = wall.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC)
    if to_wall(moment) != wall:
        # Skipped. Clocks in the Netherlands jump on a whole hour, so the jump is that hour's start.
        moment = moment.replace(minute=0, second=0, microsecond=0)
    return moment.astimezone(AMSTERDAM)


def instant_of(wall: datetime, zone: tzinfo = AMSTERDAM) -> datetime:
    """The moment, in UTC, of a time on the wall as calendars read it (RFC 5545).

    An hour that happens twice means its first time. In an hour that is skipped the clock is read as if it had not
    jumped yet: what starts at 02:30 then starts when the clock says 03:30.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
