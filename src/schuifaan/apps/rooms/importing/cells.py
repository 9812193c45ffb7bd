"""A day and an hour as people write them in a spreadsheet."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]0?0:00(?::00)?)?")
_WORDS = re.compile(r"(\d{1,2})(?:e|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"^(?:[a-z]{2,9}\.?,?)\s+(?=\d)")
_TWELVE = re.compile(r"(\d{1,2})(?:\s*[:.]\s*(\d{2})(?::00)?)?\s*([ap])\.?\s*m\.?")
_CLOSED_UP = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_LENGTH = re.compile(
    r"(?:(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:uur|uren|hours?|hrs?|u|h))?\s*(?:en|and)?\s*"
    r"(?:(\d{1,4})\s*(?:minuten|minuut|minutes?|min|m)\.?)?"
)
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")
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
# “woensdag 6 januari 2027” is the longest.
_MOST_PIECES: Final = 5
# A number alone says hours, as long as nobody would mean minutes.
_MOST_HOURS: Final = 16
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


def moment_of(cell: str) -> tuple[date | None, str]:
    """A day and what stands behind it: “5-1-2027 19.30”. Without a day in front: None, and the cell itself."""
    if not any(letter.isdigit() for letter in cell):
        return None, cell
    pieces = re.sub(r"(?<=\d)T(?=\d)", " ", cell).split()
    for length in range(1, min(len(pieces), _MOST_PIECES) + 1):
        day = day_of(" ".join(pieces[:length]).rstrip(",;:"))
        if day is not None:
            rest = " ".join(pieces[length:]).strip(" ,;|-–")
            return day, re.sub(r"^(?:om|van|from|at)\s+", "", rest)
    return None, cell


def hour_of(cell: str) -> time | None:
    """19.30, 19:30, 19u30, 19 uur, 1930 or 7.30 PM. None when it is no hour; 24.00 is midnight."""
    said = " ".join(cell.casefold().split())
    twelve = _TWELVE.fullmatch(said)
    if twelve:
        hour = int(twelve[1])
        # Twelve at night comes before one at night.
        said = f"{hour % 12 + (12 if twelve[3] == 'p' else 0)}:{twelve[2] or '00'}" if 0 < hour < 13 else ""  # noqa: PLR2004 - so far goes the dial
    found = _CLOSED_UP.fullmatch(said) or _HOUR.fullmatch(said)
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


def minutes_of(cell: str) -> int | None:
    """2,5 uur, 2:30, 90 min or 1 uur 30 min; a small number alone is hours. None when it says no length."""
    said = " ".join(cell.casefold().split())
    minutes = 0.0
    if clock := _CLOCK.fullmatch(said):
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif _NUMBER.fullmatch(said):
        number = float(said.replace(",", "."))
        minutes = number * 60 if number <= _MOST_HOURS else number
    elif said and (found := _LENGTH.fullmatch(said)):
        minutes = float((found[1] or "0").replace(",", ".")) * 60 + int(found[2] or 0)
    return round(minutes) or None
