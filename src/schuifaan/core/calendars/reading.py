"""From a calendar file to the events that can be taken over, and those that cannot, each with its reason."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date
from typing import Any

from icalendar import Event as Component

from schuifaan.core.calendars.components import cut_up
from schuifaan.core.calendars.events import EventNotUnderstood, LeftBehind, Reading, Reason
from schuifaan.core.calendars.mapping import OVER, event_of, version_of
from schuifaan.core.calendars.plain_text import one_line
from schuifaan.core.calendars.zones import Zones

# What a place can have in a year many times over; each becomes something people can join.
MOST_EVENTS = 2000
LONGEST_UID = 255
OUR_PRODUCT = "-//Schuif aan//"


def read_calendar(content: bytes, *, today: date, own_host: str, for_all: bool = True) -> Reading:
    """Raises CalendarNotReadable for the file as a whole; one strange event never spoils the others.

    `for_all`: it will be read by everybody, so what is private stays out.
    """
    parts = cut_up(content)
    zones = Zones(parts.zones)
    reading = Reading(
        name=one_line(parts.name, most=120),
        found=len(parts.events),
        ours=parts.product.startswith(OUR_PRODUCT),
    )
    groups = _by_uid(parts.events, reading)
    reading.whole = len(groups)
    for uid, group in groups.items():
        title = one_line(str(group[0].get("SUMMARY") or ""), most=120)
        try:
            _refuse_if(uid.endswith(f"@{own_host}"), "ours")
            _refuse_if(len(reading.events) >= MOST_EVENTS, "too_many")
            event, remarks = event_of(uid, group, zones=zones, today=today, for_all=for_all)
        except EventNotUnderstood as reason:
            reading.left_behind.append(LeftBehind(uid, title, reason.code))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
            # Whatever the package stumbles over is for the list, not for the whole calendar.
            reading.left_behind.append(LeftBehind(uid, title, "not_understood"))
        else:
            if event is not OVER:
                reading.events.append(event)
                reading.left_behind += [LeftBehind(uid, title, remark) for remark in remarks]
    return reading


def _refuse_if(it_is_so: bool, code: Reason) -> None:  # noqa: FBT001 - reads as a sentence
    if it_is_so:
        raise EventNotUnderstood(code)


def _by_uid(blocks: list[str], reading: Reading) -> dict[str, list[Any]]:
    """With the event itself first and single times of it after it, in the order of the file."""
    found: dict[str, list[Any]] = defaultdict(list)
    for block in blocks:
        try:
            component = Component.from_ical(block)
            uid = _uid(component, block)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
            reading.left_behind.append(LeftBehind("", "", "not_understood"))
            continue
        found[uid].append(component)
    for uid in [uid for uid, group in found.items() if all("RECURRENCE-ID" in one for one in group)]:
        # Single times of a series that the file does not hold: each is an event by itself.
        for one in found.pop(uid):
            alone = hashlib.sha256(_text_of(one["RECURRENCE-ID"])).hexdigest()[:12]
            del one["RECURRENCE-ID"]
            found[_short(f"{uid}#{alone}")].append(one)
    return {uid: sorted(group, key=_masters_first) for uid, group in found.items()}


def _text_of(value: Any) -> bytes:
    values = value if isinstance(value, list) else [value]
    return b",".join(each.to_ical() for each in values)


def _masters_first(component: Any) -> tuple[bool, int]:
    """Of two versions of one event the later one counts."""
    return "RECURRENCE-ID" in component, -version_of(component)


def _uid(component: Any, block: str) -> str:
    uid = str(component.get("UID") or "").strip()
    if not uid:
        # Without a name of its own it is known by what it says.
        return f"zonder-{hashlib.sha256(block.encode('utf-8', 'replace')).hexdigest()[:24]}"
    return _short(uid)


def _short(uid: str) -> str:
    if len(uid) <= LONGEST_UID:
        return uid
    return f"{uid[:180]}…{hashlib.sha256(uid.encode('utf-8', 'replace')).hexdigest()[:32]}"
