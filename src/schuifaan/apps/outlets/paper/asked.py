"""Which week or month, on which paper and in which letters: what an address asks, with what is wrong left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Programmes are not written out further than this; an address beyond it means nothing.
EARLIEST_YEAR: Final = 2000
LATEST_YEAR: Final = 2100
_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YES: Final = frozenset({"1", "ja", "on"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper itself. `large` is for who reads with effort: nothing smaller than 16 point."""

    size: str = "a4"
    large: bool = False

    @property
    def key(self) -> str:
        return f"{self.size}{'-groot' if self.large else ''}"


def sheet(asked: Mapping[str, str], *, sizes: tuple[str, ...] = ("a4", "a3")) -> Sheet:
    """The first of `sizes` where the address asks for none of them."""
    size = asked.get("formaat", "").strip().lower()
    return Sheet(size if size in sizes else sizes[0], asked.get("groot", "").strip().lower() in _YES)


def week(asked: Mapping[str, str], *, today: date) -> date:
    """The Monday of the week asked for, or of this one."""
    found = _WEEK.fullmatch(asked.get("week", "").strip().upper())
    if found and EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            pass
    return monday_of(today)


def month(asked: Mapping[str, str], *, today: date) -> date:
    """The first day of the month asked for, or of this one."""
    found = _MONTH.fullmatch(asked.get("maand", "").strip())
    if found and EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR and 1 <= int(found[2]) <= 12:  # noqa: PLR2004 months
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """As in an address: "2026-W48"."""
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02}"


def month_name(first: date) -> str:
    return f"{first:%Y-%m}"


def after(first: date) -> date:
    """The first day of the month after it."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
