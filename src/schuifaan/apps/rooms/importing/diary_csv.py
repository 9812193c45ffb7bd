"""A diary kept in a spreadsheet, saved as CSV: a row is one time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.places.importing.csv_table import read_csv
from schuifaan.apps.places.importing.decoding import decode, is_unreadable
from schuifaan.apps.places.importing.table import FileRefused, SourceRow
from schuifaan.apps.rooms.importing.cells import day_of, hour_of, hours_of
from schuifaan.apps.rooms.importing.entry import Diary, Entry, Found, Period, Unread
from schuifaan.core.timeline.wallclock import instant_of

MOST_ROWS: Final = 5_000
# Nothing in a diary lasts longer; whoever writes more has swapped two hours.
LONGEST: Final = timedelta(hours=16)
FARTHEST_YEARS: Final = 5
NAME, NOTE, PHONE, EMAIL = 120, 1000, 30, 254
# Our column: what it is called in a sentence, and the names it goes by (without spaces, accents or punctuation).
COLUMNS: Final[dict[str, tuple[str | Promise, str]]] = {
    "day": (gettext_lazy("dag"), "dag datum day date startdatum begindatum startdate"),
    "from": (gettext_lazy("van"), "van vanaf begin begintijd start starttijd from starttime aanvang"),
    "till": (gettext_lazy("tot"), "tot totentijd eind einde eindtijd end endtime till until to"),
    "hours": (gettext_lazy("tijd"), "tijd tijden tijdstip time times uur uren hours"),
    "room": (gettext_lazy("ruimte"), "ruimte zaal lokaal kamer room locatie location space hall plek"),
    "who": (
        gettext_lazy("wie"),
        "wie naam huurder groep club vereniging organisatie who name group party organisation hirer klant",
    ),
    "what": (
        gettext_lazy("wat"),
        "wat activiteit onderwerp titel omschrijving what activity subject title purpose event",
    ),
    "phone": (gettext_lazy("telefoon"), "telefoon telefoonnummer tel mobiel phone phonenumber mobile"),
    "email": (gettext_lazy("e-mail"), "email emailadres mail mailadres emailaddress"),
    "note": (
        gettext_lazy("opmerking"),
        "opmerking opmerkingen bijzonderheden notitie notities note notes remark remarks comment comments",
    ),
}
_OURS: Final = {name: key for key, (_label, names) in COLUMNS.items() for name in names.split()}
_PHONE = re.compile(r"[\d\s().+/-]{6,30}")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


class _RowRefused(ValueError):  # noqa: N818 - it says what happened
    """Why one row is no time in the diary."""


def read_csv_diary(content: bytes, *, now: datetime) -> Diary:
    """Raises FileRefused for the file as a whole; a strange row never spoils the others."""
    text, encoding = decode(content)
    table = read_csv(text, encoding)
    if len(table.rows) > MOST_ROWS:
        raise FileRefused(
            _("Dit bestand heeft meer dan %(rows)s rijen. Deel het op.")
            % {"rows": f"{MOST_ROWS:,}".replace(",", ".")}
        )
    columns = _columns(table.columns)
    found = Found()
    for row in table.rows:
        cells = {key: _clean(row.cells.get(column, "")) for key, column in columns.items()}
        try:
            entry = _entry(row, cells, now)
        except _RowRefused as why:
            what = cells.get("who") or cells.get("what") or ""
            found.unread.append(Unread(row.number, what[:NAME], str(why)))
        else:
            if entry.periods[0][1] <= now:
                found.over += 1
            else:
                found.entries.append(entry)
    return found.diary()


def _columns(names: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        key = _OURS.get(_letters(name))
        if key:
            found.setdefault(key, name)
    missing = [key for key in ("day",) if key not in found]
    if "from" not in found and "hours" not in found:
        missing += ["from", "till"]
    elif "till" not in found and "hours" not in found:
        missing.append("till")
    if "who" not in found and "what" not in found:
        missing.append("who")
    if missing:
        said = {
            "missing": ", ".join(f"‘{COLUMNS[key][0]}’" for key in missing),
            "columns": ", ".join(name for name in names if name)[:200],
        }
        raise FileRefused(
            _("We missen een kolom: %(missing)s. In de eerste rij staat nu: %(columns)s.") % said
        )
    return found


def _entry(row: SourceRow, cells: Mapping[str, str], now: datetime) -> Entry:
    if is_unreadable("".join(row.cells.values())):
        raise _RowRefused(_("Hier staan tekens die we niet kunnen lezen."))
    if row.surplus:
        raise _RowRefused(_("Deze rij heeft meer cellen dan er kolommen zijn."))
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
        row=row.number, room=cells.get("room", "")[:NAME], title=(cells.get("what") or who)[:NAME],
        who=who[:NAME], periods=(period,), phone=phone, email=email, note=note[:NOTE],
    )  # fmt: skip


def _period(cells: Mapping[str, str], now: datetime) -> Period:
    day = day_of(cells.get("day", ""))
    if day is None:
        raise _RowRefused(_("‘%(cell)s’ is geen dag. Schrijf hem zo: 6-1-2027.") % _quoted(cells, "day"))
    if abs(day.year - now.year) > FARTHEST_YEARS:
        raise _RowRefused(_("%(year)s is te ver weg. Klopt het jaar?") % {"year": day.year})
    both = hours_of(cells.get("hours", ""))
    starts, ends = cells.get("from") or both[0], cells.get("till") or both[1]
    start, end = hour_of(starts), hour_of(ends)
    for cell, hour in ((starts, start), (ends, end)):
        if hour is None:
            raise _RowRefused(_("‘%(cell)s’ is geen tijd. Schrijf hem zo: 19.30.") % {"cell": cell[:40]})
    return _on_the_clock(datetime.combine(day, start or time()), datetime.combine(day, end or time()))


def _on_the_clock(start: datetime, end: datetime) -> Period:
    """What ends before it begins ends the day after."""
    if end <= start:
        end += timedelta(days=1)
    period = instant_of(start).astimezone(UTC), instant_of(end).astimezone(UTC)
    if end - start > LONGEST or period[1] <= period[0]:
        raise _RowRefused(_("Het einde moet na het begin liggen."))
    return period


def _quoted(cells: Mapping[str, str], key: str) -> dict[str, str]:
    return {"cell": cells.get(key, "")[:40]}


def _clean(cell: str) -> str:
    """One line without what turns the reading direction or cannot be kept."""
    return " ".join(
        "".join(" " if unicodedata.category(one) in {"Cc", "Cf"} else one for one in cell).split()
    )


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", name.casefold()))
