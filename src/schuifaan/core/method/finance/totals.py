"""What lines come to together in the first year, as an amount that is made of theirs."""

from collections.abc import Iterable
from decimal import Decimal

from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.lines import CERTAIN, Line
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import phrase

COSTS = Text(nl="De kosten van het eerste jaar", en="The costs of the first year")
ALL_COSTS = Text(nl="Alle kosten van het eerste jaar samen.", en="All costs of the first year together.")
CHANCE = Text(nl="De kans dat het doorgaat", en="The chance that it comes")
WEIGHED = Text(
    nl="Wat er in het eerste jaar van komt × de kans.", en="What comes of it in the first year × the chance."
)
PART = Text(nl="Het deel dat in het eerste jaar valt.", en="The part that falls in the first year.")


def costs_of_first_year(costs: Iterable[Line]) -> Amount:
    return first_year(costs, COSTS, ALL_COSTS)


def first_year(lines: Iterable[Line], name: Text, formula: Text) -> Amount:
    """The expected sum; a line that is nothing in the first year explains nothing of it."""
    parts = tuple(_part(line) for line in lines if line.in_scenario("expected")[0])
    return Amount(sum(part.cents for part in parts), name, formula, inputs=parts)


def _part(line: Line) -> Amount:
    """The line's own amount where that is what counts; else what counts of it, made of that amount."""
    cents = line.in_scenario("expected")[0]
    if cents == line.amount.cents:
        return line.amount
    name = phrase("{name} in het eerste jaar", "{name} in the first year", name=line.name)
    if line.chance is None or line.chance == CERTAIN:
        return Amount(cents, name, PART, inputs=(line.amount,))
    chance = Input(CHANCE, Decimal(line.chance), "percent", ref=line.ref)
    return Amount(cents, name, WEIGHED, inputs=(line.amount, chance))
