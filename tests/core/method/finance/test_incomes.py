"""The lines of income, worked out by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.costs import cost_lines, investment_lines
from schuifaan.core.method.finance.facts import situation_of
from schuifaan.core.method.finance.income_parts import Plan
from schuifaan.core.method.finance.incomes import Incomes, income_lines, incomes_of
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.service_costs import per_home_month, service_cost_refused
from schuifaan.core.method.finance.shapes import Capital, Once, PassedOn, Period, Released, Reletting, Yearly
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.reasons import Ref
from tests.core.method.finance.figures_for_tests import TODAY, knowing

KNOWN = knowing()
PERIOD = Period(2027, 5)
Said = dict[str, Any]


def one(**questions: Said) -> dict[str, dict[str, Said]]:
    """Single answers, by the last word of their question."""
    return {f"money.{name}": {"": row} for name, row in questions.items()}


def rows(question: str, *listed: Said) -> dict[str, dict[str, Said]]:
    return {f"money.{question}": {f"r{number}": row for number, row in enumerate(listed, 1)}}


def plan(*said: dict[str, dict[str, Said]], known: Knowledge = KNOWN, today: date = TODAY) -> Plan:
    answers = Answers({question: items for part in said for question, items in part.items()})
    return Plan(
        answers,
        situation_of(answers),
        known,
        PERIOD,
        investments=investment_lines(answers, PERIOD),
        costs=cost_lines(answers, PERIOD),
        today=today,
    )


def incomes(*said: dict[str, dict[str, Said]], known: Knowledge = KNOWN, today: date = TODAY) -> Incomes:
    return incomes_of(plan(*said, known=known, today=today))


def line(group: str, made: Incomes) -> Line:
    found = [one for one in made.lines if one.group == group]
    assert len(found) == 1, [one.key for one in made.lines]
    return found[0]


def why(group: str, made: Incomes) -> list[str]:
    return [one.reason.text.en for one in made.without_amount if one.source == group]


def of_type(code: str) -> dict[str, dict[str, Said]]:
    return {"type.choice": {"": {"type": f"place_type.{code}"}}}


# ------------------------------------------------------------------ renters

CARE = {"name": "Zorg Thuis", "kind": "care_welfare", "pays_as": "day_care_wlz"}


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


# ------------------------------------------------------------------ coffee and activities


@pytest.mark.parametrize(
    ("said", "cents"),
    [
        ({"cups": 100, "weeks": 48, "cup_price": 100}, 480_000),
        ({"cups": 100, "weeks": 48, "card_price": 800, "card_cups": 10}, 384_000),  # 4,800 × 0.80
        # Half by card: 2,400 × 1 + 2,400 × 0.80 = 4,320.
        (
            {
                "cups": 100,
                "weeks": 48,
                "cup_price": 100,
                "card_price": 800,
                "card_cups": 10,
                "card_share": 50,
            },
            432_000,
        ),
        # Less 0.30 a cup: 4,320 − 1,440.
        (
            {
                "cups": 100,
                "weeks": 48,
                "cup_price": 100,
                "card_price": 800,
                "card_cups": 10,
                "card_share": 50,
                "cup_cost": 30,
            },
            288_000,
        ),
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
        {
            "cups": 10,
            "weeks": 40,
            "cup_price": 100,
            "card_price": 800,
            "card_cups": 10,
        },  # which part by card?
        {"cups": 10, "weeks": 40, "cup_price": 100, "card_share": 50},  # what does a card cost?
        {"cups": 10, "weeks": 40, "card_price": 800, "card_cups": 10, "card_share": 50},
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


# ------------------------------------------------------------------ the SOO, grants and own money

ROOM = {"room": {"gross_m2": "90"}, "homes": {"dwellings": 40}}
BUILD = rows(
    "investment",
    {"what": "Bouw", "group": "building", "amount": 20_000_000, "lifetime": 40},
    {"what": "Lift", "group": "installations", "amount": 6_000_000, "lifetime": 20},
    {"what": "Stoelen", "group": "furnishing", "amount": 1_800_000, "lifetime": 8},
    {"what": "Grond", "group": "land", "amount": 5_000_000},
)


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


GRANT = {"what": "Fonds Buurt", "pays_as": "funds", "amount": 900_000}


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


# ------------------------------------------------------------------ what tenants pay

HOMES = {"homes": {"dwellings": 40}}
SHARED = rows(
    "shared_rooms", {"name": "Keuken", "kind": "kitchen", "m2": "80", "heated": "yes", "counter_cm": 200}
)


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
def test_rent_points_unknown_stay_unknown(
    said: dict[str, dict[str, Said]], known: Knowledge, reason: str
) -> None:
    made = incomes(said, SHARED, known=known)

    assert [one.key for one in made.lines] == []
    assert why("income.rent_points", made) == [reason]


ENERGY = {"what": "Energie", "kind": "energy", "amount": 300_000, "in_service_costs": "yes"}
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


# ------------------------------------------------------------------ all together


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
