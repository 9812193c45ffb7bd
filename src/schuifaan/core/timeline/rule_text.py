"""Reading a recurrence rule as calendars write it."""

import re
from datetime import UTC, datetime, time, tzinfo
from typing import cast

from schuifaan.core.timeline.rule import WEEKDAYS, Frequency, Rule, RuleNotUnderstood
from schuifaan.core.timeline.wallclock import AMSTERDAM

# A whole year of year-day numbers takes less; nobody can make us read a book.
LONGEST_TEXT = 2000

_PREFIX = re.compile(r"^RRULE:", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")
_END_OF_DAY = time(23, 59, 59)

_PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST",
    "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY", "BYWEEKNO",
}  # fmt: skip
_WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def parse_rule(text: str, *, zone: tzinfo = AMSTERDAM) -> Rule:
    """Read an RRULE, with or without its name in front; raises RuleNotUnderstood.

    An UNTIL in UTC becomes what the clock says then in `zone`; an UNTIL that is a date includes that whole day.
    """
    parts = _parts(text)
    if parts.get("FREQ") in {"SECONDLY", "MINUTELY", "HOURLY"} or _WITHIN_A_DAY & parts.keys():
        raise RuleNotUnderstood("sub_daily", text)
    if unknown := parts.keys() - _PARTS:
        raise RuleNotUnderstood("unsupported", ", ".join(sorted(unknown)))
    if "FREQ" not in parts:
        raise RuleNotUnderstood("syntax", "no FREQ")
    rule = Rule(
        freq=cast("Frequency", parts["FREQ"]),
        interval=_number(parts.get("INTERVAL", "1")),
        by_day=tuple(_day(item) for item in _items(parts, "BYDAY")),
        by_month_day=_numbers(parts, "BYMONTHDAY"),
        by_month=_numbers(parts, "BYMONTH"),
        by_set_pos=_numbers(parts, "BYSETPOS"),
        by_year_day=_numbers(parts, "BYYEARDAY"),
        by_week_no=_numbers(parts, "BYWEEKNO"),
        count=_number(parts["COUNT"]) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"], zone) if "UNTIL" in parts else None,
        week_start=_weekday(parts.get("WKST", "MO")),
    )
    if not _can_happen(rule):
        raise RuleNotUnderstood("never", text)
    return rule


def _parts(text: str) -> dict[str, str]:
    text = _PREFIX.sub("", text.strip()).strip().rstrip(";").upper()
    if not text:
        raise RuleNotUnderstood("empty")
    if len(text) > LONGEST_TEXT:
        raise RuleNotUnderstood("syntax", f"{len(text)} characters")
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise RuleNotUnderstood("syntax", part)
        parts[name] = value
    return parts


def _items(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    return tuple(_number(item) for item in _items(parts, name))


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise RuleNotUnderstood("syntax", text)
    return int(text)


def _day(text: str) -> tuple[int, int]:
    found = _DAY.fullmatch(text)
    if found is None or (found[1] and not int(found[1])):
        raise RuleNotUnderstood("syntax", text)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _weekday(text: str) -> int:
    if text not in WEEKDAYS:
        raise RuleNotUnderstood("syntax", text)
    return WEEKDAYS.index(text)


def _until(text: str, zone: tzinfo) -> datetime:
    found = _UNTIL.fullmatch(text)
    if found is None:
        raise RuleNotUnderstood("syntax", text)
    day, clock, in_utc = found.groups()
    try:
        if clock is None:
            return datetime.combine(datetime.strptime(day, "%Y%m%d"), _END_OF_DAY)  # noqa: DTZ007 -- wall time
        at = datetime.strptime(day + clock, "%Y%m%d%H%M%S")  # noqa: DTZ007 -- wall time, or made UTC below
        return at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None, fold=0) if in_utc else at
    except (ValueError, OverflowError) as error:
        raise RuleNotUnderstood("syntax", text) from error


def _can_happen(rule: Rule) -> bool:
    """False for dates that are in no calendar, such as 30 February."""
    if not rule.by_month_day:
        return True
    months = rule.by_month or range(1, 13)
    longest = max(_LONGEST_MONTHS.get(month, 31) for month in months)
    return any(abs(day) <= longest for day in rule.by_month_day)
