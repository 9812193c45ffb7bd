"""A diary kept in a spreadsheet, once it is said which column is what: a row is one time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.decoding import is_unreadable
from schuifaan.apps.rooms.importing.cells import hour_of, hours_of, minutes_of, moment_of
from schuifaan.apps.rooms.importing.columns import Columns
from schuifaan.apps.rooms.importing.entry import Diary, Entry, Found, Period, Unread
from schuifaan.apps.rooms.importing.sheet import Row, Sheet
from schuifaan.core.timeline.wallclock import instant_of

# Nothing in a diary lasts longer; whoever writes more has swapped two hours.
LONGEST: Final = timedelta(hours=16)
FARTHEST_YEARS: Final = 5
NAME, NOTE, EMAIL = 120, 1000, 254
_PHONE = re.compile(r"[\d\s().+/-]{6,30}")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


class _RowRefused(ValueError):  # noqa: N818 - it says what happened
    """Why one row is no time in the diary."""


def diary_of(sheet: Sheet, columns: Columns, *, now: datetime) -> Diary:
    """A strange row never spoils the others."""
    found = Found()
    for row in sheet.rows:
        cells = _cells(row, columns)
        try:
            entry = _entry(row, cells, now)
        except _RowRefused as why:
            what = cells.get("who") or cells.get("what") or ""
            found.unread.append(Unread(row[0], what[:NAME], str(why)))
        else:
            if entry.periods[0][1] <= now:
                found.over += 1
            else:
                found.entries.append(entry)
    return found.diary()


def _cells(row: Row, columns: Columns) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, key in columns.items():
        cell = _clean(row[1][column]) if column < len(row[1]) else ""
        cells[key] = f"{cells[key]}; {cell}" if cell and cells.get(key) else cells.get(key) or cell
    return cells


def _entry(row: Row, cells: Mapping[str, str], now: datetime) -> Entry:
    if is_unreadable("".join(row[1])):
        raise _RowRefused(_("Hier staan tekens die we niet kunnen lezen."))
    period = _period(cells, now)
    who = cells.get("who") or cells.get("what") or ""
    if not who:
        raise _RowRefused(_("Er staat niet bij wie er komt."))
    phone, email = cells.get("phone", ""), cells.get("email", "")
    note = cells.get("note", "")
    if phone and not _PHONE.fullmatch(phone):
        # What is in the wrong column is not lost.
        note, phone = f"{phone} {note}".strip(), ""
    if email and (len(email) > EMAIL or not _EMAIL.fullmatch(email)):
        note, email = f"{email} {note}".strip(), ""
    return Entry(
        row=row[0], room=cells.get("room", "")[:NAME], title=(cells.get("what") or who)[:NAME],
        who=who[:NAME], periods=(period,), phone=phone, email=email, note=note[:NOTE],
    )  # fmt: skip


# -- When -----------------------------------------------------------------------------------------


def _period(cells: Mapping[str, str], now: datetime) -> Period:
    day, day_rest = moment_of(cells.get("day", ""))
    from_day, from_rest = moment_of(cells.get("from", ""))
    hours_day, hours_rest = moment_of(cells.get("hours", ""))
    till_day, till_rest = moment_of(cells.get("till", ""))
    first = _day(day or from_day or hours_day, cells, now)
    # What stands beside the day counts only when nothing else says it.
    spans = [hours_of(one) for one in (from_rest, hours_rest, day_rest if day else "")]
    start = _hour(next((begin for begin, _end in spans if begin), ""))
    end_said = till_rest or next((end for _begin, end in spans if end), "")
    begins = datetime.combine(first, start)
    if not end_said and till_day is None and cells.get("duration"):
        return _lasting(begins, cells["duration"])
    if not end_said and till_day is None:
        raise _RowRefused(_("Er staat niet bij tot hoe laat."))
    end = _hour(end_said) if end_said else time()
    return _on_the_clock(begins, datetime.combine(till_day or first, end), is_told=till_day is not None)


def _day(day: date | None, cells: Mapping[str, str], now: datetime) -> date:
    if day is None:
        said = next((cells[key] for key in ("day", "from", "hours") if cells.get(key)), "")
        if not said:
            raise _RowRefused(_("Er staat geen dag bij."))
        raise _RowRefused(_("‘%(cell)s’ is geen dag. Schrijf hem zo: 6-1-2027.") % {"cell": said[:40]})
    if abs(day.year - now.year) > FARTHEST_YEARS:
        raise _RowRefused(_("%(year)s is te ver weg. Klopt het jaar?") % {"year": day.year})
    return day


def _hour(said: str) -> time:
    if not said:
        raise _RowRefused(_("Er staat niet bij vanaf hoe laat."))
    hour = hour_of(said)
    if hour is None:
        raise _RowRefused(_("‘%(cell)s’ is geen tijd. Schrijf hem zo: 19.30.") % {"cell": said[:40]})
    return hour


def _lasting(begins: datetime, said: str) -> Period:
    minutes = minutes_of(said)
    if minutes is None:
        raise _RowRefused(
            _("‘%(cell)s’ zegt niet hoe lang het duurt. Schrijf het zo: 2,5 uur.") % {"cell": said[:40]}
        )
    start = instant_of(begins).astimezone(UTC)
    return _checked(start, start + timedelta(minutes=minutes))


def _on_the_clock(begins: datetime, ends: datetime, *, is_told: bool) -> Period:
    """What ends before it begins ends the day after, unless the day of the end `is_told`."""
    if ends <= begins and (not is_told or (ends.time() == time() and ends.date() == begins.date())):
        ends += timedelta(days=1)
        if ends - begins > LONGEST:
            raise _RowRefused(_("Het einde moet na het begin liggen."))
    if ends <= begins:
        raise _RowRefused(_("Het einde moet na het begin liggen."))
    return _checked(instant_of(begins).astimezone(UTC), instant_of(ends).astimezone(UTC))


def _checked(start: datetime, end: datetime) -> Period:
    if end <= start:
        raise _RowRefused(_("Die nacht gaat de klok een uur vooruit: deze tijd bestaat niet."))
    # An hour more in the night in which the clock goes back.
    if end - start > LONGEST + timedelta(hours=1):
        raise _RowRefused(
            _("Dit duurt langer dan %(hours)s uur.") % {"hours": int(LONGEST.total_seconds() // 3600)}
        )
    return start, end


def _clean(cell: str) -> str:
    """One line without what turns the reading direction or cannot be kept."""
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    return " ".join(
        "".join(" " if unicodedata.category(one) in {"Cc", "Cf"} else one for one in cell).split()
    )
