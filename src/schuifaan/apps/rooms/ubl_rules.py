"""Rules of EN 16931 that an electronic invoice must hold to, checked on what was written; named as the standard does."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
NAMES: Final = {"cac": CAC, "cbc": CBC}
CENT: Final = Decimal("0.01")
TOTAL: Final = "cac:LegalMonetaryTotal/cbc:"


def broken_rules(root: Any) -> list[str]:
    """Of the sums of an invoice (BR-CO-10 to 17), and what goes with being exempt or not."""
    return [name for name, holds in RULES.items() if not holds(root)]


def _all(root: Any, path: str) -> list[Decimal]:
    return [Decimal(one.text) for one in root.findall(path, NAMES)]


def _sum(root: Any, path: str) -> Decimal:
    return sum(_all(root, path), Decimal(0))


def _lines(root: Any) -> Decimal:
    return _sum(root, "cac:InvoiceLine/cbc:LineExtensionAmount") + _sum(
        root, "cac:CreditNoteLine/cbc:LineExtensionAmount"
    )


def _allowances(root: Any, *, charge: bool) -> Decimal:
    wanted = "true" if charge else "false"
    found = root.findall("cac:AllowanceCharge", NAMES)
    return sum(
        (
            _sum(one, "cbc:Amount")
            for one in found
            if one.findtext("cbc:ChargeIndicator", "", NAMES) == wanted
        ),
        Decimal(0),
    )


def _exclusive(root: Any) -> bool:
    worked_out = (
        _sum(root, f"{TOTAL}LineExtensionAmount")
        - _sum(root, f"{TOTAL}AllowanceTotalAmount")
        + _sum(root, f"{TOTAL}ChargeTotalAmount")
    )
    return _sum(root, f"{TOTAL}TaxExclusiveAmount") == worked_out


def _payable(root: Any) -> bool:
    worked_out = (
        _sum(root, f"{TOTAL}TaxInclusiveAmount")
        - _sum(root, f"{TOTAL}PrepaidAmount")
        + _sum(root, f"{TOTAL}PayableRoundingAmount")
    )
    return _sum(root, f"{TOTAL}PayableAmount") == worked_out


def _each_tax(root: Any) -> bool:
    return all(
        _sum(one, "cbc:TaxAmount")
        == (_sum(one, "cbc:TaxableAmount") * _sum(one, "cac:TaxCategory/cbc:Percent") / 100).quantize(
            CENT, ROUND_HALF_UP
        )
        for one in root.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES)
    )


def _reason(code: str, *, wanted: bool) -> Callable[[Any], bool]:
    def holds(root: Any) -> bool:
        categories = root.findall("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory", NAMES)
        return all(
            bool(one.findtext("cbc:TaxExemptionReason", "", NAMES)) is wanted
            for one in categories
            if one.findtext("cbc:ID", "", NAMES) == code
        )

    return holds


def _taxable(code: str) -> Callable[[Any], bool]:
    """For each rate, what the lines under it come to."""

    def holds(root: Any) -> bool:
        by_rate: dict[Decimal, Decimal] = {}
        for line in (*root.findall("cac:InvoiceLine", NAMES), *root.findall("cac:CreditNoteLine", NAMES)):
            category = line.find("cac:Item/cac:ClassifiedTaxCategory", NAMES)
            if category.findtext("cbc:ID", "", NAMES) == code:
                rate = _sum(category, "cbc:Percent")
                by_rate[rate] = by_rate.get(rate, Decimal(0)) + _sum(line, "cbc:LineExtensionAmount")
        told = {
            _sum(one, "cac:TaxCategory/cbc:Percent"): _sum(one, "cbc:TaxableAmount")
            for one in root.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES)
            if one.findtext("cac:TaxCategory/cbc:ID", "", NAMES) == code
        }
        return told == by_rate

    return holds


RULES: Final[dict[str, Callable[[Any], bool]]] = {
    "BR-16": lambda root: bool(
        root.findall("cac:InvoiceLine", NAMES) or root.findall("cac:CreditNoteLine", NAMES)
    ),
    "BR-CO-10": lambda root: _sum(root, f"{TOTAL}LineExtensionAmount") == _lines(root),
    "BR-CO-11": lambda root: _sum(root, f"{TOTAL}AllowanceTotalAmount") == _allowances(root, charge=False),
    "BR-CO-12": lambda root: _sum(root, f"{TOTAL}ChargeTotalAmount") == _allowances(root, charge=True),
    "BR-CO-13": _exclusive,
    "BR-CO-14": lambda root: (
        _sum(root, "cac:TaxTotal/cbc:TaxAmount") == _sum(root, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount")
    ),
    "BR-CO-15": lambda root: (
        _sum(root, f"{TOTAL}TaxInclusiveAmount")
        == _sum(root, f"{TOTAL}TaxExclusiveAmount") + _sum(root, "cac:TaxTotal/cbc:TaxAmount")
    ),
    "BR-CO-16": _payable,
    "BR-CO-17": _each_tax,
    "BR-E-08": _taxable("E"),
    "BR-E-10": _reason("E", wanted=True),
    "BR-S-08": _taxable("S"),
    "BR-S-10": _reason("S", wanted=False),
}
