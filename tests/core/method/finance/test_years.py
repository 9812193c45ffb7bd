"""The budget through the years: what it adds up to, what stops, and what it costs per hour and per home."""

from decimal import Decimal

import pytest
from hypothesis import given

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.finance.lines import Line, Scenario
from schuifaan.core.method.finance.shapes import Capital, Once, Period, Released, Yearly
from schuifaan.core.method.finance.years import (
    Stop,
    UnitCost,
    YearRow,
    cover,
    horizon_of,
    stops,
    unit_costs,
    without,
    year_rows,
)
from tests.core.method.finance.budgets import COST_LINES, INCOME_LINES, TEN, cost, income

SCENARIOS: tuple[Scenario, ...] = ("careful", "expected", "hopeful")
Lines = tuple[Line, ...]
THREE = Period(2027, 3)
RENT = cost(Yearly(2_400_000), period=THREE)


def test_year_rows_of_a_plan_by_hand() -> None:
    lines = (
        income(Yearly(900_000, Decimal(2)), period=THREE),
        income(
            Yearly(1_000_000, last=2028), horizon="multi_year", chance=75, key="income.funds:a", period=THREE
        ),
        income(Once(500_000, 2027), horizon="incidental", chance=None, key="income.funds:b", period=THREE),
    )
    expected = year_rows((RENT,), lines, THREE, in_hand=1_000_000, scenario="expected")
    assert expected == (
        YearRow(2027, 2_400_000, 900_000, 750_000, 0, 1_650_000, -750_000, 250_000),
        YearRow(2028, 2_400_000, 918_000, 750_000, 0, 1_668_000, -732_000, -482_000),
        YearRow(2029, 2_400_000, 936_360, 0, 0, 936_360, -1_463_640, -1_945_640),
    )
    careful = year_rows((RENT,), lines, THREE, in_hand=1_000_000, scenario="careful")
    assert [row.income for row in careful] == [900_000, 918_000, 936_360]
    hopeful = year_rows((RENT,), lines, THREE, in_hand=1_000_000, scenario="hopeful")
    assert [row.income for row in hopeful] == [2_400_000, 1_918_000, 936_360]
    assert hopeful[0].incidental == 500_000


def test_year_rows_of_nothing() -> None:
    rows = year_rows((), (), Period(2027, 2), in_hand=500, scenario="expected")
    assert rows == (YearRow(2027, 0, 0, 0, 0, 0, 0, 500), YearRow(2028, 0, 0, 0, 0, 0, 0, 500))


@given(COST_LINES, INCOME_LINES)
def test_year_rows_are_the_sum_of_their_lines(costs: Lines, income_lines: Lines) -> None:
    for scenario in SCENARIOS:
        balance = 12_345
        rows = year_rows(costs, income_lines, TEN, in_hand=12_345, scenario=scenario)
        assert [row.year for row in rows] == list(TEN.years)
        for number, row in enumerate(rows):
            spent = sum(line.in_scenario(scenario)[number] for line in costs)
            earned = sum(line.in_scenario(scenario)[number] for line in income_lines)
            balance += earned - spent
            assert (row.costs, row.income, row.result, row.balance) == (
                spent,
                earned,
                earned - spent,
                balance,
            )
            assert row.income == row.structural + row.multi_year + row.incidental


@given(COST_LINES, INCOME_LINES)
def test_careful_is_never_more_than_expected_nor_that_than_hopeful(costs: Lines, income_lines: Lines) -> None:
    careful, expected, hopeful = (
        year_rows(costs, income_lines, TEN, in_hand=0, scenario=scenario) for scenario in SCENARIOS
    )
    for low, middle, high in zip(careful, expected, hopeful, strict=True):
        assert low.costs == middle.costs == high.costs
        assert low.balance <= middle.balance <= high.balance


def test_horizon_of_income_nobody_can_place_is_not_leaned_on() -> None:
    assert horizon_of(income(Yearly(1), horizon=None)) == "incidental"
    assert horizon_of(income(Yearly(1), horizon="multi_year")) == "multi_year"


@pytest.mark.parametrize(
    ("structural", "costs", "ratio", "cautious"),
    [
        (900_000, 2_400_000, "0.38", True),  # 0.375: half goes up
        (2_400_000, 2_400_000, "1.00", False),
        (3_000_000, 2_400_000, "1.25", False),
        (0, 2_400_000, "0.00", True),
    ],
)
def test_cover_of_the_first_year(*, structural: int, costs: int, ratio: str, cautious: bool) -> None:
    lines = (
        income(Yearly(structural)),
        income(Yearly(9_000_000), horizon="multi_year", key="income.funds:1"),
    )
    found = cover((cost(Yearly(costs, Decimal(3))),), lines, TEN)
    assert (found.income, found.costs, found.ratio) == (structural, costs, Decimal(ratio))
    assert found.is_cautious is cautious


def test_cover_weighs_what_is_uncertain_and_waits_for_costs() -> None:
    lines = (income(Yearly(1_000_000), chance=40),)
    assert cover((cost(Yearly(1_000_000)),), lines, TEN).ratio == Decimal("0.40")
    nothing = cover((), lines, TEN)
    assert (nothing.ratio, nothing.is_cautious) == (None, False)


def test_stops_name_the_year_and_what_is_missing_then() -> None:
    lasting = income(Yearly(900_000), period=TEN)
    subsidy = income(
        Yearly(1_400_000, Decimal(2), last=2029), horizon="multi_year", key="income.operating_subsidy:1"
    )
    once = income(Once(300_000, 2027), horizon="incidental", chance=50, key="income.funds:1")
    costs = (cost(Yearly(2_200_000)),)
    found = stops(costs, (lasting, subsidy, once), TEN, in_hand=1_000_000)
    # 12,500 left after 2027, then 13,780, 15,345.60 and 2,345.60; from 2030 on every year is 13,000 short.
    assert found == (
        Stop(once, 2027, 150_000, 2031),
        Stop(subsidy, 2029, 1_485_691, 2031),  # 14,000 × 1.02³
    )
    rows = year_rows(costs, (lasting, subsidy, once), TEN, in_hand=1_000_000, scenario="expected")
    assert next(row.year for row in rows if row.balance < 0) == 2031


def test_stops_without_a_shortage_say_so() -> None:
    once = income(Once(300_000, 2028), horizon="incidental", key="income.funds:1")
    assert stops((), (once,), TEN, in_hand=0) == (Stop(once, 2028, 300_000, None),)


@pytest.mark.parametrize(
    "line",
    [
        income(Yearly(100)),
        income(Yearly(100, last=2036)),
        income(Yearly(100, last=2040)),
        income(Yearly(100, last=2020)),
        income(Once(100, 2036)),
        income(Once(100, 2028), chance=None),
        income(Once(100, 2028), chance=0),
        income(Released(100, (Capital(1_000, 4),))),
    ],
)
def test_stops_leave_out_what_does_not_stop_within_the_plan(line: Line) -> None:
    assert stops((), (line,), TEN, in_hand=0) == ()


def test_stops_of_a_grant_for_what_is_bought_anew() -> None:
    grant = income(Released(200_000, (Capital(800_000, 4, replace=True),)), key="income.funds:1")
    assert [(stop.last_year, stop.missing) for stop in stops((), (grant,), TEN, in_hand=0)] == [
        (2030, 50_000)
    ]


def test_without_the_entrepreneur_every_year_is_short_of_what_they_pay() -> None:
    entrepreneur = income(Yearly(600_000), key="income.room_hire_structural:kees")
    lines = (income(Yearly(2_000_000)), entrepreneur)
    costs = (cost(Yearly(2_500_000)),)
    before = year_rows(costs, lines, TEN, in_hand=0, scenario="expected")
    after = without((entrepreneur,), costs, lines, TEN, in_hand=0)
    assert [now.result - then.result for now, then in zip(after, before, strict=True)] == [-600_000] * 10
    assert after[-1].balance - before[-1].balance == -6_000_000


def test_without_the_largest_source_the_money_runs_out() -> None:
    largest = income(Yearly(1_400_000), key="income.operating_subsidy:1")
    lines = (income(Yearly(800_000)), largest)
    rows = without((largest,), (cost(Yearly(2_200_000)),), lines, TEN, in_hand=3_000_000)
    assert next(row.year for row in rows if row.balance < 0) == 2029


def test_unit_costs_of_the_first_year() -> None:
    answers = Answers({"money.opening": {"": {"open_hours": "20.5", "weeks": 48}}})
    found = unit_costs(answers, (cost(Yearly(2_400_000, Decimal(2))),), Situation({"dwellings": Decimal(40)}))
    assert found.per_hour is not None
    assert found.per_home is not None
    # 24,000 ÷ 984 hours; 24,000 ÷ 40 ÷ 12.
    assert (found.per_hour.cents, found.per_hour.per) == (2_439, "hour")
    assert (found.per_home.cents, found.per_home.per) == (5_000, "home_month")


@pytest.mark.parametrize(
    ("opening", "costs"),
    [
        ({"weeks": 48}, (cost(Yearly(1)),)),
        ({"open_hours": 20}, (cost(Yearly(1)),)),
        ({"open_hours": 20, "weeks": 48}, ()),
    ],
)
def test_unit_costs_wait_for_what_is_missing(opening: dict[str, int], costs: Lines) -> None:
    assert unit_costs(Answers({"money.opening": {"": opening}}), costs, Situation({})) == UnitCost(None, None)
