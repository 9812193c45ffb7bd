"""The sheet: what it costs to make and to run, who pays, and what is missing, line by line with why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.money_figures import ShownAmount, said_cents, shown_amount
from schuifaan.apps.dossiers.queries.reasons import ref_url
from schuifaan.core.method.finance.amounts import Amount, share_of
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.lines import CERTAIN, Line
from schuifaan.core.method.finance.shapes import Capital, Once, Period, Released, Reletting

RENT_POINTS = "income.rent_points"
# How long income stays. What is neither fixed nor promised for some years comes once, or now more, now less.
LASTS: dict[str, str | Promise] = {
    "structural": gettext_lazy("vast"),
    "multi_year": gettext_lazy("een paar jaar"),
    "incidental": gettext_lazy("wisselend of eenmalig"),
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`cents` is what counts in the sum of its part."""

    name: str
    cents: int
    horizon: str
    lasts: str
    notes: tuple[str, ...]
    why: ShownAmount | None  # None: a price, as people filled it in
    url: str


@dataclass(frozen=True, slots=True)
class SheetPart:
    lines: tuple[SheetLine, ...]
    total: int
    add_url: str

    def __bool__(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`result` is what is left of the first year; `left_to_pay` of the investment, before a loan or own money."""

    year: int
    investment: SheetPart
    financing: SheetPart
    left_to_pay: int
    capital: SheetPart
    costs: SheetPart
    all_costs: int
    income: SheetPart
    result: int


def lasts_of(line: Line) -> str:
    """How long this line of income stays, in a word; "" for costs and for what nobody knows that of."""
    if line.horizon != "incidental":
        return str(LASTS[line.horizon]) if line.horizon else ""
    return _("eenmalig") if isinstance(line.shape, Once | Released) else _("wisselend")


def sheet_of(case: BusinessCase, reading: Reading) -> Sheet:
    prices = [(line, line.shape.cents) for line in case.investments if isinstance(line.shape, Capital)]
    part = Parts(reading, case.period)
    investment = part.of(prices, add="money.investment", once=True)
    financing = part.of(_paying(case), add="money.grants", once=True)
    capital = part.of(_first_year(case.investments), add="money.investment")
    costs = part.of(_first_year(case.costs), add="money.costs")
    income = part.of(_first_year(case.income), add="money.sources")
    return Sheet(
        year=case.period.first,
        investment=investment,
        financing=financing,
        left_to_pay=investment.total - financing.total,
        capital=capital,
        costs=costs,
        all_costs=capital.total + costs.total,
        income=income,
        result=income.total - capital.total - costs.total,
    )


def nothing_because(line: Line) -> str:
    """Why a line is nothing in every year though it falls in them; "" when it falls outside."""
    if line.amount.cents:
        is_still = isinstance(line.shape, Reletting) and not line.shape.at_once and not line.shape.turnover
        return _("Er komen geen nieuwe huurders, dus er komt geen huur bij.") if is_still else ""
    if line.group != RENT_POINTS:
        return _("Het bedrag is nul.")
    capped = next((one for one in line.amount.inputs if isinstance(one, Amount)), None)
    on_paper = next((one.cents for one in capped.inputs if isinstance(one, Amount)), 0) if capped else 0
    if on_paper:
        return _("De huur die jullie vragen, of de grens die jullie kiezen, laat geen ruimte voor meer huur.")
    return _("Met deze punten wordt de hoogste huur niet hoger.")


def _paying(case: BusinessCase) -> list[tuple[Line, int]]:
    """The grants for what is paid once, weighed by their chance as everywhere."""
    return [
        (line, share_of(line.shape.cents, Decimal(line.chance or 0)))
        for line in case.income
        if isinstance(line.shape, Released)
    ]


def _first_year(lines: Iterable[Line]) -> list[tuple[Line, int]]:
    return [(line, line.in_scenario("expected")[0]) for line in lines]


@dataclass(frozen=True, slots=True)
class Parts:
    reading: Reading
    period: Period

    def of(self, lines: list[tuple[Line, int]], *, add: str, once: bool = False) -> SheetPart:
        """`once`: what it is in all, not in the first year."""
        return SheetPart(
            tuple(self.line(line, cents, once=once) for line, cents in lines),
            sum(cents for _line, cents in lines),
            question_url(self.reading.dossier, add),
        )

    def line(self, line: Line, cents: int, *, once: bool) -> SheetLine:
        language, dossier = self.reading.language, self.reading.dossier
        return SheetLine(
            name=line.name.said(language),
            cents=cents,
            horizon=line.horizon or "",
            lasts=lasts_of(line),
            notes=(*self._chance(line, once=once), *(() if once else self._when(line))),
            why=None
            if once and isinstance(line.shape, Capital)
            else shown_amount(line.amount, language=language, dossier=dossier),
            url=ref_url(line.ref, dossier) if line.ref is not None else "",
        )

    def _chance(self, line: Line, *, once: bool) -> Iterator[str]:
        if line.chance is None:
            yield _("Kans niet ingevuld: dit telt alleen mee als het meezit.")
        elif line.chance != CERTAIN:
            first = next((cents for cents in line.years if cents), 0)
            full = line.shape.cents if once and isinstance(line.shape, Released) else first
            yield _("Kans %(chance)d procent, volgens jullie. Lukt het, dan is het %(amount)s.") % {
                "chance": line.chance,
                "amount": said_cents(full, self.reading.language),
            }

    def _when(self, line: Line) -> Iterator[str]:
        """In which years it runs, as far as that is not all of them."""
        paying = [year for year, cents in zip(self.period.years, line.years, strict=True) if cents]
        if not paying:
            yield nothing_because(line) or _("Valt buiten de jaren van deze som.")
            return
        if paying[0] == paying[-1] and self.period.count > 1:
            yield _("Alleen in %(year)d.") % {"year": paying[0]}
            return
        if paying[0] > self.period.first:
            yield _("Begint in %(year)d.") % {"year": paying[0]}
        if paying[-1] < self.period.last:
            yield _("Tot en met %(year)d.") % {"year": paying[-1]}
