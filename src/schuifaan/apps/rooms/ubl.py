"""An invoice as machines of public bodies read it: UBL 2.1 by Peppol BIS Billing 3 (EN 16931)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import etree  # type: ignore[import-untyped]

from schuifaan.apps.rooms.enums import InvoiceKind
from schuifaan.apps.rooms.models import Invoice, InvoiceLine
from schuifaan.apps.rooms.ubl_rules import CAC, CBC, broken_rules
from schuifaan.apps.rooms.wording_letters import one_line
from schuifaan.core.letting.vat import EXEMPT

CUSTOMIZATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
ROOT: Final = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"
# What the law calls it; the words are Dutch whatever the language of the party.
EXEMPTION: Final = "Vrijgesteld van btw (artikel 11 Wet OB)"
OUTSIDE: Final = "Geen btw: de afzender heeft geen btw-nummer (verhuur, artikel 11 Wet OB)"
# Electronic addresses: of public bodies by OIN, of others by their number in the trade register.
OIN, TRADE = "0190", "0106"
SEPA_TRANSFER: Final = "58"
# Of how money goes back (UN/ECE 4461: standing agreement).
AS_AGREED: Final = "57"
_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")
# A tree: name, then text, or attributes and text, or the elements in it.
Node = tuple[str, Any]


class RulesBroken(ValueError):  # noqa: N818 - it says what happened
    """No receiving machine would take it; `rules` names which of the standard it breaks."""

    def __init__(self, rules: list[str]) -> None:
        super().__init__(", ".join(rules))
        self.rules = rules


@dataclass(frozen=True, slots=True)
class Missing:
    """What a receiving machine asks for and we do not know; `side` is whose it is: "seller" or "buyer"."""

    words: str | Promise
    side: str


# What breaks a rule, as whoever sends the invoice can do something about it.
ASKED: Final = {
    "BR-06": Missing(_("naam van de afzender"), "seller"),
    "NL-R-002": Missing(_("straat, postcode en plaats van de afzender"), "seller"),
    "PEPPOL-EN16931-R020": Missing(_("KvK-nummer van de afzender"), "seller"),
    "BR-S-02": Missing(_("btw-nummer van de afzender, omdat er btw op de factuur staat"), "seller"),
    "BR-61": Missing(_("IBAN van de afzender"), "seller"),
    "BR-07": Missing(_("naam van de ontvanger"), "buyer"),
    "PEPPOL-EN16931-R010": Missing(_("OIN of KvK-nummer van de ontvanger"), "buyer"),
    "NL-R-004": Missing(_("straat, postcode en plaats van de ontvanger"), "buyer"),
    "PEPPOL-EN16931-R003": Missing(_("kenmerk van de ontvanger"), "buyer"),
}


def against_ubl(invoice: Invoice) -> list[str]:
    """The rules it would break, by their names in the standard."""
    return broken_rules(tree_of(invoice))


def missing_for_ubl(rules: Collection[str]) -> list[Missing]:
    """What to fill in, that these rules are kept. Nothing, when it is the invoice itself that is wrong."""
    return [asked for rule, asked in ASKED.items() if rule in rules]


def as_ubl(invoice: Invoice) -> bytes:
    root = tree_of(invoice)
    broken = broken_rules(root)
    if broken:
        raise RulesBroken(broken)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def tree_of(invoice: Invoice) -> Any:
    """With what is known. Amounts are above zero on a credit note as well: that it is one, says so."""
    kind = "CreditNote" if invoice.kind == InvoiceKind.CREDIT else "Invoice"
    root = etree.Element(
        f"{{{ROOT.format(kind)}}}{kind}", nsmap={None: ROOT.format(kind), "cac": CAC, "cbc": CBC}
    )
    _add(root, _head(invoice, kind))
    _add(root, [("cac:AccountingSupplierParty", [_party(invoice.seller, with_tax=True)])])
    _add(root, [("cac:AccountingCustomerParty", [_party(invoice.buyer, with_tax=False)])])
    _add(root, _payment(invoice))
    _add(root, [_tax_total(invoice), _monetary_total(invoice)])
    _add(root, [_line(one, invoice, kind) for one in invoice.lines.all()])
    return root


# -- Parts ----------------------------------------------------------------------------------------


def _head(invoice: Invoice, kind: str) -> list[Node]:
    is_credit = invoice.kind == InvoiceKind.CREDIT
    nodes: list[Node] = [
        ("cbc:CustomizationID", CUSTOMIZATION),
        ("cbc:ProfileID", PROFILE),
        ("cbc:ID", invoice.reference),
        ("cbc:IssueDate", invoice.issued_on.isoformat()),
    ]
    if not is_credit:
        nodes.append(("cbc:DueDate", invoice.due_on.isoformat()))
    nodes.append((f"cbc:{kind}TypeCode", "381" if is_credit else "380"))
    if is_credit and invoice.seller.get("reason"):
        nodes.append(("cbc:Note", invoice.seller["reason"]))
    nodes += [("cbc:DocumentCurrencyCode", "EUR"), ("cbc:BuyerReference", invoice.buyer.get("reference", ""))]
    if invoice.credits is not None:
        before = [
            ("cbc:ID", invoice.credits.reference),
            ("cbc:IssueDate", invoice.credits.issued_on.isoformat()),
        ]
        nodes.append(("cac:BillingReference", [("cac:InvoiceDocumentReference", before)]))
    return nodes


def _party(side: Mapping[str, Any], *, with_tax: bool) -> Node:
    def known(name: str) -> str:
        return str(side.get(name, ""))

    scheme, number_name = (OIN, "oin") if known("oin") else (TRADE, "trade_number")
    number = {"schemeID": scheme}, known(number_name)
    tax_number = known("vat_number") if with_tax else ""
    nodes: list[Node] = [
        ("cbc:EndpointID", number),
        ("cac:PartyName", [("cbc:Name", known("name"))]),
        (
            "cac:PostalAddress",
            [
                ("cbc:StreetName", known("address")),
                ("cbc:CityName", known("town")),
                ("cbc:PostalZone", known("postcode")),
                ("cac:Country", [("cbc:IdentificationCode", "NL")]),
            ],
        ),
    ]
    if tax_number:
        nodes.append(("cac:PartyTaxScheme", [("cbc:CompanyID", tax_number), _VAT]))
    legal = [("cbc:RegistrationName", known("name")), ("cbc:CompanyID", number)]
    nodes += [("cac:PartyLegalEntity", legal), ("cac:Contact", [("cbc:Name", known("contact_name"))])]
    return ("cac:Party", nodes)


_VAT: Final[Node] = ("cac:TaxScheme", [("cbc:ID", "VAT")])


def _payment(invoice: Invoice) -> list[Node]:
    """By transfer; money that goes back goes by what both agreed, for we do not know that account."""
    if invoice.kind == InvoiceKind.CREDIT:
        return [("cac:PaymentMeans", [("cbc:PaymentMeansCode", AS_AGREED)])]
    seller = invoice.seller
    account: list[Node] = [
        ("cbc:ID", seller.get("iban", "")),
        ("cbc:Name", seller.get("name", "")),
        ("cac:FinancialInstitutionBranch", [("cbc:ID", seller.get("bic", ""))]),
    ]
    means = [
        ("cbc:PaymentMeansCode", SEPA_TRANSFER),
        ("cbc:PaymentID", invoice.reference),
        ("cac:PayeeFinancialAccount", account),
    ]
    return [("cac:PaymentMeans", means)]


def _tax_total(invoice: Invoice) -> Node:
    parts: list[Node] = [
        (
            "cac:TaxSubtotal",
            [
                ("cbc:TaxableAmount", _euros(kept["net_cents"])),
                ("cbc:TaxAmount", _euros(kept["vat_cents"])),
                ("cac:TaxCategory", _category(kept, invoice, with_reason=True)),
            ],
        )
        for kept in _vat_totals(invoice)
    ]
    return ("cac:TaxTotal", [("cbc:TaxAmount", _euros(invoice.vat_cents)), *parts])


def _monetary_total(invoice: Invoice) -> Node:
    return (
        "cac:LegalMonetaryTotal",
        [
            ("cbc:LineExtensionAmount", _euros(invoice.net_cents)),
            ("cbc:TaxExclusiveAmount", _euros(invoice.net_cents)),
            ("cbc:TaxInclusiveAmount", _euros(invoice.total_cents)),
            ("cbc:PayableAmount", _euros(invoice.total_cents)),
        ],
    )


def _line(line: InvoiceLine, invoice: Invoice, kind: str) -> Node:
    kept = next(one for one in _vat_totals(invoice) if line.position in one["positions"])
    counted = "CreditedQuantity" if kind == "CreditNote" else "InvoicedQuantity"
    return (
        f"cac:{kind}Line",
        [
            ("cbc:ID", str(line.position)),
            (f"cbc:{counted}", ({"unitCode": "C62"}, f"{abs(line.quantity).normalize():f}")),
            ("cbc:LineExtensionAmount", _euros(line.net_cents)),
            (
                "cac:Item",
                [("cbc:Name", line.text), ("cac:ClassifiedTaxCategory", _category(kept, invoice))],
            ),
            ("cac:Price", [("cbc:PriceAmount", _euros(line.unit_cents))]),
        ],
    )


def _category(kept: Mapping[str, Any], invoice: Invoice, *, with_reason: bool = False) -> list[Node]:
    """S: by the rate of the day. E: exempt, by who has a VAT number. O: who has none; then no rate is said."""
    percentage = ("cbc:Percent", f"{Decimal(kept['percentage']).normalize():f}")
    if kept["vat"] != EXEMPT:
        return [("cbc:ID", "S"), percentage, _VAT]
    has_number = bool(invoice.seller.get("vat_number"))
    # Beside what is taxed nothing can be outside the tax.
    is_outside = not has_number and all(one["vat"] == EXEMPT for one in _vat_totals(invoice))
    said = OUTSIDE if is_outside else EXEMPTION
    reason: list[Node] = [("cbc:TaxExemptionReason", said)] if with_reason else []
    return [("cbc:ID", "O"), *reason, _VAT] if is_outside else [("cbc:ID", "E"), percentage, *reason, _VAT]


def _vat_totals(invoice: Invoice) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = invoice.seller.get("vat_totals", [])
    return kept


def _euros(cents: int) -> tuple[dict[str, str], str]:
    return {"currencyID": "EUR"}, f"{Decimal(abs(cents)) / 100:.2f}"


def _add(parent: Any, nodes: list[Node]) -> None:
    """What is empty is left out, with what holds nothing else: no receiver takes an element without a text."""
    for name, content in nodes:
        prefix, local = name.split(":")
        element = etree.SubElement(parent, f"{{{CAC if prefix == 'cac' else CBC}}}{local}")
        if isinstance(content, list):
            _add(element, content)
        else:
            attributes, text = content if isinstance(content, tuple) else ({}, content)
            for attribute, value in attributes.items():
                element.set(attribute, value)
            # No name turns the text around it, and signs that XML cannot hold go.
            element.text = _NOT_IN_XML.sub("", one_line(text))
        if not len(element) and not element.text:
            parent.remove(element)
