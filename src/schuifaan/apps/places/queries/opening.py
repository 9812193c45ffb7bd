"""What a visitor wants to know about opening hours: open now, until when, and else when again."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext

from schuifaan.apps.places.naming import holiday_name, page_language
from schuifaan.core.timeline.opening import DayHours, HoursNotUnderstood, Schedule
from schuifaan.core.timeline.wallclock import to_wall

DAY: Final = timedelta(days=1)
SMALL_HOURS: Final = time(6)


class OpenKind(Enum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a place is open at `at`, as read by a visitor.

    `until` is None while open when it never closes in sight; `next_opening` is None when nothing is near.
    Only with `can_call` somebody is asked to call: there is a number to call.
    """

    kind: OpenKind
    at: datetime
    until: datetime | None = None
    next_opening: datetime | None = None
    reason: str = ""
    holiday: str = ""
    can_call: bool = False

    @property
    def is_open(self) -> bool:
        return self.kind is OpenKind.OPEN

    @property
    def is_known(self) -> bool:
        return self.kind is not OpenKind.UNKNOWN

    @property
    def opens_later_today(self) -> bool:
        return self.next_opening is not None and to_wall(self.next_opening).date() == to_wall(self.at).date()

    @property
    def sentence(self) -> str:
        """“Nu open tot 17.00 uur”, “Vandaag dicht. Morgen open om 9.00 uur”."""
        if not self.is_known:
            if self.can_call:
                return gettext("Openingstijden niet bekend: bel even")
            return gettext("Openingstijden niet bekend")
        if self.is_open:
            return self._open_sentence()
        return " ".join(part for part in (self._closed_sentence(), self._opens_sentence()) if part)

    def _open_sentence(self) -> str:
        if self.until is None:
            return gettext("Nu open, dag en nacht")
        ends = to_wall(self.until)
        # Midnight closes today, and so do the small hours of a night out.
        if ends <= datetime.combine(to_wall(self.at).date() + DAY, SMALL_HOURS):
            return gettext("Nu open tot %(time)s") % {"time": spoken_clock(ends)}
        return gettext("Nu open tot %(day)s %(time)s") % {
            "day": spoken_weekday(ends.date(), to_wall(self.at).date()),
            "time": spoken_clock(ends),
        }

    def _closed_sentence(self) -> str:
        if self.opens_later_today:
            return gettext("Nu dicht.")
        if self.holiday:
            return gettext("Vandaag dicht: %(holiday)s.") % {"holiday": self.holiday}
        return gettext("Vandaag dicht.")

    def _opens_sentence(self) -> str:
        if self.next_opening is None:
            return gettext("Bel even om te vragen wanneer het weer open is.") if self.can_call else ""
        opens = to_wall(self.next_opening)
        if self.opens_later_today:
            return gettext("Vandaag open om %(time)s") % {"time": spoken_clock(opens)}
        day = spoken_weekday(opens.date(), to_wall(self.at).date())
        return gettext("%(day)s open om %(time)s") % {
            "day": day[:1].upper() + day[1:],
            "time": spoken_clock(opens),
        }


def open_state(schedule: Schedule, now: datetime, *, can_call: bool = False) -> OpenState:
    return replace(_state(schedule, now), can_call=can_call)


def _state(schedule: Schedule, now: datetime) -> OpenState:
    try:
        if not schedule.known and not schedule.exceptions:
            return OpenState(OpenKind.UNKNOWN, now)
        if schedule.is_open(now):
            return OpenState(OpenKind.OPEN, now, until=schedule.open_until(now))
        return _closed(schedule, now)
    except HoursNotUnderstood:
        # Rows that came in before hours were checked: a visitor should ask rather than see an error.
        return OpenState(OpenKind.UNKNOWN, now)


def _closed(schedule: Schedule, now: datetime) -> OpenState:
    day = today_of(schedule, now)
    following = schedule.next_opening(now)
    if not day.known and following is None:
        return OpenState(OpenKind.UNKNOWN, now)
    return OpenState(
        OpenKind.CLOSED,
        now,
        next_opening=following.start if following else None,
        reason=day.exception_reason if day.is_exception else "",
        holiday="" if day.intervals else holiday_name(day.day, page_language()),
    )


def today_of(schedule: Schedule, now: datetime) -> DayHours:
    return schedule.week(to_wall(now).date())[0]


def spoken_clock(at: datetime) -> str:
    """“9.00 uur” in Dutch, “9:00” in English."""
    return date_format(at, gettext("G.i \\u\\u\\r"))


def spoken_weekday(day: date, today: date) -> str:
    """“vandaag”, “morgen”, “dinsdag”; further than six days away with its date."""
    away = (day - today).days
    if away == 0:
        return gettext("vandaag")
    if away == 1:
        return gettext("morgen")
    return date_format(day, "l" if 0 < away < 7 else gettext("l j F"))  # noqa: PLR2004 - days in a week
