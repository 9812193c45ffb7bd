"""The SOO, grants and own money: how much, and in which years."""

from datetime import date
from typing import Any

import pytest

from schuifaan.core.method.finance.shapes import Capital, Once, Released
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.income_plans import (
    BUILD,
    CARE,
    GRANT,
    ROOM,
    Said,
    incomes,
    line,
    one,
    rows,
    why,
)

# ------------------------------------------------------------------ the SOO


def test_soo_pays_its_part_of_the_building_each_year() -> None:
    made = line("income.soo", incomes(one(**ROOM), BUILD))

    building, lift = Capital(20_000_000, 40), Capital(6_000_000, 20)
    assert made.shape == Released(15_000_000, (building, lift), ("investment:r1", "investment:r2"))
    # 5,000 + 3,000 a year; 150,000 of 260,000: 4,615.38.
    assert made.years == (461_538,) * 5
    assert (made.amount.cents, made.chance, made.ref) == (15_000_000, 100, Ref("money.room"))


def test_soo_never_brings_more_than_building_costs() -> None:
    said = rows("investment", {"what": "Bouw", "group": "building", "amount": 8_000_000, "lifetime": 40})

    assert line("income.soo", incomes(one(**ROOM), said)).amount.cents == 8_000_000


def test_soo_pays_nothing_yet_when_no_building_is_filled_in() -> None:
    made = line("income.soo", incomes(one(**ROOM)))

    assert (made.amount.cents, made.years) == (15_000_000, (0,) * 5)


def test_soo_after_the_scheme_still_shows_what_it_would_bring() -> None:
    made = line("income.soo", incomes(one(**ROOM), BUILD, today=date(2027, 2, 1)))

    assert (made.amount.cents, made.amount.year) == (15_000_000, 2026)


@pytest.mark.parametrize(
    ("said", "cents", "question"),
    [
        ({"granted": "yes", "amount": 12_345_600}, 12_345_600, "money.soo"),
        ({"granted": "yes"}, 15_000_000, "money.room"),
        ({"granted": "no", "amount": 12_345_600}, 15_000_000, "money.room"),
    ],
)
def test_soo_that_was_awarded_is_that_amount(said: Said, cents: int, question: str) -> None:
    made = line("income.soo", incomes(one(**ROOM, soo=said), BUILD))

    assert (made.amount.cents, made.ref and made.ref.question) == (cents, question)


@pytest.mark.parametrize(
    ("room", "reason"),
    [
        ({}, "Fill in the gross floor area of the room."),
        ({"room": {"gross_m2": "90"}}, "Fill in how many homes there are together."),
        ({"room": {"gross_m2": "90"}, "homes": {"dwellings": 4}}, "The SOO starts at 5 homes together."),
    ],
)
def test_soo_without_an_amount_says_why(room: dict[str, Said], reason: str) -> None:
    made = incomes(one(**room))

    assert ([one.group for one in made.lines], why("income.soo", made)) == ([], [reason])


# ------------------------------------------------------------------ grants


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ({"often": "once", "pays_for": "running"}, (900_000, 0, 0, 0, 0)),
        ({"often": "once"}, (900_000, 0, 0, 0, 0)),
        ({"often": "once", "pays_for": "running", "first_year": 2029}, (0, 0, 900_000, 0, 0)),
        ({"often": "once", "first_year": 2026}, (0, 0, 0, 0, 0)),  # before the plan begins
        ({"often": "yearly"}, (900_000,) * 5),  # no end agreed: to the end of the plan
        ({"often": "yearly", "first_year": 2028, "last_year": 2029}, (0, 900_000, 900_000, 0, 0)),
        ({"often": "yearly", "last_year": 2028}, (900_000, 900_000, 0, 0, 0)),
        ({"often": "once", "pays_for": "furnishing"}, (112_500,) * 5),  # 9,000 of 18,000 over 8 years
        # 9,000 of 260,000 of building, 8,000 a year: 276.92.
        ({"often": "once", "pays_for": "building"}, (27_692,) * 5),
    ],
)
def test_grant_runs_through_the_years(said: Said, years: tuple[int, ...]) -> None:
    # Prices rise, grants do not.
    made = line(
        "income.funds", incomes(rows("grants", GRANT | said), BUILD, one(assumptions={"income_index": 5}))
    )

    assert made.years == years
    assert (made.key, made.party, made.chance, made.amount.cents) == (
        "income.funds:r1",
        "Fonds Buurt",
        None,
        900_000,
    )


def test_grant_for_furnishing_without_furnishing_comes_in_the_first_year() -> None:
    made = line("income.funds", incomes(rows("grants", GRANT | {"often": "once", "pays_for": "furnishing"})))

    assert made.shape == Once(900_000, 2027)


@pytest.mark.parametrize("left_out", ["amount", "pays_as"])
def test_rows_that_say_too_little_give_no_line(left_out: str) -> None:
    """An imported file may hold them; the questions themselves do not keep such a row."""
    grant = {name: value for name, value in (GRANT | {"often": "once"}).items() if name != left_out}
    renter = {name: value for name, value in (CARE | {"amount": 100}).items() if name != left_out}

    assert incomes(rows("grants", grant), rows("parties", renter)).lines == ()


@pytest.mark.parametrize(
    ("often", "horizon"),
    [
        ({"often": "yearly"}, "structural"),
        ({"often": "yearly", "last_year": 2029}, "multi_year"),
        ({"often": "once"}, "incidental"),
    ],
)
def test_own_money_lasts_as_long_as_it_was_promised(often: dict[str, Any], horizon: str) -> None:
    made = line("own", incomes(rows("grants", GRANT | {"pays_as": "own", "chance": 0} | often)))

    assert (made.key, made.horizon, made.chance) == ("own:r1", horizon, 0)
