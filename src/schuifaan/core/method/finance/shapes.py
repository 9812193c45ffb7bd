"""How an amount runs through the years: rising with prices, once, over a lifetime, with new tenants.

Every shape gives whole cents for each year of the plan; the workbook writes the same shapes as formulas.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from schuifaan.core.method.finance.amounts import rounded

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Period:
    """The years of the plan. Prices are those of the first year."""

    first: int
    count: int

    @property
    def last(self) -> int:
        return self.first + self.count - 1

    @property
    def years(self) -> range:
        return range(self.first, self.first + self.count)


def indexed(cents: int, index: Decimal, years: int) -> int:
    """`cents` after `years` years of `index` percent a year, rounded once."""
    return rounded(Decimal(cents) * (1 + index / HUNDRED) ** years)


@dataclass(frozen=True)
class Yearly:
    """The same each year but for the prices, from `first` up to and including `last` (None: no beginning or end)."""

    cents: int
    index: Decimal = Decimal(0)
    first: int | None = None
    last: int | None = None

    def over(self, period: Period) -> tuple[int, ...]:
        return tuple(
            indexed(self.cents, self.index, year - period.first) if self._in(year) else 0
            for year in period.years
        )

    def _in(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True)
class Once:
    """In one year only, at that amount."""

    cents: int
    year: int

    def over(self, period: Period) -> tuple[int, ...]:
        return tuple(self.cents if year == self.year else 0 for year in period.years)


@dataclass(frozen=True)
class Reletting:
    """Comes in home by home, as each gets a new tenant: in year n the share is n - 1/2 times the turnover.

    `cents` is the amount when it holds for all homes. `at_once`: a new building, all homes are let anew.
    """

    cents: int
    turnover: Decimal  # percent of the homes a year
    at_once: bool = False
    index: Decimal = Decimal(0)

    def share(self, number: int) -> Decimal:
        """The part of the homes in year `number` (the first is 1)."""
        if self.at_once:
            return Decimal(1)
        return min(Decimal(1), self.turnover / HUNDRED * (Decimal(number) - Decimal("0.5")))

    def over(self, period: Period) -> tuple[int, ...]:
        return tuple(
            rounded(self.cents * self.share(number + 1) * (1 + self.index / HUNDRED) ** number)
            for number in range(period.count)
        )


@dataclass(frozen=True)
class CapitalYear:
    """One year of an investment: what is left at its beginning, the interest on that, what is paid off."""

    left: int
    interest: int
    paid_off: int
    cycle: int  # 0 for the first purchase, 1 for its first replacement …

    @property
    def cost(self) -> int:
        return self.interest + self.paid_off


@dataclass(frozen=True)
class Capital:
    """An investment in the first year, spread over its lifetime; with `replace` bought anew at the price of then.

    annuity: the same amount every year, A = P·r / (1 - (1 + r)^-n), rounded to the cent; the last year pays off
    what is left. Straight line: every year the same part paid off (to the cent, together exactly the price) and
    interest on what was left at the beginning of the year. Without a lifetime all of it falls in the first year.
    """

    cents: int
    lifetime: int | None = None
    interest: Decimal = Decimal(0)
    annuity: bool = False
    replace: bool = False
    index: Decimal = Decimal(0)

    def over(self, period: Period) -> tuple[int, ...]:
        return tuple(year.cost for year in self.rows(period))

    def rows(self, period: Period) -> tuple[CapitalYear, ...]:
        lifetime = self.lifetime or 1
        rows: list[CapitalYear] = []
        left = 0
        for number in range(period.count):
            cycle, position = divmod(number, lifetime)
            if cycle and not (self.replace and self.lifetime):
                rows.append(CapitalYear(0, 0, 0, cycle))
                continue
            price = indexed(self.cents, self.index, cycle * lifetime)
            if position == 0:
                left = price
            row = self._row(price, left, position, cycle, lifetime)
            left -= row.paid_off
            rows.append(row)
        return tuple(rows)

    def _row(self, price: int, left: int, position: int, cycle: int, lifetime: int) -> CapitalYear:
        interest = rounded(Decimal(left) * self.interest / HUNDRED) if self.lifetime else 0
        if position == lifetime - 1:
            paid_off = left
        elif self.annuity:
            paid_off = self.payment(price) - interest
        else:
            paid_off = rounded(Decimal(price) * (position + 1) / lifetime) - (price - left)
        return CapitalYear(left, interest, paid_off, cycle)

    def payment(self, price: int) -> int:
        """The yearly amount of an annuity on `price`, in cents."""
        lifetime = self.lifetime or 1
        if not self.interest:
            return rounded(Decimal(price) / lifetime)
        rate = self.interest / HUNDRED
        return rounded(Decimal(price) * rate / (1 - (1 + rate) ** -lifetime))

    def first_purchase(self, period: Period) -> tuple[int, ...]:
        """The cost of each year as far as it belongs to the first purchase, not to a replacement."""
        return tuple(row.cost if row.cycle == 0 else 0 for row in self.rows(period))


@dataclass(frozen=True)
class Released:
    """A grant for an investment: it pays its part of that investment's yearly cost, over the same lifetime.

    `of` are the investments it is for; `cents` never counts for more than they cost together.
    """

    cents: int
    of: tuple[Capital, ...]
    keys: tuple[str, ...] = ()  # the lines of those investments, for the workbook

    @cached_property
    def whole(self) -> int:
        return sum(one.cents for one in self.of)

    def over(self, period: Period) -> tuple[int, ...]:
        if not self.whole:
            return (0,) * period.count
        together = (
            sum(costs) for costs in zip(*(one.first_purchase(period) for one in self.of), strict=True)
        )
        part = min(self.cents, self.whole)
        return tuple(rounded(Decimal(part) * cost / self.whole) for cost in together)


@dataclass(frozen=True)
class PassedOn:
    """Costs that are passed on, with a percentage on top: the service costs."""

    costs: tuple[Yearly, ...]
    percent: Decimal = Decimal(0)
    keys: tuple[str, ...] = ()

    def over(self, period: Period) -> tuple[int, ...]:
        if not self.costs:
            return (0,) * period.count
        together = (sum(costs) for costs in zip(*(one.over(period) for one in self.costs), strict=True))
        return tuple(rounded(Decimal(cost) * (HUNDRED + self.percent) / HUNDRED) for cost in together)


Shape = Yearly | Once | Reletting | Capital | Released | PassedOn
