"""Answers about money in a few words, and the lines of income that follow from them."""

from datetime import date
from typing import Any

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.costs import cost_lines, investment_lines
from schuifaan.core.method.finance.facts import situation_of
from schuifaan.core.method.finance.income_parts import Plan
from schuifaan.core.method.finance.incomes import Incomes, incomes_of
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Period
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.finance.figures_for_tests import TODAY, knowing

KNOWN = knowing()
PERIOD = Period(2027, 5)
Said = dict[str, Any]
Plain = dict[str, dict[str, Said]]


def one(**questions: Said) -> Plain:
    """Single answers, by the last word of their question."""
    return {f"money.{name}": {"": row} for name, row in questions.items()}


def rows(question: str, *listed: Said) -> Plain:
    return {f"money.{question}": {f"r{number}": row for number, row in enumerate(listed, 1)}}


def plan(*said: Plain, known: Knowledge = KNOWN, today: date = TODAY) -> Plan:
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


def incomes(*said: Plain, known: Knowledge = KNOWN, today: date = TODAY) -> Incomes:
    return incomes_of(plan(*said, known=known, today=today))


def line(group: str, made: Incomes) -> Line:
    found = [one for one in made.lines if one.group == group]
    assert len(found) == 1, [one.key for one in made.lines]
    return found[0]


def why(group: str, made: Incomes) -> list[str]:
    return [one.reason.text.en for one in made.without_amount if one.source == group]


def of_type(code: str) -> Plain:
    return {"type.choice": {"": {"type": f"place_type.{code}"}}}


CARE = {"name": "Zorg Thuis", "kind": "care_welfare", "pays_as": "day_care_wlz"}
ROOM = {"room": {"gross_m2": "90"}, "homes": {"dwellings": 40}}
BUILD = rows(
    "investment",
    {"what": "Bouw", "group": "building", "amount": 20_000_000, "lifetime": 40},
    {"what": "Lift", "group": "installations", "amount": 6_000_000, "lifetime": 20},
    {"what": "Stoelen", "group": "furnishing", "amount": 1_800_000, "lifetime": 8},
    {"what": "Grond", "group": "land", "amount": 5_000_000},
)
GRANT = {"what": "Fonds Buurt", "pays_as": "funds", "amount": 900_000}
HOMES = {"homes": {"dwellings": 40}}
SHARED = rows(
    "shared_rooms", {"name": "Keuken", "kind": "kitchen", "m2": "80", "heated": "yes", "counter_cm": 200}
)
ENERGY = {"what": "Energie", "kind": "energy", "amount": 300_000, "in_service_costs": "yes"}
