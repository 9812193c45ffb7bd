"""The lines of income: every source that an amount can be worked out for, counted on or not."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.contributions import grants, soo
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.finance.income_parts import NoAmount, Plan
from schuifaan.core.method.finance.lettings import lettings
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.sales import sales
from schuifaan.core.method.finance.shapes import Period
from schuifaan.core.method.finance.tenants import rent_points, service_agreement, service_costs
from schuifaan.core.method.knowledge import Knowledge

__all__ = ["Incomes", "NoAmount", "income_lines", "incomes_of"]


@dataclass(frozen=True)
class Incomes:
    """The lines, and what no amount could be worked out for: unknown is not nothing."""

    lines: tuple[Line, ...]
    without_amount: tuple[NoAmount, ...]


def income_lines(
    answers: Answers,
    situation: Situation,
    knowledge: Knowledge,
    period: Period,
    *,
    investments: tuple[Line, ...],
    costs: tuple[Line, ...],
    today: date,
) -> tuple[Line, ...]:
    """Every line of income; `group` is the id of its source ("income.soo"), or "own" for the organisation's money."""
    return incomes_of(
        Plan(answers, situation, knowledge, period, investments=investments, costs=costs, today=today)
    ).lines


def incomes_of(plan: Plan) -> Incomes:
    """The lines together with the reasons why others are not there."""
    made = tuple(
        chain(
            lettings(plan),
            sales(plan),
            grants(plan),
            soo(plan),
            rent_points(plan),
            service_costs(plan),
            service_agreement(plan),
        )
    )
    return Incomes(
        tuple(one for one in made if isinstance(one, Line)),
        tuple(one for one in made if isinstance(one, NoAmount)),
    )
