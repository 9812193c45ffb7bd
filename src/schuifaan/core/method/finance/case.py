"""The business case of one dossier: what it costs, who pays, whether it closes, and what the law says of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schuifaan.core.method.answers import Answers, as_number
from schuifaan.core.method.finance.breaking_even import BreakEven, break_even
from schuifaan.core.method.finance.costs import cost_lines, investment_lines
from schuifaan.core.method.finance.duties import Duty, soo_duty
from schuifaan.core.method.finance.facts import Local, Running, Situation, counted_on, situation_of
from schuifaan.core.method.finance.granting import over_granted
from schuifaan.core.method.finance.income_parts import OWN, NoAmount, Plan
from schuifaan.core.method.finance.incomes import Incomes, incomes_of
from schuifaan.core.method.finance.lines import Line, Scenario
from schuifaan.core.method.finance.rules import Conflict, conflicts
from schuifaan.core.method.finance.shapes import Period
from schuifaan.core.method.finance.sources import SourceVerdict, verdicts
from schuifaan.core.method.finance.years import (
    Cover,
    Stop,
    UnitCost,
    YearRow,
    cover,
    stops,
    unit_costs,
    year_rows,
)
from schuifaan.core.method.giving import Gives, contributions
from schuifaan.core.method.knowledge import Knowledge

SCENARIOS: tuple[Scenario, ...] = ("careful", "expected", "hopeful")
YEARS = 10
PROFIT_YEARS = 5  # a room with SOO makes no net profit in the five years of its plan


@dataclass(frozen=True)
class BusinessCase:
    """Everything about the money of one dossier.

    `income` is what is counted on; `possible` is every line of income there is an amount for, counted on or not.
    `is_lawful` is not a judgement on the law: no condition is known to be unmet and nothing is known to clash.
    """

    period: Period
    situation: Situation
    verdicts: tuple[SourceVerdict, ...]
    conflicts: tuple[Conflict, ...]
    investments: tuple[Line, ...]
    costs: tuple[Line, ...]  # running costs, without the investments
    income: tuple[Line, ...]
    possible: tuple[Line, ...]
    without_amount: tuple[NoAmount, ...]  # what could bring something, but not how much, and why
    years: tuple[YearRow, ...]  # of the expected scenario
    scenarios: dict[Scenario, tuple[YearRow, ...]]
    in_hand: int
    cover: Cover
    stops: tuple[Stop, ...]
    break_even: BreakEven
    unit_costs: UnitCost
    duty: Duty | None
    gives: Gives  # hours and goods, never turned into euros

    @property
    def all_costs(self) -> tuple[Line, ...]:
        return (*self.investments, *self.costs)

    @property
    def clashes(self) -> tuple[Conflict, ...]:
        return tuple(one for one in self.conflicts if one.rule.severity == "conflict")

    @property
    def unmet(self) -> tuple[SourceVerdict, ...]:
        """The sources counted on of which a condition is known not to hold."""
        return tuple(
            one
            for one in self.verdicts
            if one.source.id in self.situation.used and one.state not in {"met", "unknown"}
        )

    @property
    def is_lawful(self) -> bool:
        return not self.clashes and not self.unmet

    @property
    def has_sums(self) -> bool:
        """Is there anything to add up yet?"""
        return bool(self.all_costs or self.income)

    @property
    def gap_opens(self) -> int | None:
        """The first year in which the year itself comes short."""
        return next((row.year for row in self.years if row.result < 0), None)

    @property
    def runs_out(self) -> int | None:
        """The first year at the end of which the money is gone."""
        return next((row.year for row in self.years if row.balance < 0), None)

    @property
    def closes(self) -> bool:
        """At the end of every year there is money, with what there was at the start."""
        return self.has_sums and self.runs_out is None


@dataclass(frozen=True)
class _Budget:
    """What goes out and what comes in, before anything is said of it."""

    period: Period
    investments: tuple[Line, ...]
    costs: tuple[Line, ...]
    incomes: Incomes
    income: tuple[Line, ...]  # of all incomes, what is counted on
    in_hand: int

    @property
    def all_costs(self) -> tuple[Line, ...]:
        return (*self.investments, *self.costs)

    def rows(self, scenario: Scenario) -> tuple[YearRow, ...]:
        return year_rows(self.all_costs, self.income, self.period, in_hand=self.in_hand, scenario=scenario)


def business_case(
    answers: Answers,
    knowledge: Knowledge,
    *,
    today: date,
    local: Local | None = None,
    running: Running | None = None,
) -> BusinessCase:
    """The business case on these answers; never raises on what is missing."""
    duty = soo_duty(answers, knowledge, today=today)
    situation = situation_of(answers, local=local, soo_duty=duty is not None and duty.runs)
    budget = _budget(answers, situation, knowledge, today=today)
    scenarios = {name: budget.rows(name) for name in SCENARIOS}
    situation = situation.knowing(**_from_sums(budget, scenarios["expected"]))
    period, all_costs, income = budget.period, budget.all_costs, budget.income
    return BusinessCase(
        period=period,
        situation=situation,
        verdicts=verdicts(situation, answers, knowledge, today=today),
        conflicts=conflicts(situation, knowledge, today=today),
        investments=budget.investments,
        costs=budget.costs,
        income=income,
        possible=budget.incomes.lines,
        without_amount=budget.incomes.without_amount,
        years=scenarios["expected"],
        scenarios=scenarios,
        in_hand=budget.in_hand,
        cover=cover(all_costs, income, period),
        stops=stops(all_costs, income, period, in_hand=budget.in_hand),
        break_even=break_even(answers, all_costs, income),
        unit_costs=unit_costs(answers, all_costs, situation, running=running),
        duty=duty,
        gives=contributions(answers),
    )


def _budget(answers: Answers, situation: Situation, knowledge: Knowledge, *, today: date) -> _Budget:
    period = period_of(answers, today=today)
    investments, costs = investment_lines(answers, period), cost_lines(answers, period)
    incomes = incomes_of(
        Plan(answers, situation, knowledge, period, investments=investments, costs=costs, today=today)
    )
    return _Budget(
        period,
        investments,
        costs,
        incomes,
        income=tuple(line for line in incomes.lines if line.group in situation.used or line.group == OWN),
        in_hand=int(as_number(answers.value("money.assumptions", "in_hand"))),
    )


def period_of(answers: Answers, *, today: date) -> Period:
    """The years people chose; else ten years from the next one on."""
    first = int(as_number(answers.value("money.assumptions", "first_year"))) or today.year + 1
    return Period(first, int(as_number(answers.value("money.assumptions", "years"))) or YEARS)


def _from_sums(budget: _Budget, rows: tuple[YearRow, ...]) -> dict[str, Decimal | bool | None]:
    """Facts that only the sums tell: is there a profit, too much grant, and how much does one source carry?"""
    income = budget.income
    together = rows[0].income if rows else 0
    sources: dict[str, int] = {}
    for line in income:
        sources[line.key] = sources.get(line.key, 0) + line.in_scenario("expected")[0]
    can_profit = budget.all_costs and income
    return {
        "net_profit": sum(row.result for row in rows[:PROFIT_YEARS]) > 0 if can_profit else None,
        "over_granted": over_granted(income, budget.investments),
        "biggest_share": Decimal(max(sources.values())) * 100 / together if together else None,
    }


__all__ = ["BusinessCase", "business_case", "counted_on", "period_of"]
