"""A day and an hour as people write them in a spreadsheet."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]0?0:00(?::00)?)?")
_WORDS = re.compile(r"(\d{1,2})(?:e|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"^(?:[a-z]{2,9}\.?,?)\s+(?=\d)")
_HOUR = re.compile(r"(\d{1,2})(?:\s*[:.uh]\s*(\d{2})?(?::00)?)?\s*(?:uur|u|h)?")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "maart mrt mar march", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept",
            "oktober okt october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
# The last moment of a day, written as an hour.
END_OF_DAY: Final = "24"


def day_of(cell: str) -> date | None:
    """6-1-2027, 2027-01-06 or 6 januari 2027, with or without the day of the week. None when it is no day."""
    said = _WEEKDAY.sub("", " ".join(cell.casefold().split()))
    if found := _ISO.fullmatch(said):
        year, month, day = (int(one) for one in found.groups())
    elif found := _NUMBERS.fullmatch(said):
        day, month, year = (int(one) for one in found.groups())
        # Nobody has a diary of the century before.
        year += 2000 if len(found[3]) == 2 else 0  # noqa: PLR2004 - two figures
    elif (found := _WORDS.fullmatch(said)) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def hour_of(cell: str) -> time | None:
    """19.30, 19:30, 19u30 or 19 uur. None when it is no hour; 24.00 is midnight."""
    found = _HOUR.fullmatch(" ".join(cell.casefold().split()))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[1] == END_OF_DAY and minute == 0:
        return time(0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def hours_of(cell: str) -> tuple[str, str]:
    """Two hours in one cell, such as "19.30 - 22.00 uur"; the second "" when there is one only."""
    pieces = [one.strip() for one in re.split(r"\s*(?:-|–|—|\btot\b|\bto\b)\s*", cell.strip(), maxsplit=1)]
    return (pieces[0], pieces[1]) if len(pieces) > 1 else (cell, "")
