"""Bookings of rooms as a calendar: each time an event of its own, written straight as text so that many go fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from schuifaan.apps.outlets.icalendar import About, escaped, folded, host, moment, utc, whole
from schuifaan.apps.rooms.enums import BookingStatus, TimeState

_CANCELLED: Final = "CANCELLED"
_OPEN: Final = (BookingStatus.REQUESTED, BookingStatus.OPTION)


class Told(NamedTuple):
    """A booking as a calendar tells it. `code` is the door code, "" where it is not told; `path` that of its page."""

    status: str
    title: str
    version: int
    asked_at: datetime
    decided_at: datetime | None
    code: str
    path: str


class Time(NamedTuple):
    """One time of a booking."""

    pk: int
    booking: int
    room: int
    starts_at: datetime
    ends_at: datetime
    state: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Bookings:
    """`rooms` says where each room is."""

    bookings: Mapping[int, Told]
    rooms: Mapping[int, str]
    times: list[Time]


def calendar(about: About, found: Bookings) -> bytes:
    """The same for the same data, byte by byte."""
    return whole(about, _events(found))


def _events(found: Bookings) -> Iterator[bytes]:
    """What a booking and a room say is written once, however often it happens."""
    places = {pk: folded(f"LOCATION:{escaped(where)}") for pk, where in found.rooms.items()}
    said: dict[tuple[int, bool], bytes] = {}
    stamps: dict[datetime, str] = {}
    tail = host()
    for one in found.times:
        booking = found.bookings[one.booking]
        is_off = one.state == TimeState.CANCELLED
        words = said.get((one.booking, is_off))
        if words is None:
            words = said[one.booking, is_off] = b"".join(map(folded, _words(booking, is_off=is_off)))
        changed = max(one.changed_at, booking.decided_at or one.changed_at)
        stamp = stamps.get(changed) or stamps.setdefault(changed, utc(changed))
        yield b"BEGIN:VEVENT\r\n" + folded(f"UID:booked-{one.pk}@{tail}")
        yield (
            f"DTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\n"
            f"DTSTART{moment(one.starts_at)}\r\nDTEND{moment(one.ends_at)}\r\n"
        ).encode()
        yield words
        yield places[one.room]
        yield b"END:VEVENT\r\n"


def _words(booking: Told, *, is_off: bool) -> Iterator[str]:
    is_open = booking.status in _OPEN
    title = booking.title
    if is_off:
        title = _("Gaat niet door: %(title)s") % {"title": title}
    elif is_open:
        title = _("Nog niet zeker: %(title)s") % {"title": title}
    yield f"CREATED:{utc(booking.asked_at)}"
    yield f"SEQUENCE:{booking.version - 1}"
    yield f"SUMMARY:{escaped(title)}"
    if booking.code and booking.status == BookingStatus.CONFIRMED and not is_off:
        yield f"DESCRIPTION:{escaped(_('Deurcode: %(code)s') % {'code': booking.code})}"
    if booking.path:
        yield f"URL:{settings.BASE_URL}{booking.path}"
    yield f"STATUS:{_CANCELLED if is_off else 'TENTATIVE' if is_open else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if is_off else 'OPAQUE'}"
