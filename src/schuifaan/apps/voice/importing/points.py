"""A table of feedback as it is kept in a spreadsheet: what each column is, and what each row says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.places.importing.formula import unguard
from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.cells import day_of
from schuifaan.apps.rooms.importing.sheet import csv_lines
from schuifaan.apps.rooms.importing.workbook import ZIPPED, workbook_lines
from schuifaan.apps.voice.enums import Outcome
from schuifaan.core.wordsearch import fold

LARGEST: Final = 1024 * 1024
MOST_ROWS: Final = 300
MOST_COLUMNS: Final = 20
LONGEST: Final = {"topic": 160, "said_by": 160, "text": 3000, "response": 3000, "where": 160}
_NAMES_WITHIN: Final = 10
_NOT_TEXT: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")

# What a column is: how we call it, and the names it goes by.
COLUMNS: Final[dict[str, tuple[str | Promise, str]]] = {
    "topic": (gettext_lazy("Onderwerp"), "onderwerp|thema|kernpunt|punt|topic|subject|theme|issue|titel"),
    "said_by": (
        gettext_lazy("Van welke groep"),
        "van wie|groep|bron|wie|van welke groep|source|source group|group|from|said by|who",
    ),
    "said_on": (gettext_lazy("Datum"), "datum|dag|op|wanneer|date|day|when"),
    "text": (
        gettext_lazy("Wat er gezegd is"),
        (
            "feedback|reactie|opmerking|wat er gezegd is|gezegd|inbreng|kernpunten uit de feedback|wens|reaction|"
            "comment|said|remark|text|tekst"
        ),
    ),
    "response": (
        gettext_lazy("Antwoord"),
        (
            "antwoord|verwerking|wijze van verwerking|reactie gemeente|terugkoppeling|gedaan|response|answer|processing|"
            "reply"
        ),
    ),
    "outcome": (
        gettext_lazy("Wat ermee gebeurt"),
        "status|uitkomst|wat ermee gebeurt|besluit|outcome|result|decision",
    ),
    "where": (
        gettext_lazy("Waar in de tekst"),
        "waar|waar in de tekst|plek in de tekst|vindplaats|bladzijde|hoofdstuk|where|where in the text|place|page|chapter",
    ),
}
_OURS: Final = {fold(name): key for key, (_label, names) in COLUMNS.items() for name in names.split("|")}
_OUTCOMES: Final[dict[str, Outcome]] = {
    fold(name): outcome
    for outcome, names in (
        (Outcome.ADOPTED, "overgenomen|ja|aangepast|verwerkt|adopted|accepted|yes|taken over"),
        (Outcome.PARTLY, "deels overgenomen|deels|gedeeltelijk|gedeeltelijk overgenomen|partly|partially|partly adopted"),
        (Outcome.NOT, "niet overgenomen|niet|nee|afgewezen|not|not adopted|no|rejected"),
        (
            Outcome.CARRYING_OUT,
            "wordt uitgevoerd|in uitvoering|uitvoering|voor de uitvoering|for execution|being carried out|carrying out",
        ),
        (
            Outcome.RUNNING,
            "loopt al, op een andere plek|loopt|loopt al|loopt elders|lopend|running|running elsewhere|runs elsewhere",
        ),
    )
    for name in names.split("|")
}  # fmt: skip
_OPEN: Final = {
    fold(name) for name in ("", "open", "nog geen antwoord", "nieuw", "new", "-", "volgt", "no answer yet")
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """`names` of the columns, and the rows with their number in the file, a cell for each name."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def as_json(self) -> dict[str, Any]:
        return {"names": list(self.names), "rows": [[number, list(cells)] for number, cells in self.rows]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Sheet:
        return cls(tuple(stored["names"]), tuple((number, tuple(cells)) for number, cells in stored["rows"]))

    def examples(self, column: int) -> list[str]:
        """The first values that differ, cut short."""
        told = (" ".join(cells[column].split()) for _number, cells in self.rows)
        return list(dict.fromkeys(text[:60] for text in told if text))[:2]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a point; `problems` say why it cannot be one."""

    number: int
    topic: str
    text: str
    said_by: str = ""
    said_on: date | None = None
    response: str = ""
    outcome: str = ""
    where: str = ""
    problems: tuple[str, ...] = ()

    @property
    def outcome_words(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""


def read_file(content: bytes) -> Sheet:
    """Raises FileRefused, in words: too large, empty, or no table at all."""
    if len(content) > LARGEST:
        raise FileRefused(_("Dit bestand is groter dan 1 MB. Deel het op."))
    if not content.strip():
        raise FileRefused(_("Dit bestand is leeg."))
    if content.startswith(_NOT_TEXT) or (b"\0" in content and not content.startswith((ZIPPED, *_WIDE))):
        raise FileRefused(_("Dit is geen tabel. We lezen Excel (.xlsx) en CSV uit een rekenblad."))
    lines = workbook_lines(content) if content.startswith(ZIPPED) else csv_lines(content)
    return _sheet(lines)


def guess(sheet: Sheet) -> dict[int, str]:
    """Which column is what, by its name; each once."""
    found: dict[int, str] = {}
    for column, name in enumerate(sheet.names):
        key = _named(name)
        if key and key not in found.values():
            found[column] = key
    return found


def rows_of(sheet: Sheet, columns: Mapping[int, str]) -> list[Row]:
    return [_row(number, _told(cells, columns)) for number, cells in sheet.rows]


def _sheet(lines: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    rows = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not rows:
        raise FileRefused(_("Dit bestand is leeg."))
    # The names may stand below a title: the row that says most of what we know.
    known = [sum(_named(cell) != "" for cell in cells) for _number, cells in rows[:_NAMES_WITHIN]]
    first = known.index(max(known))
    names = [" ".join(name.split())[:80] for name in rows[first][1]]
    rows = rows[first + 1 :]
    if not rows:
        raise FileRefused(_("Er staan geen rijen in dit bestand, alleen kolomnamen."))
    if len(rows) > MOST_ROWS:
        raise FileRefused(_("Dit bestand heeft meer dan %(rows)s rijen. Deel het op.") % {"rows": MOST_ROWS})
    width = max(len(names), *(len(cells) for _number, cells in rows))
    used = [
        at
        for at in range(width)
        # A column we know stays, so that what is missing in it can be said at its rows.
        if any(at < len(cells) and cells[at].strip() for _number, cells in rows) or _named(_at(names, at))
    ]
    if len(used) < 2:  # noqa: PLR2004 - what it is about, and what was said
        raise FileRefused(
            _("Dit is geen tabel met punten: er is maar één kolom. We lezen Excel (.xlsx) en CSV.")
        )
    if len(used) > MOST_COLUMNS:
        told = {"most": MOST_COLUMNS}
        raise FileRefused(
            _("Dit bestand heeft meer dan %(most)s kolommen. Haal weg wat we niet nodig hebben.") % told
        )
    kept = tuple((number, _only(cells, used)) for number, cells in rows)
    return Sheet(_only(names, used), kept)


def _only(cells: Sequence[str], used: Sequence[int]) -> tuple[str, ...]:
    return tuple(unguard(_at(cells, at)).strip() for at in used)


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _named(name: str) -> str:
    return _OURS.get(fold(name), "")


def _told(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """Two columns that are the same thing are one text, so that nothing is lost."""
    told: dict[str, list[str]] = {}
    for column, key in sorted(columns.items()):
        if key and cells[column]:
            told.setdefault(key, []).append(cells[column])
    return {key: "\n\n".join(texts) for key, texts in told.items()}


def _row(number: int, told: Mapping[str, str]) -> Row:
    problems: list[str] = []
    said_on = day_of(told["said_on"]) if told.get("said_on") else None
    if told.get("said_on") and said_on is None:
        problems.append(
            _("“%(cell)s” is geen dag. Schrijf een dag zo: 30-10-2025.") % {"cell": told["said_on"][:40]}
        )
    outcome = _outcome(told.get("outcome", ""), problems)
    one = {key: told.get(key, "") for key in LONGEST}
    one["topic"] = " ".join(one["topic"].split())
    for key, missing in (
        ("topic", _("Er staat geen onderwerp.")),
        ("text", _("Er staat niet wat er gezegd is.")),
    ):
        if not one[key]:
            problems.append(missing)
    problems += [
        _("“%(column)s” is langer dan %(most)s tekens.") % {"column": COLUMNS[key][0], "most": most}
        for key, most in LONGEST.items()
        if len(one[key]) > most
    ]
    if bool(one["response"]) != bool(outcome) and not problems:
        problems.append(
            _("Er staat een antwoord, maar niet wat ermee gebeurt.")
            if one["response"]
            else _("Er staat wat ermee gebeurt, maar geen antwoord.")
        )
    return Row(number, said_on=said_on, outcome=outcome, problems=tuple(problems), **one)


def _outcome(cell: str, problems: list[str]) -> str:
    plain = fold(re.sub(r"[()]", " ", cell))
    if plain in _OPEN:
        return ""
    if plain in _OUTCOMES:
        return _OUTCOMES[plain]
    known = ", ".join(str(one.label) for one in Outcome)
    problems.append(
        _("“%(cell)s” kennen we niet. Kies uit: %(known)s.") % {"cell": cell[:40], "known": known}
    )
    return ""
