"""From a dossier to the best sets, with the shipped knowledge: what is in them, and what would make it work out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.case import business_case
from schuifaan.core.method.finance.finding import Found, find
from schuifaan.core.method.knowledge import Knowledge

TODAY = date(2026, 11, 21)


def plan(**questions: dict[str, dict[str, Any]]) -> Answers:
    """Ten homes, ten years, costs of € 1.200 a year; a question is written as `money_costs`."""
    rows: dict[str, dict[str, dict[str, Any]]] = {
        "money.homes": {"": {"dwellings": 10, "distance_m": 0}},
        "money.assumptions": {"": {"first_year": 2027, "years": 10}},
        "money.costs": {"c1": {"what": "Schoonmaak", "kind": "cleaning", "amount": 120_000, "per": "year"}},
    }
    return Answers(rows | {name.replace("_", ".", 1): given for name, given in questions.items()})


def grant(pays_as: str, amount: int, **more: Any) -> dict[str, Any]:
    return {"what": pays_as, "pays_as": pays_as, "amount": amount, "often": "yearly", "chance": 100, **more}


def renter(amount: int, **more: Any) -> dict[str, Any]:
    return {
        "name": "Zangkoor",
        "kind": "public_interest",
        "pays_as": "room_hire_structural",
        "per_year": amount,
        "chance": 100,
    } | more


def found(answers: Answers, knowledge: Knowledge, aim: str | None = None) -> Found:
    return find(answers, knowledge, today=TODAY, aim=aim)


def sets(result: Found) -> list[list[str]]:
    return [[source.id.removeprefix("income.") for source in one.sources] for one in result.choices]


BOTH = {
    "money_parties": {"p1": renter(150_000)},
    "money_grants": {"g1": grant("operating_subsidy", 130_000), "g2": grant("funds", 200_000)},
}


def test_find_without_a_sum_finds_nothing(knowledge: Knowledge) -> None:
    assert found(Answers(), knowledge) == Found("least_rent", False, (), (), ())


def test_find_takes_the_aim_people_filled_in(knowledge: Knowledge) -> None:
    answers = plan(money_assumptions={"": {"years": 10, "aim": "fewest_parties"}}, **BOTH)

    assert found(answers, knowledge).aim == "fewest_parties"
    assert found(answers, knowledge, "least_temporary").aim == "least_temporary"


def test_find_orders_by_the_aim_and_says_why(knowledge: Knowledge) -> None:
    result = found(plan(**BOTH), knowledge, "least_temporary")

    assert result.closes
    first, second = result.choices[:2]
    assert first.temporary <= second.temporary
    assert first.end == sum(line.whole for line in first.brings) - 10 * 120_000
    assert first.rise is not None
    assert first.rise.cents == 0


def test_find_gives_what_residents_pay_per_home_and_month(knowledge: Knowledge) -> None:
    answers = plan(money_rent={"": {"agreement_month": 1000}})

    result = found(answers, knowledge)

    assert sets(result) == [["service_agreement"]]
    only = result.choices[0]
    assert only.rise is not None
    assert (only.rise.cents, only.rise.per, only.burden) == (1000, "home_month", 12 * 1000 * 10 * 10)
    a_year = only.rise.inputs[0]
    assert isinstance(a_year, Amount)
    assert (a_year.cents, a_year.inputs[:-1]) == (120_000, (only.brings[0].lines[0].amount,))
    assert only.why.nl == "Na deze is er geen andere combinatie meer waarmee het uitkomt."


def test_find_says_how_much_less_residents_pay(knowledge: Knowledge) -> None:
    answers = plan(money_rent={"": {"agreement_month": 1000}}, money_parties={"p1": renter(120_000)})

    result = found(answers, knowledge)

    assert sets(result)[:2] == [["room_hire_structural"], ["service_agreement"]]
    assert (
        result.choices[0].why.nl
        == "De bewoners betalen € 10 per woning per maand minder dan bij de volgende."
    )
    assert result.choices[0].why.en == "Residents pay € 10 per home a month less than with the next one."


def test_find_leaves_out_what_people_do_not_want_and_says_so(knowledge: Knowledge) -> None:
    answers = plan(money_sources={"income.funds": {"use": "not"}}, **BOTH)

    result = found(answers, knowledge)

    assert [one.source.id for one in result.left_out] == ["income.funds"]
    assert not any("funds" in one for one in sets(result))


def test_find_never_puts_together_what_excludes_each_other(knowledge: Knowledge) -> None:
    answers = plan(
        money_costs={
            "c1": {"what": "Huur", "kind": "rent", "amount": 100, "per": "year", "in_service_costs": "yes"}
        },
        money_rent={"": {"points": "140", "rent": 60_000, "turnover": "10", "agreement_month": 1000}},
        money_shared_rooms={"r1": {"name": "Huiskamer", "kind": "room", "m2": "40", "heated": "yes"}},
        money_use={"": {"access": "residents"}},
        **BOTH,
    )

    result = find(answers, knowledge, today=TODAY, count=100)

    together = {frozenset(chosen) for chosen in sets(result)}
    assert any("rent_points" in chosen for chosen in together)
    assert any("room_hire_structural" in chosen for chosen in together)
    for chosen in sets(result):
        counted = {f"income.{name}": {"use": "count_on"} for name in chosen}
        others = {one.id: {"use": "not"} for one in knowledge.income_sources if one.id not in counted}
        tried = Answers({**answers.plain, "money.sources": {**others, **counted}})
        case = business_case(tried, knowledge, today=TODAY)
        pairs = [one for one in case.clashes if one.rule.between]
        assert (case.closes, pairs) == (True, [])


# ------------------------------------------------------------------ changes


SHORT = {
    "money_parties": {"p1": renter(110_000)},
    "money_opening": {"": {"rooms": 1, "day_parts": 10, "weeks": 40, "tariff": 200, "variable_cost": 50}},
}


def test_find_names_the_smallest_change_when_nothing_closes(knowledge: Knowledge) -> None:
    """€ 100 a year short; one more day-part a week brings 40 × € 1,50 = € 60."""
    result = found(plan(**SHORT), knowledge)

    assert (result.closes, result.choices) == (False, ())
    assert [(change.kind, change.units, change.text.nl) for change in result.changes] == [
        ("cost", 10_000, "Verlaag ‘Schoonmaak’ met € 100 per jaar."),
        ("day_part", 2, "Verhuur 2 dagdelen per week meer."),
        ("own", 10_000, "Leg er elk jaar zelf € 100 bij."),
        ("own_once", 100_000, "Leg er aan het begin één keer € 1.000 bij."),
    ]
    assert result.changes[1].text.en == "Let 2 more day-parts a week."


def test_find_s_change_of_a_cost_is_enough_and_a_cent_less_is_not(knowledge: Knowledge) -> None:
    """With prices that rise, down to the cent."""
    assumptions = {"": {"first_year": 2027, "years": 30, "index": "2.37"}}
    short = plan(money_assumptions=assumptions, money_parties={"p1": renter(110_000)})
    change = found(short, knowledge).changes[0]

    def closes(less: int) -> bool:
        row = {**short.one("money.costs", "c1"), "amount": 120_000 - less}
        return found(short.with_row("money.costs", "c1", row), knowledge).closes

    assert change.kind == "cost"
    assert closes(change.units)
    assert not closes(change.units - 1)


def test_find_proposes_no_more_day_parts_than_are_free(knowledge: Knowledge) -> None:
    opening = {"": {**SHORT["money_opening"][""], "day_parts": 1}}

    assert [one.kind for one in found(plan(**{**SHORT, "money_opening": opening}), knowledge).changes] == [
        "cost",
        "own",
        "own_once",
    ]


@pytest.mark.parametrize("money", [{}, {"tariff": 50, "variable_cost": 50}])
def test_find_proposes_no_day_parts_that_bring_nothing(knowledge: Knowledge, money: dict[str, int]) -> None:
    opening = {"": {"rooms": 1, "day_parts": 10, "weeks": 40, **money}}

    assert [one.kind for one in found(plan(**{**SHORT, "money_opening": opening}), knowledge).changes] == [
        "cost",
        "own",
        "own_once",
    ]


def test_find_says_when_another_door_policy_would_do(knowledge: Knowledge) -> None:
    """Tenants pay service costs only for a room that is theirs alone."""
    costs = {
        "c1": {
            "what": "Schoonmaak",
            "kind": "cleaning",
            "amount": 120_000,
            "per": "year",
            "in_service_costs": "yes",
        }
    }
    open_door = plan(money_costs=costs, money_use={"": {"access": "neighbourhood"}})

    result = found(open_door, knowledge)

    assert [one.source.id for one in result.left_out] == ["income.service_costs"]
    assert [(one.kind, one.text.nl) for one in result.changes] == [
        ("own", "Leg er elk jaar zelf € 1.200 bij."),
        ("own_once", "Leg er aan het begin één keer € 12.000 bij."),
        ("access", "Houd de ruimte alleen voor de huurders. Dan zijn er inkomsten waarmee het uitkomt."),
    ]
    assert sets(found(open_door.with_row("money.use", "", {"access": "residents"}), knowledge)) == [
        ["service_costs"]
    ]


def test_find_proposes_a_cheaper_purchase_unless_a_grant_pays_it(knowledge: Knowledge) -> None:
    """€ 100 a year short of chairs that cost € 1.000 and last five years: € 500 cheaper."""
    chairs = {"i1": {"what": "Stoelen", "group": "furnishing", "amount": 100_000, "lifetime": 5}}
    years = {"": {"first_year": 2027, "years": 5}}
    short = plan(
        money_assumptions=years, money_costs={}, money_investment=chairs, money_parties={"p1": renter(10_000)}
    )
    grant = {
        "what": "Fonds",
        "pays_as": "funds",
        "often": "once",
        "pays_for": "furnishing",
        "amount": 20_000,
        "chance": 100,
    }

    assert [one.text.nl for one in found(short, knowledge).changes] == [
        "Maak ‘Stoelen’ € 500 goedkoper.",
        "Leg er elk jaar zelf € 100 bij.",
        "Leg er aan het begin één keer € 500 bij.",
    ]
    paid = short.with_row("money.grants", "g1", grant)
    assert [one.kind for one in found(paid, knowledge).changes] == ["own", "own_once"]


def test_sizes_of_a_change_are_relative(knowledge: Knowledge) -> None:
    """€ 100 of € 5.000 is less than € 100 of € 1.200."""
    costs = {
        "c1": {"what": "Schoonmaak", "kind": "cleaning", "amount": 120_000, "per": "year"},
        "c2": {"what": "Energie", "kind": "energy", "amount": 500_000, "per": "year"},
    }
    result = found(plan(money_costs=costs, money_parties={"p1": renter(610_000)}), knowledge)

    assert [one.text.nl for one in result.changes] == [
        "Verlaag ‘Energie’ met € 100 per jaar.",
        "Verlaag ‘Schoonmaak’ met € 100 per jaar.",
        "Leg er elk jaar zelf € 100 bij.",
        "Leg er aan het begin één keer € 1.000 bij.",
    ]
    assert Decimal(result.changes[0].units) == 10_000
