"""What renters pay: by day-part or a fixed amount, how sure, and for how long."""

from decimal import Decimal

import pytest

from schuifaan.core.method.finance.amounts import Input
from schuifaan.core.method.finance.shapes import Yearly
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.income_plans import CARE, Said, incomes, line, of_type, one, rows, why


@pytest.mark.parametrize(
    ("said", "opening", "cents"),
    [
        ({"day_parts": 4, "weeks": 46, "price": 5500}, {}, 1_012_000),  # 4 × 46 × 55 = 10,120
        ({"day_parts": 2, "weeks": 46, "price": 5500}, {}, 506_000),
        ({"day_parts": "0.5", "weeks": 40, "price": 3050}, {}, 61_000),  # 20 × 30.50
        ({"day_parts": "0.5", "weeks": 45, "price": 333}, {}, 7493),  # 22.5 × 3.33 = 74.925
        ({"day_parts": 4, "weeks": 46}, {"tariff": 3000}, 552_000),  # the usual tariff
        ({"day_parts": 4, "weeks": 46, "price": 0}, {"tariff": 3000}, 0),  # for nothing is a price too
        ({"per_year": 240_000, "day_parts": 4, "weeks": 46, "price": 5500}, {}, 240_000),
        ({"day_parts": 0, "weeks": 46, "price": 5500}, {}, 0),
    ],
)
def test_renter_pays_by_day_part_or_a_fixed_amount(said: Said, opening: Said, cents: int) -> None:
    made = line("income.day_care_wlz", incomes(rows("parties", CARE | said), one(opening=opening)))

    assert (made.amount.cents, made.shape) == (cents, Yearly(cents))


@pytest.mark.parametrize(
    "said", [{}, {"day_parts": 4, "weeks": 46}, {"weeks": 46, "price": 5500}, {"day_parts": 4}]
)
def test_renter_without_numbers_gives_no_line_but_a_reason(said: Said) -> None:
    made = incomes(rows("parties", CARE | said))

    assert [one.group for one in made.lines] == []
    assert [text[:40] for text in why("income.day_care_wlz", made)] == [
        "We do not know yet what “Zorg Thuis” bri"
    ]


def test_renter_line_says_who_when_how_sure_and_where() -> None:
    said = {"day_parts": 4, "weeks": 46, "price": 5500, "chance": 80, "first_year": 2028, "last_year": 2030}
    made = line(
        "income.day_care_wlz", incomes(rows("parties", CARE | said), one(assumptions={"income_index": 10}))
    )

    assert (made.key, made.name.nl, made.party, made.chance) == (
        "income.day_care_wlz:r1",
        "Zorg Thuis",
        "Zorg Thuis",
        80,
    )
    assert (made.side, made.ref) == ("income", Ref("money.parties", "r1"))
    # 10,120 a year from 2028 on, ten percent more each year: 11,132; 12,245.20; 13,469.72.
    assert made.years == (0, 1_113_200, 1_224_520, 1_346_972, 0)
    assert [(one.value, one.unit, one.ref) for one in made.amount.inputs if isinstance(one, Input)] == [
        (Decimal(4), "day_parts", Ref("money.parties", "r1")),
        (Decimal(46), "weeks", Ref("money.parties", "r1")),
        (5500, "eur", Ref("money.parties", "r1")),
        (Decimal(10), "percent", Ref("money.assumptions")),
    ]
    assert made.amount.year == 2027


def test_renter_without_a_chance_has_none() -> None:
    made = line("income.day_care_wlz", incomes(rows("parties", CARE | {"per_year": 100})))

    assert made.chance is None


def test_usual_tariff_is_shown_as_such() -> None:
    said = rows("parties", CARE | {"day_parts": 1, "weeks": 1})
    made = line("income.day_care_wlz", incomes(said, one(opening={"tariff": 3000})))

    price = made.amount.inputs[-1]
    assert isinstance(price, Input)
    assert (price.name.en, price.ref) == ("Usual rent per day-part", Ref("money.opening"))


@pytest.mark.parametrize(
    ("place_type", "horizon"),
    [
        ("community_house", "structural"),
        ("senior_complex_room", "multi_year"),
        ("coffee_corner", "multi_year"),
    ],
)
def test_horizon_is_that_of_the_type_else_the_most_cautious(place_type: str, horizon: str) -> None:
    said = rows("parties", CARE | {"per_year": 100})

    assert line("income.day_care_wlz", incomes(said, of_type(place_type))).horizon == horizon
    assert line("income.day_care_wlz", incomes(said)).horizon == "multi_year"
