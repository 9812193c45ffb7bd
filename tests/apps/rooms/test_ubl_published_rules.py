"""Every electronic invoice we write keeps the published rules, and our own rules say what those say."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from schuifaan.apps.rooms import ubl
from schuifaan.apps.rooms.actions import invoicing
from schuifaan.apps.rooms.enums import InvoiceKind, PartyKind, Vat
from schuifaan.apps.rooms.models import Invoice, InvoiceLine
from schuifaan.apps.rooms.queries.invoices import invoice_at
from schuifaan.apps.rooms.ubl_rules import CAC, CBC, NAMES, RULES, broken_rules
from schuifaan.core.letting.invoices import Line, credited, totals
from tests.apps.rooms.test_invoice_files import PUBLIC
from tests.apps.rooms.test_invoicing import PAYEE
from tests.factories import NOW, TODAY
from tests.factories.rooms import at, make_booked_time, make_booking, make_party, make_terms
from tests.published_rules import PublishedRules, Said

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NO_NUMBER = PAYEE | {"vat_number": ""}
WIERD = "’t Huis <&> {0} %(x)s \u202eجمعية الحي\u202c 🎶 'O\"Neil'"
A_FIRM = {"oin": "", "trade_number": "87654321", "kind": PartyKind.COMMERCIAL}
EXEMPT, HIGH = Vat.EXEMPT, Vat.HIGH
KNOWN = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def published():
    return PublishedRules()


@pytest.fixture
def write(place, kitchen, manager):
    """An invoice by the actions themselves: what a treasurer would get."""

    def make(
        *vats: Vat,
        payee: dict[str, Any] = PAYEE,
        party: dict[str, Any] | None = None,
        cents: int = 3333,
        **more: Any,
    ) -> Invoice:
        make_terms(place, **payee)
        whose = make_party(place, **(PUBLIC | (party or {})))
        booking = make_booking(kitchen, party=whose)
        for number, vat in enumerate(vats):
            start = at(0, 1) + timedelta(hours=number)
            make_booked_time(
                booking, start, start + timedelta(hours=1), price_cents=cents + number, vat=vat, **more
            )
        if whose.monthly_invoice:
            (made,) = invoicing.monthly_invoices(place=place, year=2026, month=1, by=manager, now=NOW)
        else:
            made = invoicing.invoice_times(party=whose, times=booking.times.all(), by=manager, now=NOW)
        return invoice_at(place, made.pk)

    return make


@pytest.fixture
def mixed(write):
    return write(HIGH, EXEMPT, HIGH)


def taken_back(invoice, manager):
    note = invoicing.credit(invoice=invoice, by=manager, now=NOW, reason=f"Dubbel {WIERD}")
    return invoice_at(invoice.place, note.pk)


def root_of(invoice):
    return etree.fromstring(ubl.as_ubl(invoice))


# -- What we write keeps them ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vats", "fields"),
    [
        ([EXEMPT], {}),
        ([HIGH], {}),
        ([EXEMPT, HIGH], {}),
        ([EXEMPT], {"payee": NO_NUMBER}),
        ([EXEMPT] * 3, {"payee": NO_NUMBER, "party": {"language": "en"}}),
        ([EXEMPT, HIGH, HIGH], {"party": {"language": "en"}}),
        ([HIGH], {"party": A_FIRM}),
        ([HIGH], {"party": {"trade_number": "87654321"}}),
        ([HIGH], {"payee": PAYEE | {"bic": "ABNANL2A", "invoice_prefix": "ZAAL-"}}),
        ([EXEMPT], {"party": {"contact_name": ""}}),
        ([EXEMPT], {"party": {"contact_name": "\u202e\u200f"}}),
        ([HIGH], {"payee": PAYEE | {"legal_name": WIERD}, "party": {"legal_name": WIERD, "address": WIERD}}),
        ([HIGH], {"party": {"legal_name": "Ø" * 120, "town": "’s-Gravenhage", "buyer_reference": "9" * 60}}),
        ([HIGH, EXEMPT] * 40, {}),
        ([EXEMPT] * 80, {"payee": NO_NUMBER}),
        ([HIGH, EXEMPT] * 9, {"party": {"monthly_invoice": True}}),
        ([HIGH], {"cents": 1}),
        ([HIGH], {"cents": 99_999_999}),
        ([EXEMPT], {"deposit_cents": 5000}),
    ],
)  # fmt: skip
def test_invoice_and_its_credit_note_keep_all_of_them(published, write, manager, vats, fields):
    invoice = write(*vats, **fields)
    assert published.on(ubl.as_ubl(invoice)) == []
    assert published.on(ubl.as_ubl(taken_back(invoice, manager))) == []


def made_of(lines: list[Line], *, is_credit: bool = False) -> Invoice:
    """What no rate card comes to, as the action would keep it."""
    asked = credited(lines) if is_credit else lines
    sums = totals(asked)
    kept = [
        {
            "vat": one.vat, "percentage": str(one.percentage), "net_cents": one.net_cents,
            "vat_cents": one.vat_cents, "positions": one.positions,
        }
        for one in sums.by_vat
    ]  # fmt: skip
    invoice = Invoice(
        pk=1, reference="2026-0002", issued_on=TODAY, due_on=TODAY,
        kind=InvoiceKind.CREDIT if is_credit else InvoiceKind.INVOICE,
        credits=Invoice(reference="2026-0001", issued_on=TODAY) if is_credit else None,
        seller={**PAYEE, "name": "De Tafel", "vat_totals": kept},
        buyer={**PUBLIC, "name": "Gemeente", "reference": "PO 7"},
        net_cents=sums.net_cents, vat_cents=sums.vat_cents,
    )  # fmt: skip
    # As if they were read along: nothing of this is in the database.
    invoice._prefetched_objects_cache = {
        "lines": [
            InvoiceLine(
                position=position, text="Zaal", quantity=one.quantity, unit_cents=one.unit_cents,
                net_cents=one.net_cents, vat=one.vat,
            )
            for position, one in enumerate(asked, 1)
        ]
    }  # fmt: skip
    return invoice


LINES = st.lists(
    st.builds(
        lambda cents, rate, quantity: Line(cents, HIGH if rate else EXEMPT, Decimal(rate), quantity),
        st.integers(0, 200_000_00),
        st.sampled_from([0, 0, 21, 21, 9]),
        st.sampled_from([Decimal(1), Decimal(1), Decimal(3), Decimal("0.5"), Decimal("2.75"), Decimal("0.33")]),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


@KNOWN
@given(lines=LINES, is_credit=st.booleans())
def test_whatever_the_amounts_are(published, lines, is_credit):
    invoice = made_of(lines, is_credit=is_credit)
    assert published.on(ubl.as_ubl(invoice)) == []


@pytest.mark.parametrize("vat", [EXEMPT, HIGH])
def test_nothing_to_pay(published, vat):
    free = Line(0, vat, Decimal(21 if vat == HIGH else 0))
    assert published.on(ubl.as_ubl(made_of([free, free]))) == []
    assert published.on(ubl.as_ubl(made_of([free], is_credit=True))) == []


# -- Who is not registered for VAT ----------------------------------------------------------------


def test_seller_without_a_number_is_outside_the_tax(write, published):
    root = root_of(write(EXEMPT, EXEMPT, payee=NO_NUMBER))
    category = root.find("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory", NAMES)
    assert [one.text for one in category if one.text.strip()] == ["O", ubl.OUTSIDE]
    assert root.find("cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme", NAMES) is None


def test_tax_without_a_number_cannot_be(mixed, published):
    mixed.seller["vat_number"] = ""
    with pytest.raises(ubl.RulesBroken) as caught:
        ubl.as_ubl(mixed)
    assert caught.value.rules == ["BR-E-02", "BR-S-02"]
    (missing,) = ubl.missing_for_ubl(caught.value.rules)
    assert (missing.side, str(missing.words)) == (
        "seller", "btw-nummer van de afzender, omdat er btw op de factuur staat",
    )  # fmt: skip


# -- Ours say what they say -----------------------------------------------------------------------

GOOD = st.sampled_from(["", " ", "\u202e", "\ufffe", "Zaal 1", WIERD])


@KNOWN
@given(
    seller=st.fixed_dictionaries({}, optional=dict.fromkeys(["name", "address", "town", "trade_number", "iban"], GOOD)),
    buyer=st.fixed_dictionaries({}, optional=dict.fromkeys(["name", "postcode", "oin", "reference", "contact_name"], GOOD)),
)  # fmt: skip
def test_what_is_not_known_is_said_by_both(published, mixed, seller, buyer):
    kept = mixed.seller, mixed.buyer
    mixed.seller, mixed.buyer = kept[0] | seller, kept[1] | buyer
    ours = set(ubl.against_ubl(mixed))
    written = etree.tostring(ubl.tree_of(mixed), encoding="UTF-8")
    assert published.broken(written) & RULES.keys() == ours
    assert ours == {rule for rule in ours if ubl.missing_for_ubl([rule])}
    assert bool(published.broken(written)) is bool(ours)
    mixed.seller, mixed.buyer = kept


def drop(path: str) -> Callable[[Any], None]:
    def work(root: Any) -> None:
        for one in root.findall(path, NAMES):
            one.getparent().remove(one)

    return work


def say(path: str, text: str) -> Callable[[Any], None]:
    def work(root: Any) -> None:
        for one in root.findall(path, NAMES):
            one.text = text

    return work


def add_tax_number(root: Any) -> None:
    legal = root.find("cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity", NAMES)
    scheme = etree.Element(f"{{{CAC}}}PartyTaxScheme")
    legal.addprevious(scheme)
    etree.SubElement(scheme, f"{{{CBC}}}CompanyID").text = "NL123456789B01"
    etree.SubElement(etree.SubElement(scheme, f"{{{CAC}}}TaxScheme"), f"{{{CBC}}}ID").text = "VAT"


TOTAL = "cac:LegalMonetaryTotal/cbc:"
SUBTOTAL = "cac:TaxTotal/cac:TaxSubtotal/"
ITEM = "cac:InvoiceLine/cac:Item/"
RATE = f"{ITEM}cac:ClassifiedTaxCategory/cbc:Percent"


@pytest.mark.parametrize(
    ("vat", "payee", "harm"),
    [
        (EXEMPT, PAYEE, drop("cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme")),
        (HIGH, PAYEE, drop("cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme")),
        (EXEMPT, NO_NUMBER, add_tax_number),
        (EXEMPT, PAYEE, drop(f"{SUBTOTAL}cac:TaxCategory/cbc:TaxExemptionReason")),
        (EXEMPT, NO_NUMBER, drop(f"{SUBTOTAL}cac:TaxCategory/cbc:TaxExemptionReason")),
        (EXEMPT, PAYEE, say(RATE, "21")),
        (HIGH, PAYEE, say(RATE, "0")),
        (EXEMPT, PAYEE, say(f"{SUBTOTAL}cbc:TaxableAmount", "1.00")),
        (EXEMPT, NO_NUMBER, say(f"{SUBTOTAL}cbc:TaxableAmount", "1.00")),
        (EXEMPT, PAYEE, say(f"{ITEM}cac:ClassifiedTaxCategory/cbc:ID", "O")),
        (HIGH, PAYEE, drop("cbc:DueDate")),
        (HIGH, PAYEE, drop("cbc:BuyerReference")),
        (HIGH, PAYEE, say("cbc:BuyerReference", "")),
        (HIGH, PAYEE, drop("cac:PaymentMeans")),
        (HIGH, PAYEE, drop("cac:PaymentMeans/cac:PayeeFinancialAccount")),
        (HIGH, PAYEE, drop(f"{ITEM}cbc:Name")),
        (HIGH, PAYEE, drop("cac:InvoiceLine")),
        (HIGH, PAYEE, say("cac:InvoiceLine/cac:Price/cbc:PriceAmount", "-33.33")),
        (HIGH, PAYEE, say("cac:InvoiceLine/cbc:LineExtensionAmount", "12.00")),
        (HIGH, PAYEE, say(f"{TOTAL}TaxExclusiveAmount", "12.00")),
        (HIGH, PAYEE, say(f"{TOTAL}TaxInclusiveAmount", "12.00")),
        (HIGH, PAYEE, say(f"{TOTAL}PayableAmount", "12.00")),
        (HIGH, PAYEE, say("cac:TaxTotal/cbc:TaxAmount", "12.00")),
        (HIGH, PAYEE, say(f"{SUBTOTAL}cbc:TaxAmount", "12.00")),
    ],
)
def test_broken_on_purpose_is_said_by_both(published, write, vat, payee, harm):
    root = root_of(write(vat, payee=payee))
    harm(root)
    ours = set(broken_rules(root))
    theirs = published.broken(etree.tostring(root, encoding="UTF-8"))
    assert ours
    assert theirs & RULES.keys() == ours


def test_cent_too_many_in_the_tax_is_said_by_us_alone(published, mixed):
    """They leave room for who rounds each line; we round once, so it would be a mistake."""
    root = root_of(mixed)
    for path in ("cac:TaxTotal/cbc:TaxAmount", f"{SUBTOTAL}cbc:TaxAmount", f"{TOTAL}TaxInclusiveAmount", f"{TOTAL}PayableAmount"):  # fmt: skip
        one = root.findall(path, NAMES)[-1]
        one.text = str(Decimal(one.text) + Decimal("0.01"))
    assert broken_rules(root) == ["BR-CO-17"]
    assert published.on(etree.tostring(root, encoding="UTF-8")) == []


def test_sheets_do_look(published, mixed):
    broken = ubl.as_ubl(mixed).replace(b">380<", b">999<").replace(b">EUR<", b">XYZ<")
    assert {Said("BR-CL-01", "fatal"), Said("BR-CL-04", "fatal")} <= set(published.on(broken))
