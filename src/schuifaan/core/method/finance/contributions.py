"""Income from grants and own money: once or each year, for the running or for what was built and bought."""

from collections.abc import Iterator

from schuifaan.core.method.answers import Row
from schuifaan.core.method.finance.amounts import Amount
from schuifaan.core.method.finance.grant import ROOM, soo_or_why_not
from schuifaan.core.method.finance.income_parts import OWN, NoAmount, Plan, called, cents, given, number, year
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.shapes import Capital, Once, Released, Shape, Yearly
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Reason, Ref, phrase

GRANTS = "money.grants"
SOO = "income.soo"
GRANTED = Ref("money.soo")
BUILDING = frozenset({"building", "design", "installations", "accessibility"})
PAYS_FOR = {"building": BUILDING, "furnishing": frozenset({"furnishing"})}
GRANT = Text(nl="Bijdrage", en="Contribution")


def soo(plan: Plan) -> Iterator[Line | NoAmount]:
    """The grant for building: what was awarded, or what the amounts of the scheme come to.

    It is spread over the building it pays for; as long as no cost of building is filled in, it pays nothing.
    """
    of, awarded = _matching(plan, BUILDING), _awarded(plan)
    made = awarded or soo_or_why_not(
        m2=plan.situation.number("gross_m2"),
        dwellings=plan.whole_number("dwellings"),
        building_cost=of.whole if of.of else None,
        knowledge=plan.knowledge,
        on=plan.today,
    )
    if isinstance(made, Reason):
        yield NoAmount(SOO, made)
        return
    yield plan.line(
        SOO,
        Released(made.cents, of.of, of.keys),
        made,
        name=plan.name(SOO, made.name),
        ref=GRANTED if awarded is not None else ROOM,
    )


def _awarded(plan: Plan) -> Amount | None:
    row = plan.answers.one(GRANTED.question)
    amount = cents(row, "amount")
    if row.get("granted") != "yes" or amount is None:
        return None
    name = Text(nl="SOO-subsidie", en="SOO grant")
    words = Text(nl="Bedrag dat is toegekend.", en="Amount that was awarded.")
    return Amount(amount, name, words, per="once", inputs=(given(words, amount, "eur", GRANTED),))


def grants(plan: Plan) -> Iterator[Line | NoAmount]:
    """A line for each row; the organisation's own money is group "own"."""
    for key, row in plan.answers.rows(GRANTS).items():
        amount = cents(row, "amount")
        if amount is None or not row.get("pays_as"):
            continue
        group = OWN if row["pays_as"] == OWN else f"income.{row['pays_as']}"
        ref, name, chance = Ref(GRANTS, key), called(row, "what", GRANT), number(row, "chance")
        shape, formula = _spread(row, amount, plan)
        words = Text(nl="Bedrag", en="Amount")
        yield plan.line(
            group,
            shape,
            Amount(
                amount,
                name,
                formula,
                per="year" if isinstance(shape, Yearly) else "once",
                year=shape.year if isinstance(shape, Once) else None,
                inputs=(given(words, amount, "eur", ref),),
            ),
            row=key,
            chance=int(chance) if chance is not None else None,
            party=name.nl,
            ref=ref,
        )


def _spread(row: Row, amount: int, plan: Plan) -> tuple[Shape, Text]:
    """How a grant runs through the years, and that in words. Grants do not rise with prices.

    Each year without a last year: to the end of the plan. Once, without a year: the first year of the plan. Once
    for building or furnishing: spread over those investments, if there are any.
    """
    first, last = year(row, "first_year"), year(row, "last_year")
    if row.get("often") == "yearly":
        return Yearly(amount, first=first, last=last), (
            Text(
                nl="Elk jaar hetzelfde bedrag, er is geen einde afgesproken.",
                en="The same each year, no end agreed.",
            )
            if last is None
            else phrase(
                "Elk jaar hetzelfde bedrag, tot en met {last}.",
                "The same each year, up to {last}.",
                last=str(last),
            )
        )
    of = _matching(plan, PAYS_FOR.get(str(row.get("pays_for")), frozenset()), amount)
    if of.of:
        return of, Text(
            nl="Eén bedrag, verdeeld over de jaren dat de uitgave meegaat; nooit meer dan die uitgave.",
            en="One amount, spread over the years the expense lasts; never more than that expense.",
        )
    when = first if first is not None else plan.period.first
    return Once(amount, when), phrase("Eén keer, in {year}.", "Once, in {year}.", year=str(when))


def _matching(plan: Plan, groups: frozenset[str], amount: int = 0) -> Released:
    """That amount over the investments of those groups."""
    lines = tuple(
        (line.key, line.shape)
        for line in plan.investments
        if line.group in groups and isinstance(line.shape, Capital)
    )
    return Released(amount, tuple(shape for _, shape in lines), tuple(key for key, _ in lines))
