"""Income that tenants pay each month: more rent by points, service costs, a service agreement."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from schuifaan.core.method.answers import as_number
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.finance.income_parts import NoAmount, Plan, cents, given, number
from schuifaan.core.method.finance.laws import rent_table
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.points import (
    HOMES,
    ROOMS,
    Points,
    shared_points,
    shared_rooms,
    why_no_points,
)
from schuifaan.core.method.finance.rent_effect import MONTHS, RENT, RentEffect, rent_effect
from schuifaan.core.method.finance.service_costs import per_home_month, service_cost_refused
from schuifaan.core.method.finance.shapes import PassedOn, Reletting, Yearly
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Reason, Ref, phrase

POINTS, SERVICE_COSTS, AGREEMENT = "income.rent_points", "income.service_costs", "income.service_agreement"
COSTS = "money.costs"
HUNDRED = Decimal(100)


def tenants_points(plan: Plan) -> Points | None:
    """The points a home gets for the shared rooms, when that is known."""
    return shared_points(
        shared_rooms(plan.answers),
        plan.whole_number("addresses"),
        care_homes=plan.situation.get("care_homes") is True,
        knowledge=plan.knowledge,
        on=plan.today,
    )


def tenants_effect(plan: Plan) -> RentEffect | Reason:
    """What the points do to the rent of a home, or what is missing to say so."""
    points = tenants_points(plan)
    if points is None:
        reason = why_no_points(
            shared_rooms(plan.answers),
            plan.whole_number("addresses"),
            care_homes=plan.situation.get("care_homes") is True,
            knowledge=plan.knowledge,
            on=plan.today,
        )
        return reason or Reason(_NO_POINTS, (Ref(ROOMS),))
    row = plan.answers.one(RENT.question)
    now, table = number(row, "points"), rent_table(plan.knowledge, on=plan.today)
    if now is None:
        return Reason(_NO_POINTS, (RENT,))
    year = str(plan.today.year)
    if table is None:
        return Reason(
            phrase(
                "We kennen de hoogste huren van {year} nog niet.",
                "We do not know the highest rents of {year} yet.",
                year=year,
            )
        )
    effect = rent_effect(now, points, rent_now=cents(row, "rent"), cap=cents(row, "cap"), table=table)
    return effect or Reason(
        phrase(
            "In de tabel van {year} staat geen hoogste huur bij deze punten.",
            "The table of {year} has no highest rent for these points.",
            year=year,
        ),
        (RENT,),
    )


_NO_POINTS = Text(
    nl="Vul in hoeveel punten een woning nu heeft, zonder deze ruimte.",
    en="Fill in how many points a home has now, without this room.",
)


def rent_points(plan: Plan) -> Iterator[Line | NoAmount]:
    """Home by home, as each gets a new tenant; a new building is let anew as a whole."""
    effect = tenants_effect(plan)
    homes = plan.whole_number("addresses")
    turnover = number(plan.answers.one(RENT.question), "turnover")
    at_once = plan.situation.get("building") == "new"
    if isinstance(effect, Reason):
        yield NoAmount(POINTS, effect)
        return
    if homes is None or (turnover is None and not at_once):
        yield NoAmount(POINTS, _missing_homes() if homes is None else _MISSING_TURNOVER)
        return
    pace = Input(_TURNOVER, turnover or Decimal(0), "percent", ref=RENT)
    amount = effect.yearly(
        homes,
        ref=HOMES,
        name=plan.name(POINTS, Text(nl="Huur door punten", en="Rent by points")),
        about=POINTS,
    )
    yield plan.line(
        POINTS,
        Reletting(amount.cents, turnover or Decimal(0), at_once, plan.index),
        amount if at_once else replace(amount, inputs=(*amount.inputs, pace)),
        ref=RENT,
    )


_TURNOVER = Text(nl="Woningen met een nieuwe huurder per jaar", en="Homes with a new tenant each year")
_MISSING_TURNOVER = Reason(
    Text(
        nl="Vul in welk deel van de woningen elk jaar een nieuwe huurder krijgt: pas dan gaat de huur omhoog.",
        en="Fill in which share of the homes gets a new tenant each year: only then does the rent go up.",
    ),
    (RENT,),
)


def _missing_homes() -> Reason:
    return Reason(
        Text(nl="Vul in om hoeveel woningen het gaat.", en="Fill in how many homes it is about."), (HOMES,)
    )


def service_costs(plan: Plan) -> Iterator[Line | NoAmount]:
    """The running costs that tenants pay together, with what administration adds; what stays with the owner is said."""
    passed: list[tuple[Line, Yearly]] = []
    for line in plan.costs:
        row_key = line.ref.item if line.ref is not None else line.key.removeprefix("cost:")
        row = plan.answers.one(COSTS, row_key)
        if row.get("in_service_costs") != "yes" or not isinstance(line.shape, Yearly):
            continue
        refused = service_cost_refused(row)
        if refused is None:
            passed.append((line, line.shape))
        else:
            words = phrase("“{name}”: {why}", "“{name}”: {why}", name=line.name, why=refused)
            yield NoAmount(SERVICE_COSTS, Reason(words, (Ref(COSTS, row_key),)))
    if not passed:
        return
    percent = as_number(plan.answers.value(RENT.question, "admin_percent"))
    shape = PassedOn(tuple(cost for _, cost in passed), percent, tuple(line.key for line, _ in passed))
    yield plan.line(SERVICE_COSTS, shape, _passed_on(plan, passed, percent), ref=Ref(COSTS))


def _passed_on(plan: Plan, passed: list[tuple[Line, Yearly]], percent: Decimal) -> Amount:
    together = sum(cost.cents for _, cost in passed)
    added = (
        (Input(Text(nl="Administratie", en="Administration"), percent, "percent", ref=RENT),)
        if percent
        else ()
    )
    whole = Amount(
        rounded(together * (HUNDRED + percent) / HUNDRED),
        plan.name(SERVICE_COSTS, Text(nl="Servicekosten", en="Service costs")),
        phrase("De kosten samen + administratie.", "The costs together + administration.")
        if percent
        else phrase("De kosten samen.", "The costs together."),
        inputs=(*(line.amount for line, _ in passed), *added),
    )
    homes = plan.whole_number("addresses")
    if not homes:
        return whole
    month = per_home_month(whole, homes)
    # It stands within the year it is a part of, which need not stand in it once more.
    month = replace(month, inputs=tuple(one for one in month.inputs if one != whole))
    return replace(whole, inputs=(*whole.inputs, month))


def service_agreement(plan: Plan) -> Iterator[Line | NoAmount]:
    """A fixed amount a month from every home."""
    month = cents(plan.answers.one(RENT.question), "agreement_month")
    homes = plan.whole_number("dwellings")
    if month is None:
        return
    if homes is None:
        yield NoAmount(AGREEMENT, _missing_homes())
        return
    amount = Amount(
        month * MONTHS * homes,
        plan.name(AGREEMENT, Text(nl="Overeenkomst voor diensten", en="Service agreement")),
        Text(nl="Bedrag per woning per maand × 12 × woningen.", en="Amount per home a month × 12 × homes."),
        inputs=(
            given(Text(nl="Bedrag per woning per maand", en="Amount per home a month"), month, "eur", RENT),
            Input(Text(nl="Maanden", en="Months"), Decimal(MONTHS), "month", origin="default"),
            given(Text(nl="Woningen", en="Homes"), Decimal(homes), "homes", HOMES),
        ),
    )
    yield plan.line(AGREEMENT, Yearly(amount.cents, plan.index), amount, ref=RENT)
