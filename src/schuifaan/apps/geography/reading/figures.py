"""Published tables of figures, recognised by their header, as one row per area, figure and year."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from schuifaan.apps.geography.enums import INDICATORS, Unit
from schuifaan.apps.geography.reading import columns
from schuifaan.apps.geography.reading.codes import is_country, read_code
from schuifaan.apps.geography.reading.numbers import MISSING_SIGNS, NotANumber, read_number
from schuifaan.apps.geography.reading.problems import FileUnreadable, RowProblem
from schuifaan.apps.geography.reading.table import Table, read_table, squeezed, year_in

CLASSES = range(1, 6)
MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`value` None: the office did not publish it, which is not nought."""

    row: int
    code: str
    indicator: str
    year: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    row: int
    code: str
    postcode: str


@dataclass(frozen=True)
class FiguresRead:
    """`source` is the key of who published the table: see `actions/sources.py`."""

    source: str
    year: int
    figures: tuple[FigureRow, ...]
    postcodes: tuple[PostcodeRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """What to take from a table: `figures` says which place holds which figure."""

    source: str
    code: int
    figures: Mapping[int, str]
    postcode: int | None = None
    period: int | None = None
    age: int | None = None


def read_figures(raw: bytes, *, filename: str = "", year: int | None = None) -> FiguresRead:
    """`year` is for tables that do not tell; a year in the table or in the file's name goes first."""
    table = read_table(raw)
    plan = next((plan for recognise in _RECOGNISERS if (plan := recognise(table))), None)
    if plan is None:
        raise FileUnreadable(
            _(
                "Aan de kop is niet te zien welke tabel dit is. Bekend zijn StatLine, kerncijfers en gezondheid."
            )
        )
    known_year = year_in(filename) or year
    if known_year is None and plan.period is not None and table.rows:
        known_year = year_in(table.rows[0][1][plan.period])
    if known_year is None:
        raise FileUnreadable(_("Het jaar is onbekend. Zet het in de bestandsnaam of geef het op met --year."))
    return _Reader(table, plan, known_year).read()


def _selection(table: Table) -> _Plan | None:
    code, kind = table.column("code"), table.column("type")
    figures = _found(table, columns.SELECTION)
    if code is None or kind is None or "population" not in figures.values():
        return None
    return _Plan("cbs-kwb", code, figures, postcode=table.column("postcode"))


def _health(table: Table) -> _Plan | None:
    code, age = table.column("code"), table.column("leeftijd")
    figures = _found(table, columns.HEALTH)
    if code is None or age is None or "lonely" not in figures.values():
        return None
    return _Plan("rivm-gezondheid", code, figures, age=age, period=table.column("perioden"))


def _found(table: Table, known: Mapping[str, str]) -> dict[int, str]:
    titles = enumerate(map(squeezed, table.header))
    return {place: known[title] for place, title in titles if title in known}


def _statline(table: Table) -> _Plan | None:
    if table.column("wijken en buurten") is None:
        return None
    figures: dict[int, str] = {}
    code = postcode = None
    for place, heading in enumerate(table.header):
        group, title, unit = columns.split_heading(squeezed(heading))
        if unit == "code" and title in columns.STATLINE_CODES:
            code = place
        elif title == columns.STATLINE_POSTCODE:
            postcode = place
        elif key := _statline_figure(group, title):
            _check_heading(heading, key, unit, figures)
            figures[place] = key
    if code is None or not figures:
        return None
    source = "cbs-ses" if "education_low" in figures.values() else "cbs-kwb"
    return _Plan(source, code, figures, postcode=postcode, period=table.column("perioden"))


def _statline_figure(group: str, title: str) -> str | None:
    matches = (key for (word, known), key in columns.STATLINE.items() if known == title and word in group)
    return next(matches, None)


def _check_heading(heading: str, key: str, unit: str, figures: Mapping[int, str]) -> None:
    if key in figures.values():
        raise FileUnreadable(_("Twee kolommen gaan over hetzelfde cijfer: “%s”.") % heading)
    if unit not in columns.UNIT_WORDS[INDICATORS[key].unit]:
        raise FileUnreadable(_("Kolom “%s” heeft een andere eenheid dan verwacht.") % heading)


_RECOGNISERS: tuple[Callable[[Table], _Plan | None], ...] = (_statline, _selection, _health)


class _Reader:
    """Goes through the rows once and keeps what is wrong on the way."""

    def __init__(self, table: Table, plan: _Plan, year: int) -> None:
        self.table, self.plan, self.year = table, plan, year
        self.problems = list(table.problems)
        self.seen: dict[tuple[str, str], int] = {}

    def read(self) -> FiguresRead:
        figures: list[FigureRow] = []
        postcodes: list[PostcodeRow] = []
        for row, cells in self.table.rows:
            code, age = self._code(row, cells), self._age(row, cells)
            year = self._year(row, cells)
            if code is None or age is None or year is None or not self._is_first(row, code, f"{age} {year}"):
                continue
            figures.extend(self._figures(row, cells, code, age, year))
            if postcode := self._postcode(row, cells, code):
                postcodes.append(postcode)
        problems = tuple(sorted(self.problems, key=lambda problem: problem.row))
        return FiguresRead(self.plan.source, self.year, tuple(figures), tuple(postcodes), problems)

    def _problem(self, row: int, place: int, reason: str) -> None:
        self.problems.append(RowProblem(row, " ".join(self.table.header[place].split()), reason))

    def _code(self, row: int, cells: tuple[str, ...]) -> str | None:
        told = cells[self.plan.code]
        code = read_code(told)
        if code is None and not is_country(told):
            self._problem(row, self.plan.code, _("“%s” is geen officiële code.") % told.strip())
        return code

    def _age(self, row: int, cells: tuple[str, ...]) -> str | None:
        """The ending of the figure's key; '' for a table that is not about an age."""
        if self.plan.age is None:
            return ""
        age = columns.AGES.get(squeezed(cells[self.plan.age]))
        if age is None:
            self._problem(
                row, self.plan.age, _("“%s” is geen leeftijdsgroep die we kennen.") % cells[self.plan.age]
            )
        return age

    def _year(self, row: int, cells: tuple[str, ...]) -> int | None:
        if self.plan.period is None:
            return self.year
        year = year_in(cells[self.plan.period])
        if year is None:
            self._problem(row, self.plan.period, _("“%s” is geen jaar.") % cells[self.plan.period])
        return year

    def _is_first(self, row: int, code: str, which: str) -> bool:
        first = self.seen.setdefault((code, which), row)
        if first != row:
            self._problem(row, self.plan.code, _("Dit gebied staat ook in rij %s.") % first)
        return first == row

    def _figures(
        self, row: int, cells: tuple[str, ...], code: str, age: str, year: int
    ) -> Iterator[FigureRow]:
        for place, stem in self.plan.figures.items():
            key = f"{stem}_{age}" if age else stem
            try:
                value = read_number(cells[place])
            except NotANumber:
                self._problem(row, place, _("“%s” is geen getal.") % cells[place].strip()[:40])
                continue
            if value is not None and (reason := out_of_range(value, INDICATORS[key].unit)):
                self._problem(row, place, reason)
                continue
            yield FigureRow(row, code, key, year, value)

    def _postcode(self, row: int, cells: tuple[str, ...], code: str) -> PostcodeRow | None:
        place = self.plan.postcode
        if place is None or not code.startswith("BU"):
            return None
        told = cells[place].strip().removesuffix(".0")
        if told.casefold() in MISSING_SIGNS:
            return None
        if not is_postcode(told):
            self._problem(row, place, _("“%s” is geen postcode van vier cijfers.") % told[:40])
            return None
        return PostcodeRow(row, code, told)


def is_postcode(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and text[0] != "0"  # noqa: PLR2004


def out_of_range(value: Decimal, unit: Unit) -> str | None:
    """Why this cannot be: the office publishes nothing below nought or above the whole."""
    if value < 0:
        return _("%s is kleiner dan nul.") % value.normalize()
    if unit is Unit.PERCENT and value > MOST_PERCENT:
        return _("%s is meer dan 100 procent.") % value.normalize()
    if unit is Unit.CLASS_1_5 and value not in CLASSES:
        return _("%s is geen klasse van 1 tot en met 5.") % value.normalize()
    return None
