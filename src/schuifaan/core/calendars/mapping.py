"""One event of a calendar, with its changed times, as a series on the clock on our wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from schuifaan.core.calendars.events import Change, Event, EventNotUnderstood, Reason
from schuifaan.core.calendars.plain_text import one_line, plain
from schuifaan.core.calendars.zones import Zones
from schuifaan.core.timeline.recurrence import (
    RuleNotUnderstood,
    begins_at,
    ends_at,
    last_start,
    parse_rule,
    starts,
)
from schuifaan.core.timeline.rule import Rule
from schuifaan.core.timeline.wallclock import AMSTERDAM, instant_of, to_wall

LONGEST_MINUTES: Final = 31 * 24 * 60
# A point in time, such as "doors open", has no length in a calendar; with us everything lasts a while.
WITHOUT_END: Final = 60
# What was over by then is not taken over: nobody can come any more.
KEPT_BACK: Final = timedelta(days=31)
# As far as series are written out, and somewhat more: a calendar is read anew every month at least.
AHEAD: Final = timedelta(days=760 + 70)
MOST_TIMES: Final = 1000
MOST_CHANGES: Final = 500
LONGEST_RULE: Final = 500
_YEARS = range(1900, 2200)
_DAY = timedelta(days=1)
# Shown by calendars that share only whether somebody is busy.
_BUSY = frozenset({"busy", "bezet", "beschäftigt", "occupé", "free", "vrij", "tentative"})
# Nothing left to come: in no list, since there is nothing to tell about it.
OVER: Final = Event("", "", "", "", datetime.min, 1)  # noqa: DTZ901 - on no wall


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as a calendar writes it: on some clock; a date has no clock and is ours."""

    wall: datetime
    zone: tzinfo
    is_date: bool = False

    @property
    def instant(self) -> datetime:
        return instant_of(self.wall, self.zone)

    @property
    def here(self) -> datetime:
        return self.wall if self.is_date or self.zone is AMSTERDAM else to_wall(self.instant)


@dataclass(slots=True)
class _Reader:
    zones: Zones
    today: date
    remarks: dict[Reason, None]
    for_all: bool = True

    def stamps(self, component: Any, name: str) -> Iterator[Stamp]:
        """Of a property that may be there several times, with several values each."""
        for value in _several(component.get(name)):
            for one in getattr(value, "dts", [value]):
                yield self._stamp(one, getattr(value, "params", {}) if hasattr(value, "dts") else one.params)

    def stamp(self, component: Any, name: str) -> Stamp | None:
        return next(self.stamps(component, name), None)

    def _stamp(self, value: Any, params: Any) -> Stamp:
        at = value.dt[0] if isinstance(value.dt, tuple) else value.dt
        if at.year not in _YEARS:
            raise EventNotUnderstood("strange_date")
        if not isinstance(at, datetime):
            return Stamp(datetime.combine(at, time()), AMSTERDAM, is_date=True)
        name = str(params.get("TZID") or value.params.get("TZID") or "")
        if name and name.upper() not in {"UTC", "Z"}:
            zone = self.zones.of(name)
            if zone is None:
                self.remarks["zone_unknown"] = None
            return Stamp(at.replace(tzinfo=None, fold=0), zone or AMSTERDAM)
        if at.tzinfo is not None:
            return Stamp(at.astimezone(UTC).replace(tzinfo=None), UTC)
        return Stamp(at, AMSTERDAM)


def event_of(
    uid: str, group: Sequence[Any], *, zones: Zones, today: date, for_all: bool = True
) -> tuple[Event, list[Reason]]:
    """`group`: the event itself, then its changed times. OVER when nothing is left of it; raises EventNotUnderstood.

    With `for_all` what is nobody else's business stays out; without, it comes along as private.
    """
    master = group[0]
    reader = _Reader(zones, today, {}, for_all)
    title = _title(master)
    if for_all and _is_private(master):
        raise EventNotUnderstood("private")
    _refuse_what_says_nothing(master, title)
    if for_all and title.casefold() in _BUSY:
        raise EventNotUnderstood("busy_only")
    start = reader.stamp(master, "DTSTART")
    if start is None:
        raise EventNotUnderstood("no_start")
    minutes = _minutes(reader, master, start)
    event = Event(
        uid=uid,
        title=title,
        description=plain(str(master.get("DESCRIPTION") or ""), most=1700),
        location=one_line(str(master.get("LOCATION") or ""), most=160),
        first=start.here,
        minutes=minutes,
        all_day=start.is_date,
        is_private=_is_private(master) or title.casefold() in _BUSY,
    )
    if str(master.get("STATUS") or "").upper() == "CANCELLED":
        return OVER, []
    event = _with_its_times(event, reader, master, start)
    if event is OVER:
        return OVER, []
    event = _with_changes(event, reader, group, start)
    return (OVER if _is_over(event, today) else event), list(reader.remarks)


def _title(component: Any) -> str:
    return one_line(str(component.get("SUMMARY") or ""), most=120)


def _is_private(component: Any) -> bool:
    return str(component.get("CLASS") or "").upper() in {"PRIVATE", "CONFIDENTIAL"}


def _refuse_what_says_nothing(component: Any, title: str) -> None:
    if str(component.get("TRANSP") or "").upper() == "TRANSPARENT":
        raise EventNotUnderstood("free_time")
    if not title:
        raise EventNotUnderstood("no_title")


def _minutes(reader: _Reader, component: Any, start: Stamp) -> int:
    end = reader.stamp(component, "DTEND")
    duration = component.get("DURATION")
    if end is not None:
        length = end.here - start.here
        if not (end.is_date or start.is_date) and length <= timedelta(0):
            # Through the hour that happens twice the clock goes back while time goes on.
            length = end.instant - start.instant
    elif duration is not None:
        length = _several(duration)[0].dt
    else:
        length = _DAY if start.is_date else timedelta(0)
    if length < timedelta(0):
        raise EventNotUnderstood("ends_before_start")
    if length == timedelta(0):
        # Some write a day that ends on itself.
        length = _DAY if start.is_date else timedelta(minutes=WITHOUT_END)
    minutes = -(-length // timedelta(minutes=1))
    if minutes > LONGEST_MINUTES:
        raise EventNotUnderstood("too_long")
    return int(minutes)


def _with_its_times(event: Event, reader: _Reader, master: Any, start: Stamp) -> Event:
    if "RRULE" not in master and any(name == "RRULE" for name, _ in getattr(master, "errors", [])):
        raise EventNotUnderstood("rule_syntax")
    rules = _several(master.get("RRULE"))
    if len(rules) > 1:
        raise EventNotUnderstood("rule_unsupported")
    if rules:
        event = _with_rule(event, reader, rules[0].to_ical().decode(), start)
        if event is OVER and not master.get("RDATE"):
            return OVER
    extra = {stamp.here for stamp in reader.stamps(master, "RDATE")}
    if event is OVER:
        return OVER
    out: set[datetime] = set()
    for stamp in reader.stamps(master, "EXDATE"):
        if stamp.is_date and not event.all_day:
            # A whole day taken out takes out whatever begins on it.
            on_day = {
                wall for wall in (*event.extra, *extra, event.first) if wall.date() == stamp.wall.date()
            }
            out |= on_day | {datetime.combine(stamp.wall.date(), event.first.time())}
        else:
            out.add(datetime.combine(stamp.here.date(), event.first.time()) if event.all_day else stamp.here)
    if event.all_day:
        extra = {datetime.combine(wall.date(), time()) for wall in extra}
    # The first time is there by itself, unless the rule does not have it.
    by_itself = set() if event.first in event.extra else {event.first}
    extra = (extra | set(event.extra)) - by_itself
    if len(extra) > MOST_TIMES:
        extra = set(sorted(wall for wall in extra if wall.date() > reader.today - KEPT_BACK)[:MOST_TIMES])
    return replace(event, extra=tuple(sorted(extra)), left_out=tuple(sorted(out)))


def _with_rule(event: Event, reader: _Reader, text: str, start: Stamp) -> Event:
    try:
        rule = parse_rule(text, zone=start.zone)
    except RuleNotUnderstood as error:
        raise EventNotUnderstood(_RULE_REASONS[error.code]) from error
    shift = timedelta(0) if start.is_date else reader.zones.shift(start.zone, reader.today)
    if shift is None or (start.wall + shift).date() != start.wall.date() or start.here != start.wall + shift:
        return _written_out(event, rule, start, reader.today)
    if rule.until is not None and rule.until.time() != time(23, 59, 59):
        rule = replace(rule, until=rule.until + shift)
    if len(rule.text) > LONGEST_RULE:
        raise EventNotUnderstood("rule_unsupported")
    # Calendars count the first one in, also when it does not fit the rule.
    fits = starts(rule, event.first, event.first, event.first + timedelta(microseconds=1))
    return replace(event, rule=rule.text, extra=() if fits else (event.first,))


_RULE_REASONS: Final[dict[str, Reason]] = {
    "sub_daily": "rule_sub_daily",
    "syntax": "rule_syntax",
    "unsupported": "rule_unsupported",
    "empty": "rule_empty",
    "never": "rule_never",
}


def _written_out(event: Event, rule: Rule, start: Stamp, today: date) -> Event:
    """A rule on a clock that does not keep pace with ours: single times, as far as we write out anyway."""
    # From the first of a month, so that reading it again tomorrow says the same.
    since = datetime.combine((today.replace(day=1) - KEPT_BACK).replace(day=1), time())
    before = datetime.combine(today, time()) + AHEAD
    walls = starts(rule, start.wall, since, before)[:MOST_TIMES]
    if since <= start.wall < before or not walls:
        walls = sorted({start.wall, *walls})
    here = sorted({to_wall(instant_of(wall, start.zone)) for wall in walls})
    if not walls or (here[-1] < since and last_start(rule, start.wall) is not None):
        return OVER
    return replace(event, first=here[0], extra=tuple(here[1:]))


def _with_changes(event: Event, reader: _Reader, group: Sequence[Any], start: Stamp) -> Event:
    changes: dict[datetime, Change] = {}
    left_out = set(event.left_out)
    singles = [one for one in group[1:] if "RECURRENCE-ID" in one]
    # The latest version of each comes first in the group, and is written last.
    for single in reversed(singles[:MOST_CHANGES]):
        original = _original(reader, single, event)
        if original is None or (
            version_of(single) < version_of(group[0]) and not _has(event, to_wall(original))
        ):
            # Left over from before the series changed: it has no such time any more.
            continue
        if str(single["RECURRENCE-ID"].params.get("RANGE") or "").upper() == "THISANDFUTURE":
            reader.remarks["this_and_following"] = None
        if reader.for_all and _is_private(single):
            left_out.add(to_wall(original))
            continue
        change = _change(event, reader, single, original, start)
        changes[original] = change
    for exact in _between_two_clocks(event, start):
        changes.setdefault(exact.original, exact)
    real = (one for one in changes.values() if one.state != "on" or one.note)
    return replace(
        event,
        changes=tuple(sorted(real, key=lambda one: one.original)),
        left_out=tuple(sorted(left_out)),
    )


def version_of(component: Any) -> int:
    try:
        return int(component.get("SEQUENCE") or 0)
    except (ValueError, TypeError):
        return 0


def _has(event: Event, wall: datetime) -> bool:
    if wall in event.left_out:
        return False
    if wall in event.extra or not event.rule:
        return wall in event.extra or wall == event.first
    return bool(starts(parse_rule(event.rule), event.first, wall, wall + timedelta(microseconds=1)))


def _original(reader: _Reader, single: Any, event: Event) -> datetime | None:
    stamp = reader.stamp(single, "RECURRENCE-ID")
    if stamp is None:
        return None
    wall = stamp.here
    if stamp.is_date or event.all_day:
        wall = datetime.combine(wall.date(), event.first.time())
    return begins_at(wall)


def _change(event: Event, reader: _Reader, single: Any, original: datetime, start: Stamp) -> Change:
    at = reader.stamp(single, "DTSTART") or start
    minutes = _minutes(reader, single, at)
    begins = begins_at(at.wall) if at.is_date else at.instant
    ends = ends_at(at.wall, minutes) if at.is_date else begins + timedelta(minutes=minutes)
    usual = ends_at(to_wall(original), event.minutes)
    title = _title(single)
    state: Any = "moved" if (begins, ends) != (original, usual) else "on"
    if str(single.get("STATUS") or "").upper() == "CANCELLED":
        state, begins, ends = "cancelled", original, usual
    return Change(
        original=original,
        starts=begins,
        ends=ends,
        state=state,
        note=title if title and title != event.title else "",
    )


def _between_two_clocks(event: Event, start: Stamp) -> Iterator[Change]:
    """The second time the clock says half past two can only be told as a time of its own."""
    exact = start.instant
    if start.is_date or event.rule or event.extra or begins_at(event.first) == exact:
        return
    if to_wall(exact) == event.first:
        length = timedelta(minutes=event.minutes)
        yield Change(begins_at(event.first), exact, exact + length, "moved")


def _is_over(event: Event, today: date) -> bool:
    last: datetime | None = event.first
    if event.rule:
        last = last_start(parse_rule(event.rule), event.first)
        if last is None:
            # Endless, or without a single time by its rule.
            return not (
                event.extra or starts(parse_rule(event.rule), event.first, event.first, _far(event.first))
            )
    ends = [wall + timedelta(minutes=event.minutes) for wall in (last, *event.extra) if wall]
    ends += [to_wall(change.ends) for change in event.changes]
    return max(ends).date() < today - KEPT_BACK


def _far(first: datetime) -> datetime:
    return first + timedelta(days=5 * 366)


def _several(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
