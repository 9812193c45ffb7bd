"""What an invoice comes to: VAT is rounded once for each percentage, and a credit note is its exact opposite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """Without VAT. `percentage` is that of the day of the hire; of `exempt` it is 0."""

    unit_cents: int
    vat: str = "exempt"
    percentage: Decimal = Decimal(0)
    quantity: Decimal = Decimal(1)

    @property
    def net_cents(self) -> int:
        return whole_cents(self.quantity * self.unit_cents)


@dataclass(frozen=True, slots=True)
class VatTotal:
    """All lines under one percentage. `positions` are those of the lines, counted from one."""

    vat: str
    percentage: Decimal
    net_cents: int
    vat_cents: int
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    by_vat: tuple[VatTotal, ...]

    @property
    def net_cents(self) -> int:
        return sum(one.net_cents for one in self.by_vat)

    @property
    def vat_cents(self) -> int:
        return sum(one.vat_cents for one in self.by_vat)

    @property
    def total_cents(self) -> int:
        return self.net_cents + self.vat_cents


def totals(lines: Iterable[Line]) -> Totals:
    """What is exempt first, then by rising percentage."""
    groups: dict[tuple[Decimal, str], list[tuple[int, Line]]] = {}
    for position, line in enumerate(lines, 1):
        groups.setdefault((line.percentage, line.vat), []).append((position, line))
    found = []
    for (percentage, vat), numbered in sorted(groups.items()):
        net_cents = sum(line.net_cents for _position, line in numbered)
        vat_cents = whole_cents(net_cents * percentage / 100)
        positions = tuple(position for position, _line in numbered)
        found.append(VatTotal(vat, percentage, net_cents, vat_cents, positions))
    return Totals(tuple(found))


def credited(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of the credit note: as many, the other way round."""
    return tuple(replace(line, quantity=-line.quantity) for line in lines)


def whole_cents(amount: Decimal) -> int:
    """A half goes up, below zero down: so that what is credited is what was asked."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
