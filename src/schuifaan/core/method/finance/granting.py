"""Money for an investment: what each line counts for, and whether it is more together than the investment costs."""

from collections.abc import Iterable
from decimal import Decimal

from schuifaan.core.method.finance.amounts import share_of
from schuifaan.core.method.finance.income_parts import OWN
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, Released


def granted(line: Line) -> int:
    """What the line counts for of its investment, weighed by the chance; never more than that costs."""
    if not isinstance(line.shape, Released):
        return 0
    return _weighed(line, min(line.shape.cents, line.shape.whole))


def over_granted(income: Iterable[Line], investments: Iterable[Line]) -> bool | None:
    """Is some investment paid for more than once? None while no grant pays for one.

    Own money for the same investment counts along, for a grant pays what is left; by itself it is no grant too many.
    """
    lines = [(line, line.shape) for line in income if isinstance(line.shape, Released) and line.shape.whole]
    if all(line.group == OWN for line, _ in lines):
        return None
    prices = {line.key: line.shape.cents for line in investments if isinstance(line.shape, Capital)}
    for line, shape in lines:
        if line.group == OWN:
            continue
        beside = [(one, other) for one, other in lines if set(shape.keys) & set(other.keys)]
        keys = {key for _, other in beside for key in other.keys}
        together = sum(_weighed(one, other.cents) for one, other in beside)
        if together > sum(prices.get(key, 0) for key in keys):
            return True
    return False


def _weighed(line: Line, cents: int) -> int:
    return share_of(cents, Decimal(line.chance or 0))
