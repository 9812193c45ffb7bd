"""The lines of income: every source that an amount can be worked out for, counted on or not."""

from datetime import date

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Period
from schuifaan.core.method.knowledge import Knowledge


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
    return ()
