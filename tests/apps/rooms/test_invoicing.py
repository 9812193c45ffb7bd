"""Making invoices and credit notes, their numbers, what was paid, and reminders."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.rooms.actions import invoicing
from schuifaan.apps.rooms.enums import BookingStatus, InvoiceKind, InvoiceStatus, TimeState, Vat
from schuifaan.apps.rooms.models import Invoice, InvoiceCounter, InvoiceLine, Letter
from schuifaan.apps.rooms.queries import invoices as queries
from tests.factories import NOW, TODAY
from tests.factories.rooms import at, make_booked_time, make_booking, make_party, make_terms
from tests.racing import at_once, names_of

PAYEE = {
    "legal_name": "Stichting De Tafel", "address": "Dorpsstraat 1", "postcode": "6200 AA", "town": "Maastricht",
    "iban": "NL91ABNA0417164300", "vat_number": "NL123456789B01", "trade_number": "12345678",
}  # fmt: skip


@pytest.fixture
def terms(place):
    return make_terms(place, **PAYEE)


@pytest.fixture
def party(place):
    return make_party(place, buyer_reference="PO 7")


@pytest.fixture
def booking(kitchen, party):
    return make_booking(kitchen, (at(9), at(11)), (at(9, 13), at(11, 13)), party=party, price_cents=3003)


@pytest.fixture
def bill(terms, party, booking, manager):
    def make(*times):
        return invoicing.invoice_times(party=party, times=times or booking.times.all(), by=manager, now=NOW)

    return make


# -- Making ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_invoice_keeps_all_that_stands_on_it(bill, booking):
    made = bill()
    assert (made.reference, made.year, made.number, made.kind) == ("2026-0001", 2026, 1, "invoice")
    assert (made.issued_on, made.due_on) == (TODAY, TODAY + timedelta(days=14))
    assert (made.net_cents, made.vat_cents, made.status) == (6006, 0, "open")
    assert made.seller == {
        "name": "Stichting De Tafel", "place": booking.place.name, "bic": "", "payment_days": 14,
        **{name: PAYEE[name] for name in PAYEE if name != "legal_name"},
        "vat_totals": [
            {"vat": "exempt", "percentage": "0", "net_cents": 6006, "vat_cents": 0, "positions": [1, 2]}
        ],
    }  # fmt: skip
    assert (made.buyer["name"], made.buyer["reference"], made.buyer["language"]) == (
        "Koor De Lijster", "PO 7", "nl",
    )  # fmt: skip
    lines = list(made.lines.values_list("position", "text", "net_cents", "still_counts"))
    assert lines == [
        (1, "dinsdag 6 januari 2026 10.00–12.00 uur, Keuken", 3003, True),
        (2, "dinsdag 13 januari 2026 10.00–12.00 uur, Keuken", 3003, True),
    ]


@pytest.mark.django_db
def test_vat_comes_on_top_and_is_rounded_once(terms, party, booking, bill):
    booking.times.update(vat=Vat.HIGH)
    made = bill()
    assert (made.net_cents, made.vat_cents, made.total_cents) == (6006, 1261, 7267)


@pytest.mark.django_db
def test_time_is_never_invoiced_twice(bill, booking):
    first, second = booking.times.all()
    bill(first)
    with pytest.raises(invoicing.NothingToInvoice):
        bill(first, second)
    assert Invoice.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceLine.objects.create(
            invoice=Invoice.objects.get(), position=9, text="", unit_cents=1, net_cents=1, vat=Vat.EXEMPT,
            booked_time=first,
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("state", [TimeState.NO_SHOW, TimeState.CANCELLED])
def test_no_show_and_late_cancel_are_paid(terms, party, kitchen, bill, state):
    booking = make_booking(kitchen, party=party)
    made = bill(make_booked_time(booking, at(9, 20), at(11, 20), state=state, price_cents=1500))
    assert made.net_cents == 1500


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "price", "days"),
    [
        (BookingStatus.REQUESTED, 100, 0),
        (BookingStatus.DECLINED, 100, 0),
        (BookingStatus.CONFIRMED, 0, 0),
        (BookingStatus.CONFIRMED, 100, 15),
    ],
)
def test_only_agreed_times_with_a_price_are_invoiced(terms, party, kitchen, bill, status, price, days):
    start = NOW + timedelta(days=days)
    booking = make_booking(kitchen, party=party, status=status)
    one = make_booked_time(booking, start, start + timedelta(hours=1), price_cents=price)
    with pytest.raises(invoicing.NothingToInvoice):
        bill(one)


@pytest.mark.django_db
def test_time_of_another_party_is_refused(terms, place, booking, manager):
    with pytest.raises(invoicing.NothingToInvoice):
        invoicing.invoice_times(
            party=make_party(place, "Yoga"), times=booking.times.all(), by=manager, now=NOW
        )


@pytest.mark.django_db
def test_payee_has_to_be_known_first(place, party, booking, manager):
    make_terms(place, legal_name="Stichting")
    with pytest.raises(invoicing.PayeeMissing) as caught:
        invoicing.invoice_times(party=party, times=booking.times.all(), by=manager, now=NOW)
    assert str(caught.value) == "Vul eerst bij de afspraken over verhuur in: straat en nummer, de IBAN."
    assert not InvoiceCounter.objects.exists()


@pytest.mark.django_db
def test_tax_number_is_asked_for_when_vat_is_charged(terms, booking, bill):
    terms.vat_number = ""
    terms.save()
    booking.times.update(vat=Vat.HIGH)
    with pytest.raises(invoicing.PayeeMissing) as caught:
        bill()
    assert caught.value.names == ("vat_number",)


@pytest.mark.django_db
def test_host_makes_no_invoices(terms, party, booking, host):
    with pytest.raises(NotAllowed):
        invoicing.invoice_times(party=party, times=booking.times.all(), by=host, now=NOW)


@pytest.mark.django_db
def test_month_is_one_invoice_where_that_is_wanted(terms, place, kitchen, manager):
    monthly, other = make_party(place, "Aikido", monthly_invoice=True), make_party(place, "Bridge")
    for party in (monthly, other):
        for hour in (9, 12):
            day = 8 if party is monthly else 9
            make_booking(kitchen, (at(hour, day), at(hour + 1, day)), party=party, price_cents=100)
    make_booking(
        kitchen, (at(9) + timedelta(days=40), at(11) + timedelta(days=40)), party=monthly, price_cents=100
    )
    made = invoicing.monthly_invoices(place=place, year=2026, month=1, by=manager, now=NOW)
    assert [(one.party.name, one.number, one.net_cents) for one in made] == [
        ("Aikido", 1, 200), ("Bridge", 2, 100), ("Bridge", 3, 100),
    ]  # fmt: skip
    with pytest.raises(invoicing.NothingToInvoice):
        invoicing.monthly_invoices(place=place, year=2026, month=1, by=manager, now=NOW)


@pytest.mark.django_db
def test_month_begins_at_midnight_on_the_wall(terms, place, kitchen, party, manager):
    """31 January 23.30 and 1 February 0.30 in Amsterdam lie on two days of January and one of UTC."""
    late, early = at(22.5, 31), at(23.5, 31)
    make_booking(kitchen, (late, early), (early, early + timedelta(hours=1)), party=party, price_cents=100)
    counted = [len(one.times) for one in queries.of_month(place, year=2026, month=2, now=NOW)]
    assert counted == [1]


@pytest.mark.django_db
def test_party_hears_of_its_invoice(bill):
    made = bill()
    letter = Letter.objects.get()
    assert (letter.key, letter.to, letter.subject) == (
        f"invoice:{made.pk}", "koor@example.org", f"Factuur 2026-0001 van {made.place.name}",
    )  # fmt: skip
    assert "NL91 ABNA 0417 1643 00" in letter.text


# -- Numbers --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_failure_gives_its_number_back(bill, booking):
    first, second = booking.times.all()
    bill(first)

    def fall_over():
        with transaction.atomic():
            bill(second)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fall_over()
    assert bill(second).number == 2


@pytest.mark.django_db
def test_year_begins_at_one_again(bill, booking, party, manager):
    first, second = booking.times.all()
    bill(first)
    later = NOW + timedelta(days=60)
    made = invoicing.invoice_times(party=party, times=[second], by=manager, now=later)
    assert (made.year, made.number, made.reference) == (2027, 1, "2027-0001")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_leave_no_gap(place, kitchen, manager):
    """Every fifth falls over after its number was given."""
    make_terms(place, **PAYEE)
    times = []
    for number in range(20):
        party = make_party(place, f"Club {number:02}", email="")
        start = at(9) + timedelta(days=number)
        booking = make_booking(kitchen, (start, start + timedelta(hours=1)), party=party, price_cents=100)
        times.append(booking.times.get())

    def work(number):
        with transaction.atomic():
            one = times[number]
            invoicing.invoice_times(party=one.booking.party, times=[one], by=manager, now=NOW)
            if number % 5 == 0:
                raise RuntimeError

    outcomes = at_once(work, range(20))
    assert names_of(outcomes) == ["NoneType"] * 16 + ["RuntimeError"] * 4
    assert sorted(Invoice.objects.values_list("number", flat=True)) == [*range(1, 17)]
    assert InvoiceCounter.objects.get().last == 16


@pytest.mark.django_db(transaction=True)
def test_same_time_at_once_is_invoiced_once(place, kitchen, manager):
    make_terms(place, **PAYEE)
    one = make_booking(kitchen, (at(9), at(11)), price_cents=100).times.get()
    outcomes = at_once(
        lambda _: invoicing.invoice_times(party=one.booking.party, times=[one], by=manager, now=NOW), range(8)
    )
    assert names_of(outcomes) == ["NoneType"] + ["NothingToInvoice"] * 7
    assert Invoice.objects.get().number == 1


# -- Crediting ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_credit_is_exact_opposite_and_frees_the_times(bill, booking, manager):
    booking.times.update(vat=Vat.HIGH)
    made = bill()
    note = invoicing.credit(invoice=made, by=manager, now=NOW, reason="  Verkeerde  naam ")
    made.refresh_from_db()
    assert (note.kind, note.reference, note.credits) == (InvoiceKind.CREDIT, "2026-0002", made)
    assert (note.net_cents, note.vat_cents) == (-made.net_cents, -made.vat_cents)
    assert [(one.quantity, one.unit_cents, one.net_cents) for one in note.lines.all()] == [
        (Decimal(-1), 3003, -3003)
    ] * 2
    assert (made.status, note.status, note.seller["reason"]) == ("credited", "credited", "Verkeerde naam")
    assert (bill().reference, Invoice.objects.count()) == ("2026-0003", 3)


@pytest.mark.django_db
def test_credit_of_what_was_paid_stays_open_until_the_money_is_back(bill, manager):
    made = invoicing.mark_paid(invoice=bill(), paid_on=TODAY, by=manager, now=NOW)
    note = invoicing.credit(invoice=made, by=manager, now=NOW, reason="dubbel")
    assert note.status == InvoiceStatus.OPEN
    assert invoicing.mark_paid(invoice=note, paid_on=TODAY, by=manager, now=NOW).status == "paid"


@pytest.mark.django_db
def test_credited_or_credit_cannot_be_credited(bill, manager):
    made = bill()
    note = invoicing.credit(invoice=made, by=manager, now=NOW, reason="fout")
    for one in (made, note):
        with pytest.raises(invoicing.NotNow):
            invoicing.credit(invoice=one, by=manager, now=NOW, reason="fout")
    with pytest.raises(invoicing.NotNow):
        invoicing.mark_paid(invoice=made, paid_on=TODAY, by=manager, now=NOW)


@pytest.mark.django_db
def test_credit_needs_a_reason(bill, manager):
    with pytest.raises(invoicing.NotNow) as caught:
        invoicing.credit(invoice=bill(), by=manager, now=NOW, reason=" ")
    assert caught.value.field == "reason"


# -- Paying and reminding -------------------------------------------------------------------------


@pytest.mark.django_db
def test_paid_can_be_taken_back(bill, manager):
    made = invoicing.mark_paid(invoice=bill(), paid_on=date(2026, 11, 20), by=manager, now=NOW)
    assert (made.status, made.paid_on) == ("paid", date(2026, 11, 20))
    made = invoicing.unmark_paid(invoice=made, by=manager, now=NOW)
    assert (made.status, made.paid_on) == ("open", None)
    with pytest.raises(invoicing.NotNow):
        invoicing.unmark_paid(invoice=made, by=manager, now=NOW)


@pytest.mark.django_db
def test_nobody_pays_tomorrow(bill, manager):
    with pytest.raises(invoicing.DayCannotBe):
        invoicing.mark_paid(invoice=bill(), paid_on=TODAY + timedelta(days=1), by=manager, now=NOW)


@pytest.mark.django_db
def test_reminders_come_a_week_apart(bill, manager):
    made = bill()

    def remind(days):
        return invoicing.remind(invoice=made, by=manager, now=NOW + timedelta(days=days))

    with pytest.raises(invoicing.NotNow):
        remind(14)
    remind(15)
    with pytest.raises(invoicing.NotNow):
        remind(21)
    assert remind(22).reminders == 2
    keys = sorted(Letter.objects.filter(key__startswith="invoice_reminder").values_list("key", flat=True))
    assert keys == [f"invoice_reminder:{made.pk}:1", f"invoice_reminder:{made.pk}:2"]


@pytest.mark.django_db
def test_without_address_nobody_is_reminded(bill, party, manager):
    made = bill()
    party.email = ""
    party.save()
    with pytest.raises(invoicing.NotNow) as caught:
        invoicing.remind(invoice=made, by=manager, now=NOW + timedelta(days=15))
    assert str(caught.value) == "Van deze huurder is geen e-mailadres bekend. Bel, of stuur de PDF per post."
