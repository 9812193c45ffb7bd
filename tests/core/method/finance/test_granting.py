"""Money for an investment: is it more together than the investment costs?"""

import pytest

from schuifaan.core.method.finance.granting import granted, over_granted
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, Released, Shape, Yearly
from tests.core.method.finance.budgets import cost, income

BUILDING, FURNISHING = Capital(10_000, 10), Capital(3_000, 5)
INVESTMENTS = (
    cost(BUILDING, key="investment:hall"),
    cost(FURNISHING, key="investment:chairs"),
    cost(Yearly(1), key="cost:energy"),
)


def grant(cents: int, *of: str, group: str = "income.funds", chance: int | None = 100) -> Line:
    prices = {"hall": BUILDING, "chairs": FURNISHING}
    shape: Shape = Released(cents, tuple(prices[one] for one in of), tuple(f"investment:{one}" for one in of))
    return income(shape, key=f"{group}:1", chance=chance)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), None),
        ((income(Yearly(10**6)),), None),
        ((grant(10_000, "hall"),), False),
        ((grant(10_001, "hall"),), True),
        ((grant(6_000, "hall"), grant(4_000, "hall")), False),
        ((grant(6_000, "hall"), grant(4_001, "hall")), True),
        # Each for its own expense.
        ((grant(10_000, "hall"), grant(3_000, "chairs")), False),
        ((grant(5_000, "hall"), grant(3_001, "chairs")), True),
        # One for both: they overlap.
        ((grant(9_000, "hall", "chairs"), grant(4_000, "hall")), False),
        ((grant(9_001, "hall", "chairs"), grant(4_000, "hall")), True),
        # Half a chance counts for half, and what nobody dares to guess for nothing.
        ((grant(10_000, "hall", chance=50), grant(10_000, "hall", chance=50)), False),
        ((grant(10_000, "hall", chance=50), grant(10_000, "hall", chance=51)), True),
        ((grant(10_000, "hall"), grant(10_000, "hall", chance=None)), False),
        # Own money fills up what a grant leaves; by itself it is no grant.
        ((grant(20_000, "hall", group="own"),), None),
        ((grant(6_000, "hall", group="own"), grant(4_000, "hall")), False),
        ((grant(6_000, "hall", group="own"), grant(4_001, "hall")), True),
        # For what has no price yet.
        ((grant(6_000),), None),
    ],
)
def test_over_granted_when_together_they_are_more_than_the_price(
    *, lines: tuple[Line, ...], expected: bool | None
) -> None:
    assert over_granted(lines, INVESTMENTS) is expected


def test_granted_is_never_more_than_the_price_and_weighed() -> None:
    assert [granted(one) for one in (grant(20_000, "hall"), grant(5_001, "hall", chance=50))] == [
        10_000,
        2_501,
    ]
    assert (granted(grant(1, "hall", chance=None)), granted(income(Yearly(5)))) == (0, 0)
