"""How amounts run through the years, to the cent."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.finance.shapes import (
    Capital,
    Once,
    PassedOn,
    Period,
    Released,
    Reletting,
    Yearly,
    indexed,
)
from tests.core.method.finance.budgets import CENTS, PERCENT, TEN


def test_period_counts_its_last_year() -> None:
    assert (TEN.last, list(Period(2027, 3).years)) == (2036, [2027, 2028, 2029])


@pytest.mark.parametrize(
    ("cents", "index", "years", "then"),
    [
        (126_000, "2", 1, 128_520),
        (100_000, "2.5", 10, 128_008),  # 1.025^10 = 1.2800845…
        (100_000, "0", 30, 100_000),
        (1_250, "10", 2, 1_513),  # 1,512.5 exactly: half a cent goes up
        (100_000_000, "3.35", 30, 268_728_934),
    ],
)
def test_indexed_to_the_cent(cents: int, index: str, years: int, then: int) -> None:
    assert indexed(cents, Decimal(index), years) == then


def test_yearly_rounds_each_year_once() -> None:
    assert Yearly(999, Decimal("1.5")).over(Period(2027, 4)) == (999, 1_014, 1_029, 1_045)


def test_yearly_keeps_the_prices_of_the_first_year_of_the_plan() -> None:
    assert Yearly(100_000, Decimal(10), first=2028, last=2029).over(Period(2027, 4)) == (
        0,
        110_000,
        121_000,
        0,
    )


def test_once_falls_in_its_year_or_outside_the_plan() -> None:
    assert Once(500, 2028).over(Period(2027, 3)) == (0, 500, 0)
    assert Once(500, 2040).over(Period(2027, 3)) == (0, 0, 0)


def test_reletting_comes_in_home_by_home() -> None:
    # 8 % a year: 4, 12 and 20 % of 6,576.00, with 2 % a year on top.
    assert Reletting(657_600, Decimal(8), index=Decimal(2)).over(Period(2027, 3)) == (26_304, 80_490, 136_833)


def test_reletting_stops_at_all_homes_and_begins_there_when_new() -> None:
    assert Reletting(1_000, Decimal(50)).over(Period(2027, 4)) == (250, 750, 1_000, 1_000)
    assert Reletting(1_000, Decimal(50), at_once=True).over(Period(2027, 2)) == (1_000, 1_000)


# A = P·r / (1 - (1 + r)^-n), worked out apart with 50 digits.
@pytest.mark.parametrize(
    ("euros", "percent", "years", "payment"),
    [
        (100_000, "5", 10, 1_295_046),
        (10_000, "4", 5, 224_627),
        (250_000, "3.5", 30, 1_359_283),
        (18_000, "2", 8, 245_718),
        (1_000, "10", 3, 40_211),
        (5_000, "6", 1, 530_000),
        (9_000, "0", 7, 128_571),
    ],
)
def test_annuity_follows_the_published_formula(euros: int, percent: str, years: int, payment: int) -> None:
    shape = Capital(euros * 100, years, Decimal(percent), annuity=True)
    assert shape.payment(euros * 100) == payment
    costs = shape.over(Period(2027, years))
    assert costs[:-1] == (payment,) * (years - 1)
    # The last year takes up the cents that rounding left.
    assert abs(costs[-1] - payment) <= years


@given(
    cents=CENTS,
    lifetime=st.integers(1, 60),
    interest=PERCENT,
    annuity=st.booleans(),
)
def test_capital_pays_off_exactly_its_price(
    *, cents: int, lifetime: int, interest: Decimal, annuity: bool
) -> None:
    rows = Capital(cents, lifetime, interest, annuity=annuity).rows(Period(2027, lifetime))
    assert sum(row.paid_off for row in rows) == cents
    assert rows[-1].left == rows[-1].paid_off
    assert all(row.left - row.paid_off == later.left for row, later in pairwise(rows))


@given(cents=CENTS, lifetime=st.integers(1, 12), index=PERCENT, interest=PERCENT, annuity=st.booleans())
def test_capital_bought_anew_pays_off_each_price(
    *, cents: int, lifetime: int, index: Decimal, interest: Decimal, annuity: bool
) -> None:
    shape = Capital(cents, lifetime, interest, annuity=annuity, replace=True, index=index)
    rows = shape.rows(Period(2027, lifetime * 2))
    assert sum(row.paid_off for row in rows if row.cycle == 1) == indexed(cents, index, lifetime)


def test_capital_without_replacement_is_over_after_its_lifetime() -> None:
    assert Capital(1_000, 3).over(Period(2027, 5)) == (333, 334, 333, 0, 0)


@given(st.lists(CENTS, min_size=1, max_size=3), st.integers(1, 10), PERCENT)
def test_released_for_all_of_it_pays_all_of_it(prices: list[int], lifetime: int, interest: Decimal) -> None:
    bought = tuple(Capital(cents, lifetime, interest) for cents in prices)
    grant = Released(sum(prices) + 1, bought)
    assert grant.over(TEN) == tuple(
        sum(years) for years in zip(*(one.over(TEN) for one in bought), strict=True)
    )


def test_released_pays_its_part_of_the_first_purchase_only() -> None:
    chairs = Capital(800_000, 4, replace=True)
    assert Released(200_000, (chairs,)).over(Period(2027, 6)) == (50_000,) * 4 + (0, 0)
    assert Released(200_000, (Capital(0, 4),)).over(Period(2027, 2)) == (0, 0)


def test_passed_on_adds_its_percentage() -> None:
    costs = (Yearly(300_000, Decimal(2)), Yearly(180_000))
    # 4,800 and 4,860 with 5 % on top.
    assert PassedOn(costs, Decimal(5)).over(Period(2027, 2)) == (504_000, 510_300)
    assert PassedOn(()).over(Period(2027, 2)) == (0, 0)
