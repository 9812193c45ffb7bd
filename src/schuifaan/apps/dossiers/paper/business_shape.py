"""What stands in the JSON of a business case: the shape that other programs may rely on.

Amounts are whole cents of a euro, other numbers decimals as text, days ISO 8601, and words stand there in both
languages. `version` goes up when something a reader relied on changes. Texts and names are those that people typed;
no account, e-mail address or history is in it.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from schuifaan.core.method.finance.amounts import Origin, Per, Unit
from schuifaan.core.method.finance.lines import Scenario
from schuifaan.core.method.finance.sources import Result, State
from schuifaan.core.method.knowledge import Status
from schuifaan.core.method.knowledge.money import Horizon, Severity

FORMAT: Literal["schuifaan-businesscase"] = "schuifaan-businesscase"
VERSION: Literal[1] = 1

Cents = Annotated[int, Field(description="whole cents of a euro")]
Number = Annotated[Decimal, PlainSerializer(lambda number: f"{number:f}", return_type=str)]


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SaidFile(_Plain):
    """The same words in both languages; what people typed stands in both as they typed it."""

    nl: str
    en: str


class RefFile(_Plain):
    """The answer it comes from: the question, and its row or item when there are several."""

    question: str
    item: str = ""


class SourceFile(_Plain):
    """A place to look it up; amounts and conditions name it by its number."""

    number: int
    document: str | None = None
    title: str | None = None
    part: str | None = None
    heading: str | None = None
    page: int | None = None
    url: str | None = None
    checked_on: date | None = None


class InputFile(_Plain):
    kind: Literal["input"] = "input"
    name: SaidFile
    value: Annotated[Number, Field(description="cents when the unit is eur")]
    unit: Unit
    origin: Origin
    ref: RefFile | None = None
    about: str | None = None
    sources: tuple[int, ...] = ()
    status: Status | None = None


class AmountFile(_Plain):
    """An amount with its formula in words; among its inputs may be amounts with inputs of their own."""

    kind: Literal["amount"] = "amount"
    name: SaidFile
    cents: Cents
    per: Per
    year: int | None = None
    formula: SaidFile
    inputs: tuple["InputFile | AmountFile", ...] = ()
    about: str | None = None
    sources: tuple[int, ...] = ()
    status: Status


class LineFile(_Plain):
    """`years` is the whole amount of each year of the plan; `counted` what the expected sum takes of it."""

    key: str
    name: SaidFile
    group: str
    horizon: Horizon | None = None
    chance: Annotated[
        int | None, Field(description="percent, as people estimate it; null: not filled in")
    ] = None
    party: str = ""
    at_once: Annotated[Cents | None, Field(description="price of an investment, or a grant for one")] = None
    years: tuple[Cents, ...]
    counted: tuple[Cents, ...]
    amount: AmountFile
    ref: RefFile | None = None


class YearFile(_Plain):
    year: int
    costs: Cents
    structural: Cents
    multi_year: Cents
    incidental: Cents
    income: Cents
    result: Cents
    balance: Annotated[Cents, Field(description="money in hand at the end of the year")]


class ConditionFile(_Plain):
    id: str
    code: str
    kind: Literal["legal", "social"]
    text: SaidFile
    result: Result
    if_not: SaidFile | None = None
    would_change: SaidFile | None = None
    missing: Annotated[tuple[str, ...], Field(description="facts that are not known yet")] = ()
    sources: tuple[int, ...] = ()
    status: Status


class IncomeSourceFile(_Plain):
    id: str
    code: str
    name: SaidFile
    counted_on: bool
    state: State
    horizon: Horizon | None = None
    closed_since: date | None = None
    conditions: tuple[ConditionFile, ...] = ()


class ConflictFile(_Plain):
    rule: str
    code: str
    severity: Severity
    about: tuple[str, ...]
    text: SaidFile
    advice: SaidFile
    missing: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()


class AnswerFile(_Plain):
    """`closes` is false as long as a condition is not met or sources clash, whatever the sums say."""

    has_sums: bool
    is_lawful: bool
    closes: bool
    gap_opens: int | None = None
    runs_out: int | None = None


class StopFile(_Plain):
    line: str
    last_year: int
    missing: Cents
    runs_out: int | None = None


class BreakEvenFile(_Plain):
    capacity: int | None = None
    booked: Number
    occupancy: Number | None = None
    needed: int | None = None
    needed_occupancy: Number | None = None
    rent: AmountFile | None = None
    points: Annotated[tuple[tuple[int, Cents], ...], Field(description="day-parts a year, result")] = ()


class SwingFile(_Plain):
    name: SaidFile
    low: Cents
    high: Cents
    ref: RefFile


class GoodsFile(_Plain):
    number: int
    name: str


class GivesFile(_Plain):
    """Time and goods that people give; never turned into money."""

    hours_a_week: Number
    goods: tuple[GoodsFile, ...] = ()


class DutyFile(_Plain):
    delivered_on: date
    until: date
    runs: bool


class TotalsFile(_Plain):
    """Of the first year, and the investment at its price: what the lines add up to."""

    investment: Cents
    paid_for_investment: Cents
    costs: Cents
    income: Cents
    result: Cents


class BusinessCaseFile(_Plain):
    format: Literal["schuifaan-businesscase"] = FORMAT
    version: Literal[1] = VERSION
    title: str
    made_at: datetime
    disclaimer: Annotated[
        SaidFile, Field(description="what stands on every document: a help, and no advice; show it along")
    ]
    currency: Literal["EUR"] = "EUR"
    first_year: int
    years_counted: int
    in_hand: Cents
    answer: AnswerFile
    totals: TotalsFile
    investments: tuple[LineFile, ...]
    costs: tuple[LineFile, ...]
    income: tuple[LineFile, ...]
    not_counted_on: tuple[LineFile, ...]
    years: tuple[YearFile, ...]
    scenarios: dict[Scenario, tuple[YearFile, ...]]
    stops: tuple[StopFile, ...]
    structural_cover: Number | None = None
    break_even: BreakEvenFile
    cost_per_hour: AmountFile | None = None
    cost_per_home: AmountFile | None = None
    sensitivity: tuple[SwingFile, ...]
    income_sources: tuple[IncomeSourceFile, ...]
    conflicts: tuple[ConflictFile, ...]
    gives: GivesFile
    duty: DutyFile | None = None
    sources: tuple[SourceFile, ...]
