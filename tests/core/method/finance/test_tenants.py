"""What tenants pay: rent through the points, service costs and a service agreement."""

from decimal import Decimal

import pytest

from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.service_costs import per_home_month, service_cost_refused
from schuifaan.core.method.finance.shapes import PassedOn, Reletting
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.finance.figures_for_tests import knowing
from tests.core.method.finance.income_plans import (
    ENERGY,
    HOMES,
    KNOWN,
    SHARED,
    Plain,
    Said,
    incomes,
    line,
    one,
    rows,
    why,
)

# ------------------------------------------------------------------ points


def test_rent_points_come_in_as_homes_are_let_anew() -> None:
    made = line("income.rent_points", incomes(one(**HOMES, rent={"points": "138", "turnover": "8"}), SHARED))

    # 89 ÷ 40 = 2.25 points; 13.70 × 12 × 40 = 6,576; 4 % of the homes, then 12 %, 20 %, 28 %, 36 %.
    assert (made.amount.cents, made.shape) == (657_600, Reletting(657_600, Decimal(8)))
    assert made.years == (26_304, 78_912, 131_520, 184_128, 236_736)
    capped = made.amount.inputs[0]
    assert isinstance(capped, Amount)
    theoretical = capped.inputs[0]
    assert isinstance(theoretical, Amount)
    assert (theoretical.cents, capped.cents) == (1370, 1370)


@pytest.mark.parametrize(
    ("homes", "rent", "cents"),
    [
        ({"dwellings": 40}, {"cap": 71_300}, 0),
        ({"dwellings": 40}, {"rent": 71_300}, 0),
        ({"dwellings": 40}, {"cap": 90_000}, 69_120),  # 1.44 × 12 × 40
        ({"dwellings": 60, "addresses": 40}, {}, 657_600),  # divided over, and paid by, those who may use it
        ({"dwellings": 40, "care_homes": "yes"}, {}, 987_840),  # 3 points: 919.14 − 898.56 = 20.58, × 480
    ],
)
def test_rent_points_by_limit_and_homes(homes: Said, rent: Said, cents: int) -> None:
    said = one(homes=homes, rent={"points": "138", "turnover": "8"} | rent)

    assert line("income.rent_points", incomes(said, SHARED)).amount.cents == cents


def test_rent_points_of_a_new_building_come_at_once() -> None:
    made = line(
        "income.rent_points", incomes(one(**HOMES, rent={"points": "138"}, room={"building": "new"}), SHARED)
    )

    assert made.years == (657_600,) * 5


@pytest.mark.parametrize(
    ("said", "known", "reason"),
    [
        (
            one(**HOMES, rent={"turnover": "8"}),
            KNOWN,
            "Fill in how many points a home has now, without this room.",
        ),
        (
            one(**HOMES, rent={"points": "138"}),
            KNOWN,
            "Fill in which share of the homes gets a new tenant each year: only then does the rent go up.",
        ),
        (
            one(rent={"points": "138", "turnover": "8"}),
            KNOWN,
            "Fill in how many addresses may use the rooms.",
        ),
        (
            one(**HOMES, rent={"points": "138", "turnover": "8"}),
            knowing(table=False),
            "We do not know the highest rents of 2026 yet.",
        ),
        (
            one(**HOMES, rent={"points": "20", "turnover": "8"}),
            KNOWN,
            "The table of 2026 has no highest rent for these points.",
        ),
        (
            one(**HOMES, rent={"points": "138", "turnover": "8"}),
            knowing(without=["wws.counter"]),
            "We do not know the points for shared rooms in 2026 yet.",
        ),
    ],
)
def test_rent_points_unknown_stay_unknown(said: Plain, known: Knowledge, reason: str) -> None:
    made = incomes(said, SHARED, known=known)

    assert [one.key for one in made.lines] == []
    assert why("income.rent_points", made) == [reason]


# ------------------------------------------------------------------ services


CLEANING = {"what": "Schoonmaak", "kind": "cleaning", "amount": 180_000, "in_service_costs": "yes"}
WATER = {"what": "Water", "kind": "water", "amount": 50_000, "in_service_costs": "no"}
ROOF = {"what": "Dak", "kind": "large_maintenance", "amount": 700_000, "in_service_costs": "yes"}


@pytest.mark.parametrize(
    ("percent", "year", "month"),
    [(None, 480_000, 1000), ("5", 504_000, 1050), ("0", 480_000, 1000), ("2.5", 492_000, 1025)],
)
def test_service_costs_are_split_over_the_homes(percent: str | None, year: int, month: int) -> None:
    rent = {"admin_percent": percent} if percent else {}
    made = line(
        "income.service_costs", incomes(one(**HOMES, rent=rent), rows("costs", ENERGY, CLEANING, WATER))
    )

    assert made.amount.cents == year  # 4,800, with administration
    assert made.years == (year,) * 5
    assert per_home_month(made.amount, 40).cents == month  # ÷ 40 ÷ 12


def test_service_costs_rise_with_the_costs_they_pass_on() -> None:
    said = rows("costs", ENERGY | {"index": "10"}, CLEANING | {"last_year": 2028})
    made = line("income.service_costs", incomes(said, one(rent={"admin_percent": "5"})))

    # (3,000 + 1,800), (3,300 + 1,800), then 3,630, 3,993, 4,392.30; 5 % more.
    assert made.years == (504_000, 535_500, 381_150, 419_265, 461_192)
    assert isinstance(made.shape, PassedOn)
    assert made.shape.keys == ("cost:r1", "cost:r2")


def test_service_costs_leave_out_what_stays_with_the_owner_and_say_so() -> None:
    made = incomes(rows("costs", ENERGY, ROOF))

    assert line("income.service_costs", made).amount.cents == 300_000
    assert why("income.service_costs", made) == [
        "“Dak”: These costs stay with the owner and cannot go into the service costs. Choose “No” here."
    ]


def test_service_costs_of_the_owner_alone_give_no_line() -> None:
    made = incomes(rows("costs", ROOF, WATER))

    assert [one.group for one in made.lines] == []
    assert len(why("income.service_costs", made)) == 1


@pytest.mark.parametrize(
    ("kind", "asked", "is_refused"),
    [
        ("large_maintenance", "yes", True),
        ("building_insurance", "yes", True),
        ("owner_tax", "yes", True),
        ("vandalism", "yes", True),
        ("vandalism", "no", False),
        ("owner_tax", None, False),
        ("energy", "yes", False),
        ("small_maintenance", "yes", False),
        ("contents_insurance", "yes", False),
    ],
)
def test_service_cost_refused_by_kind(kind: str, asked: str | None, *, is_refused: bool) -> None:
    assert (service_cost_refused({"kind": kind, "in_service_costs": asked}) is not None) is is_refused


def test_service_agreement_is_paid_by_every_home_each_month() -> None:
    made = line("income.service_agreement", incomes(one(**HOMES, rent={"agreement_month": 750})))

    assert (made.amount.cents, made.horizon) == (360_000, None)  # 7.50 × 12 × 40


def test_service_agreement_without_homes_says_so() -> None:
    made = incomes(one(rent={"agreement_month": 750}))

    assert why("income.service_agreement", made) == ["Fill in how many homes it is about."]
