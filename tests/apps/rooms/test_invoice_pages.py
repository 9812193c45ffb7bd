"""The desk of invoices: what can go out, the list, one invoice, the month, the books; and a party's own page."""

import csv
import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.rooms.actions import invoicing
from schuifaan.apps.rooms.enums import Vat
from schuifaan.apps.rooms.models import Invoice
from schuifaan.apps.rooms.queries import invoices as queries
from tests.apps.pages import html, queries_of, words_of
from tests.apps.rooms.test_invoicing import PAYEE
from tests.factories import NOW, TODAY
from tests.factories.rooms import at, make_booking, make_party, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
WIERD = "’t Koor <b> {0} %(x)s جمعية 🎶"


@pytest.fixture
def terms(place):
    return make_terms(place, **PAYEE)


@pytest.fixture
def party(place):
    return make_party(place)


@pytest.fixture
def booking(kitchen, party):
    return make_booking(kitchen, (at(9), at(11)), (at(9, 13), at(11, 13)), party=party, price_cents=3003)


@pytest.fixture
def bill(terms, party, booking, manager):
    return invoicing.invoice_times(party=party, times=booking.times.all(), by=manager, now=NOW)


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def words(response):
    said = " ".join(response.content.decode().split())
    return words_of(said[said.index("<main") : said.index("</main>")])


@pytest.fixture
def take(at_work, bill):
    def send(step, **typed):
        return at_work.post(address(f"invoice_{step}", bill.place, pk=bill.pk), typed)

    return send


# -- The list -------------------------------------------------------------------------------------


def test_what_can_go_out_is_ticked_and_made_with_one_button(at_work, place, terms, party, booking):
    page = html(at_work, address("invoices", place))
    assert f'name="party" value="{party.pk}" checked' in page
    assert "Koor De Lijster reservering 1 2 keer, 6 januari – 13 januari 2026" in words_of(page)
    response = at_work.post(address("invoices_make", place), {"party": [party.pk]}, follow=True)
    assert "Er is 1 factuur gemaakt." in words_of(response.content.decode())
    assert "Alles wat betaald moet worden, staat op een factuur." in words(response)
    assert Invoice.objects.get().net_cents == 6006


@pytest.mark.parametrize("sent", [{}, {"party": "x"}, {"party": "999999999999999999999"}])
def test_nobody_chosen_is_said(at_work, place, terms, booking, sent):
    response = at_work.post(address("invoices_make", place), sent)
    assert response.status_code == 422
    assert not Invoice.objects.exists()


def test_missing_payee_is_said_with_a_way_there(at_work, place, booking, party):
    make_terms(place)
    page = html(at_work, address("invoices", place))
    assert "Dit ontbreekt nog: de naam op de factuur, straat en nummer, de IBAN." in words_of(page)
    assert address("letting", place) in page
    assert "Maak deze facturen" not in page
    response = at_work.post(address("invoices_make", place), {"party": [party.pk]})
    assert (response.status_code, Invoice.objects.count()) == (422, 0)


def test_overdue_comes_first(place, party, kitchen, terms, manager):
    made = []
    for days in (0, 1):
        one = make_booking(kitchen, (at(9, 20 + days), at(10, 20 + days)), party=party, price_cents=100)
        made.append(
            invoicing.invoice_times(
                party=party, times=one.times.all(), by=manager, now=NOW - timedelta(days=20 * days)
            )
        )
    assert list(queries.open_invoices(place)) == made[::-1]
    assert [queries.is_overdue(one, TODAY) for one in made[::-1]] == [True, False]


def test_search_finds_name_number_and_status(at_work, place, bill):
    for asked, found in (
        ("zoek=lijster", 1), ("zoek=0001", 1), ("zoek=yoga", 0), ("status=open", 1), ("status=paid", 0),
        ("status=onzin", 1), ("na=2026-1", 0), ("na=zo-maar", 1), ("na=2026-99999999999999999999", 1),
        ("zoek=%F0%9F%8E%B6'", 0), ("zoek=%00", 1),
    ):  # fmt: skip
        page = html(at_work, f"{address('invoices', place)}?{asked}")
        assert page.count('class="desk-row invoice-row"') == found, asked


def test_pages_follow_each_other(at_work, place, bill, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(2, 6):
        Invoice.objects.create(
            place=place, party=bill.party, year=2025, number=number, reference=f"2025-{number}", issued_on=TODAY,
            due_on=TODAY, seller=bill.seller, buyer=bill.buyer, net_cents=1, vat_cents=0,
        )  # fmt: skip
    seen, before = [], None
    while True:
        page = queries.invoices_page(place, queries.Wanted(before=before))
        seen += [one.reference for one in page.invoices]
        if not page.next_before:
            break
        before = tuple(int(part) for part in page.next_before.split("-"))
    assert seen == ["2026-0001", "2025-5", "2025-4", "2025-3", "2025-2"]


def test_list_asks_as_much_for_three_as_for_one(at_work, place, terms, kitchen, manager):
    def add(number):
        party = make_party(place, f"Club {number}")
        for hour in (9, 12):
            one = make_booking(
                kitchen, (at(hour, 10 + number), at(hour + 1, 10 + number)), party=party, price_cents=100
            )
        invoicing.invoice_times(party=party, times=one.times.all(), by=manager, now=NOW)

    add(1)
    first = queries_of(at_work, address("invoices", place))
    add(2)
    add(3)
    assert queries_of(at_work, address("invoices", place)) == first


# -- One ------------------------------------------------------------------------------------------


def test_invoice_says_what_and_how_much(at_work, place, bill):
    said = words_of(html(at_work, address("invoice", place, pk=bill.pk)))
    for piece in ("Factuur 2026-0001", "Koor De Lijster", "5 december 2026", "Samen te betalen € 60,06"):
        assert piece in said, piece
    assert "Trek € 60,06 in en mail een creditfactuur" in said
    assert "Mail een herinnering" not in said


def test_paid_and_back(take, bill):
    take("paid", paid_on="2026-11-20")
    bill.refresh_from_db()
    assert bill.status == "paid"
    take("unpaid")
    bill.refresh_from_db()
    assert bill.status == "open"


@pytest.mark.parametrize("day", ["", "gisteren", "2026-11-22", "0001-01-01", "31-02-2026", "🎶"])
def test_wrong_day_stays_and_is_said(take, bill, day):
    response = take("paid", paid_on=day)
    assert response.status_code == 422
    assert response.context["paid_form"].errors["paid_on"]
    assert f'value="{day}"' in response.content.decode() or not day
    bill.refresh_from_db()
    assert bill.status == "open"


def test_credit_goes_to_the_note(take, bill):
    response = take("credit", reason=WIERD)
    note = bill.credited_by
    assert response.url == address("invoice", bill.place, pk=note.pk)
    assert note.seller["reason"] == WIERD


def test_credit_without_reason_is_refused(take, bill):
    response = take("credit", reason=" ")
    assert (response.status_code, Invoice.objects.count()) == (422, 1)
    assert "Schrijf op waarom je deze factuur intrekt." in words(response)


def test_reminder_too_early_is_refused(take):
    response = take("remind")
    assert response.status_code == 422
    assert "Deze factuur hoeft nog niet betaald te zijn, of is al betaald." in words(response)


def test_files(at_work, place, bill):
    response = at_work.get(address("invoice_pdf", place, pk=bill.pk))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.fixture
def for_a_council(bill):
    bill.buyer |= {
        "trade_number": "87654321",
        "reference": "PO",
        "address": "A 1",
        "postcode": "1",
        "town": "B",
    }
    bill.save()
    return bill


def test_electronic_invoice_is_there_when_all_is_known(at_work, place, for_a_council):
    response = at_work.get(address("invoice_ubl", place, pk=for_a_council.pk))
    assert (response["Content-Type"], response.content[:5]) == ("application/xml", b"<?xml")
    page = html(at_work, address("invoice", place, pk=for_a_council.pk))
    assert address("invoice_ubl", place, pk=for_a_council.pk) in page
    assert "kan nog niet" not in page


def test_what_an_electronic_invoice_lacks_is_said_with_a_way_there(at_work, place, for_a_council):
    for_a_council.seller["trade_number"] = for_a_council.buyer["reference"] = ""
    for_a_council.save()
    response = at_work.get(address("invoice_ubl", place, pk=for_a_council.pk))
    assert response.status_code == 422
    said, page = words(response), response.content.decode()
    assert "Van deze factuur kan nog geen e-factuur." in said
    assert "KvK-nummer van de afzender: vul dit in bij Verhuur" in said
    assert "kenmerk van de ontvanger: vul dit in bij de huurder" in said
    assert "Trek hem daarna in en maak een nieuwe." in said
    assert f'href="{address("letting", place)}"' in page
    assert f'href="{address("party_card", place, party=for_a_council.party_id)}"' in page
    assert "E-factuur (UBL)" not in said


def test_credit_note_is_not_to_be_withdrawn_for_an_electronic_one(at_work, place, bill, manager):
    note = invoicing.credit(invoice=bill, by=manager, now=NOW, reason="Dubbel")
    for one in (bill, note):
        said = words(at_work.get(address("invoice_ubl", place, pk=one.pk)))
        assert "Trek hem daarna in" not in said
        assert "Dan is de PDF genoeg." in said


def test_invoice_whose_party_is_gone_says_what_it_lacks_too(at_work, place, for_a_council):
    for_a_council.buyer, for_a_council.party = {}, None
    for_a_council.save()
    response = at_work.get(address("invoice_ubl", place, pk=for_a_council.pk))
    assert response.status_code == 422
    assert "naam van de ontvanger" in words(response)


def test_invoice_that_contradicts_itself_has_no_electronic_one(at_work, place, for_a_council):
    Invoice.objects.filter(pk=for_a_council.pk).update(vat_cents=1)
    response = at_work.get(address("invoice_ubl", place, pk=for_a_council.pk))
    assert response.status_code == 422
    assert "geef dit dan door aan wie de site beheert: BR-CO-14." in words(response)
    assert "vul dit in" not in words(response)


def test_invoice_of_another_place_is_not_there(at_work, place, bill):
    assert at_work.get(address("invoice", place, pk=bill.pk + 1)).status_code == 404


# -- The month ------------------------------------------------------------------------------------


def test_month_is_shown_before_it_is_made(at_work, place, terms, booking):
    path = address("invoices_month", place)
    said = words_of(html(at_work, path))
    assert "1 factuur van januari 2026" in said
    assert not Invoice.objects.exists()
    assert at_work.post(path, {"maand": "2026-01"}).status_code == 302
    assert Invoice.objects.get().reference == "2026-0001"
    assert "Alles wat betaald moet worden" in words_of(html(at_work, path))


@pytest.mark.parametrize("asked", ["?maand=2026-13", "?maand=🎶", "?maand=1999-01", "?x=1"])
def test_unknown_month_is_the_last_that_is_over(at_work, place, terms, kitchen, booking, asked):
    running = NOW - timedelta(days=3)
    make_booking(kitchen, (running, running + timedelta(hours=1)), price_cents=100)
    said = words_of(html(at_work, address("invoices_month", place) + asked))
    assert "van januari 2026" in said
    assert "verplicht" not in said


def test_unknown_month_is_shown_and_never_made(at_work, place, terms, booking):
    response = at_work.post(address("invoices_month", place), {"maand": "2025-12"})
    assert "1 factuur van januari 2026" in words(response)
    assert not Invoice.objects.exists()


# -- The books ------------------------------------------------------------------------------------


@pytest.fixture
def exported(at_work, place, terms, kitchen, manager):
    party = make_party(place, "=HYPERLINK(1)", legal_name="=HYPERLINK(1)")
    one = make_booking(
        kitchen, (at(9, 20), at(10, 20)), (at(9, 21), at(10, 21)), party=party, price_cents=1050
    )
    one.times.filter(starts_at=at(9, 21)).update(vat=Vat.HIGH)
    made = invoicing.invoice_times(party=party, times=one.times.all(), by=manager, now=NOW)
    invoicing.credit(invoice=made, by=manager, now=NOW, reason="fout")

    def get(extension, period="van=2026-01-01&tot=2026-12-31"):
        return at_work.get(f"{address('invoices_export', place, extension=extension)}?{period}")

    return get


def test_books_of_this_year_are_there_at_once(exported, at_work, place):
    words = words_of(html(at_work, address("invoices_books", place)))
    today = timezone.localdate()
    assert f"1 januari {today.year} tot en met" in words
    assert [what for what in ("Download voor Excel", "Download als CSV") if what not in words] == []


def test_csv_adds_up_and_runs_nothing(exported):
    rows = list(csv.reader(io.StringIO(exported("csv").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:1] + rows[1][4:10] == [
        "2026-0001", "'=HYPERLINK(1)", "", "vrijgesteld", "10,50", "0,00", "10,50",
    ]  # fmt: skip
    assert rows[2][6:10] == ["21%", "10,50", "2,21", "12,71"]
    assert rows[4][0] == "2026-0002"
    assert rows[4][5:10] == ["2026-0001", "21%", "-10,50", "-2,21", "-12,71"]
    assert rows[-1] == ["Samen", "0,00", "0,00", "0,00"]


def test_workbook_has_amounts_and_text(exported):
    book = openpyxl.load_workbook(io.BytesIO(exported("xlsx").content))
    lines, sums = book.worksheets
    assert [cell.value for cell in lines[3]][6:10] == ["21%", 10.5, 2.21, 12.71]
    assert (lines["E2"].value, lines["E2"].data_type) == ("=HYPERLINK(1)", "s")
    assert [cell.value for cell in sums[2]] == ["vrijgesteld", 0, 0, 0]


def test_unknown_kind_of_file_is_not_there(exported):
    assert exported("exe").status_code == 404


@pytest.mark.parametrize(
    "period", ["", "van=2026-12-31&tot=2026-01-01", "van=x&tot=y", "van=2000-01-01&tot=2100-01-01"]
)
def test_wrong_period_is_said(exported, at_work, place, period):
    assert exported("csv", period).status_code in ((200, 422) if not period else (422,))
    page = at_work.get(f"{address('invoices_books', place)}?{period}")
    assert page.status_code == (422 if period else 200)


# -- Of the party ---------------------------------------------------------------------------------


def test_party_finds_its_invoices(client, bill, party):
    page = html(client, reverse("rooms:party", args=[party.token]))
    found = re.search(r'href="(/[^"]*/facturen/2026-1\.pdf)"', page)
    assert "Factuur 2026-0001 (PDF)" in words_of(page)
    assert client.get(found[1]).content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "betalen voor of op vandaag"), (-1, "nog te betalen; dat moest voor of op gisteren")],
)
def test_party_reads_when_to_pay(client, bill, party, days, said):
    bill.issued_on, bill.due_on = TODAY - timedelta(days=14), TODAY + timedelta(days=days)
    bill.save()
    page = words_of(html(client, reverse("rooms:party", args=[party.token])))
    assert f", {said}" in page


def test_party_sees_no_invoice_of_another(client, place, bill):
    other = make_party(place, "Yoga")
    for number in (1, 999_999_999_999):
        path = reverse("rooms:party_invoice", args=[other.token, 2026, number])
        assert client.get(path).status_code == 404
    assert client.get(reverse("rooms:party_invoice", args=["zomaar", 2026, 1])).status_code == 404
