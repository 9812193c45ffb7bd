"""The budget year by year: result, money in hand, what stops when, and what it costs per hour and per home."""

from dataclasses import dataclass
from decimal import Decimal

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.finance.lines import Line, Scenario
from schuifaan.core.method.finance.shapes import Period


@dataclass(frozen=True)
class YearRow:
    """One year in cents. `balance` is the money in hand at the end of the year."""

    year: int
    costs: int
    structural: int
    multi_year: int
    incidental: int
    income: int
    result: int
    balance: int


@dataclass(frozen=True)
class Cover:
    """Do the structural costs rest on structural income? In cents of the first year; `ratio` None without costs."""

    income: int
    costs: int
    ratio: Decimal | None  # two decimals

    @property
    def is_cautious(self) -> bool:
        """Running costs lean on money that stops."""
        return self.ratio is not None and self.ratio < 1


@dataclass(frozen=True)
class Stop:
    """A line of income that ends within the plan, or all of it if its payer leaves: what is missing then.

    `runs_out` is the first year at the end of which the money would be gone if the line fell away after `last_year`
    (None: there would be enough).
    """

    line: Line
    last_year: int
    missing: int  # cents in the year after
    runs_out: int | None


@dataclass(frozen=True)
class UnitCost:
    """What the place costs in its first year, per hour that it is open and per home per month; None: not known."""

    per_hour: Amount | None
    per_home: Amount | None


def year_rows(
    costs: tuple[Line, ...], income: tuple[Line, ...], period: Period, *, in_hand: int, scenario: Scenario
) -> tuple[YearRow, ...]:
    return ()


def cover(costs: tuple[Line, ...], income: tuple[Line, ...], period: Period) -> Cover:
    """Structural income against all costs of the first year, weighed by the chance."""
    return Cover(0, 0, None)


def stops(
    costs: tuple[Line, ...], income: tuple[Line, ...], period: Period, *, in_hand: int
) -> tuple[Stop, ...]:
    """The income that stops within the plan, the earliest first."""
    return ()


def without(
    lines: tuple[Line, ...], costs: tuple[Line, ...], income: tuple[Line, ...], period: Period, *, in_hand: int
) -> tuple[YearRow, ...]:
    """The years if those lines of income were not there: "what if the largest source stops", "the entrepreneur leaves"."""
    return ()


def unit_costs(answers: Answers, costs: tuple[Line, ...], situation: Situation) -> UnitCost:
    return UnitCost(None, None)
