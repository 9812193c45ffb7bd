"""Sums of the first year, made of the amounts of their lines."""

from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.shapes import Capital, Once, Released, Yearly
from schuifaan.core.method.finance.totals import costs_of_first_year, first_year
from schuifaan.core.method.knowledge import Text
from tests.core.method.finance.budgets import cost, income

NAME = Text(nl="Samen", en="Together")


def test_costs_of_first_year_are_made_of_the_amounts_of_their_lines() -> None:
    rent, chairs = cost(Yearly(2_400)), cost(Capital(1_000, 4), key="investment:1")
    later = cost(Yearly(99, first=2028), key="cost:2")
    found = costs_of_first_year((rent, chairs, later))
    assert (found.cents, found.inputs) == (2_650, (rent.amount, chairs.amount))


def test_first_year_says_what_it_takes_of_a_line() -> None:
    unsure = income(Once(1_000, 2027), chance=60)
    whole = Amount(1_000, NAME, NAME, per="once")
    shape = Released(1_000, (Capital(1_000, 4),))
    spread = income(shape)
    spread = type(spread)(**{**vars(spread), "amount": whole})
    found = first_year((unsure, spread, income(Once(1, 2027), chance=None)), NAME, NAME)
    assert found.cents == 850
    weighed, part = found.inputs
    assert isinstance(weighed, Amount)
    assert isinstance(part, Amount)
    assert (weighed.cents, weighed.inputs[0]) == (600, unsure.amount)
    chance = weighed.inputs[1]
    assert isinstance(chance, Input)
    assert (chance.value, chance.unit, chance.origin) == (60, "percent", "own")
    assert (part.cents, part.inputs, part.formula.en) == (
        250,
        (whole,),
        "The part that falls in the first year.",
    )


def test_first_year_of_nothing_is_nothing() -> None:
    assert first_year((), NAME, NAME) == Amount(0, NAME, NAME)
