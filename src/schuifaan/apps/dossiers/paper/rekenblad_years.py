"""The sheets with the years: investments paid off, and costs against income, all of it formulas."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from schuifaan.apps.dossiers.paper import rekenblad_formulas as formulas
from schuifaan.apps.dossiers.paper.rekenblad_cells import WHOLE, Page
from schuifaan.apps.dossiers.paper.rekenblad_formulas import Investment, Year
from schuifaan.apps.dossiers.paper.rekenblad_inputs import Inputs, horizon_words, methods, yes_no
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.lines import CERTAIN, Line
from schuifaan.core.method.finance.shapes import Capital, Once, PassedOn, Period, Released, Reletting, Yearly

BEFORE_YEARS = 3  # the columns in front of the years
NARROWEST = 14

Formula = Callable[[int], str]  # of the year with that number


@dataclass
class Table:
    """A sheet with a column for each year; `rows` is the row of each line by its key."""

    page: Page
    period: Period
    inputs: Inputs
    language: str
    head_row: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    def open(self, title: str, head: tuple[str, ...]) -> None:
        page = self.page
        page.title(title)
        page.next()
        page.year_head(head, self.inputs.first_year, self.period.count)
        self.head_row = page.row
        page.sheet.freeze_panes = f"{get_column_letter(BEFORE_YEARS + 1)}{self.head_row + 1}"
        page.print_on_a4(years=self.period.count, title_row=self.head_row, title_columns="A:C")

    def close(self, case: BusinessCase) -> None:
        """As wide as its largest amount: else a program shows ### in its place."""
        prices = [line.shape.cents for line in case.investments if isinstance(line.shape, Capital)]
        amounts = [abs(row.balance) for rows in case.scenarios.values() for row in rows]
        digits = len(f"{max([*prices, *amounts], default=0) // 100:,}")
        width = max(NARROWEST, digits + len("-€ ,00") + 3)
        self.page.fit((38, 18, 10, *(width,) * self.period.count))

    @property
    def width(self) -> int:
        return BEFORE_YEARS + self.period.count

    def year(self, number: int) -> Year:
        return Year(self.cell(number, self.head_row), self.inputs.first_year)

    def cell(self, number: int, row: int) -> str:
        return f"{get_column_letter(BEFORE_YEARS + 1 + number)}{row}"

    def part(self, number: int, rows: range) -> str:
        """The cells of one year in those rows."""
        return f"{self.cell(number, rows[0])}:{self.cell(number, rows[-1])}"

    def address(self, key: str, number: int) -> str:
        """As other sheets name it."""
        return self.page.address(BEFORE_YEARS + 1 + number, self.rows[key])

    def begin(self, line: Line) -> None:
        page, inputs = self.page, self.inputs
        page.next()
        page.same_text(1, inputs.names[line.key], line.name.said(self.language))
        if line.side == "income":
            chance = inputs.lines[line.key].chance
            page.same_text(2, inputs.horizons[line.key], "")
            page.formula(3, f'IF({chance}="","",{chance})', shape=WHOLE)

    def write(self, formula: Formula, *, bold: bool = False) -> int:
        """The years of the row that was begun; gives its number."""
        for number in range(self.period.count):
            self.page.formula(BEFORE_YEARS + 1 + number, formula(number))
        if bold:
            self.page.as_total(self.width)
        return self.page.row

    def named(self, words: str, formula: Formula, *, bold: bool = False) -> int:
        self.page.next()
        self.page.text(1, words)
        return self.write(formula, bold=bold)

    def total(self, words: str, rows: range) -> int:
        return self.named(words, lambda number: f"SUM({self.part(number, rows)})" if rows else "0", bold=True)


def fill_investments(table: Table, case: BusinessCase) -> None:
    """For each investment what is left, the interest and what is paid off; together what it costs a year."""
    table.open(_("Investering"), (_("Post"), _("Wat"), ""))
    granted = {key for line in case.income if isinstance(line.shape, Released) for key in line.shape.keys}
    for line in case.investments:
        _investment(table, line, with_first=line.key in granted)
        table.page.next()
    if not case.investments:
        table.page.next()
        table.page.text(1, _("Er is nog geen investering ingevuld."))
    table.close(case)


def _investment(table: Table, line: Line, *, with_first: bool) -> None:
    made = Investment(table.inputs.lines[line.key], annuity=methods()[0], yes=yes_no()[0])
    price, left, interest, paid_off, cost = range(table.page.row + 1, table.page.row + 6)
    cell, year = table.cell, table.year

    def left_over(number: int) -> str:
        before = (cell(number - 1, left), cell(number - 1, paid_off)) if number else None
        return made.left(year(number), cell(number, price), before)

    def paying_off(number: int) -> str:
        return made.paid_off(year(number), cell(number, price), cell(number, left), cell(number, interest))

    _part(table, line, _("prijs"), lambda number: made.price(year(number)))
    _part(table, line, _("staat nog open"), left_over)
    _part(table, line, _("rente"), lambda number: made.interest(cell(number, left)))
    _part(table, line, _("afgelost"), paying_off)
    _part(
        table,
        line,
        _("kosten van het jaar"),
        lambda number: f"{cell(number, interest)}+{cell(number, paid_off)}",
        bold=True,
    )
    table.rows[line.key] = cost
    if with_first:
        _part(
            table,
            line,
            _("eerste aankoop"),
            lambda number: made.first_purchase(year(number), cell(number, cost)),
        )
        table.rows[_first(line.key)] = table.page.row


def _part(table: Table, line: Line, words: str, formula: Formula, *, bold: bool = False) -> None:
    table.begin(line)
    table.page.text(2, words)
    table.write(formula, bold=bold)


def _first(key: str) -> str:
    """The row with what the first purchase costs: a grant does not pay for the next."""
    return f"{key}/first"


def fill_budget(table: Table, case: BusinessCase, investments: Table) -> None:
    """Costs, income if all of it comes, income weighed by its chance, and what is left."""
    page = table.page
    table.open(_("Exploitatie"), (_("Post"), _("Hoe lang"), _("Kans (%)")))
    costs = _costs(table, case, investments)
    page.next()
    page.block(_("Inkomsten als alles doorgaat"), table.width)
    full = range(page.row + 1, page.row + 1 + len(case.income))
    for line in case.income:
        table.begin(line)
        table.rows[line.key] = table.write(partial(_income, table, line, investments))
    hopeful = table.total(_("Inkomsten samen, als alles doorgaat"), full)
    careful = _where(table, _("waarvan zeker"), str(CERTAIN), "C", full)
    page.next()
    page.block(_("Inkomsten, gewogen naar de kans"), table.width)
    weighed = range(page.row + 1, page.row + 1 + len(case.income))
    for line in case.income:
        table.begin(line)
        table.write(partial(_weighed, table, line))
    expected = table.total(_("Inkomsten samen, gewogen"), weighed)
    for words in horizon_words().values():
        _where(table, _("waarvan: %(horizon)s") % {"horizon": words}, f'"{words}"', "B", weighed)
    _results(table, costs, expected=expected, careful=careful, hopeful=hopeful)
    table.close(case)


def _costs(table: Table, case: BusinessCase, investments: Table) -> int:
    page = table.page
    page.block(_("Kosten"), table.width)
    rows = range(page.row + 1, page.row + 1 + len(case.all_costs))
    for line in case.investments:
        table.begin(line)
        table.rows[line.key] = table.write(partial(investments.address, line.key))
    for line in case.costs:
        table.begin(line)
        table.rows[line.key] = table.write(partial(_yearly, table, line))
    return table.total(_("Kosten samen"), rows)


def _yearly(table: Table, line: Line, number: int) -> str:
    return formulas.yearly(table.inputs.lines[line.key], table.year(number))


def _income(table: Table, line: Line, investments: Table, number: int) -> str:
    shape, entries, year = line.shape, table.inputs.lines[line.key], table.year(number)
    match shape:
        case Yearly():
            return _yearly(table, line, number)
        case Once():
            return formulas.once(entries, year)
        case Reletting():
            return formulas.reletting(entries, year)
        case Released() if shape.keys:
            prices = [table.inputs.lines[key].amount for key in shape.keys]
            paid = [investments.address(_first(key), number) for key in shape.keys]
            return formulas.released(entries, prices, paid)
        case PassedOn() if shape.keys:
            return formulas.passed_on(entries, [table.cell(number, table.rows[key]) for key in shape.keys])
    # A grant with nothing to pay for yet, or nothing to pass on.
    return "0"


def _weighed(table: Table, line: Line, number: int) -> str:
    return formulas.weighed(table.cell(number, table.rows[line.key]), table.inputs.lines[line.key].chance)


def _where(table: Table, words: str, criterion: str, column: str, rows: range) -> int:
    """The sum of the rows that have this in that column."""

    def formula(number: int) -> str:
        if not rows:
            return "0"
        return f"SUMIF(${column}${rows[0]}:${column}${rows[-1]},{criterion},{table.part(number, rows)})"

    return table.named(words, formula)


def _results(table: Table, costs: int, *, expected: int, careful: int, hopeful: int) -> None:
    page = table.page
    page.next()
    page.block(_("Resultaat"), table.width)
    for income, result, balance in (
        (expected, _("Resultaat, gewogen naar de kans"), _("Geld over aan het einde van het jaar")),
        (careful, _("Resultaat met alleen wat zeker is"), _("Geld over, met alleen wat zeker is")),
        (hopeful, _("Resultaat als alles doorgaat"), _("Geld over, als alles doorgaat")),
    ):
        row = table.named(result, partial(_result, table, income, costs), bold=True)
        table.named(balance, partial(_balance, table, row), bold=True)


def _result(table: Table, income: int, costs: int, number: int) -> str:
    return f"ROUND({table.cell(number, income)}-{table.cell(number, costs)},2)"


def _balance(table: Table, result: int, number: int) -> str:
    """What there was, and the result of the year; the money stands in the row below the result."""
    before = table.cell(number - 1, result + 1) if number else table.inputs.in_hand
    return f"ROUND({before}+{table.cell(number, result)},2)"
