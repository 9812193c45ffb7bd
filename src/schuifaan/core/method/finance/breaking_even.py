"""How many day-parts must be let, and at which rent, before the place pays for itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.finance.facts import counted_on, day_parts_a_year
from schuifaan.core.method.finance.income_parts import called
from schuifaan.core.method.finance.lettings import RENTER
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.totals import costs_of_first_year, first_year
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref, phrase

OPENING = "money.opening"
PARTIES = "money.parties"
POINTS = 20
TENTH = Decimal("0.1")

FIXED_INCOME = Text(
    nl="Wat er in het eerste jaar binnenkomt zonder verhuur per dagdeel",
    en="What comes in during the first year without letting by the day-part",
)
ALL_FIXED_INCOME = Text(
    nl="Alle inkomsten van het eerste jaar samen, zonder verhuur per dagdeel.",
    en="All income of the first year together, without letting by the day-part.",
)
DAY_PARTS = "{name}: dagdelen per week", "{name}: day-parts a week"
WEEKS = "{name}: weken per jaar", "{name}: weeks a year"
RENT = Text(nl="Huur per dagdeel waarmee je uitkomt", en="Rent per day-part at which you break even")
RENT_FORMULA = Text(
    nl="(De kosten − wat er zonder verhuur binnenkomt) ÷ de dagdelen per jaar van alle huurders samen, naar boven "
    "afgerond.",
    en="(The costs − what comes in without letting) ÷ the day-parts a year of all renters together, rounded up.",
)
RENT_FORMULA_ALONE = Text(
    nl="De kosten ÷ de dagdelen per jaar van alle huurders samen, naar boven afgerond.",
    en="The costs ÷ the day-parts a year of all renters together, rounded up.",
)


@dataclass(frozen=True)
class BreakEven:
    """In the first year. None where an answer is missing, or where no number of day-parts would do.

    `capacity`, `booked` and `needed` are day-parts a year; `occupancy` and `needed_occupancy` percent, one decimal.
    `booked` and `needed` are those paid by the day-part: who pays a fixed amount a year is in neither.
    """

    capacity: int | None = None
    booked: Decimal = Decimal(0)
    occupancy: Decimal | None = None
    needed: int | None = None
    needed_occupancy: Decimal | None = None
    rent: Amount | None = None  # per day-part, at what is booked now
    points: tuple[tuple[int, int], ...] = ()  # the curve: day-parts a year, result in cents


def break_even(answers: Answers, costs: tuple[Line, ...], income: tuple[Line, ...]) -> BreakEven:
    """Needed = what is let now + ceil(the shortage of now / (tariff - what one more day-part costs)).

    The costs that people filled in go with what is let now, so the line runs through the result of the first year.
    With nothing let yet this is ceil((costs - income) / (tariff - variable costs)).
    """
    hiring = _hiring(answers, income)
    hires = {f"income.{row['pays_as']}:{key}" for key, row in hiring.items()}
    fixed_costs = costs_of_first_year(costs)
    fixed_income = first_year(
        (line for line in income if line.key not in hires), FIXED_INCOME, ALL_FIXED_INCOME
    )
    opening = answers.one(OPENING)
    capacity = _capacity(opening)
    booked = day_parts_a_year(hiring.values())
    tariff = int(as_number(opening["tariff"])) if is_filled(opening.get("tariff")) else None
    variable = int(as_number(opening.get("variable_cost")))
    hired = sum(line.in_scenario("expected")[0] for line in income if line.key in hires)
    short = fixed_costs.cents - fixed_income.cents - hired
    needed = _needed(booked, short, tariff, variable) if costs else None
    return BreakEven(
        capacity=capacity,
        booked=booked,
        occupancy=_percent(booked, capacity),
        needed=needed,
        needed_occupancy=None if needed is None else _percent(Decimal(needed), capacity),
        rent=_rent(fixed_costs, fixed_income, hiring) if booked and costs else None,
        points=_curve(capacity, tariff - variable, booked, short) if capacity and tariff is not None else (),
    )


def _hiring(answers: Answers, income: tuple[Line, ...]) -> dict[str, Row]:
    """Who is counted on and pays by the day-part in the first year."""
    counted = counted_on(answers)
    later = {line.key for line in income if any(line.years) and not line.years[0]}
    return {
        key: row
        for key, row in answers.rows(PARTIES).items()
        if not is_filled(row.get("per_year"))
        and f"income.{row.get('pays_as')}" in counted
        and f"income.{row.get('pays_as')}:{key}" not in later
        and day_parts_a_year([row])
    }


def _capacity(opening: Row) -> int | None:
    """Day-parts a year that there are; a place has one room unless people say otherwise."""
    rooms = as_number(opening.get("rooms")) or Decimal(1)
    return int(rooms * as_number(opening.get("day_parts")) * as_number(opening.get("weeks"))) or None


def _needed(booked: Decimal, short: int, tariff: int | None, variable: int) -> int | None:
    if tariff is None or tariff <= variable:
        return int(booked.to_integral_value(rounding=ROUND_CEILING)) if short <= 0 else None
    needed = booked + Decimal(short) / (tariff - variable)
    return max(0, int(needed.to_integral_value(rounding=ROUND_CEILING)))


def _percent(part: Decimal, capacity: int | None) -> Decimal | None:
    return (part * 100 / capacity).quantize(TENTH, rounding=ROUND_HALF_UP) if capacity else None


def _rent(costs: Amount, income: Amount, hiring: dict[str, Row]) -> Amount:
    """Rounded up, or a cent would be missing; never below nothing."""
    booked = day_parts_a_year(hiring.values())
    cents = (costs.cents - income.cents) / booked
    return Amount(
        max(0, int(cents.to_integral_value(rounding=ROUND_CEILING))),
        RENT,
        RENT_FORMULA if income.inputs else RENT_FORMULA_ALONE,
        per="day_part",
        inputs=(
            costs,
            *((income,) if income.inputs else ()),
            *(one for key, row in hiring.items() for one in _booked(key, row)),
        ),
    )


def _booked(key: str, row: Row) -> Iterator[Input]:
    name, ref = called(row, "name", RENTER), Ref(PARTIES, key)
    yield Input(phrase(*DAY_PARTS, name=name), as_number(row.get("day_parts")), "day_parts", ref=ref)
    yield Input(phrase(*WEEKS, name=name), as_number(row.get("weeks")), "weeks", ref=ref)


def _curve(capacity: int, earned: int, booked: Decimal, short: int) -> tuple[tuple[int, int], ...]:
    """From an empty place to a full one; a place with few day-parts has few points."""
    steps = sorted({capacity * step // POINTS for step in range(POINTS + 1)})
    return tuple((day_parts, rounded((day_parts - booked) * earned) - short) for day_parts in steps)
