"""Income from renters: a fixed amount a year, or day-parts at a price."""

from collections.abc import Iterator
from decimal import Decimal

from schuifaan.core.method.answers import Row
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.finance.income_parts import NoAmount, Plan, called, cents, given, number, year
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Yearly
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Reason, Ref, phrase

PARTIES = "money.parties"
OPENING = Ref("money.opening")
RENTER = Text(nl="Huurder", en="Renter")


def lettings(plan: Plan) -> Iterator[Line | NoAmount]:
    """A line for each renter; nobody put a chance to it: the line says so (None)."""
    for key, row in plan.answers.rows(PARTIES).items():
        if not row.get("pays_as"):
            continue
        group, ref = f"income.{row['pays_as']}", Ref(PARTIES, key)
        name = called(row, "name", RENTER)
        made = _amount(row, plan, name, ref)
        if isinstance(made, Reason):
            yield NoAmount(group, made)
            continue
        chance = number(row, "chance")
        shape = Yearly(made.cents, plan.index, year(row, "first_year"), year(row, "last_year"))
        yield plan.line(
            group,
            shape,
            made,
            row=key,
            chance=int(chance) if chance is not None else None,
            party=name.nl,
            ref=ref,
        )


def _amount(row: Row, plan: Plan, name: Text, ref: Ref) -> Amount | Reason:
    """A fixed amount goes before day-parts. Without a price of its own a renter pays the usual tariff."""
    fixed = cents(row, "per_year")
    if fixed is not None:
        words = Text(nl="Vast bedrag per jaar", en="Fixed amount a year")
        return Amount(fixed, name, words, inputs=(given(words, fixed, "eur", ref),))
    price, price_ref = cents(row, "price"), ref
    if price is None:
        price, price_ref = cents(plan.answers.one(OPENING.question), "tariff"), OPENING
    day_parts, weeks = number(row, "day_parts"), number(row, "weeks")
    if price is None or day_parts is None or weeks is None:
        return Reason(
            phrase(
                "Van “{name}” weten we nog niet wat het oplevert. Vul dagdelen, weken en een prijs in, of een vast "
                "bedrag.",
                "We do not know yet what “{name}” brings in. Fill in day-parts, weeks and a price, or a fixed amount.",
                name=name,
            ),
            (ref, OPENING) if price is None else (ref,),
        )
    return Amount(
        rounded(Decimal(price) * day_parts * weeks),
        name,
        phrase(
            "Dagdelen per week × weken per jaar × huur per dagdeel.",
            "Day-parts a week × weeks a year × rent per day-part.",
        ),
        inputs=(
            given(Text(nl="Dagdelen per week", en="Day-parts a week"), day_parts, "day_parts", ref),
            given(Text(nl="Weken per jaar", en="Weeks a year"), weeks, "weeks", ref),
            _price(price, price_ref),
        ),
    )


def _price(price: int, ref: Ref) -> Input:
    name = (
        Text(nl="Gewone huur per dagdeel", en="Usual rent per day-part")
        if ref == OPENING
        else Text(nl="Huur per dagdeel", en="Rent per day-part")
    )
    return given(name, price, "eur", ref)
