"""The lines of the budget: what it is, how it runs through the years, and why it is that much."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schuifaan.core.method.finance.amounts import Amount, share_of
from schuifaan.core.method.finance.shapes import Period, Shape
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.knowledge.money import Horizon
from schuifaan.core.method.reasons import Ref

Scenario = Literal["careful", "expected", "hopeful"]
CERTAIN = 100


@dataclass(frozen=True)
class Line:
    """One line of costs or income. `years` are the whole cents of each year of the plan, whatever the chance.

    `key` is stable: "cost:<row>", "investment:<row>", "income.soo", "income.funds:<row>".
    """

    key: str
    name: Text
    side: Literal["cost", "income"]
    group: str  # the kind of cost, the group of investment, or the id of the source of income
    shape: Shape
    years: tuple[int, ...]
    amount: Amount  # why it is that much
    horizon: Horizon | None = None  # of income only
    chance: int | None = CERTAIN  # people's own estimate in percent; None: they do not know
    party: str = ""  # who pays it, when somebody was named
    ref: Ref | None = None  # the answer to change it in

    def in_scenario(self, scenario: Scenario) -> tuple[int, ...]:
        """careful: only what is certain. expected: weighed by the chance. hopeful: everything.

        What nobody has put a chance to counts in the hopeful sum only.
        """
        if scenario == "hopeful" or self.chance == CERTAIN:
            return self.years
        if scenario == "careful" or not self.chance:
            return (0,) * len(self.years)
        return tuple(share_of(cents, Decimal(self.chance)) for cents in self.years)


def summed(
    lines: "tuple[Line, ...] | list[Line]", period: Period, scenario: Scenario = "expected"
) -> tuple[int, ...]:
    """All lines together, year by year."""
    if not lines:
        return (0,) * period.count
    return tuple(sum(cents) for cents in zip(*(line.in_scenario(scenario) for line in lines), strict=True))
