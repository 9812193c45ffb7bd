"""Rules that an electronic invoice must hold to, checked on what was written; named as EN 16931 and Peppol do.

Those that what we write could break. On amounts they leave no room: where the standard allows for others who round each
line, a cent that is off is a mistake of ours. All of the published rules are run in the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
NAMES: Final = {"cac": CAC, "cbc": CBC}
CENT: Final = Decimal("0.01")
TOTAL: Final = "cac:LegalMonetaryTotal/cbc:"
TAXED, EXEMPT, OUTSIDE = "S", "E", "O"
TRANSFERS: Final = frozenset({"30", "58"})
SELLER: Final = "cac:AccountingSupplierParty/cac:Party/"
BUYER: Final = "cac:AccountingCustomerParty/cac:Party/"
SELLER_TAX: Final = f"{SELLER}cac:PartyTaxScheme/cbc:CompanyID"
LINES: Final = ("cac:InvoiceLine", "cac:CreditNoteLine")
ON_LINE: Final = "cac:Item/cac:ClassifiedTaxCategory"
IN_TOTALS: Final = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"


def broken_rules(root: Any) -> list[str]:
    """In the order of the standard."""
    return [name for name, holds in RULES.items() if not holds(root)]


def _all(root: Any, path: str) -> list[Decimal]:
    return [Decimal(one.text) for one in root.findall(path, NAMES)]


def _sum(root: Any, path: str) -> Decimal:
    return sum(_all(root, path), Decimal(0))


def _of_lines(root: Any, path: str) -> list[Any]:
    return [found for line in LINES for found in root.findall(f"{line}/{path}", NAMES)]


def _lines(root: Any) -> Decimal:
    return sum((Decimal(one.text) for one in _of_lines(root, "cbc:LineExtensionAmount")), Decimal(0))


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


def _has(*paths: str) -> Callable[[Any], bool]:
    """All of these are there; that none of them is empty is a rule of its own."""
    return lambda root: all(root.find(path, NAMES) is not None for path in paths)


def _address(of: str) -> Callable[[Any], bool]:
    return _has(*(f"{of}cac:PostalAddress/cbc:{name}" for name in ("StreetName", "CityName", "PostalZone")))


def _nothing_empty(root: Any) -> bool:
    return all(len(one) or (one.text or "").strip() for one in root.iter())


def _codes_of_lines(root: Any) -> list[str]:
    return [one.text for one in _of_lines(root, f"{ON_LINE}/cbc:ID")]


def _codes_in_totals(root: Any) -> list[str]:
    return [one.text for one in root.findall(f"{IN_TOTALS}/cbc:ID", NAMES)]


def _totalled(code: str) -> Callable[[Any], bool]:
    """What stands on a line is in the totals once; what is taxed once for each rate, and nowhere else."""

    def holds(root: Any) -> bool:
        told = _codes_in_totals(root).count(code)
        is_on_line = code in _codes_of_lines(root)
        return bool(told) is is_on_line if code == TAXED else told == 1 or (not told and not is_on_line)

    return holds


def _tax_number(code: str, *, wanted: bool) -> Callable[[Any], bool]:
    """Where a category is used, the seller says its VAT number, or must not."""
    return lambda root: (
        code not in _codes_of_lines(root) or bool(root.findtext(SELLER_TAX, "", NAMES)) is wanted
    )


def _alone(codes: Callable[[Any], list[str]]) -> Callable[[Any], bool]:
    """What is outside the tax stands on an invoice with nothing that is not."""
    return lambda root: OUTSIDE not in _codes_in_totals(root) or set(codes(root)) <= {OUTSIDE}


def _no_rate(root: Any) -> bool:
    return all(
        one.find("cbc:Percent", NAMES) is None
        for one in _of_lines(root, ON_LINE)
        if one.findtext("cbc:ID", "", NAMES) == OUTSIDE
    )


def _rate(code: str, *, above_nothing: bool) -> Callable[[Any], bool]:
    return lambda root: all(
        (_sum(one, "cbc:Percent") > 0) is above_nothing
        for one in _of_lines(root, ON_LINE)
        if one.findtext("cbc:ID", "", NAMES) == code
    )


def _account(root: Any) -> bool:
    """A transfer has an account to go to."""
    means = root.findall("cac:PaymentMeans", NAMES)
    return all(
        one.findtext("cac:PayeeFinancialAccount/cbc:ID", "", NAMES)
        for one in means
        if one.findtext("cbc:PaymentMeansCode", "", NAMES) in TRANSFERS
    )


def _due(root: Any) -> bool:
    """What must still be paid says until when."""
    is_asked = root.tag.endswith("}Invoice") and _sum(root, f"{TOTAL}PayableAmount") > 0
    return not is_asked or bool(root.findtext("cbc:DueDate", "", NAMES))


def _means(root: Any) -> bool:
    return _sum(root, f"{TOTAL}PayableAmount") <= 0 or root.find("cac:PaymentMeans", NAMES) is not None


def _reason(code: str, *, wanted: bool) -> Callable[[Any], bool]:
    def holds(root: Any) -> bool:
        categories = root.findall(IN_TOTALS, NAMES)
        return all(
            bool(one.findtext("cbc:TaxExemptionReason", "", NAMES)) is wanted
            for one in categories
            if one.findtext("cbc:ID", "", NAMES) == code
        )

    return holds


def _taxable(code: str) -> Callable[[Any], bool]:
    """What each total says, the lines under it come to; of what is taxed by their rate."""

    def holds(root: Any) -> bool:
        by_rate: dict[Decimal, Decimal] = {}
        for line in _of_lines(root, "."):
            category = line.find(ON_LINE, NAMES)
            if category.findtext("cbc:ID", "", NAMES) == code:
                rate = _rate_of(category)
                by_rate[rate] = by_rate.get(rate, Decimal(0)) + _sum(line, "cbc:LineExtensionAmount")
        return all(
            _sum(one, "cbc:TaxableAmount") == by_rate.get(_rate_of(one.find("cac:TaxCategory", NAMES)), 0)
            for one in root.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES)
            if one.findtext("cac:TaxCategory/cbc:ID", "", NAMES) == code
        )

    return holds


def _rate_of(category: Any) -> Decimal:
    is_taxed = category.findtext("cbc:ID", "", NAMES) == TAXED
    return _sum(category, "cbc:Percent") if is_taxed else Decimal(0)


RULES: Final[dict[str, Callable[[Any], bool]]] = {
    "BR-06": _has(f"{SELLER}cac:PartyLegalEntity/cbc:RegistrationName"),
    "BR-07": _has(f"{BUYER}cac:PartyLegalEntity/cbc:RegistrationName"),
    "BR-16": lambda root: bool(_of_lines(root, ".")),
    "BR-25": lambda root: len(_of_lines(root, "cac:Item/cbc:Name")) == len(_of_lines(root, ".")),
    "BR-27": lambda root: all(Decimal(one.text) >= 0 for one in _of_lines(root, "cac:Price/cbc:PriceAmount")),
    "BR-61": _account,
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
    "BR-CO-25": _due,
    "BR-E-01": _totalled(EXEMPT),
    "BR-E-02": _tax_number(EXEMPT, wanted=True),
    "BR-E-05": _rate(EXEMPT, above_nothing=False),
    "BR-E-08": _taxable(EXEMPT),
    "BR-E-10": _reason(EXEMPT, wanted=True),
    "BR-O-01": _totalled(OUTSIDE),
    "BR-O-02": _tax_number(OUTSIDE, wanted=False),
    "BR-O-05": _no_rate,
    "BR-O-08": _taxable(OUTSIDE),
    "BR-O-10": _reason(OUTSIDE, wanted=True),
    "BR-O-11": _alone(_codes_in_totals),
    "BR-O-12": _alone(_codes_of_lines),
    "BR-S-01": _totalled(TAXED),
    "BR-S-02": _tax_number(TAXED, wanted=True),
    "BR-S-05": _rate(TAXED, above_nothing=True),
    "BR-S-08": _taxable(TAXED),
    "BR-S-10": _reason(TAXED, wanted=False),
    "PEPPOL-EN16931-R003": _has("cbc:BuyerReference"),
    "PEPPOL-EN16931-R008": _nothing_empty,
    "PEPPOL-EN16931-R010": _has(f"{BUYER}cbc:EndpointID"),
    "PEPPOL-EN16931-R020": _has(f"{SELLER}cbc:EndpointID"),
    "NL-R-002": _address(SELLER),
    "NL-R-004": _address(BUYER),
    "NL-R-007": _means,
}
