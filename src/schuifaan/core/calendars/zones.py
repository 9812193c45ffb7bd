"""Whose clock a time in a calendar is on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone import tzp
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from schuifaan.core.timeline.wallclock import AMSTERDAM

_NAME = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}")
# Real zones change once or twice a year; anything else in their place is a mistake or an attack.
_RULES = re.compile(r"^RRULE[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_YEARLY = re.compile(r"FREQ=YEARLY(?!.*BY(?:HOUR|MINUTE|SECOND))", re.IGNORECASE)
_LONGEST_ZONE = 60_000
_MOST_CHANGES = 400
_COMPARED_FOR = timedelta(days=3 * 366)
_COMPARED_EVERY = timedelta(days=3)


class Zones:
    """The zones of one calendar; `blocks` are its own VTIMEZONEs by name."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        self._blocks = blocks
        self._found: dict[str, tzinfo | None] = {}
        self._shifts: dict[int, timedelta | None] = {}

    def of(self, name: str) -> tzinfo | None:
        """None when nobody knows it: neither the world nor the calendar itself."""
        if name not in self._found:
            self._found[name] = official_zone(name) or _described(self._blocks.get(name, ""))
        return self._found[name]

    def shift(self, zone: tzinfo, today: date) -> timedelta | None:
        """How much further our clock is than theirs; None when that differs through the year."""
        if zone == AMSTERDAM:
            return timedelta(0)
        key = id(zone)
        if key not in self._shifts:
            self._shifts[key] = _constant_shift(zone, today)
        return self._shifts[key]


@lru_cache(maxsize=256)
def official_zone(name: str) -> ZoneInfo | None:
    """By its official name, by what Windows calls it, or by a name with a maker's own in front."""
    cleaned = name.strip().strip('"').strip("/")
    parts = cleaned.split("/")
    names = [cleaned, WINDOWS_TO_OLSON.get(cleaned, "")]
    if len(parts) > 1:
        names += ["/".join(parts[start:]) for start in range(1, len(parts)) if len(parts) - start > 1]
    for candidate in names:
        if _NAME.fullmatch(candidate):
            try:
                return ZoneInfo(candidate)
            except (OSError, ValueError, KeyError):
                continue
    return None


def _described(block: str) -> tzinfo | None:
    if not block or len(block) > _LONGEST_ZONE or block.upper().count("BEGIN:") > _MOST_CHANGES:
        return None
    if any(not _YEARLY.search(rule) for rule in _RULES.findall(block)):
        return None
    try:
        component = Timezone.from_ical(block)
        if not isinstance(component, Timezone):
            return None
        zone: tzinfo = component.to_tz(tzp, lookup_tzid=False)
        # Some only turn out to be wrong when they are used.
        for month in (1, 7):
            datetime(2026, month, 15, 12, tzinfo=zone).astimezone(UTC)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return None
    finally:
        # The package remembers zones by name for everybody; a name in one calendar says nothing in another.
        tzp.use_default()
    return zone


def _constant_shift(zone: tzinfo, today: date) -> timedelta | None:
    at = datetime.combine(today, time(12), tzinfo=UTC) - timedelta(days=90)
    end, found = at + _COMPARED_FOR, None
    while at < end:
        shift = (at.astimezone(AMSTERDAM).utcoffset() or timedelta()) - (
            at.astimezone(zone).utcoffset() or timedelta()
        )
        if found is not None and shift != found:
            return None
        found, at = shift, at + _COMPARED_EVERY
    return found
