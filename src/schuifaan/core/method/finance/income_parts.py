"""What every line of income is made with: the answers, the day, the horizon of its source, and how a line is put together."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.finance.amounts import Amount, Input, Unit
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.finance.lines import CERTAIN, Line
from schuifaan.core.method.finance.shapes import Period, Reletting, Shape, Yearly
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import Horizon, IncomeSource
from schuifaan.core.method.reasons import Reason, Ref

OWN = "own"
ASSUMPTIONS = Ref("money.assumptions")
_INDEX = Text(nl="Huur en prijzen stijgen elk jaar met", en="Rents and prices rise each year by")
CAUTIOUS: tuple[Horizon, ...] = ("incidental", "multi_year", "structural")


@dataclass(frozen=True)
class NoAmount:
    """A source, or a row of one, that no amount can be worked out for yet, and why."""

    source: str
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """All that lines of income are worked out from."""

    answers: Answers
    situation: Situation
    knowledge: Knowledge
    period: Period
    investments: tuple[Line, ...]
    costs: tuple[Line, ...]
    today: date

    @property
    def index(self) -> Decimal:
        """How rents and prices rise each year, in percent."""
        return as_number(self.answers.value(ASSUMPTIONS.question, "income_index"))

    def source(self, source_id: str) -> IncomeSource | None:
        return next((one for one in self.knowledge.income_sources if one.id == source_id), None)

    def horizon(self, source_id: str) -> Horizon | None:
        """As the handbook has it for the type that was chosen; else the most cautious it has for any type."""
        source = self.source(source_id)
        if source is None:
            return None
        for_type = {str(code): horizon for code, horizon in source.types.items()}
        known = for_type.get(str(self.situation.get("place_type")))
        return known or next((one for one in CAUTIOUS if one in for_type.values()), None)

    def name(self, source_id: str, otherwise: Text) -> Text:
        source = self.source(source_id)
        return source.name if source is not None else otherwise

    def whole_number(self, fact: str) -> int | None:
        number = self.situation.number(fact)
        return int(number) if number is not None else None

    def line(
        self,
        group: str,
        shape: Shape,
        amount: Amount,
        *,
        row: str = "",
        name: Text | None = None,
        chance: int | None = CERTAIN,
        party: str = "",
        ref: Ref | None = None,
    ) -> Line:
        """A line; `group` is the id of its source, `row` the key of its row when there are several.

        Its amount is in prices of the first year, and says so; when it rises with prices, it says that too.
        """
        return Line(
            key=f"{group}:{row}" if row else group,
            name=name or amount.name,
            side="income",
            group=group,
            shape=shape,
            years=shape.over(self.period),
            amount=self._dated(amount, shape),
            horizon=_own_horizon(shape) if group == OWN else self.horizon(group),
            chance=chance,
            party=party,
            ref=ref,
        )

    def _dated(self, amount: Amount, shape: Shape) -> Amount:
        rises = isinstance(shape, Yearly | Reletting) and shape.index
        index = (Input(_INDEX, self.index, "percent", ref=ASSUMPTIONS),) if rises else ()
        year = amount.year if amount.year is not None else self.period.first
        return replace(amount, year=year, inputs=(*amount.inputs, *index))


def _own_horizon(shape: Shape) -> Horizon:
    """The organisation's own money lasts as long as it was promised."""
    if not isinstance(shape, Yearly):
        return "incidental"
    return "structural" if shape.last is None else "multi_year"


def cents(row: Row, field: str) -> int | None:
    """An amount that was filled in, in cents; None when it was not."""
    return int(as_number(row[field])) if is_filled(row.get(field)) else None


def number(row: Row, field: str) -> Decimal | None:
    return as_number(row[field]) if is_filled(row.get(field)) else None


def year(row: Row, field: str) -> int | None:
    return int(as_number(row[field])) if is_filled(row.get(field)) else None


def given(name: Text, value: Decimal | int, unit: Unit, ref: Ref) -> Input:
    """A number that people filled in."""
    return Input(name, value, unit, ref=ref)


def called(row: Row, field: str, otherwise: Text) -> Text:
    """What people called it, the same in both languages."""
    words = str(row.get(field) or "").strip()
    return Text(nl=words, en=words) if words else otherwise
