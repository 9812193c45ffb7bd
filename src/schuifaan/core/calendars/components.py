"""A calendar file cut into its events and zones, each still as text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Literal

NotReadable = Literal["not_a_calendar", "cut_off", "too_many"]

# Only these are read: who was invited, and what else a calendar knows, never comes in.
_READ = frozenset({
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY",
    "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "TRANSP", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP",
})  # fmt: skip
# Years of history come along in many an address; beyond this it is no calendar of one place.
MOST_COMPONENTS = 20_000
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_SLASH = re.compile(r"(TZID[=:]\"?)/+", re.IGNORECASE)
_BEGINS = re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE)


class CalendarNotReadable(ValueError):  # noqa: N818 - it says what went wrong
    def __init__(self, code: NotReadable) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Components:
    """`events` as text, in the order of the file; `zones` by name."""

    name: str = ""
    product: str = ""
    events: list[str] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)


def begins_like_a_calendar(start: bytes) -> bool:
    return bool(_BEGINS.match(_without_mark(start)))


def cut_up(content: bytes) -> Components:
    """Raises CalendarNotReadable. A file that stops half-way is refused: what is missing is not gone."""
    if not begins_like_a_calendar(content[:200]):
        raise CalendarNotReadable("not_a_calendar")
    lines = _LINE_END.split(_FOLD.sub("", _decoded(content).replace("\0", "")))
    if not any(line.strip().upper() == "END:VCALENDAR" for line in lines[-200:]):
        raise CalendarNotReadable("cut_off")
    found = _Cutter()
    for line in lines:
        found.take(line)
    return found.components


@dataclass(slots=True)
class _Cutter:
    """One line after another. `_inside` is the path of components we are in."""

    components: Components = field(default_factory=Components)
    _inside: list[str] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        name, _, value = line.partition(":")
        match name.strip().upper():
            case "BEGIN":
                self._begin(value.strip().upper())
            case "END":
                self._end(value.strip().upper())
            case _:
                self._property(line, value)

    def _begin(self, what: str) -> None:
        if what == "VEVENT" and "VEVENT" in self._inside:
            # The one before never ended; it is read as far as it goes.
            self._end("VEVENT")
        self._inside.append(what)
        if what in {"VEVENT", "VTIMEZONE"}:
            self._lines = [f"BEGIN:{what}"]
        elif "VTIMEZONE" in self._inside:
            self._lines.append(f"BEGIN:{what}")

    def _end(self, what: str) -> None:
        if what not in self._inside:
            return
        while self._inside and self._inside.pop() != what:
            pass
        if what == "VEVENT":
            if len(self.components.events) >= MOST_COMPONENTS:
                raise CalendarNotReadable("too_many")
            self.components.events.append("\r\n".join([*self._lines, "END:VEVENT", ""]))
            self._lines = []
        elif what == "VTIMEZONE":
            self._zone()
        elif "VTIMEZONE" in self._inside:
            self._lines.append(f"END:{what}")

    def _zone(self) -> None:
        block = "\r\n".join([*self._lines, "END:VTIMEZONE", ""])
        self._lines = []
        name = re.search(r"^TZID[^:\r\n]*:([^\r\n]*)", block, re.MULTILINE | re.IGNORECASE)
        if name:
            self.components.zones.setdefault(name[1].strip(), block)

    def _property(self, line: str, value: str) -> None:
        found = _NAME.match(line)
        name = found[0].upper() if found else ""
        inside = self._inside[-1] if self._inside else ""
        keeps = "VTIMEZONE" in self._inside or (inside == "VEVENT" and name in _READ)
        if keeps and found:
            # A slash in front only says that a name is unique in the world; who reads it may do without.
            self._lines.append(_SLASH.sub(r"\1", line))
        elif inside == "VCALENDAR" and name == "PRODID":
            self.components.product = value.strip()
        elif inside == "VCALENDAR" and name in {"NAME", "X-WR-CALNAME"}:
            self.components.name = self.components.name or value.strip().replace("\\,", ",")


def _decoded(content: bytes) -> str:
    try:
        return _without_mark(content).decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _without_mark(content: bytes) -> bytes:
    return content.removeprefix(codecs.BOM_UTF8)
