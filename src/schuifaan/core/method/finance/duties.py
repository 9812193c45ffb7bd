"""What a room that got SOO owes: five years open, for meeting, without profit."""

from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers, as_date
from schuifaan.core.method.finance.laws import figure
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Figure

DUTY_YEARS = "soo.duty_years"


@dataclass(frozen=True)
class Duty:
    """The duties of a funded room: from delivery up to the same day, so many years later."""

    delivered_on: date
    until: date
    runs: bool
    figure: Figure


def soo_duty(answers: Answers, knowledge: Knowledge, *, today: date) -> Duty | None:
    """The duties of the SOO when the grant was awarded; delivery on 29 February ends on 1 March."""
    delivered = as_date(answers.value("money.soo", "delivered_on"))
    if answers.text("money.soo", "granted") != "yes" or delivered is None:
        return None
    years = figure(knowledge, DUTY_YEARS, on=delivered)
    if years is None or years.value is None:
        return None
    until = _years_later(delivered, int(years.value))
    return Duty(delivered, until, today < until, years)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
