"""Calendars as RFC 5545 and 7986 write them: series with their rules, single claims on a room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.queries.feed import Apart, Pattern, days_between
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.wording import price_words
from schuifaan.apps.places.naming import language_name
from schuifaan.core.timeline.wallclock import AMSTERDAM, to_wall
from schuifaan.ui.speech import spoken_day

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
_LONGEST_LINE: Final = 75
_ZONE: Final = "TZID=Europe/Amsterdam"
# What a calendar cannot hold: controls, and halves of characters.
NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# The clocks have changed on these Sundays since 1996, the year before every date here.
_TIME_ZONE: Final = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Held:
    """A time a room is held, for what is not an activity to show; `label` is "" when it is private."""

    number: int
    starts_at: datetime
    ends_at: datetime
    label: str
    where: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class About:
    """The calendar as a whole. `source` is its own address, "" where that is a secret; `page` the one for people."""

    name: str
    description: str
    source: str
    page: str


def calendar(about: About, patterns: Iterable[Pattern], held: Iterable[Held] = ()) -> bytes:
    """The same for the same data, byte by byte."""
    lines: list[str] = []
    for pattern in patterns:
        lines += _pattern(pattern)
    for one in held:
        lines += _held(one)
    return whole(about, map(folded, lines))


def whole(about: About, events: Iterable[bytes]) -> bytes:
    """With what stands around its events, which are written already."""
    head = map(folded, (*_head(about), *_TIME_ZONE))
    return b"".join((*head, *events, folded("END:VCALENDAR")))


def _head(about: About) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Schuif aan//Agenda//{(get_language() or 'nl').upper()}"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{escaped(about.name)}"
    yield f"X-WR-CALNAME:{escaped(about.name)}"
    yield f"DESCRIPTION:{escaped(about.description)}"
    yield f"X-WR-CALDESC:{escaped(about.description)}"
    yield "X-WR-TIMEZONE:Europe/Amsterdam"
    # Asking when nothing changed costs nothing, so ask often enough to hear what is called off today.
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT2H"
    yield "X-PUBLISHED-TTL:PT2H"
    if about.source:
        yield f"SOURCE;VALUE=URI:{about.source}"
    yield f"URL:{about.page}"


def _pattern(pattern: Pattern) -> Iterator[str]:
    if not pattern.rule and not pattern.added and pattern.apart:
        # Happens once, at another time or not at all: that is simply when and how it is.
        yield from _single(pattern, pattern.apart[0])
        return
    yield from _begin(pattern, pattern.sequence, pattern.changed_at)
    if pattern.all_day:
        yield from _days(pattern.first.date(), pattern.days)
    else:
        yield f"DTSTART;{_ZONE}:{_wall(pattern.first)}"
        yield f"DTEND;{_ZONE}:{_wall(pattern.first + timedelta(minutes=pattern.minutes))}"
    if pattern.rule:
        yield f"RRULE:{pattern.rule}"
    for wall in pattern.left_out:
        yield f"EXDATE{_typed(wall, all_day=pattern.all_day)}"
    # Without a rule some readers count only what is listed, so then the first day is listed too.
    first = (pattern.first,) if pattern.added and not pattern.rule else ()
    for wall in (*first, *pattern.added):
        yield f"RDATE{_typed(wall, all_day=pattern.all_day)}"
    yield from _said(pattern.item, pattern.item.title)
    yield "STATUS:CONFIRMED"
    yield "END:VEVENT"
    for apart in pattern.apart:
        recurrence = f"RECURRENCE-ID{_typed(apart.wall, all_day=pattern.all_day)}"
        yield from _single(pattern, apart, recurrence)


def _single(pattern: Pattern, apart: Apart, recurrence: str = "") -> Iterator[str]:
    item = apart.item
    yield from _begin(pattern, pattern.sequence + apart.sequence, apart.changed_at)
    if recurrence:
        yield recurrence
    if pattern.all_day:
        start = to_wall(item.starts_at)
        yield from _days(start.date(), days_between(start, to_wall(item.ends_at)))
    else:
        yield f"DTSTART{moment(item.starts_at)}"
        yield f"DTEND{moment(item.ends_at)}"
    title = _("Gaat niet door: %(title)s") % {"title": item.title} if item.is_cancelled else item.title
    yield from _said(item, title)
    yield f"STATUS:{'CANCELLED' if item.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _begin(pattern: Pattern, sequence: int, changed_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{pattern.uid}@{host()}"
    yield f"DTSTAMP:{utc(changed_at)}"
    yield f"CREATED:{utc(pattern.created_at)}"
    yield f"LAST-MODIFIED:{utc(changed_at)}"
    yield f"SEQUENCE:{sequence}"


def _said(item: Item, title: str) -> Iterator[str]:
    yield f"SUMMARY;LANGUAGE={item.language}:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(description(item))}"
    where = ", ".join(part for part in (item.where, item.address) if part)
    if where:
        yield f"LOCATION:{escaped(where)}"
    if item.lat is not None and item.lon is not None:
        yield f"GEO:{item.lat:.6f};{item.lon:.6f}"
    yield f"URL:{item.address_on_the_web}"
    yield f"CATEGORIES:{escaped(str(ActivityKind(item.kind).label))}"
    # What is on in the neighbourhood does not make the reader busy.
    yield "TRANSP:TRANSPARENT"


def description(item: Item) -> str:
    """What somebody wants to know before leaving home; the price always."""
    sign_up = (
        _("Meld je aan via %(address)s") % {"address": item.address_on_the_web}
        if item.sign_up
        else _("Je hoeft je niet aan te melden.")
    )
    moved = ""
    if item.is_moved and not item.all_day and item.original_at != item.starts_at:
        moved = _("Verplaatst. Eerst was het %(day)s %(time)s.") % {
            "day": spoken_day(item.original_at),
            "time": f"{item.original_at:%H.%M}",
        }
    parts = (
        item.note,
        moved,
        item.description,
        _("Prijs: %(price)s") % {"price": price_words(item.cost_cents, item.cost_note)},
        sign_up,
        _("Voor wie: %(audience)s") % {"audience": item.audience} if item.audience else "",
        _("Neem mee: %(things)s") % {"things": item.bring} if item.bring else "",
        _("Talen: %(languages)s") % {"languages": _languages(item)} if item.languages else "",
        item.leave_note,
        item.access_note,
        _("Als het regent: %(plan)s") % {"plan": item.rain_plan} if item.rain_plan else "",
        _("Georganiseerd door %(name)s") % {"name": item.organiser} if item.organiser else "",
    )
    return "\n".join(part for part in parts if part)


def _languages(item: Item) -> str:
    page_language = get_language() or "nl"
    return ", ".join(language_name(code, page_language) for code in item.languages)


def _held(one: Held) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:claim-{one.number}@{host()}"
    yield f"DTSTAMP:{utc(one.created_at)}"
    yield f"DTSTART{moment(one.starts_at)}"
    yield f"DTEND{moment(one.ends_at)}"
    yield f"SUMMARY:{escaped(one.label or _('Bezet'))}"
    yield f"LOCATION:{escaped(one.where)}"
    if not one.label:
        yield "CLASS:PRIVATE"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _days(first: date, number: int) -> Iterator[str]:
    """Calendars do not count the end: it is the first day that it is over."""
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{first + timedelta(days=number):%Y%m%d}"


def _typed(wall: datetime, *, all_day: bool) -> str:
    return f";VALUE=DATE:{wall:%Y%m%d}" if all_day else f";{_ZONE}:{_wall(wall)}"


def moment(at: datetime) -> str:
    """On the clock on the wall, unless that says it a second time: then in UTC, so that nobody need guess."""
    wall = at.astimezone(AMSTERDAM)
    return f":{utc(at)}" if wall.fold else f";{_ZONE}:{_wall(wall)}"


def _wall(wall: datetime) -> str:
    # Four times as fast as asking for each part.
    return wall.isoformat()[:19].replace("-", "").replace(":", "")


def utc(at: datetime) -> str:
    return f"{_wall(at.astimezone(UTC))}Z"


def escaped(text: str) -> str:
    """Escaped; a line end is a line end, whatever it was typed on."""
    clean = NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """At most 75 octets a line, and never a cut through a character."""
    raw = line.encode()
    if len(raw) <= _LONGEST_LINE:
        return raw + b"\r\n"
    pieces, room = [], _LONGEST_LINE
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:  # noqa: PLR2004 the marks of UTF-8's following octets
            cut -= 1
        pieces.append(raw[:cut])
        # The space that goes before it counts too.
        raw, room = raw[cut:], _LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, raw]) + b"\r\n"
