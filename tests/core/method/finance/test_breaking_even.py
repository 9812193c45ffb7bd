"""How many day-parts must be let, and at which rent."""

from decimal import Decimal
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.breaking_even import BreakEven, break_even
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Yearly
from tests.core.method.finance.budgets import cost, income

Plainly = dict[str, dict[str, Any]]
OPENING: dict[str, Any] = {"rooms": 1, "day_parts": 21, "weeks": 48, "tariff": 3_000, "variable_cost": 800}
COSTS = (cost(Yearly(2_400_000)),)
FIXED = income(Yearly(900_000), key="income.funds:1")


def asked(parties: Plainly | None = None, /, **opening: Any) -> Answers:
    return Answers({"money.opening": {"": OPENING | opening}, "money.parties": parties or {}})


def party(**fields: Any) -> dict[str, Any]:
    return {"name": "Koor", "kind": "residents", "pays_as": "room_hire_incidental"} | fields


def hire(key: str, cents: int, *, first: int | None = None) -> Line:
    return income(Yearly(cents, first=first), key=f"income.room_hire_incidental:{key}")


def test_break_even_of_the_reference() -> None:
    found = break_even(asked(), COSTS, (FIXED,))
    assert (found.capacity, found.needed, found.needed_occupancy) == (1_008, 682, Decimal("67.7"))
    assert (found.booked, found.occupancy, found.rent) == (Decimal(0), Decimal("0.0"), None)


def test_break_even_does_not_count_what_is_booked_as_fixed() -> None:
    parties = {"a": party(day_parts="8.5", weeks=40), "b": party(day_parts=2, weeks=40)}
    lines = (FIXED, hire("a", 1_020_000), hire("b", 240_000))
    found = break_even(asked(parties), COSTS, lines)
    assert (found.booked, found.occupancy) == (Decimal(420), Decimal("41.7"))
    # 9,000 + 12,600 − 24,000 is 2,400 short; each day-part more brings 22: 109.09… more than 420.
    assert found.needed == 530
    # (24,000 − 9,000) ÷ 420 = 35.714…, and up.
    assert found.rent is not None
    assert (found.rent.cents, found.rent.per) == (3_572, "day_part")
    costs, fixed, *given = found.rent.inputs
    assert isinstance(costs, Amount)
    assert isinstance(fixed, Amount)
    assert (costs.cents, costs.inputs) == (2_400_000, (COSTS[0].amount,))
    assert (fixed.cents, fixed.inputs) == (900_000, (FIXED.amount,))
    assert [(one.name.nl, one.value, one.origin) for one in given if isinstance(one, Input)] == [
        ("Koor: dagdelen per week", Decimal("8.5"), "own"),
        ("Koor: weken per jaar", 40, "own"),
        ("Koor: dagdelen per week", 2, "own"),
        ("Koor: weken per jaar", 40, "own"),
    ]


def test_break_even_without_other_income_does_not_speak_of_it() -> None:
    found = break_even(asked({"a": party(day_parts=7, weeks=41)}), COSTS, (hire("a", 1),))
    assert found.rent is not None
    assert found.rent.formula.en.startswith("The costs ÷ the day-parts")
    assert [one.name.en for one in found.rent.inputs if isinstance(one, Amount)] == [
        "The costs of the first year"
    ]


def test_break_even_rent_pays_for_everything() -> None:
    found = break_even(asked({"a": party(day_parts=7, weeks=41)}), COSTS, (FIXED,))
    assert found.rent is not None
    assert found.rent.cents * 287 >= 1_500_000 > (found.rent.cents - 1) * 287


def test_break_even_counts_a_fixed_rent_as_fixed() -> None:
    parties = {"a": party(day_parts=4, weeks=40, per_year=600_000)}
    found = break_even(asked(parties), COSTS, (FIXED, hire("a", 600_000)))
    # (24,000 − 15,000) ÷ 22 = 409.09…
    assert (found.booked, found.needed) == (Decimal(0), 410)


def test_break_even_is_of_the_first_year_and_of_what_is_counted_on() -> None:
    parties = {
        "later": party(day_parts=1, weeks=40, first_year=2029),
        "not": party(day_parts=1, weeks=40, pays_as="day_care_wlz"),
        "now": party(day_parts=1, weeks=40),
    }
    answers = asked(parties)
    answers = answers.with_row("money.sources", "income.day_care_wlz", {"use": "not"})
    found = break_even(answers, COSTS, (hire("later", 100, first=2029), hire("now", 100)))
    assert found.booked == 40


@pytest.mark.parametrize(
    ("opening", "earned", "needed"),
    [
        ({"tariff": 800}, 900_000, None),
        ({"tariff": 700}, 900_000, None),
        ({"tariff": None}, 900_000, None),
        ({"tariff": None}, 2_400_000, 0),
        ({"tariff": 700}, 2_500_000, 0),
        ({"variable_cost": None}, 900_000, 500),
        ({"tariff": 801}, 900_000, 1_500_000),
        ({}, 2_399_999, 1),
        ({}, 2_397_800, 1),
        ({}, 2_397_799, 2),
    ],
)
def test_break_even_at_its_edges(opening: dict[str, Any], earned: int, needed: int | None) -> None:
    assert break_even(asked(**opening), COSTS, (income(Yearly(earned)),)).needed == needed


def test_break_even_runs_through_the_result_of_now_at_the_prices_that_are_paid() -> None:
    """Who pays € 55 counts for € 55: 1,000 is left over now, and every day-part less costs 22."""
    found = break_even(asked({"a": party(day_parts=10, weeks=42)}), COSTS, (FIXED, hire("a", 1_600_000)))
    assert found.needed == 420 - 45
    assert found.points[0] == (0, 100_000 - 420 * 2_200)


def test_break_even_draws_a_line_from_empty_to_full() -> None:
    found = break_even(asked(), COSTS, (FIXED,))
    assert len(found.points) == 21
    assert found.points[0] == (0, -1_500_000)
    assert found.points[-1] == (1_008, 1_008 * 2_200 - 1_500_000)
    assert [day_parts for day_parts, _ in found.points] == sorted(
        {day_parts for day_parts, _ in found.points}
    )
    # It passes zero at the number needed.
    assert all((cents >= 0) == (day_parts >= 682) for day_parts, cents in found.points)


def test_break_even_of_a_place_with_few_day_parts_has_few_points() -> None:
    found = break_even(asked(day_parts=1, weeks=3), COSTS, ())
    assert [day_parts for day_parts, _ in found.points] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("opening", "capacity"),
    [({"rooms": None}, 1_008), ({"rooms": 3}, 3_024), ({"weeks": None}, None), ({"day_parts": None}, None)],
)
def test_break_even_capacity(opening: dict[str, Any], capacity: int | None) -> None:
    found = break_even(asked(**opening), COSTS, (FIXED,))
    assert found.capacity == capacity
    assert (found.occupancy is None, found.points == (), found.needed_occupancy is None) == (
        capacity is None,
    ) * 3
    assert found.needed == 682


def test_break_even_without_answers() -> None:
    assert break_even(Answers(), (), ()) == BreakEven()
