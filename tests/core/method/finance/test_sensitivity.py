"""What the result hangs on, one assumption at a time."""

from datetime import date
from typing import Any

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import business_case
from schuifaan.core.method.finance.sensitivity import Swing, sensitivity
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.reasons import Ref

TODAY = date(2026, 11, 21)


def cost(what: str, amount: int, **fields: Any) -> dict[str, Any]:
    return {"what": what, "kind": "other", "amount": amount, "per": "year", **fields}


def swings(knowledge: Knowledge, years: int = 2, **questions: dict[str, dict[str, Any]]) -> dict[str, Swing]:
    plain: dict[str, Any] = {f"money.{name}": rows for name, rows in questions.items()}
    plain.setdefault("money.assumptions", {"": {}})[""] |= {"first_year": 2027, "years": years}
    found = sensitivity(Answers(plain), knowledge, today=TODAY)
    assert list(found) == sorted(found, key=lambda one: -one.width)
    return {one.name.nl: one for one in found}


def test_sensitivity_of_prices_and_of_costs(knowledge: Knowledge) -> None:
    costs = {"a": cost("Huur", 1_000_000), "b": cost("Gas", 200_000, index="4")}
    found = swings(knowledge, costs=costs, assumptions={"": {"index": "2"}})
    assert list(found) == [
        "Huur: 10 procent minder of meer",
        "Gas: 10 procent minder of meer",
        "Kosten stijgen 1 punt minder of meer",
    ]
    assert (found["Huur: 10 procent minder of meer"].low, found["Huur: 10 procent minder of meer"].high) == (
        202_000,
        -202_000,
    )
    # Gas has a percentage of its own: only the rent goes from 2 to 1 or 3 percent in the second year.
    prices = found["Kosten stijgen 1 punt minder of meer"]
    assert (prices.low, prices.high, prices.ref) == (10_000, -10_000, Ref("money.assumptions"))


def test_sensitivity_does_not_let_prices_fall(knowledge: Knowledge) -> None:
    found = swings(knowledge, costs={"a": cost("Huur", 1_000_000)})
    prices = found["Kosten stijgen 1 punt minder of meer"]
    assert (prices.low, prices.high) == (0, -10_000)


def test_sensitivity_of_interest_on_everything_that_is_spread(knowledge: Knowledge) -> None:
    bought = {
        "a": {"what": "Keuken", "amount": 1_000_000, "lifetime": 10, "interest": "3"},
        "b": {"what": "Stoelen", "amount": 500_000, "lifetime": 5},
        "c": {"what": "Feest", "amount": 900_000},
    }
    interest = swings(knowledge, years=1, investment=bought)["De rente is 1 punt lager of hoger"]
    # A point on 10,000 and, upwards, on 5,000.
    assert (interest.low, interest.high) == (10_000, -15_000)


def test_sensitivity_tries_the_five_largest_costs(knowledge: Knowledge) -> None:
    costs = {str(number): cost(f"Post {number}", 1_000 * number) for number in range(1, 8)}
    found = [name for name in swings(knowledge, costs=costs) if name.startswith("Post")]
    assert found == [f"Post {number}: 10 procent minder of meer" for number in (7, 6, 5, 4, 3)]


def test_sensitivity_of_grants_that_may_not_come(knowledge: Knowledge) -> None:
    def grant(what: str, chance: int | None) -> dict[str, Any]:
        return {
            "what": what,
            "pays_as": "funds",
            "amount": 400_000,
            "often": "once",
            "pays_for": "running",
            "chance": chance,
        }

    found = swings(
        knowledge, grants={"a": grant("Fonds", 25), "b": grant("Gift", None), "c": grant("Zeker", 100)}
    )
    assert list(found) == ["Gift: komt niet of komt wel", "Fonds: komt niet of komt wel"]
    assert (found["Fonds: komt niet of komt wel"].low, found["Fonds: komt niet of komt wel"].high) == (
        -100_000,
        300_000,
    )
    assert (found["Gift: komt niet of komt wel"].low, found["Gift: komt niet of komt wel"].high) == (
        0,
        400_000,
    )


def test_sensitivity_of_day_parts(knowledge: Knowledge) -> None:
    parties = {
        "a": {
            "name": "Koor",
            "kind": "residents",
            "pays_as": "room_hire_incidental",
            "day_parts": "1.5",
            "weeks": 40,
            "price": 3_000,
            "chance": 100,
        },
        "b": {
            "name": "Kapper",
            "kind": "commercial",
            "pays_as": "room_hire_structural",
            "day_parts": 2,
            "weeks": 40,
            "per_year": 500_000,
            "chance": 100,
        },
    }
    found = swings(knowledge, parties=parties)["10 procent minder of meer dagdelen verhuurd"]
    # 60 day-parts at 30 euros, two years.
    assert (found.low, found.high) == (-36_000, 36_000)


def test_sensitivity_is_the_difference_between_two_cases(knowledge: Knowledge) -> None:
    answers = Answers(
        {"money.costs": {"a": cost("Huur", 123_457)}, "money.assumptions": {"": {"index": "2.5"}}}
    )
    higher = answers.with_row("money.assumptions", "", {"index": "3.5"})
    totals = [
        sum(row.result for row in business_case(one, knowledge, today=TODAY).years)
        for one in (answers, higher)
    ]
    (prices,) = (one for one in sensitivity(answers, knowledge, today=TODAY) if "Kosten" in one.name.nl)
    assert prices.high == totals[1] - totals[0]


def test_sensitivity_of_an_empty_case(knowledge: Knowledge) -> None:
    assert sensitivity(Answers(), knowledge, today=TODAY) == ()
