"""Coffee, tea and activities: what comes in less what it costs."""

import pytest

from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.shapes import Yearly
from tests.core.method.finance.income_plans import Said, incomes, line, one, why

CARD = {"card_price": 800, "card_cups": 10}
HALF_BY_CARD = {"cups": 100, "weeks": 48, "cup_price": 100, "card_share": 50, **CARD}


@pytest.mark.parametrize(
    ("said", "cents"),
    [
        ({"cups": 100, "weeks": 48, "cup_price": 100}, 480_000),
        ({"cups": 100, "weeks": 48, **CARD}, 384_000),  # 4,800 × 0.80
        (HALF_BY_CARD, 432_000),  # 2,400 × 1 + 2,400 × 0.80
        (HALF_BY_CARD | {"cup_cost": 30}, 288_000),  # 0.30 a cup less: 4,320 − 1,440
        ({"cups": 10, "weeks": 40, "cup_price": 50, "cup_cost": 60}, -4_000),  # a loss: 200 − 240
        ({"cups": 0, "weeks": 40, "cup_price": 50}, 0),
        # A card of 7 cups for 5 euros: 3 × 5 ÷ 7 = 2.142…
        ({"cups": 3, "weeks": 1, "card_price": 500, "card_cups": 7}, 214),
    ],
)
def test_drinks_are_what_comes_in_less_what_it_costs(said: Said, cents: int) -> None:
    made = line("income.drinks", incomes(one(sales=said)))

    assert (made.amount.cents, made.shape, made.years[0]) == (cents, Yearly(cents), cents)
    assert (made.key, made.name.en, made.horizon) == ("income.drinks", "source drinks", "incidental")


def test_drinks_show_gross_and_cost_that_add_up() -> None:
    said = {
        "cups": 3,
        "weeks": 1,
        "cup_price": 99,
        "card_price": 500,
        "card_cups": 7,
        "card_share": 33,
        "cup_cost": 20,
    }
    amount = line("income.drinks", incomes(one(sales=said))).amount

    gross, cost = amount.inputs
    assert isinstance(gross, Amount)
    assert isinstance(cost, Amount)
    # Single: 3 × 67 % × 0.99 = 1.9899; cards: 3 × 33 % × 5 ÷ 7 = 0.7071; cost: 0.60.
    assert [part.cents for part in gross.inputs if isinstance(part, Amount)] == [199, 71]
    assert (gross.cents, cost.cents, amount.cents) == (270, 60, 210)


def test_drinks_without_weeks_take_those_the_place_is_open() -> None:
    made = incomes(one(sales={"cups": 10, "cup_price": 100}, opening={"weeks": 40}))

    assert line("income.drinks", made).amount.cents == 40_000


@pytest.mark.parametrize(
    "said",
    [
        {"cups": 10},
        {"cups": 10, "cup_price": 100},  # no weeks
        {"cups": 10, "weeks": 40},
        {"cups": 10, "weeks": 40, "cup_price": 100, **CARD},  # which part by card?
        {"cups": 10, "weeks": 40, "cup_price": 100, "card_share": 50},  # what does a card cost?
        {"cups": 10, "weeks": 40, **CARD, "card_share": 50},
    ],
)
def test_drinks_that_cannot_be_known_say_so(said: Said) -> None:
    made = incomes(one(sales=said))

    assert [one.group for one in made.lines] == []
    assert len(why("income.drinks", made)) == 1


@pytest.mark.parametrize(
    ("said", "cents"),
    [
        ({"activities": 250_000}, 250_000),
        ({"activities": 250_000, "activities_cost": 90_000}, 160_000),
        ({"activities": 250_000, "activities_cost": 300_000}, -50_000),
    ],
)
def test_activities_are_net(said: Said, cents: int) -> None:
    assert line("income.activities", incomes(one(sales=said))).years == (cents,) * 5
