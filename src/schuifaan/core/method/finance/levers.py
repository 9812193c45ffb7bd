"""What people can change step by step to make the budget work out: let more, lower one cost, or add own money."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from schuifaan.core.method.answers import Answers, as_number, is_filled
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.facts import day_parts_a_year
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, PassedOn, Period, Released, Yearly
from schuifaan.core.method.finance.solving import Candidate, Change, Lever, Problem, Years
from schuifaan.core.method.finance.sources import SourceVerdict
from schuifaan.core.method.finance.why import said_cents
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import phrase

OPENING = "money.opening"
PARTIES = "money.parties"
HIRE = ("income.room_hire_structural", "income.room_hire_incidental")
POSSIBLE = frozenset({"met", "unknown"})


def levers_of(
    problem: Problem, case: BusinessCase, verdicts: Mapping[str, SourceVerdict], answers: Answers
) -> tuple[Problem, tuple[Lever, ...]]:
    """The levers, and the problem in which hiring out stands among the sources if it can."""
    levers = (*_costs(case), *_investments(case, verdicts), *_own_money(case))
    source = _hire_source(problem, verdicts, answers)
    hire = _day_parts(answers, case, source) if source else None
    if source is None or hire is None:
        return problem, levers
    if source not in {one.key for one in problem.candidates}:
        empty = Candidate(source, (0,) * case.period.count, open=len(verdicts[source].open))
        problem = replace(problem, candidates=(*problem.candidates, empty))
    return problem, (hire, *levers)


def said_change(change: Change, case: BusinessCase) -> Text:
    if change.lever.kind == "day_part":
        one = change.units == 1
        return phrase(
            "Verhuur {count} {what} per week meer.",
            "Let {count} more {what_en} a week.",
            count=str(change.units),
            what="dagdeel" if one else "dagdelen",
            what_en="day-part" if one else "day-parts",
        )
    amount = said_cents(change.units)
    if change.lever.kind == "own_once":
        return phrase(
            "Leg er aan het begin één keer {amount} bij.", "Add {amount} once, at the start.", amount=amount
        )
    if change.lever.kind == "own":
        return phrase(
            "Leg er elk jaar zelf {amount} bij.", "Add {amount} of your own each year.", amount=amount
        )
    line = next(line for line in case.all_costs if line.key == change.lever.key)
    if isinstance(line.shape, Capital):
        return phrase(
            "Maak ‘{name}’ {amount} goedkoper.",
            "Make “{name}” {amount} cheaper.",
            name=line.name,
            amount=amount,
        )
    return phrase(
        "Verlaag ‘{name}’ met {amount} per jaar.",
        "Lower “{name}” by {amount} a year.",
        name=line.name,
        amount=amount,
    )


def _costs(case: BusinessCase) -> Iterator[Lever]:
    """Each yearly cost; what residents pay through the service costs is left alone: that income falls with it."""
    passed_on = {key for line in case.possible if isinstance(line.shape, PassedOn) for key in line.shape.keys}
    for line in case.costs:
        if isinstance(line.shape, Yearly) and line.shape.cents > 0 and line.key not in passed_on:
            yield _lower(line, line.shape, case.period)


def _investments(case: BusinessCase, verdicts: Mapping[str, SourceVerdict]) -> Iterator[Lever]:
    """Each investment at a lower price; one that a grant may pay for is left alone: the grant falls with it."""
    granted = {
        key
        for line in case.possible
        if isinstance(line.shape, Released)
        and (line.group not in verdicts or verdicts[line.group].state in POSSIBLE)
        for key in line.shape.keys
    }
    for line in case.investments:
        if isinstance(line.shape, Capital) and line.shape.cents > 0 and line.key not in granted:
            yield _lower(line, line.shape, case.period)


def _lower(line: Line, shape: Yearly | Capital, period: Period) -> Lever:
    """One cent is a part of the price as it is now."""
    saved = _lowered(line, shape, period)
    return Lever(line.key, "cost", adds=saved, most=shape.cents, size=Decimal(1) / shape.cents)


def _own_money(case: BusinessCase) -> Iterator[Lever]:
    """The organisation's own money: the same each year, or once at the start; at most everything it costs."""
    yearly = max((row.costs for row in case.years), default=0)
    whole = sum(row.costs for row in case.years)
    later = (0,) * (case.period.count - 1)
    if whole > 0:
        yield Lever(
            key="own",
            kind="own",
            adds=lambda cents: (cents,) * case.period.count,
            most=yearly,
            size=Decimal(1) / yearly,
        )
        yield Lever(
            key="own_once",
            kind="own_once",
            adds=lambda cents: (cents, *later),
            most=whole,
            size=Decimal(1) / whole,
        )


def _lowered(line: Line, shape: Yearly | Capital, period: Period) -> Callable[[int], Years]:
    """What is saved each year, to the cent, when so many cents go off the price."""

    def saved(cents: int) -> Years:
        left = replace(shape, cents=shape.cents - cents).over(period)
        return tuple(now - then for now, then in zip(line.years, left, strict=True))

    return saved


def _hire_source(problem: Problem, verdicts: Mapping[str, SourceVerdict], answers: Answers) -> str | None:
    """Under which income one more renter falls; a source that people do not want is not proposed."""
    keys = {one.key for one in problem.candidates}
    there = (source for source in HIRE if source in keys)
    possible = (
        source
        for source in HIRE
        if source in verdicts
        and verdicts[source].state in POSSIBLE
        and answers.text("money.sources", "use", source) != "not"
    )
    return next(there, None) or next(possible, None)


def _day_parts(answers: Answers, case: BusinessCase, source: str) -> Lever | None:
    """One more day-part a week, every week that the place is open, as long as there is room."""
    opening = answers.one(OPENING)
    weeks, capacity = int(as_number(opening.get("weeks"))), case.break_even.capacity
    if not weeks or not capacity or not is_filled(opening.get("tariff")):
        return None
    earned = int(as_number(opening.get("tariff"))) - int(as_number(opening.get("variable_cost")))
    booked = day_parts_a_year(answers.rows(PARTIES).values())
    free = int((capacity - booked) // weeks)
    if earned <= 0 or free <= 0:
        return None
    index = as_number(answers.value("money.assumptions", "income_index"))

    def more(units: int) -> Years:
        return Yearly(earned * weeks * units, index).over(case.period)

    size = Decimal(weeks) / capacity
    return Lever(key="day_parts", kind="day_part", adds=more, most=free, size=size, to=source)
