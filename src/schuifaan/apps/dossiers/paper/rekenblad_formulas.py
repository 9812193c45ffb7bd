"""How an amount runs through the years, as formulas: the same sums as the shapes of the engine, in euros."""

from dataclasses import dataclass

BLANK = '""'


@dataclass(frozen=True, slots=True)
class Entries:
    """Where the numbers of one line stand; empty where the line has no such number."""

    amount: str
    index: str = ""
    chance: str = ""
    first: str = ""
    last: str = ""
    lifetime: str = ""
    interest: str = ""
    method: str = ""
    replace: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """The year of a column, by the cell in its head, and where the first year stands."""

    head: str
    first_year: str

    @property
    def number(self) -> str:
        """0 for the first year of the plan."""
        return f"({self.head}-{self.first_year})"


def yearly(line: Entries, year: Year) -> str:
    begun = f"OR({line.first}={BLANK},{line.first}<={year.head})"
    not_over = f"OR({line.last}={BLANK},{year.head}<={line.last})"
    return f"IF(AND({begun},{not_over}),ROUND({line.amount}*{_risen(line, year.number)},2),0)"


def once(line: Entries, year: Year) -> str:
    return f"IF({line.first}={year.head},{line.amount},0)"


def reletting(line: Entries, year: Year) -> str:
    """An empty percentage means: all homes at once."""
    share = f"IF({line.percent}={BLANK},1,MIN(1,{line.percent}/100*({year.number}+0.5)))"
    return f"ROUND({line.amount}*{share}*{_risen(line, year.number)},2)"


def released(line: Entries, prices: list[str], paid: list[str]) -> str:
    """`prices` of the investments it is for, `paid` what their first purchase costs in this year."""
    whole = "+".join(prices)
    return f"IF({whole}=0,0,ROUND(MIN({line.amount},{whole})*({'+'.join(paid)})/({whole}),2))"


def passed_on(line: Entries, costs: list[str]) -> str:
    return f"ROUND(({'+'.join(costs)})*(100+{line.percent})/100,2)"


def weighed(amount: str, chance: str) -> str:
    return f"ROUND({amount}*{chance}/100,2)"


@dataclass(frozen=True, slots=True)
class Investment:
    """The rows of one investment; the words its choices are made in."""

    line: Entries
    annuity: str
    yes: str

    def price(self, year: Year) -> str:
        """Of this purchase: the first, or what it costs anew by then."""
        line = self.line
        anew = f'AND({line.replace}="{self.yes}",{line.lifetime}<>{BLANK})'
        since = f"(INT({year.number}/{self._years})*{self._years})"
        return f"IF(OR({year.number}<{self._years},{anew}),ROUND({line.amount}*{_risen(line, since)},2),0)"

    def left(self, year: Year, price: str, before: tuple[str, str] | None) -> str:
        """`before`: what was left and what was paid off in the year before."""
        if before is None:
            return price
        left, paid_off = before
        return f"IF({self._position(year)}=0,{price},ROUND({left}-{paid_off},2))"

    def interest(self, left: str) -> str:
        return f"IF({self.line.lifetime}={BLANK},0,ROUND({left}*{self.line.interest}/100,2))"

    def paid_off(self, year: Year, price: str, left: str, interest: str) -> str:
        line, position = self.line, self._position(year)
        rate = f"{line.interest}/100"
        payment = (
            f"IF({line.interest}=0,ROUND({price}/{self._years},2),"
            f"ROUND({price}*{rate}/(1-(1+{rate})^(-{self._years})),2))"
        )
        straight = f"ROUND({price}*({position}+1)/{self._years},2)-({price}-{left})"
        spread = f'IF({line.method}="{self.annuity}",{payment}-{interest},{straight})'
        return f"ROUND(IF({position}={self._years}-1,{left},{spread}),2)"

    def first_purchase(self, year: Year, cost: str) -> str:
        return f"IF({year.number}<{self._years},{cost},0)"

    @property
    def _years(self) -> str:
        """An empty lifetime counts as one year."""
        return f"MAX(1,{self.line.lifetime})"

    def _position(self, year: Year) -> str:
        return f"MOD({year.number},{self._years})"


def _risen(line: Entries, years: str) -> str:
    return f"(1+{line.index}/100)^{years}" if line.index else "1"
