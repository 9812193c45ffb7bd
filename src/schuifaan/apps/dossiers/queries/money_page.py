"""The business case on one page: does it close, the sheet, the years, and what it all hangs on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.chart_svg import Drawn, drawn
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.local_rules import local_for
from schuifaan.apps.dossiers.queries.money_case import money_case
from schuifaan.apps.dossiers.queries.money_charts import (
    Coverage,
    break_even_chart,
    waterfall_chart,
    years_chart,
)
from schuifaan.apps.dossiers.queries.money_figures import ShownAmount, said_number, shown_amount
from schuifaan.apps.dossiers.queries.money_sheet import Sheet, sheet_of
from schuifaan.apps.dossiers.queries.money_uncounted import Uncounted, uncounted
from schuifaan.apps.dossiers.queries.money_verdict import (
    RuleLine,
    UnmetLine,
    Verdict,
    rule_lines,
    unmet_lines,
    verdict_of,
)
from schuifaan.apps.dossiers.queries.money_what_if import (
    Loss,
    ScenarioLine,
    StopLine,
    SwingLine,
    biggest_loss,
    scenario_lines,
    stop_lines,
    swing_lines,
    swings_drawn,
)
from schuifaan.apps.dossiers.queries.money_years import YearTable, year_table
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.income_parts import OWN
from schuifaan.core.method.finance.years import horizon_of
from schuifaan.core.method.knowledge import Knowledge

MOST_NARROW_YEARS = 15
BEGIN_WITH = ("money.costs", "money.parties", "money.grants")


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class EvenLine:
    capacity: str
    booked: str
    occupancy: str
    needed: str
    needed_occupancy: str
    rent: ShownAmount | None
    points: tuple[tuple[int, int], ...]
    drawn: Drawn | None

    @property
    def says_something(self) -> bool:
        return bool(self.needed or self.rent or self.drawn)


@dataclass(frozen=True, slots=True)
class MoneyPage:
    case: BusinessCase
    verdict: Verdict
    clashes: tuple[RuleLine, ...]
    unmet: tuple[UnmetLine, ...]
    cautions: tuple[RuleLine, ...]
    unknown: tuple[str, ...]
    begin: tuple[Link, ...]
    sheet: Sheet
    uncounted: tuple[Uncounted, ...]
    years_drawn: Drawn | None
    year_table: YearTable
    coverage: tuple[Coverage, ...]
    coverage_drawn: Drawn | None
    break_even: EvenLine
    scenarios: tuple[ScenarioLine, ...]
    stops: tuple[StopLine, ...]
    biggest: Loss | None
    cover_ratio: str
    per_hour: ShownAmount | None
    per_home: ShownAmount | None
    assumptions_url: str
    swings: tuple[SwingLine, ...]
    swings_drawn: Drawn | None

    @property
    def units(self) -> tuple[ShownAmount, ...]:
        return tuple(one for one in (self.per_hour, self.per_home) if one is not None)

    @property
    def leans(self) -> str:
        """Do the costs lean on what stops? "none": there is no income; "short": what lasts is all, and not enough."""
        cover = self.case.cover
        if not cover.is_cautious:
            return "no"
        income = self.case.years[0].income
        return "none" if income <= 0 else "short" if income <= cover.income else "stops"

    @property
    def gives_hours(self) -> str:
        hours = self.case.gives.hours
        return "" if hours in {"", "0"} else hours

    @property
    def is_more_than_there_is(self) -> bool:
        """More day-parts are needed than the place has."""
        even = self.case.break_even
        return even.needed is not None and even.capacity is not None and even.needed > even.capacity


def money_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str, today: date
) -> MoneyPage:
    local = local_for(dossier)
    case = money_case(dossier, answers, knowledge, today=today, local=local)
    reading = Reading(dossier, answers, knowledge, language)
    paid = coverage_of(case, knowledge, language)
    used = case.situation.used
    swings = swing_lines(reading, local, today=today) if case.all_costs else ()
    return MoneyPage(
        case=case,
        verdict=verdict_of(case, language),
        clashes=rule_lines(case.clashes, reading),
        unmet=unmet_lines(case, reading),
        cautions=rule_lines(tuple(one for one in case.conflicts if one.rule.severity != "conflict"), reading),
        unknown=tuple(
            one.source.name.said(language)
            for one in case.verdicts
            if one.source.id in used and one.state == "unknown"
        ),
        begin=tuple(_question(dossier, knowledge, one, language) for one in BEGIN_WITH),
        sheet=sheet_of(case, reading),
        uncounted=uncounted(case, reading),
        years_drawn=_years_drawn(case, language) if case.has_sums else None,
        year_table=year_table(case.years),
        coverage=paid,
        coverage_drawn=_coverage_drawn(case, paid, language) if case.all_costs else None,
        break_even=_break_even(case, reading),
        scenarios=scenario_lines(case),
        stops=stop_lines(case, language),
        biggest=biggest_loss(case, language),
        cover_ratio=said_number(case.cover.ratio, language) if case.cover.ratio is not None else "",
        per_hour=_shown(case.unit_costs.per_hour, reading),
        per_home=_shown(case.unit_costs.per_home, reading),
        assumptions_url=question_url(dossier, "money.assumptions"),
        swings=swings,
        swings_drawn=swings_drawn(swings, language),
    )


def _question(dossier: Dossier, knowledge: Knowledge, question: str, language: str) -> Link:
    return Link(knowledge.questions_by_id[question].text.said(language), question_url(dossier, question))


def _shown(amount: Amount | None, reading: Reading) -> ShownAmount | None:
    if amount is None:
        return None
    return shown_amount(amount, language=reading.language, dossier=reading.dossier)


# ------------------------------------------------------------------ charts


def coverage_of(case: BusinessCase, knowledge: Knowledge, language: str) -> tuple[Coverage, ...]:
    """What each source pays in the first year, the largest first."""
    names = {one.id: one.name.said(language) for one in knowledge.income_sources}
    names[OWN] = _("Eigen geld van de organisatie")
    together: dict[str, tuple[int, str]] = {}
    for line in case.income:
        cents, tone = together.get(line.group, (0, horizon_of(line)))
        together[line.group] = (cents + line.in_scenario("expected")[0], tone)
    return tuple(
        Coverage(names.get(group, group), cents, tone)
        for group, (cents, tone) in sorted(together.items(), key=lambda one: -one[1][0])
        if cents
    )


def _years_drawn(case: BusinessCase, language: str) -> Drawn | None:
    desc = _("Voor elk jaar een balk met wat er binnenkomt, en een lijn met de kosten.")
    if case.gap_opens is not None:
        desc += " " + _("In %(year)d komt de balk voor het eerst niet tot de lijn.") % {
            "year": case.gap_opens
        }
    # Bars of many years get too thin for a telephone: those scroll.
    widths = (False, len(case.years) <= MOST_NARROW_YEARS)
    charts = tuple(
        years_chart(case.years, gap_opens=case.gap_opens, language=language, narrow=narrow)
        for narrow in widths
    )
    return drawn(charts, title=_("Kosten en inkomsten, jaar na jaar"), desc=desc)


def _coverage_drawn(case: BusinessCase, paid: tuple[Coverage, ...], language: str) -> Drawn | None:
    row = case.years[0]
    desc = _(
        "Van boven naar beneden: de kosten, wat elke inkomst ervan betaalt, en wat er ontbreekt of overblijft."
    )
    charts = tuple(
        waterfall_chart(row.costs, paid, year=row.year, language=language, narrow=narrow)
        for narrow in (False, True)
    )
    return drawn(charts, title=_("Wie betaalt de kosten van %(year)d?") % {"year": row.year}, desc=desc)


def _break_even(case: BusinessCase, reading: Reading) -> EvenLine:
    found, language = case.break_even, reading.language
    charts = tuple(break_even_chart(found, language=language, narrow=narrow) for narrow in (False, True))
    desc = _("Een lijn met wat er overblijft of ontbreekt, bij elk aantal verhuurde dagdelen.")

    def said(number: Decimal | int | None) -> str:
        return "" if number is None else said_number(number, language)

    return EvenLine(
        capacity=said(found.capacity),
        booked=said(found.booked),
        occupancy=said(found.occupancy),
        needed=said(found.needed),
        needed_occupancy=said(found.needed_occupancy),
        rent=_shown(found.rent, reading),
        points=found.points,
        drawn=drawn(charts, title=_("Hoeveel dagdelen je moet verhuren"), desc=desc)
        if case.all_costs
        else None,
    )
