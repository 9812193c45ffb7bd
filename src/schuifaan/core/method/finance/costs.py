"""The lines of cost: what is paid once and spread over the years, and what is paid every year."""

from decimal import Decimal

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, Period, Yearly
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref

INVESTMENT = "money.investment"
COSTS = "money.costs"
ROOM = "money.room"
ASSUMPTIONS = "money.assumptions"
MONTHS_IN_YEAR = Decimal(12)
WEEKS_IN_YEAR = Decimal(52)

NAMELESS = Text(nl="Kosten", en="Cost")
AMOUNT = Text(nl="Het bedrag", en="The amount")
INDEX = Text(nl="Stijgt elk jaar met", en="Rises each year by")
USABLE = Text(nl="De oppervlakte die je kunt gebruiken", en="The floor area you can use")
GROSS = Text(nl="De bruto oppervlakte", en="The gross floor area")
HOURS = Text(nl="Uren per week", en="Hours a week")
MONTHS = Text(nl="Maanden in een jaar", en="Months in a year")
WEEKS = Text(nl="Weken in een jaar", en="Weeks in a year")
LIFETIME = Text(nl="Jaren dat het meegaat", en="Years it lasts")
INTEREST = Text(nl="Rente per jaar", en="Interest a year")

FORMULAS = {
    "year": Text(nl="Het bedrag per jaar.", en="The amount a year."),
    "month": Text(nl="Het bedrag per maand × 12 maanden.", en="The amount a month × 12 months."),
    "week": Text(nl="Het bedrag per week × 52 weken.", en="The amount a week × 52 weeks."),
    "m2": Text(nl="Het bedrag per m² × het aantal m².", en="The amount per m² × the number of m²."),
    "hour": Text(
        nl="Het bedrag per uur × de uren per week × 52 weken.",
        en="The amount an hour × the hours a week × 52 weeks.",
    ),
}
NO_AREA = Text(
    nl="Dit telt nog niet mee. Vul in hoeveel vierkante meter de ruimte is.",
    en="This does not count yet. Fill in how many square metres the room is.",
)
NO_HOURS = Text(
    nl="Dit telt nog niet mee. Vul in hoeveel uren per week het zijn.",
    en="This does not count yet. Fill in how many hours a week it is.",
)
AT_ONCE = Text(
    nl="Het hele bedrag, in het eerste jaar: er staat niet bij hoe lang het meegaat.",
    en="The whole amount, in the first year: it is not said how long it lasts.",
)
SPREAD = Text(nl="Het bedrag ÷ de jaren dat het meegaat.", en="The amount ÷ the years it lasts.")
SPREAD_WITH_INTEREST = Text(
    nl="Het bedrag ÷ de jaren dat het meegaat, plus de rente over wat er nog openstaat.",
    en="The amount ÷ the years it lasts, plus the interest on what is still open.",
)
ANNUITY = Text(
    nl="Elk jaar hetzelfde: het bedrag × rente ÷ (1 − (1 + rente) tot de macht min het aantal jaren).",
    en="The same each year: the amount × interest ÷ (1 − (1 + interest) to the power of minus the years).",
)


def investment_lines(answers: Answers, period: Period) -> tuple[Line, ...]:
    """One line for each row of `money.investment`, its shape a `Capital`."""
    return tuple(_investment(answers, key, row, period) for key, row in answers.rows(INVESTMENT).items())


def cost_lines(answers: Answers, period: Period) -> tuple[Line, ...]:
    """One line for each row of `money.costs`, its shape a `Yearly`."""
    return tuple(_cost(answers, key, row, period) for key, row in answers.rows(COSTS).items())


def _investment(answers: Answers, key: str, row: Row, period: Period) -> Line:
    ref = Ref(INVESTMENT, key)
    shape = Capital(
        cents=int(as_number(row.get("amount"))),
        lifetime=int(as_number(row.get("lifetime"))) or None,
        interest=as_number(row.get("interest")),
        annuity=row.get("method") == "annuity",
        replace=row.get("replace") == "yes",
        index=as_number(answers.value(ASSUMPTIONS, "index")),
    )
    years = shape.over(period)
    return Line(
        key=f"investment:{key}",
        name=_name(row),
        side="cost",
        group=str(row.get("group") or "other"),
        shape=shape,
        years=years,
        amount=_of_capital(shape, ref, _name(row), first=years[0], year=period.first),
        ref=ref,
    )


def _of_capital(shape: Capital, ref: Ref, name: Text, *, first: int, year: int) -> Amount:
    """What the investment costs in its first year, and why."""
    price = Input(AMOUNT, shape.cents, "eur", ref=ref)
    if shape.lifetime is None:
        return Amount(first, name, AT_ONCE, per="once", year=year, inputs=(price,))
    inputs: tuple[Input | Amount, ...] = (price, Input(LIFETIME, shape.lifetime, "years", ref=ref))
    if not shape.interest:
        return Amount(first, name, SPREAD, year=year, inputs=inputs)
    inputs = (*inputs, Input(INTEREST, shape.interest, "percent", ref=ref))
    return Amount(first, name, ANNUITY if shape.annuity else SPREAD_WITH_INTEREST, year=year, inputs=inputs)


def _cost(answers: Answers, key: str, row: Row, period: Period) -> Line:
    ref = Ref(COSTS, key)
    amount = _a_year(answers, row, ref, year=period.first)
    index = _index(answers, row, ref)
    shape = Yearly(
        amount.cents,
        index=Decimal(index.value),
        first=int(as_number(row.get("first_year"))) or None,
        last=int(as_number(row.get("last_year"))) or None,
    )
    return Line(
        key=f"cost:{key}",
        name=amount.name,
        side="cost",
        group=str(row.get("kind") or "other"),
        shape=shape,
        years=shape.over(period),
        amount=amount,
        ref=ref,
    )


def _a_year(answers: Answers, row: Row, ref: Ref, *, year: int) -> Amount:
    """The row's amount as an amount a year, in prices of the first year."""
    per = str(row.get("per") or "year")
    price = Input(AMOUNT, int(as_number(row.get("amount"))), "eur", ref=ref)
    factors = _factors(answers, row, ref, per)
    index = _index(answers, row, ref)
    inputs = (price, *factors, *((index,) if index.value else ()))
    if per in {"m2", "hour"} and not factors:
        return Amount(0, _name(row), NO_AREA if per == "m2" else NO_HOURS, year=year, inputs=inputs)
    cents = Decimal(price.value)
    for factor in factors:
        cents *= factor.value
    return Amount(rounded(cents), _name(row), FORMULAS.get(per, FORMULAS["year"]), year=year, inputs=inputs)


def _factors(answers: Answers, row: Row, ref: Ref, per: str) -> tuple[Input, ...]:
    """What the amount is multiplied by; nothing where the answer it needs is missing."""
    if per == "month":
        return (Input(MONTHS, MONTHS_IN_YEAR, "number", origin="default"),)
    if per == "week":
        return (Input(WEEKS, WEEKS_IN_YEAR, "weeks", origin="default"),)
    if per == "hour" and is_filled(row.get("hours")):
        return (
            Input(HOURS, as_number(row.get("hours")), "hours", ref=ref),
            Input(WEEKS, WEEKS_IN_YEAR, "weeks", origin="default"),
        )
    if per == "m2":
        for field, name in (("usable_m2", USABLE), ("gross_m2", GROSS)):
            if is_filled(answers.value(ROOM, field)):
                return (Input(name, as_number(answers.value(ROOM, field)), "m2", ref=Ref(ROOM)),)
    return ()


def _index(answers: Answers, row: Row, ref: Ref) -> Input:
    """How fast it rises: by the row itself, else as all prices do, else not at all."""
    if is_filled(row.get("index")):
        return Input(INDEX, as_number(row.get("index")), "percent", ref=ref)
    return Input(INDEX, as_number(answers.value(ASSUMPTIONS, "index")), "percent", ref=Ref(ASSUMPTIONS))


def _name(row: Row) -> Text:
    what = str(row.get("what") or "").strip()
    return Text(nl=what, en=what) if what else NAMELESS
