"""What the place costs: once and spread over the years, and every year."""

from decimal import Decimal
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.finance.amounts import Input
from schuifaan.core.method.finance.costs import cost_lines, investment_lines
from schuifaan.core.method.finance.shapes import Capital, Period, Yearly
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.budgets import TEN

ONE = Period(2027, 1)
TWO = Period(2027, 2)


def asked(*rows: Row, question: str = "money.costs", **others: Row) -> Answers:
    """The rows of one question, and single answers of others: `room={"usable_m2": 90}`."""
    plain: dict[str, dict[str, Row]] = {question: {str(number): row for number, row in enumerate(rows)}}
    return Answers(plain | {f"money.{name}": {"": row} for name, row in others.items()})


def costs(per: str | None, amount: int, **fields: Any) -> Row:
    return {"what": "Energie", "kind": "energy", "amount": amount, "per": per, **fields}


def test_investment_of_chairs_over_eight_years() -> None:
    row = {"what": "Stoelen", "group": "furnishing", "amount": 1_800_000, "lifetime": 8, "method": "straight"}
    (line,) = investment_lines(asked(row, question="money.investment"), TEN)
    assert line.years == (225_000,) * 8 + (0, 0)
    assert (line.key, line.group, line.side, line.ref) == (
        "investment:0", "furnishing", "cost", Ref("money.investment", "0"),
    )  # fmt: skip
    assert (line.amount.cents, line.amount.per, line.amount.year) == (225_000, "year", 2027)
    assert line.amount.formula.nl == "Het bedrag ÷ de jaren dat het meegaat."
    assert [one.value for one in line.amount.inputs if isinstance(one, Input)] == [1_800_000, 8]


def test_investment_bought_anew_costs_the_price_of_then() -> None:
    row = {"what": "Stoelen", "group": "furnishing", "amount": 1_000_000, "lifetime": 8, "replace": "yes"}
    (line,) = investment_lines(asked(row, question="money.investment", assumptions={"index": "2"}), TEN)
    # 10,000 × 1.02^8 = 11,716.59; an eighth of that is 1,464.57.
    assert line.years == (125_000,) * 8 + (146_457, 146_458)


def test_investment_without_a_lifetime_falls_in_the_first_year() -> None:
    row = {"what": "Feest", "group": "start_up", "amount": 50_000, "interest": "4"}
    (line,) = investment_lines(asked(row, question="money.investment"), TEN)
    assert line.years == (50_000,) + (0,) * 9
    assert line.amount.per == "once"


@pytest.mark.parametrize(
    ("method", "years", "formula"),
    [
        # 2,500 over 10 years is 250 a year; 3 % of 2,500, 2,250, 2,000, 1,750.
        ("straight", (32_500, 31_750, 31_000, 30_250), "plus de rente over wat er nog openstaat"),
        # 2,500 × 0.03 ÷ (1 − 1.03^−10) = 293.08.
        ("annuity", (29_308, 29_308, 29_308, 29_308), "Elk jaar hetzelfde"),
    ],
)
def test_investment_with_interest(method: str, years: tuple[int, ...], formula: str) -> None:
    row = {"what": "Keuken", "group": "building", "amount": 250_000, "lifetime": 10, "interest": "3.00"}
    (line,) = investment_lines(asked({**row, "method": method}, question="money.investment"), Period(2027, 4))
    assert line.years == years
    assert formula in line.amount.formula.nl


def test_costs_of_a_room_of_90_square_metres() -> None:
    rows = [costs("m2", euros * 100) for euros in (14, 16, 15, 4)]
    lines = cost_lines(asked(*rows, room={"usable_m2": "90", "gross_m2": "120"}), ONE)
    assert [line.years for line in lines] == [(126_000,), (144_000,), (135_000,), (36_000,)]
    assert sum(line.years[0] for line in lines) == 441_000


def test_costs_rise_by_two_percent() -> None:
    answers = asked(costs("m2", 1400), room={"usable_m2": 90}, assumptions={"index": "2"})
    (line,) = cost_lines(answers, TWO)
    assert line.years == (126_000, 128_520)
    assert line.shape == Yearly(126_000, index=Decimal(2))


@pytest.mark.parametrize(
    ("row", "cents"),
    [
        (costs("year", 120_000), 120_000),
        (costs(None, 120_000), 120_000),
        (costs("month", 4_999), 59_988),
        (costs("week", 2_550), 132_600),
        (costs("hour", 3_500, hours="8.5"), 1_547_000),
        (costs("hour", 3_500, hours=0), 0),
        (costs("m2", 1_250), 106_875),
    ],
)
def test_costs_a_year(row: Row, cents: int) -> None:
    (line,) = cost_lines(asked(row, room={"gross_m2": "85.5"}), ONE)
    assert line.years == (cents,)
    assert line.amount.cents == cents


@pytest.mark.parametrize(
    ("per", "missing"),
    [("m2", "hoeveel vierkante meter de ruimte is"), ("hour", "hoeveel uren per week het zijn")],
)
def test_costs_that_miss_something_count_nothing_and_say_so(per: str, missing: str) -> None:
    (line,) = cost_lines(asked(costs(per, 1400)), TWO)
    assert line.years == (0, 0)
    assert line.amount.cents == 0
    assert line.amount.formula.nl == f"Dit telt nog niet mee. Vul in {missing}."


def test_costs_per_square_metre_rest_on_the_room() -> None:
    (line,) = cost_lines(asked(costs("m2", 1400), room={"gross_m2": 90}), ONE)
    area = line.amount.inputs[1]
    assert isinstance(area, Input)
    assert (area.value, area.unit, area.ref) == (90, "m2", Ref("money.room"))


@pytest.mark.parametrize(
    ("own", "general", "second_year", "asked_in"),
    [
        ("4.50", "2", 104_500, "money.costs"),
        (None, "2", 102_000, "money.assumptions"),
        ("0", "2", 100_000, None),
        (None, None, 100_000, None),
    ],
)
def test_costs_rise_by_their_own_percentage_first(
    own: str | None, general: str | None, second_year: int, asked_in: str | None
) -> None:
    (line,) = cost_lines(asked(costs("year", 100_000, index=own), assumptions={"index": general}), TWO)
    assert line.years == (100_000, second_year)
    index = [one for one in line.amount.inputs if isinstance(one, Input) and one.unit == "percent"]
    assert [one.ref.question for one in index if one.ref] == ([asked_in] if asked_in else [])


def test_costs_over_ten_years_to_the_cent() -> None:
    (line,) = cost_lines(asked(costs("year", 126_000, index="2")), TEN)
    assert line.years == (
        126_000, 128_520, 131_090, 133_712, 136_386, 139_114, 141_896, 144_734, 147_629, 150_582,
    )  # fmt: skip


def test_costs_begin_and_end_in_their_own_years() -> None:
    (line,) = cost_lines(asked(costs("year", 100, first_year=2029, last_year=2030)), Period(2027, 5))
    assert line.years == (0, 0, 100, 100, 0)


def test_costs_keep_the_money_that_leaves() -> None:
    row = {
        "what": "Naar de vereniging",
        "kind": "transfer_out",
        "amount": 20_000,
        "per": "year",
        "reason": "-",
    }
    (line,) = cost_lines(asked(row), ONE)
    assert (line.group, line.years, line.side) == ("transfer_out", (20_000,), "cost")


def test_costs_without_answers() -> None:
    assert (cost_lines(Answers(), TEN), investment_lines(Answers(), TEN)) == ((), ())


def test_costs_of_a_half_filled_row() -> None:
    (line,) = cost_lines(asked({}), ONE)
    (bought,) = investment_lines(asked({}, question="money.investment"), ONE)
    assert (line.years, line.name.nl, line.group) == ((0,), "Kosten", "other")
    assert (bought.years, bought.shape) == ((0,), Capital(0))
