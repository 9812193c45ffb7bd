"""The budget year by year: result, money in hand, what stops when, and what it costs per hour and per home."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from schuifaan.core.method.answers import Answers, as_number
from schuifaan.core.method.finance.amounts import Amount, Input, rounded, share_of
from schuifaan.core.method.finance.facts import Running, Situation
from schuifaan.core.method.finance.lines import Line, Scenario, summed
from schuifaan.core.method.finance.shapes import Once, Period, Released, Yearly, indexed
from schuifaan.core.method.finance.totals import costs_of_first_year
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.knowledge.money import Horizon
from schuifaan.core.method.reasons import Ref

HORIZONS: tuple[Horizon, ...] = ("structural", "multi_year", "incidental")
HUNDREDTH = Decimal("0.01")
MONTHS_IN_YEAR = 12
OPENING = "money.opening"

OPEN_HOURS = Text(nl="Uren per week dat de plek open is", en="Hours a week that the place is open")
OPEN_WEEKS = Text(nl="Weken per jaar", en="Weeks a year")
HOMES = Text(nl="Het aantal woningen", en="The number of homes")
PER_HOUR = Text(nl="Kosten per uur dat de plek open is", en="Cost per hour that the place is open")
PER_HOME = Text(nl="Kosten per woning per maand", en="Cost per home per month")
BY_HOURS = Text(
    nl="De kosten van het eerste jaar ÷ (de uren per week × de weken per jaar).",
    en="The costs of the first year ÷ (the hours a week × the weeks a year).",
)
BY_HOMES = Text(
    nl="De kosten van het eerste jaar ÷ het aantal woningen ÷ 12 maanden.",
    en="The costs of the first year ÷ the number of homes ÷ 12 months.",
)


@dataclass(frozen=True)
class YearRow:
    """One year in cents. `balance` is the money in hand at the end of the year."""

    year: int
    costs: int
    structural: int
    multi_year: int
    incidental: int
    income: int
    result: int
    balance: int


@dataclass(frozen=True)
class Cover:
    """Do the structural costs rest on structural income? In cents of the first year; `ratio` None without costs."""

    income: int
    costs: int
    ratio: Decimal | None  # two decimals

    @property
    def is_cautious(self) -> bool:
        """Running costs lean on money that stops."""
        return self.ratio is not None and self.ratio < 1


@dataclass(frozen=True)
class Stop:
    """A line of income that ends within the plan, or all of it if its payer leaves: what is missing then.

    `runs_out` is the first year at the end of which the money would be gone if the line fell away after `last_year`
    (None: there would be enough).
    """

    line: Line
    last_year: int
    missing: int  # cents in the year after
    runs_out: int | None


@dataclass(frozen=True)
class UnitCost:
    """What the place costs in its first year, per hour that it is open and per home per month; None: not known."""

    per_hour: Amount | None
    per_home: Amount | None


def year_rows(
    costs: tuple[Line, ...], income: tuple[Line, ...], period: Period, *, in_hand: int, scenario: Scenario
) -> tuple[YearRow, ...]:
    """The years of one scenario, with the money in hand running on from one year to the next."""
    spent = summed(costs, period, scenario)
    by_horizon = {
        horizon: summed([line for line in income if horizon_of(line) == horizon], period, scenario)
        for horizon in HORIZONS
    }
    balance = in_hand
    rows: list[YearRow] = []
    for number, year in enumerate(period.years):
        structural, multi_year, incidental = (by_horizon[horizon][number] for horizon in HORIZONS)
        together = structural + multi_year + incidental
        result = together - spent[number]
        balance += result
        rows.append(
            YearRow(year, spent[number], structural, multi_year, incidental, together, result, balance)
        )
    return tuple(rows)


def horizon_of(line: Line) -> Horizon:
    """How lasting the income is; where nobody can say, it is not leaned on."""
    return line.horizon or "incidental"


def cover(costs: tuple[Line, ...], income: tuple[Line, ...], period: Period) -> Cover:
    """Structural income against all costs of the first year, weighed by the chance."""
    lasting = summed([line for line in income if horizon_of(line) == "structural"], period)[0]
    spent = summed(costs, period)[0]
    ratio = (Decimal(lasting) / spent).quantize(HUNDREDTH, rounding=ROUND_HALF_UP) if spent else None
    return Cover(lasting, spent, ratio)


def stops(
    costs: tuple[Line, ...], income: tuple[Line, ...], period: Period, *, in_hand: int
) -> tuple[Stop, ...]:
    """The income that stops within the plan, the earliest first.

    What stops with the last year of the plan is left out: the plan does not show the year after. So is what the
    expected sum does not count.
    """
    rows = year_rows(costs, income, period, in_hand=in_hand, scenario="expected")
    runs_out = next((row.year for row in rows if row.balance < 0), None)
    found: list[Stop] = []
    for line in income:
        last_year, cents = _ends(line, period)
        missing = _weighed(line, cents)
        if last_year is not None and period.first <= last_year < period.last and missing:
            found.append(Stop(line, last_year, missing, runs_out))
    return tuple(sorted(found, key=lambda stop: (stop.last_year, -stop.missing)))


def _ends(line: Line, period: Period) -> tuple[int | None, int]:
    """The last year a line brings something by its own terms, and what it would have brought in the next."""
    shape = line.shape
    if isinstance(shape, Once):
        return shape.year, shape.cents
    if isinstance(shape, Yearly) and shape.last is not None:
        begun = max(shape.last + 1, period.first) - period.first
        return shape.last, indexed(shape.cents, shape.index, begun)
    if isinstance(shape, Released) and any(one.replace for one in shape.of):
        # The grant paid for the first purchase only; the next one has to be paid by other means.
        paying = [number for number, cents in enumerate(line.years) if cents]
        if paying:
            return period.first + paying[-1], line.years[paying[-1]]
    return None, 0


def _weighed(line: Line, cents: int) -> int:
    return share_of(cents, Decimal(line.chance or 0))


def without(
    lines: tuple[Line, ...],
    costs: tuple[Line, ...],
    income: tuple[Line, ...],
    period: Period,
    *,
    in_hand: int,
) -> tuple[YearRow, ...]:
    """The years if those lines of income were not there: "what if the largest source stops", "the entrepreneur leaves"."""
    gone = {line.key for line in lines}
    kept = tuple(line for line in income if line.key not in gone)
    return year_rows(costs, kept, period, in_hand=in_hand, scenario="expected")


def unit_costs(
    answers: Answers, costs: tuple[Line, ...], situation: Situation, *, running: Running | None = None
) -> UnitCost:
    """The costs of the first year over the hours that the place is open, and over the homes.

    Hours nobody filled in are those of the running place, when there is one.
    """
    if not costs:
        return UnitCost(None, None)
    spent = costs_of_first_year(costs)
    opening = answers.one(OPENING)
    known = running.open_hours if running is not None and not opening.get("open_hours") else None
    hours = as_number(opening.get("open_hours")) if known is None else known
    weeks = as_number(opening.get("weeks"))
    homes = situation.number("dwellings")
    return UnitCost(
        per_hour=Amount(
            rounded(spent.cents / (hours * weeks)),
            PER_HOUR,
            BY_HOURS,
            per="hour",
            inputs=(
                spent,
                Input(OPEN_HOURS, hours, "hours", "own" if known is None else "place", ref=Ref(OPENING)),
                Input(OPEN_WEEKS, weeks, "weeks", ref=Ref(OPENING)),
            ),
        )
        if hours and weeks
        else None,
        per_home=Amount(
            rounded(spent.cents / (homes * MONTHS_IN_YEAR)),
            PER_HOME,
            BY_HOMES,
            per="home_month",
            inputs=(spent, Input(HOMES, homes, "homes", ref=Ref("money.homes"))),
        )
        if homes
        else None,
    )
