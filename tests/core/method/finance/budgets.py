"""Lines of a budget made by hand."""

from typing import Literal

from hypothesis import strategies as st

from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, Once, Period, Reletting, Shape, Yearly
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.knowledge.money import Horizon

TEN = Period(2027, 10)


def income(
    shape: Shape,
    *,
    horizon: Horizon | None = "structural",
    chance: int | None = 100,
    key: str = "income.other:1",
    period: Period = TEN,
) -> Line:
    return _line("income", shape, key, period, horizon, chance)


def cost(shape: Shape, *, key: str = "cost:1", period: Period = TEN) -> Line:
    return _line("cost", shape, key, period, None, 100)


def _line(
    side: Literal["cost", "income"],
    shape: Shape,
    key: str,
    period: Period,
    horizon: Horizon | None,
    chance: int | None,
) -> Line:
    name = Text(nl=key, en=key)
    years = shape.over(period)
    amount = Amount(years[0], name, name)
    return Line(key, name, side, key.partition(":")[0], shape, years, amount, horizon=horizon, chance=chance)


CENTS = st.integers(0, 10**9)
PERCENT = st.decimals(0, 25, places=2)
YEAR = st.integers(TEN.first - 2, TEN.last + 2)
SHAPES = st.one_of(
    st.builds(Yearly, CENTS, index=PERCENT, first=YEAR | st.none(), last=YEAR | st.none()),
    st.builds(Once, CENTS, YEAR),
    st.builds(Reletting, CENTS, PERCENT, at_once=st.booleans(), index=PERCENT),
)
COSTS = st.one_of(
    st.builds(Yearly, CENTS, index=PERCENT),
    st.builds(
        Capital,
        CENTS,
        st.none() | st.integers(1, 15),
        PERCENT,
        annuity=st.booleans(),
        replace=st.booleans(),
        index=PERCENT,
    ),
)
INCOME_LINES = st.lists(
    st.builds(
        income,
        SHAPES,
        horizon=st.sampled_from(["structural", "multi_year", "incidental", None]),
        chance=st.none() | st.integers(0, 100),
    ),
    max_size=6,
).map(tuple)
COST_LINES = st.lists(st.builds(cost, COSTS), max_size=6).map(tuple)
