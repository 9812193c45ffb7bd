"""Opening hours between OpenStreetMap syntax and a simple form of one week."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time
from itertools import pairwise
from typing import Literal, NamedTuple

from schuifaan.core.timeline.evaluator import MIDNIGHT, HoursNotUnderstood, rules_of, tidy

PublicHolidays = Literal["closed", "as_usual", "not_known"]

# A night ends by six. A later "end" before the start is a slip: 17:00-09:00 is not a sixteen-hour evening.
NIGHT_ENDS = time(6)
# And "9-5" is office English for 09:00-17:00, not a day of twenty hours.
LONGEST_NIGHT_MINUTES = 18 * 60

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_WHOLE_DAY = 24 * 60
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.,uh]\s*(?P<minute>\d{2}))?\s*(?:uur|u|h)?|(?P<digits>\d{3,4})(?:\s*uur)?"
)
_UNTIL = re.compile(r"\s*(?:[-‐‑–—−]|\btot(?:\s+en\s+met)?\b|\bt/m\b|\bto\b|\buntil\b)\s*")
_BETWEEN_SPANS = re.compile(r"\s*(?:[;\n&+]|,\s|\ben\b|\band\b)\s*")
_OSM_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s?-\s?(\d{1,2}):(\d{2})")
_OSM_RULE = re.compile(
    r"(?:(?P<days>(?:[A-Z][a-z]|PH)(?:\s?[-,]\s?(?:[A-Z][a-z]|PH))*):?(?:\s|$))?\s*"
    r"(?P<rest>24/7|off|closed|unknown|[\d: ,-]*)"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `start` to `end`; an `end` not after `start` is on the next day (00:00 = midnight)."""

    start: time
    end: time

    @property
    def minutes(self) -> tuple[int, int]:
        """Both counted from the midnight before the start."""
        start, end = _minute_of(self.start), _minute_of(self.end)
        return start, end if end > start else end + _WHOLE_DAY

    @property
    def is_past_midnight(self) -> bool:
        return self.minutes[1] > _WHOLE_DAY

    def __str__(self) -> str:
        end = "24:00" if self.end == MIDNIGHT else f"{self.end:%H:%M}"
        return f"{self.start:%H:%M}-{end}"


@dataclass(frozen=True, slots=True)
class WeekForm:
    """Seven days from Monday on, each with its spans, and what happens on public holidays."""

    days: tuple[tuple[Span, ...], ...] = field(default=((),) * 7)
    public_holidays: PublicHolidays = "not_known"


def to_expression(week: WeekForm) -> str:
    """Write a form in OpenStreetMap syntax; raises HoursNotUnderstood with the day. No hours at all: ""."""
    days = _checked(week.days)
    if not any(days):
        # An empty form means that nobody told us, not that the place never opens.
        return ""
    groups: dict[tuple[Span, ...], list[int]] = {}
    for number, spans in enumerate(days):
        if spans:
            groups.setdefault(spans, []).append(number)
    rules = [f"{_day_names(numbers)} {hours_text(spans)}" for spans, numbers in groups.items()]
    # Without a rule for holidays the evaluator goes on as usual, so that is what no rule means here too.
    rules += {"closed": ["PH off"], "not_known": ["PH unknown"], "as_usual": []}[week.public_holidays]
    return "; ".join(rules)


def from_expression(expression: str) -> WeekForm | None:
    """The form that says exactly this; None when the expression says more than the form can show."""
    text = tidy(expression)
    if not text:
        return WeekForm()
    week = _week_of(text)
    if week is None:
        # The evaluator knows one way to say the same: "Mo-Fr 09:00-12:00, Sa 10:00-14:00". Not for nights,
        # it writes "09:00-48:00" back as "09:00-24:00".
        try:
            rules = rules_of(text)
        except HoursNotUnderstood:
            return None
        week = None if rules.after_midnight else _week_of(str(rules.within_day.normalize()))
    return week


def hours_text(spans: Iterable[Span]) -> str:
    """Time spans in OpenStreetMap syntax, also for the hours of a DayException."""
    return ",".join(str(span) for span in spans)


def spans_of(hours: str) -> tuple[Span, ...] | None:
    """The spans that `hours_text` wrote; None when the text says more than spans."""
    if not hours.strip():
        return ()
    found = [_OSM_SPAN.fullmatch(part.strip()) for part in hours.split(",")]
    spans = [_span_of_match(match) for match in found if match is not None]
    known = [span for span in spans if span is not None]
    if len(known) < len(found):
        return None
    try:
        return _in_order(known, None)
    except HoursNotUnderstood:
        return None


def parse_span(text: str) -> Span:
    """Read one span as people write it: "9-17", "09.00 - 17.00", "9 tot 17 uur"; raises HoursNotUnderstood."""
    plain = re.sub(r"^van\s+|^from\s+", "", " ".join(text.lower().split()))
    parts = _UNTIL.split(plain)
    if len(parts) != 2:  # noqa: PLR2004 -- a start and an end
        raise HoursNotUnderstood(
            text, "a time span has a start and an end, such as 09:00-17:00", code="not_a_time"
        )
    span = Span(_clock_time(parts[0], whole=text), _clock_time(parts[1], whole=text))
    _check_span(span, None, text)
    return span


def parse_spans(text: str) -> tuple[Span, ...]:
    """Read spans with a comma, a semicolon or "en" between them, in order of time; "" gives none."""
    parts = [part for part in _BETWEEN_SPANS.split(text.lower().strip()) if part]
    return _in_order([span for part in parts for span in _spans_between_commas(part)], None)


def _spans_between_commas(text: str) -> list[Span]:
    """A comma parts spans ("9-12,13-17") unless it is a decimal one ("9,30-12,30")."""
    try:
        return [parse_span(text)]
    except HoursNotUnderstood:
        parts = [part for part in text.split(",") if part.strip()]
        if len(parts) < 2:  # noqa: PLR2004 -- nothing to part
            raise
        return [parse_span(part) for part in parts]


def _clock_time(text: str, *, whole: str) -> time:
    match = _TIME.fullmatch(text.strip())
    if match:
        digits = match["digits"]
        hour, minute = (
            (int(digits[:-2]), int(digits[-2:]))
            if digits
            else (int(match["hour"]), int(match["minute"] or 0))
        )
        if (hour, minute) == (24, 0):
            return MIDNIGHT
        if hour < 24 and minute < 60:  # noqa: PLR2004 -- a clock
            return time(hour, minute)
    raise HoursNotUnderstood(whole, f"“{text.strip()}” is not a time of day", code="not_a_time")


def _checked(days: Sequence[Sequence[Span]]) -> list[tuple[Span, ...]]:
    week = [_in_order(spans, number) for number, spans in enumerate(days)]
    for number, spans in enumerate(week):
        tomorrow = week[(number + 1) % 7]
        if spans and tomorrow and spans[-1].minutes[1] - _WHOLE_DAY > tomorrow[0].minutes[0]:
            raise HoursNotUnderstood(
                hours_text(spans),
                "the night runs into the opening of the next day",
                code="overlap",
                day=number,
            )
    return week


def _in_order(spans: Iterable[Span], day: int | None) -> tuple[Span, ...]:
    ordered = tuple(sorted(spans))
    for span in ordered:
        _check_span(span, day, str(span))
    for span, following in pairwise(ordered):
        if following.minutes[0] < span.minutes[1]:
            raise HoursNotUnderstood(hours_text(ordered), "two time spans overlap", code="overlap", day=day)
    return ordered


def _check_span(span: Span, day: int | None, text: str) -> None:
    start, end = span.minutes
    is_whole_day = span.start == span.end == MIDNIGHT
    if span.is_past_midnight and (span.end > NIGHT_ENDS or end - start > LONGEST_NIGHT_MINUTES):
        raise HoursNotUnderstood(text, "the end is before the start", code="end_before_start", day=day)
    if span.start == span.end and not is_whole_day:
        raise HoursNotUnderstood(text, "the end is the same as the start", code="end_before_start", day=day)


def _minute_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _day_names(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(_DAYS[run[0]] if len(run) == 1 else f"{_DAYS[run[0]]}-{_DAYS[run[-1]]}" for run in runs)


def _week_of(text: str) -> WeekForm | None:
    days: list[tuple[Span, ...]] = [()] * 7
    holidays: PublicHolidays = "as_usual"
    for rule in (_rule_of(part.strip()) for part in text.split(";")):
        # A rule for weekdays after the one for holidays would open the holidays again.
        if rule is None or (rule.days and not rule.holidays and holidays != "as_usual"):
            return None
        holidays = rule.holidays or holidays
        for number in rule.days:
            days[number] = rule.spans
    if not any(days):
        # "off": the place never opens. An empty form would say that nobody told us.
        return None
    try:
        return WeekForm(tuple(_checked(days)), holidays)
    except HoursNotUnderstood:
        return None


class _Rule(NamedTuple):
    days: list[int]
    spans: tuple[Span, ...]
    holidays: PublicHolidays | None


def _rule_of(text: str) -> _Rule | None:
    """One rule, when the form can show it."""
    match = _OSM_RULE.fullmatch(text)
    if match is None or not text:
        return None
    names = (match["days"] or "Mo-Su").replace(" ", "").split(",")
    rest = match["rest"].strip()
    numbers = _day_numbers(name for name in names if name != "PH")
    spans = _rule_spans(rest)
    has_holidays = "PH" in names
    if numbers is None or spans is None or (spans and has_holidays) or (rest == "unknown" and numbers):
        return None
    if has_holidays:
        return _Rule(numbers, spans, "not_known" if rest == "unknown" else "closed")
    return _Rule(numbers, spans, None)


def _day_numbers(names: Iterable[str]) -> list[int] | None:
    numbers: list[int] = []
    for name in names:
        ends = name.split("-")
        if len(ends) > 2 or any(end not in _DAYS for end in ends):  # noqa: PLR2004 -- from and until
            return None
        first, last = _DAYS.index(ends[0]), _DAYS.index(ends[-1])
        numbers += [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    return numbers


def _rule_spans(text: str) -> tuple[Span, ...] | None:
    if text in {"off", "closed", "unknown"}:
        return ()
    if text == "24/7":
        return (Span(MIDNIGHT, MIDNIGHT),)
    return spans_of(text) if text else (Span(MIDNIGHT, MIDNIGHT),)


def _span_of_match(match: re.Match[str]) -> Span | None:
    hour, minute, end_hour, end_minute = (int(number) for number in match.groups())
    if hour > 23 or minute > 59 or end_minute > 59:  # noqa: PLR2004 -- a clock
        return None
    if end_hour * 60 + end_minute - _WHOLE_DAY >= max(hour * 60 + minute, 1):
        # Longer than a day.
        return None
    return Span(time(hour, minute), time(end_hour % 24, end_minute))
