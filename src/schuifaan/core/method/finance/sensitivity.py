"""What if an assumption is off: by how much the result of all years together changes, one answer at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.finance.amounts import share_of
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.facts import Local
from schuifaan.core.method.finance.lines import CERTAIN
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.reasons import Ref, phrase

ASSUMPTIONS = "money.assumptions"
INVESTMENT = "money.investment"
PARTIES = "money.parties"
CHANCES = (PARTIES, "money.grants")
POINT = Decimal(1)
TENTH = Decimal(10)  # percent
LARGEST = 5


@dataclass(frozen=True)
class Swing:
    """One assumption lower and higher: how many cents the result of all years together goes up or down.

    `low` is with the assumption at its lower end (prices rise a point less, a grant does not come), `high` at its
    upper end.
    """

    name: Text
    low: int
    high: int
    ref: Ref

    @property
    def width(self) -> int:
        return max(abs(self.low), abs(self.high))


@dataclass(frozen=True)
class _Trial:
    """An assumption and the answers as they would be with it lower and higher."""

    name: Text
    ref: Ref
    low: Answers
    high: Answers


def sensitivity(
    answers: Answers, knowledge: Knowledge, *, today: date, local: Local | None = None
) -> tuple[Swing, ...]:
    """The assumptions that the expected result hangs on, the one that matters most first."""

    def total(changed: Answers) -> int:
        return _total(business_case(changed, knowledge, today=today, local=local))

    now = business_case(answers, knowledge, today=today, local=local)
    before = _total(now)
    swings = (
        Swing(trial.name, total(trial.low) - before, total(trial.high) - before, trial.ref)
        for trial in _trials(answers, now)
    )
    return tuple(sorted((one for one in swings if one.width), key=lambda one: -one.width))


def _total(case: BusinessCase) -> int:
    return sum(row.result for row in case.years)


def _trials(answers: Answers, now: BusinessCase) -> Iterator[_Trial]:
    yield from _prices(answers)
    yield from _interest(answers)
    yield from _costs(answers, now)
    yield from _hire(answers)
    yield from _chances(answers)


def _prices(answers: Answers) -> Iterator[_Trial]:
    row = answers.one(ASSUMPTIONS)
    for field, name in (
        ("index", Text(nl="Kosten stijgen 1 punt minder of meer", en="Costs rise by 1 point less or more")),
        (
            "income_index",
            Text(
                nl="Huur en prijzen stijgen 1 punt minder of meer",
                en="Rents and prices rise by 1 point less or more",
            ),
        ),
    ):
        lower, higher = _a_point_around(row.get(field))
        yield _Trial(
            name,
            Ref(ASSUMPTIONS),
            answers.with_row(ASSUMPTIONS, "", {**row, field: lower}),
            answers.with_row(ASSUMPTIONS, "", {**row, field: higher}),
        )


def _interest(answers: Answers) -> Iterator[_Trial]:
    """The interest of everything that is spread over years."""
    low = high = answers
    for key, row in answers.rows(INVESTMENT).items():
        if is_filled(row.get("lifetime")):
            lower, higher = _a_point_around(row.get("interest"))
            low = low.with_row(INVESTMENT, key, {**row, "interest": lower})
            high = high.with_row(INVESTMENT, key, {**row, "interest": higher})
    name = Text(nl="De rente is 1 punt lager of hoger", en="The interest is 1 point lower or higher")
    yield _Trial(name, Ref(INVESTMENT), low, high)


def _a_point_around(percent: object) -> tuple[str, str]:
    """A point less, but not below nothing, and a point more."""
    value = as_number(percent)
    return str(max(Decimal(0), value - POINT)), str(value + POINT)


def _costs(answers: Answers, now: BusinessCase) -> Iterator[_Trial]:
    largest = sorted(now.all_costs, key=lambda line: -sum(line.in_scenario("expected")))[:LARGEST]
    for line in largest:
        if line.ref is None:
            continue
        row = answers.one(line.ref.question, line.ref.item)
        tenth = share_of(int(as_number(row.get("amount"))), TENTH)
        amount = int(as_number(row.get("amount")))
        yield _Trial(
            phrase("{name}: 10 procent minder of meer", "{name}: 10 percent less or more", name=line.name),
            line.ref,
            answers.with_row(line.ref.question, line.ref.item, {**row, "amount": amount - tenth}),
            answers.with_row(line.ref.question, line.ref.item, {**row, "amount": amount + tenth}),
        )


def _hire(answers: Answers) -> Iterator[_Trial]:
    """All day-parts that are paid by the day-part."""
    low = high = answers
    for key, row in answers.rows(PARTIES).items():
        if is_filled(row.get("day_parts")) and not is_filled(row.get("per_year")):
            day_parts = as_number(row["day_parts"])
            low = low.with_row(PARTIES, key, {**row, "day_parts": str(day_parts * (100 - TENTH) / 100)})
            high = high.with_row(PARTIES, key, {**row, "day_parts": str(day_parts * (100 + TENTH) / 100)})
    name = Text(nl="10 procent minder of meer dagdelen verhuurd", en="10 percent fewer or more day-parts let")
    yield _Trial(name, Ref(PARTIES), low, high)


def _chances(answers: Answers) -> Iterator[_Trial]:
    """Each thing that is not certain: it does not come, or it does."""
    for question in CHANCES:
        for key, row in answers.rows(question).items():
            if is_filled(row.get("chance")) and int(as_number(row["chance"])) >= CERTAIN:
                continue
            yield _Trial(
                phrase(
                    "{name}: komt niet of komt wel", "{name}: does not come or does come", name=_name(row)
                ),
                Ref(question, key),
                answers.with_row(question, key, {**row, "chance": 0}),
                answers.with_row(question, key, {**row, "chance": CERTAIN}),
            )


def _name(row: Row) -> str:
    named: Any = row.get("what") or row.get("name") or "?"
    return str(named)
