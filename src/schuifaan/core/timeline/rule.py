"""A recurrence rule, RFC 5545, for things that happen at most once a day, on the clock on the wall."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from schuifaan.core.timeline.wallclock import AMSTERDAM, instant_of

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
Reason = Literal["sub_daily", "syntax", "unsupported", "empty", "never"]

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Years have four digits; nothing repeats less often than that.
LARGEST_INTERVAL = 9999


class RuleNotUnderstood(ValueError):  # noqa: N818 -- it says what went wrong
    """A rule we cannot follow; `code` tells a form which sentence to show, `detail` is for a log."""

    def __init__(self, code: Reason, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Rule:
    """Lists are put in one order, so that equal rules are equal. `until` is the wall time still included.

    `by_day` holds (position, weekday): (2, 0) is the second Monday, (-1, 4) the last Friday, (0, 0) each Monday.
    """

    freq: Frequency
    interval: int = 1
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week_no: tuple[int, ...] = ()
    count: int | None = None
    until: datetime | None = None
    week_start: int = 0

    def __post_init__(self) -> None:
        if self.freq not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
            raise RuleNotUnderstood("syntax", f"FREQ={self.freq}")
        if self.count is not None and self.until is not None:
            raise RuleNotUnderstood("syntax", "COUNT and UNTIL together")
        if self.until is not None and self.until.tzinfo is not None:
            raise RuleNotUnderstood("syntax", "until is a time on the wall, without a zone")
        if self.interval > LARGEST_INTERVAL:
            raise RuleNotUnderstood("unsupported", f"INTERVAL={self.interval}")
        self._check("INTERVAL", (self.interval,), LARGEST_INTERVAL, positive=True)
        self._check("COUNT", () if self.count is None else (self.count,), None, positive=True)
        self._check("BYMONTH", self.by_month, 12, positive=True)
        self._check("BYMONTHDAY", self.by_month_day, 31)
        self._check("BYYEARDAY", self.by_year_day, 366)
        self._check("BYWEEKNO", self.by_week_no, 53)
        self._check("BYSETPOS", self.by_set_pos, 366)
        self._check("BYDAY", tuple(position for position, _ in self.by_day if position), 53)
        if any(day not in range(7) for day in (self.week_start, *(day for _, day in self.by_day))):
            raise RuleNotUnderstood("syntax", "a weekday is 0 (Monday) to 6")
        self._put_in_order()

    @staticmethod
    def _check(name: str, numbers: tuple[int, ...], most: int | None, *, positive: bool = False) -> None:
        for number in numbers:
            wrong = number == 0 or (positive and number < 0) or (most is not None and abs(number) > most)
            if wrong:
                raise RuleNotUnderstood("syntax", f"{name}={number}")

    def _put_in_order(self) -> None:
        by_day = self.by_day
        if self.freq in {"DAILY", "WEEKLY"}:
            # A week has one Monday. The RFC forbids a position here; calendars that write one mean the day.
            by_day = tuple((0, weekday) for _, weekday in by_day)
        # The first before the last: 1, 15, -1.
        object.__setattr__(
            self, "by_day", tuple(sorted(set(by_day), key=lambda day: (day[0] < 0, day[0], day[1])))
        )
        for name in ("by_month_day", "by_month", "by_set_pos", "by_year_day", "by_week_no"):
            numbers: tuple[int, ...] = getattr(self, name)
            object.__setattr__(self, name, tuple(sorted(set(numbers), key=lambda n: (n < 0, n))))

    @property
    def text(self) -> str:
        """The rule as we keep it; UNTIL is wall time."""
        return self._written(self.until.strftime(_LOCAL) if self.until else "")

    def rrule(self, zone: tzinfo = AMSTERDAM) -> str:
        """The rule as a calendar file wants it beside a DTSTART with a zone: UNTIL is a moment in UTC."""
        return self._written(instant_of(self.until, zone).strftime(_UTC) if self.until else "")

    def _written(self, until: str) -> str:
        parts = [
            ("FREQ", self.freq),
            ("INTERVAL", str(self.interval) if self.interval != 1 else ""),
            ("BYMONTH", _listed(self.by_month)),
            ("BYWEEKNO", _listed(self.by_week_no)),
            ("BYYEARDAY", _listed(self.by_year_day)),
            ("BYMONTHDAY", _listed(self.by_month_day)),
            ("BYDAY", ",".join(f"{position or ''}{WEEKDAYS[day]}" for position, day in self.by_day)),
            ("BYSETPOS", _listed(self.by_set_pos)),
            ("COUNT", str(self.count or "")),
            ("UNTIL", until),
            ("WKST", WEEKDAYS[self.week_start] if self.week_start else ""),
        ]
        return ";".join(f"{name}={value}" for name, value in parts if value)


_LOCAL = "%Y%m%dT%H%M%S"
_UTC = f"{_LOCAL}Z"


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))
