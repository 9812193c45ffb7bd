"""An invoice as machines of public bodies read it: UBL 2.1 by Peppol BIS Billing 3 (EN 16931)."""

from __future__ import annotations

from collections.abc import Mapping
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
# Electronic addresses: of public bodies by OIN, of others by their number in the trade register.
OIN, TRADE = "0190", "0106"
SEPA_TRANSFER: Final = "58"
# A tree: name, then text, or attributes and text, or the elements in it.
Node = tuple[str, Any]


class RulesBroken(ValueError):  # noqa: N818 - it says what happened
    """What was written contradicts itself; `rules` names which of the standard."""

    def __init__(self, rules: list[str]) -> None:
        super().__init__(", ".join(rules))
        self.rules = rules


def missing_for_ubl(invoice: Invoice) -> list[str | Promise]:
    """What a receiving machine asks for and we do not know, in words."""
    seller, buyer = invoice.seller, invoice.buyer
    wanted: list[tuple[bool, str | Promise]] = [
        (bool(seller.get("postcode") and seller.get("town")), _("postcode en plaats van de afzender")),
        (bool(seller.get("trade_number")), _("KvK-nummer van de afzender")),
        (bool(seller.get("vat_number")), _("btw-nummer van de afzender")),
        (bool(buyer.get("oin") or buyer.get("trade_number")), _("OIN of KvK-nummer van de ontvanger")),
        (
            all(buyer.get(name) for name in ("address", "postcode", "town")),
            _("adres van de ontvanger"),
        ),
        (bool(buyer.get("reference")), _("kenmerk van de ontvanger")),
    ]
    return [words for is_known, words in wanted if not is_known]


def as_ubl(invoice: Invoice) -> bytes:
    """Amounts are above zero on a credit note as well: that it is one, says so."""
    is_credit = invoice.kind == InvoiceKind.CREDIT
    kind = "CreditNote" if is_credit else "Invoice"
    root = etree.Element(
        f"{{{ROOT.format(kind)}}}{kind}", nsmap={None: ROOT.format(kind), "cac": CAC, "cbc": CBC}
    )
    _add(root, _head(invoice, kind))
    _add(root, [("cac:AccountingSupplierParty", [_party(invoice.seller, with_tax=True)])])
    _add(root, [("cac:AccountingCustomerParty", [_party(invoice.buyer, with_tax=False)])])
    if not is_credit:
        _add(root, _payment(invoice))
    _add(root, [_tax_total(invoice), _monetary_total(invoice)])
    _add(root, [_line(one, invoice, kind) for one in invoice.lines.all()])
    broken = broken_rules(root)
    if broken:
        raise RulesBroken(broken)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


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
    nodes += [("cbc:DocumentCurrencyCode", "EUR"), ("cbc:BuyerReference", invoice.buyer["reference"])]
    if invoice.credits is not None:
        before = [
            ("cbc:ID", invoice.credits.reference),
            ("cbc:IssueDate", invoice.credits.issued_on.isoformat()),
        ]
        nodes.append(("cac:BillingReference", [("cac:InvoiceDocumentReference", before)]))
    return nodes


def _party(side: Mapping[str, Any], *, with_tax: bool) -> Node:
    scheme, number = (OIN, side["oin"]) if side.get("oin") else (TRADE, side["trade_number"])
    nodes: list[Node] = [
        ("cbc:EndpointID", ({"schemeID": scheme}, number)),
        ("cac:PartyName", [("cbc:Name", side["name"])]),
        (
            "cac:PostalAddress",
            [
                ("cbc:StreetName", side["address"]),
                ("cbc:CityName", side["town"]),
                ("cbc:PostalZone", side["postcode"]),
                ("cac:Country", [("cbc:IdentificationCode", "NL")]),
            ],
        ),
    ]
    if with_tax:
        nodes.append(("cac:PartyTaxScheme", [("cbc:CompanyID", side["vat_number"]), _VAT]))
    nodes.append(
        (
            "cac:PartyLegalEntity",
            [("cbc:RegistrationName", side["name"]), ("cbc:CompanyID", ({"schemeID": scheme}, number))],
        )
    )
    if side.get("contact_name"):
        nodes.append(("cac:Contact", [("cbc:Name", side["contact_name"])]))
    return ("cac:Party", nodes)


_VAT: Final[Node] = ("cac:TaxScheme", [("cbc:ID", "VAT")])


def _payment(invoice: Invoice) -> list[Node]:
    seller = invoice.seller
    account: list[Node] = [("cbc:ID", seller["iban"]), ("cbc:Name", seller["name"])]
    if seller.get("bic"):
        account.append(("cac:FinancialInstitutionBranch", [("cbc:ID", seller["bic"])]))
    means = [
        ("cbc:PaymentMeansCode", SEPA_TRANSFER),
        ("cbc:PaymentID", invoice.reference),
        ("cac:PayeeFinancialAccount", account),
    ]
    return [("cac:PaymentMeans", means)]


def _tax_total(invoice: Invoice) -> Node:
    parts: list[Node] = [("cbc:TaxAmount", _euros(invoice.vat_cents))]
    for kept in invoice.seller["vat_totals"]:
        category = _category(kept)
        if kept["vat"] == EXEMPT:
            category.insert(2, ("cbc:TaxExemptionReason", EXEMPTION))
        parts.append(
            (
                "cac:TaxSubtotal",
                [
                    ("cbc:TaxableAmount", _euros(kept["net_cents"])),
                    ("cbc:TaxAmount", _euros(kept["vat_cents"])),
                    ("cac:TaxCategory", category),
                ],
            )
        )
    return ("cac:TaxTotal", parts)


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
    kept = next(one for one in invoice.seller["vat_totals"] if line.position in one["positions"])
    counted = "CreditedQuantity" if kind == "CreditNote" else "InvoicedQuantity"
    return (
        f"cac:{kind}Line",
        [
            ("cbc:ID", str(line.position)),
            (f"cbc:{counted}", ({"unitCode": "C62"}, f"{abs(line.quantity).normalize():f}")),
            ("cbc:LineExtensionAmount", _euros(line.net_cents)),
            ("cac:Item", [("cbc:Name", line.text), ("cac:ClassifiedTaxCategory", _category(kept))]),
            ("cac:Price", [("cbc:PriceAmount", _euros(line.unit_cents))]),
        ],
    )


def _category(kept: Mapping[str, Any]) -> list[Node]:
    """E: exempt; S: by the rate of the day."""
    code = "E" if kept["vat"] == EXEMPT else "S"
    return [("cbc:ID", code), ("cbc:Percent", f"{Decimal(kept['percentage']).normalize():f}"), _VAT]


def _euros(cents: int) -> tuple[dict[str, str], str]:
    return {"currencyID": "EUR"}, f"{Decimal(abs(cents)) / 100:.2f}"


def _add(parent: Any, nodes: list[Node]) -> None:
    for name, content in nodes:
        prefix, local = name.split(":")
        element = etree.SubElement(parent, f"{{{CAC if prefix == 'cac' else CBC}}}{local}")
        if isinstance(content, list):
            _add(element, content)
            continue
        attributes, text = content if isinstance(content, tuple) else ({}, content)
        for attribute, value in attributes.items():
            element.set(attribute, value)
        # Signs that XML cannot hold go, and no name turns the text around it.
        element.text = one_line(text)
