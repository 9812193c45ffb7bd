"""What a room costs for a while, line by line."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

HOUR = 60


class Unit(StrEnum):
    HOUR = "hour"
    DAY_PART = "day_part"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Rate:
    """`cents` per unit. `minimum_minutes` None: a whole day-part when that is the unit, else nothing."""

    unit: Unit
    cents: int
    minimum_minutes: int | None = None
    step_minutes: int = 30
    coffee_included: bool = False
    first_time_free: bool = False
    deposit_cents: int = 0
    vat: str = "exempt"


@dataclass(frozen=True, slots=True)
class PriceLine:
    """`code` says which sentence it is, `values` what stands in it; `cents` adds up to the price.

    hire: minutes paid for, unit, unit_cents, unit_minutes. minimum and step: minutes it took, minutes paid for
    (0 cents). first_time: takes the rest off. coffee: included (0 cents).
    """

    code: str
    cents: int
    values: dict[str, Any]

    def as_data(self) -> dict[str, Any]:
        return {"code": self.code, "cents": self.cents, "values": self.values}


@dataclass(frozen=True, slots=True)
class Price:
    """In whole cents; the deposit comes back and is no part of it."""

    lines: tuple[PriceLine, ...]
    vat: str
    deposit_cents: int

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.lines)


def price(
    rate: Rate,
    starts_at: datetime,
    ends_at: datetime,
    *,
    day_part_minutes: int = 240,
    first_time: bool = False,
) -> Price:
    """What the time from `starts_at` to `ends_at` costs; real hours, also in a night the clock changes.

    A day-part rate is paid by the hour beyond its minimum: five hours at € 30 for four are € 37.50
    (handbook of finance, check figures).
    """
    if starts_at.utcoffset() is None or ends_at.utcoffset() is None:
        raise ValueError("A price needs times with their zone.")
    # A minute that has begun counts.
    took = -((starts_at.astimezone(UTC) - ends_at.astimezone(UTC)) // timedelta(minutes=1))
    if took <= 0:
        raise ValueError("A price needs a time that ends after it starts.")
    unit_minutes = {Unit.HOUR: HOUR, Unit.DAY_PART: day_part_minutes, Unit.TIME: took}[rate.unit]
    minimum = rate.minimum_minutes
    if minimum is None:
        minimum = day_part_minutes if rate.unit is Unit.DAY_PART else 0
    paid = took if rate.unit is Unit.TIME else max(minimum, -(-took // rate.step_minutes) * rate.step_minutes)
    cents = int((Decimal(rate.cents) * paid / unit_minutes).quantize(Decimal(1), ROUND_HALF_UP))
    lines = [
        PriceLine(
            "hire",
            cents,
            {
                "minutes": paid,
                "unit": rate.unit.value,
                "unit_cents": rate.cents,
                "unit_minutes": unit_minutes,
            },
        )
    ]
    if paid > took:
        lines.append(PriceLine("minimum" if paid == minimum else "step", 0, {"took": took, "minutes": paid}))
    if first_time and rate.first_time_free:
        lines.append(PriceLine("first_time", -cents, {}))
    if rate.coffee_included:
        lines.append(PriceLine("coffee", 0, {}))
    return Price(tuple(lines), rate.vat, rate.deposit_cents)
