"""How many day-parts must be let, and at which rent, before the place pays for itself."""

from dataclasses import dataclass
from decimal import Decimal

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.lines import Line


@dataclass(frozen=True)
class BreakEven:
    """In the first year. None where an answer is missing, or where no number of day-parts would do.

    `capacity`, `booked` and `needed` are day-parts a year; `occupancy` and `needed_occupancy` percent, one decimal.
    """

    capacity: int | None = None
    booked: Decimal = Decimal(0)
    occupancy: Decimal | None = None
    needed: int | None = None
    needed_occupancy: Decimal | None = None
    rent: Amount | None = None  # per day-part, at what is booked now
    points: tuple[tuple[int, int], ...] = ()  # the curve: day-parts a year, result in cents


def break_even(answers: Answers, costs: tuple[Line, ...], income: tuple[Line, ...]) -> BreakEven:
    """needed = ceil((fixed costs - fixed income) / (tariff - variable costs))."""
    return BreakEven()
