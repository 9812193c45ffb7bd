"""A figure is never a bare number: what it is made of, in words, with the answers and sources it rests on."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from schuifaan.core.method.knowledge import Citation, Status, Text
from schuifaan.core.method.reasons import Ref

Unit = Literal["eur", "m2", "percent", "points", "homes", "years", "year", "day_parts", "weeks", "hours", "cups", "metres", "cm", "number", "month"]  # fmt: skip
Per = Literal["once", "year", "month", "hour", "day_part", "home_month"]
# own: people filled it in; default: ours, with a source; place: from the running place; law: a dated figure.
Origin = Literal["own", "default", "place", "law"]


def to_cents(euros: Decimal) -> int:
    """Whole cents, half a cent up."""
    return rounded(euros * 100)


def rounded(cents: Decimal) -> int:
    return int(cents.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share_of(cents: int, percent: Decimal) -> int:
    """That many percent of an amount, in whole cents."""
    return rounded(Decimal(cents) * percent / 100)


@dataclass(frozen=True)
class Input:
    """A number that an amount is made of. `value` of unit "eur" is in cents."""

    name: Text
    value: Decimal | int
    unit: Unit
    origin: Origin = "own"
    ref: Ref | None = None  # the answer it comes from
    about: str | None = None  # the item of knowledge it comes from
    source: tuple[Citation, ...] = ()
    status: Status | None = None


@dataclass(frozen=True)
class Amount:
    """An amount of money with its formula in words; `inputs` may be amounts themselves."""

    cents: int
    name: Text
    formula: Text
    per: Per = "year"
    year: int | None = None  # of which year, when that matters
    inputs: tuple["Input | Amount", ...] = ()
    about: str | None = None
    source: tuple[Citation, ...] = ()
    status: Status = field(default=Status.DERIVED)
