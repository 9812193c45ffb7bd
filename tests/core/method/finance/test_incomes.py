"""All lines of income together."""

from schuifaan.core.method.finance.incomes import income_lines, incomes_of
from tests.core.method.finance.figures_for_tests import TODAY
from tests.core.method.finance.income_plans import (
    BUILD,
    CARE,
    ENERGY,
    GRANT,
    KNOWN,
    PERIOD,
    ROOM,
    SHARED,
    one,
    plan,
    rows,
)


def test_income_lines_of_nothing_are_none() -> None:
    empty = plan()
    lines = income_lines(empty.answers, empty.situation, KNOWN, PERIOD, investments=(), costs=(), today=TODAY)

    assert lines == ()


def test_income_lines_have_a_key_each_and_years_of_their_shape() -> None:
    everything = plan(
        one(
            **ROOM,
            rent={"points": "138", "turnover": "8", "agreement_month": 100},
            sales={"cups": 10, "weeks": 40, "cup_price": 100, "activities": 100},
        ),
        rows("parties", CARE | {"per_year": 100}, CARE | {"per_year": 200}),
        rows("grants", GRANT | {"often": "once"}, GRANT | {"pays_as": "own", "often": "yearly"}),
        rows("costs", ENERGY),
        BUILD,
        SHARED,
    )
    lines = incomes_of(everything).lines

    assert [one.key for one in lines] == [
        "income.day_care_wlz:r1",
        "income.day_care_wlz:r2",
        "income.drinks",
        "income.activities",
        "income.funds:r1",
        "own:r2",
        "income.soo",
        "income.rent_points",
        "income.service_costs",
        "income.service_agreement",
    ]
    assert all(one.years == one.shape.over(PERIOD) for one in lines)
    assert all(one.amount.formula.nl and one.amount.inputs and one.ref for one in lines)
