"""Invoices as people and machines get them: the PDF, the code to pay with, and UBL read back to the cent."""

import io
from datetime import timedelta
from decimal import Decimal

import pypdf
import pytest
from lxml import etree

from schuifaan.apps.rooms import ubl
from schuifaan.apps.rooms.actions import invoicing
from schuifaan.apps.rooms.enums import PartyKind, Vat
from schuifaan.apps.rooms.paper.invoice import invoice_data, printed_invoice, transfer_code
from schuifaan.apps.rooms.queries.invoices import invoice_at
from schuifaan.apps.rooms.ubl_rules import CAC, CBC, NAMES, RULES, broken_rules
from tests.apps.rooms.test_invoicing import PAYEE
from tests.factories import NOW
from tests.factories.rooms import at, make_booked_time, make_booking, make_party, make_terms

pytestmark = pytest.mark.django_db

PUBLIC = {
    "kind": PartyKind.PUBLIC_BODY, "oin": "00000001234567890000", "buyer_reference": "PO 7", "address": "Markt 1",
    "postcode": "6211 CK", "town": "Maastricht", "legal_name": "Gemeente Maastricht",
}  # fmt: skip


@pytest.fixture
def invoice(place, kitchen, manager):
    """Five times: three at 21 %, two exempt, at amounts that do not round by themselves."""
    make_terms(place, **PAYEE, bic="ABNANL2A")
    party = make_party(place, **PUBLIC)
    booking = make_booking(kitchen, party=party)
    for number in range(5):
        start = at(9, 5 + number)
        make_booked_time(
            booking, start, start + timedelta(hours=1), price_cents=3333 + number,
            vat=Vat.HIGH if number % 2 == 0 else Vat.EXEMPT,
        )  # fmt: skip
    made = invoicing.invoice_times(party=party, times=booking.times.all(), by=manager, now=NOW)
    return invoice_at(place, made.pk)


@pytest.fixture
def note(invoice, manager):
    made = invoicing.credit(invoice=invoice, by=manager, now=NOW, reason="Dubbel <&> بطاقة")
    return invoice_at(invoice.place, made.pk)


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def parsed(invoice):
    return etree.fromstring(ubl.as_ubl(invoice))


def found(root, path):
    return [one.text for one in root.findall(path, NAMES)]


def cents(root, path):
    return [int(Decimal(text) * 100) for text in found(root, path)]


# -- On paper -------------------------------------------------------------------------------------


def test_pdf_has_what_the_law_asks(invoice):
    said = text_of(printed_invoice(invoice, at=NOW))
    for words in (
        "Factuur 2026-0001", "21 november 2026", "5 december 2026", "Stichting De Tafel", "Dorpsstraat 1",
        "KvK 12345678", "Btw-nummer NL123456789B01", "Gemeente Maastricht", "Markt 1", "6211 CK Maastricht",
        "maandag 5 januari 2026 10.00–11.00 uur, Keuken", "€ 33,33", "Vrijgesteld van btw (artikel 11 Wet OB)",
        "21% btw over € 100,05", "€ 21,01", "€ 187,76", "NL91 ABNA 0417 1643 00", "PO 7",
    ):  # fmt: skip
        assert words in said, words


def test_pdf_is_tagged_and_in_its_language(invoice):
    reader = pypdf.PdfReader(io.BytesIO(printed_invoice(invoice, at=NOW)))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_english_party_reads_english(invoice):
    invoice.buyer["language"] = "en"
    said = text_of(printed_invoice(invoice, at=NOW))
    assert "Invoice 2026-0001" in said
    assert "21% VAT on €100.05" in said
    assert "vrijgesteld van btw (artikel 11 Wet OB)" in said


def test_credit_note_is_no_question_for_money(note):
    data = invoice_data(note)
    assert (data["pay"], data["total"], transfer_code(note)) == (None, ["Samen terug", "€\xa0187,76"], None)
    said = text_of(printed_invoice(note, at=NOW))
    assert "Bij factuur 2026-0001" in said


def test_old_invoice_without_buyer_still_prints(invoice):
    invoice.buyer = {}
    assert "gegevens weggehaald" in text_of(printed_invoice(invoice, at=NOW))


def test_code_stops_at_what_it_can_hold(invoice):
    invoice.vat_cents = 0
    invoice.net_cents = 99_999_999_999
    assert transfer_code(invoice) is not None
    invoice.net_cents += 1
    assert transfer_code(invoice) is None


def test_code_takes_any_name(invoice):
    invoice.seller["name"] = "’t Huis \u202e جمعية 🎶" * 9
    assert transfer_code(invoice).startswith("<svg")


# -- For machines ---------------------------------------------------------------------------------


def test_ubl_totals_are_those_of_the_invoice(invoice):
    root = parsed(invoice)
    total = "cac:LegalMonetaryTotal/cbc:"
    assert cents(root, f"{total}LineExtensionAmount") == [invoice.net_cents] == [16675]
    assert cents(root, f"{total}TaxExclusiveAmount") == [invoice.net_cents]
    assert cents(root, f"{total}TaxInclusiveAmount") == [invoice.total_cents] == [18776]
    assert cents(root, f"{total}PayableAmount") == [invoice.total_cents]
    assert cents(root, "cac:TaxTotal/cbc:TaxAmount") == [invoice.vat_cents]
    subtotal = "cac:TaxTotal/cac:TaxSubtotal/"
    assert cents(root, f"{subtotal}cbc:TaxableAmount") == [6670, 10005]
    assert cents(root, f"{subtotal}cbc:TaxAmount") == [0, 2101]
    assert cents(root, "cac:InvoiceLine/cbc:LineExtensionAmount") == [3333, 3334, 3335, 3336, 3337]
    assert found(root, f"{subtotal}cac:TaxCategory/cbc:ID") == ["E", "S"]
    assert found(root, f"{subtotal}cac:TaxCategory/cbc:Percent") == ["0", "21"]
    assert found(root, f"{subtotal}cac:TaxCategory/cbc:TaxExemptionReason") == [ubl.EXEMPTION]


def test_ubl_says_who_and_how(invoice):
    root = parsed(invoice)
    assert root.tag == "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice"
    assert found(root, "cbc:CustomizationID") == [ubl.CUSTOMIZATION]
    assert found(root, "cbc:BuyerReference") == ["PO 7"]
    ends = [(one.get("schemeID"), one.text) for one in root.iter(f"{{{CBC}}}EndpointID")]
    assert ends == [("0106", "12345678"), ("0190", "00000001234567890000")]
    means = "cac:PaymentMeans/"
    assert found(root, f"{means}cbc:PaymentMeansCode") == ["58"]
    assert found(root, f"{means}cac:PayeeFinancialAccount/cbc:ID") == ["NL91ABNA0417164300"]
    assert found(root, f"{means}cbc:PaymentID") == ["2026-0001"]


def test_ubl_of_a_credit_note(note):
    root = parsed(note)
    assert root.tag == "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote"
    assert found(root, "cbc:CreditNoteTypeCode") == ["381"]
    assert found(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["2026-0001"]
    assert cents(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == [18776] == [-note.total_cents]
    assert found(root, "cac:CreditNoteLine/cbc:CreditedQuantity") == ["1"] * 5
    assert found(root, "cac:PaymentMeans/cbc:PaymentMeansCode") == [ubl.AS_AGREED]
    assert found(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID") == []
    assert found(root, "cbc:DueDate") == []


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("BR-CO-10", "cac:InvoiceLine/cbc:LineExtensionAmount"),
        ("BR-CO-13", "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount"),
        ("BR-CO-14", "cac:TaxTotal/cbc:TaxAmount"),
        ("BR-CO-15", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"),
        ("BR-CO-16", "cac:LegalMonetaryTotal/cbc:PayableAmount"),
        ("BR-CO-17", "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount"),
        ("BR-E-08", "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount"),
        ("BR-S-08", "cac:InvoiceLine/cbc:LineExtensionAmount"),
    ],
)
def test_rule_is_seen_to_be_broken_by_a_cent(invoice, rule, path):
    root = parsed(invoice)
    assert broken_rules(root) == []
    element = root.find(path, NAMES)
    element.text = str(Decimal(element.text) + Decimal("0.01"))
    assert rule in broken_rules(root)


@pytest.mark.parametrize(
    ("rule", "total", "charge"),
    [("BR-CO-11", "AllowanceTotalAmount", "false"), ("BR-CO-12", "ChargeTotalAmount", "true")],
)
def test_allowances_and_charges_add_up(invoice, rule, total, charge):
    root = parsed(invoice)
    one = etree.SubElement(root, f"{{{CAC}}}AllowanceCharge")
    etree.SubElement(one, f"{{{CBC}}}ChargeIndicator").text = charge
    etree.SubElement(one, f"{{{CBC}}}Amount").text = "1.00"
    assert rule in broken_rules(root)
    told = etree.SubElement(root.find("cac:LegalMonetaryTotal", NAMES), f"{{{CBC}}}{total}")
    told.text = "1.00"
    assert rule not in broken_rules(root)


@pytest.mark.parametrize(("rule", "code"), [("BR-E-10", "S"), ("BR-S-10", "E")])
def test_reason_goes_with_exempt_alone(invoice, rule, code):
    root = parsed(invoice)
    for one in root.findall("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", NAMES):
        if one.text == code:
            one.text = "E" if code == "S" else "S"
    assert rule in broken_rules(root)


def test_contradicting_invoice_is_not_handed_over(invoice):
    invoice.vat_cents += 1
    with pytest.raises(ubl.RulesBroken) as caught:
        ubl.as_ubl(invoice)
    assert caught.value.rules == ["BR-CO-14"]
    assert set(caught.value.rules) < set(RULES)


def missing(invoice):
    return [(one.side, str(one.words)) for one in ubl.missing_for_ubl(ubl.against_ubl(invoice))]


def test_missing_is_said_in_words(invoice):
    assert missing(invoice) == []
    invoice.buyer |= {"oin": "", "reference": ""}
    invoice.seller["vat_number"] = ""
    assert missing(invoice) == [
        ("seller", "btw-nummer van de afzender, omdat er btw op de factuur staat"),
        ("buyer", "OIN of KvK-nummer van de ontvanger"),
        ("buyer", "kenmerk van de ontvanger"),
    ]


def test_all_that_can_be_missing_is_said(invoice):
    invoice.buyer, invoice.seller = {}, {"vat_totals": invoice.seller["vat_totals"]}
    assert len(missing(invoice)) == len(ubl.ASKED) == 9


def test_contradiction_is_nothing_to_fill_in(invoice):
    invoice.vat_cents += 1
    assert (ubl.against_ubl(invoice), missing(invoice)) == (["BR-CO-14"], [])
