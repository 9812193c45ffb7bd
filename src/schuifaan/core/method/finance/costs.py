"""The lines of cost: what is paid once and spread over the years, and what is paid every year."""

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Period


def investment_lines(answers: Answers, period: Period) -> tuple[Line, ...]:
    """One line for each row of `money.investment`, its shape a `Capital`."""
    return ()


def cost_lines(answers: Answers, period: Period) -> tuple[Line, ...]:
    """One line for each row of `money.costs`, its shape a `Yearly`."""
    return ()
