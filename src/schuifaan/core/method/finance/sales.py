"""Income from coffee and activities: what comes in less what it costs; below zero when it costs more."""

from collections.abc import Iterator
from decimal import Decimal

from schuifaan.core.method.answers import Row
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.finance.income_parts import NoAmount, Plan, cents, given, number
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Yearly
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Reason, Ref, phrase

SALES = Ref("money.sales")
OPENING = Ref("money.opening")
DRINKS, ACTIVITIES = "income.drinks", "income.activities"
HUNDRED = Decimal(100)

_CUPS = Text(nl="Kopjes per week", en="Cups a week")
_WEEKS = Text(nl="Weken per jaar", en="Weeks a year")


def sales(plan: Plan) -> Iterator[Line | NoAmount]:
    """A line for drinks and one for activities, each net: a loss is an amount below zero and counts as such."""
    row = plan.answers.one(SALES.question)
    made = _drinks(row, plan)
    if isinstance(made, Reason):
        yield NoAmount(DRINKS, made)
    elif made is not None:
        yield plan.line(DRINKS, Yearly(made.cents, plan.index), made, ref=SALES)
    proceeds = cents(row, "activities")
    if proceeds is not None:
        name = plan.name(ACTIVITIES, Text(nl="Activiteiten", en="Activities"))
        gross = Text(nl="Wat mensen samen betalen", en="What people together pay")
        amount = _net(
            name, Amount(proceeds, gross, gross, inputs=(given(gross, proceeds, "eur", SALES),)), _spent(row)
        )
        yield plan.line(ACTIVITIES, Yearly(amount.cents, plan.index), amount, ref=SALES)


def _spent(row: Row) -> Amount | None:
    cost = cents(row, "activities_cost")
    name = Text(nl="Kosten van activiteiten", en="Costs of activities")
    return Amount(cost, name, name, inputs=(given(name, cost, "eur", SALES),)) if cost is not None else None


def _net(name: Text, gross: Amount, spent: Amount | None) -> Amount:
    if spent is None:
        formula = phrase("{gross}", "{gross}", gross=gross.name)
        return Amount(gross.cents, name, formula, inputs=(gross,))
    return Amount(
        gross.cents - spent.cents,
        name,
        phrase("{gross} − {spent}.", "{gross} − {spent}.", gross=gross.name, spent=spent.name),
        inputs=(gross, spent),
    )


def _drinks(row: Row, plan: Plan) -> Amount | Reason | None:
    """Cups a week over the year, part of them on a strip card. Without weeks of its own: those the place is open."""
    cups = number(row, "cups")
    if cups is None:
        return None
    weeks, weeks_ref = number(row, "weeks"), SALES
    if weeks is None:
        weeks, weeks_ref = number(plan.answers.one(OPENING.question), "weeks"), OPENING
    share = _card_share(row)
    if weeks is None or share is None:
        return Reason(
            Text(
                nl="Vul bij koffie en thee de weken en de prijs in, en welk deel met een strippenkaart gaat.",
                en="With coffee and tea, fill in the weeks, the price, and which part goes by strip card.",
            ),
            (SALES,),
        )
    year = (given(_CUPS, cups, "cups", SALES), given(_WEEKS, weeks, "weeks", weeks_ref))
    parts = tuple(_sold(row, cups * weeks, share, year))
    gross = Amount(
        sum(part.cents for part in parts),
        Text(nl="Verkoop van koffie en thee", en="Sales of coffee and tea"),
        Text(nl="Losse kopjes + strippenkaarten.", en="Single cups + strip cards."),
        inputs=parts,
    )
    cost = cents(row, "cup_cost")
    name = plan.name(DRINKS, Text(nl="Koffie en thee", en="Coffee and tea"))
    return _net(name, gross, _bought(cups * weeks, cost, year) if cost is not None else None)


def _card_share(row: Row) -> Decimal | None:
    """Percent of the cups on a card. With one kind of price only, all cups go that way; None: not to be known."""
    share = number(row, "card_share")
    has_card = cents(row, "card_price") is not None and number(row, "card_cups") is not None
    has_single = cents(row, "cup_price") is not None
    if share is None:
        if has_card == has_single:
            return None
        return HUNDRED if has_card else Decimal(0)
    if (share > 0 and not has_card) or (share < HUNDRED and not has_single):
        return None
    return share


def _sold(row: Row, cups: Decimal, share: Decimal, year: tuple[Input, ...]) -> Iterator[Amount]:
    if share < HUNDRED:
        yield _single(cups, HUNDRED - share, cents(row, "cup_price") or 0, year)
    if share > 0:
        on_card = number(row, "card_cups") or Decimal(1)
        yield _on_cards(cups, share, cents(row, "card_price") or 0, on_card, year)


def _single(cups: Decimal, share: Decimal, price: int, year: tuple[Input, ...]) -> Amount:
    without_card = Text(nl="Deel zonder kaart", en="Part without a card")
    return Amount(
        rounded(cups * share * price / HUNDRED),
        Text(nl="Losse kopjes", en="Single cups"),
        phrase(
            "Kopjes per week × weken × deel zonder kaart × prijs van een kopje.",
            "Cups a week × weeks × part without a card × price of a cup.",
        ),
        inputs=(
            *year,
            given(without_card, share, "percent", SALES),
            given(Text(nl="Prijs van een los kopje", en="Price of a single cup"), price, "eur", SALES),
        ),
    )


def _on_cards(cups: Decimal, share: Decimal, price: int, on_card: Decimal, year: tuple[Input, ...]) -> Amount:
    with_card = Text(nl="Deel met een strippenkaart", en="Part with a strip card")
    cups_on_card = Text(nl="Kopjes op een strippenkaart", en="Cups on a strip card")
    return Amount(
        rounded(cups * share * price / (HUNDRED * on_card)),
        Text(nl="Strippenkaarten", en="Strip cards"),
        phrase(
            "Kopjes per week × weken × deel met kaart × prijs van een kaart ÷ kopjes op een kaart.",
            "Cups a week × weeks × part with a card × price of a card ÷ cups on a card.",
        ),
        inputs=(
            *year,
            given(with_card, share, "percent", SALES),
            given(Text(nl="Prijs van een strippenkaart", en="Price of a strip card"), price, "eur", SALES),
            given(cups_on_card, on_card, "cups", SALES),
        ),
    )


def _bought(cups: Decimal, cost: int, year: tuple[Input, ...]) -> Amount:
    return Amount(
        rounded(cups * cost),
        Text(nl="Inkoop van koffie en thee", en="Purchase of coffee and tea"),
        Text(nl="Kopjes per week × weken × kosten per kopje.", en="Cups a week × weeks × cost per cup."),
        inputs=(*year, given(Text(nl="Kosten per kopje", en="Cost per cup"), cost, "eur", SALES)),
    )
