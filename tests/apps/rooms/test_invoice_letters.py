"""Letters about invoices carry their paper, made when they go; a paper that fails keeps no letter back."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.core.management import call_command

from schuifaan.apps.rooms.actions import invoicing, post
from schuifaan.apps.rooms.models import Invoice, Letter
from tests.apps.rooms.test_invoicing import PAYEE
from tests.factories import NOW
from tests.factories.rooms import at, make_booking, make_party, make_terms

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session", autouse=True)
def _in_english():
    call_command("compile_texts", verbosity=0)


@pytest.fixture
def bill(place, kitchen, manager):
    make_terms(place, **PAYEE)

    def make(**party):
        whose = make_party(place, **party)
        booking = make_booking(kitchen, (at(9), at(11)), party=whose, price_cents=3003)
        return invoicing.invoice_times(party=whose, times=booking.times.all(), by=manager, now=NOW)

    return make


def sent(letter_box, now=NOW):
    """The one letter that goes now, and the words of the papers in it."""
    letter_box.letters.clear()
    assert post.send_waiting_letters(clock=lambda: now) == 1
    ((_to, letter),) = letter_box.letters
    papers = [
        (one.get_filename(), one.get_content_type(), words_in(one)) for one in letter.iter_attachments()
    ]
    return letter, papers


def words_in(part):
    pages = pypdf.PdfReader(io.BytesIO(part.get_content())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def test_invoice_goes_along_with_its_letter(bill, letter_box):
    bill()
    letter, ((name, kind, words),) = sent(letter_box)
    assert (name, kind) == ("2026-0001.pdf", "application/pdf")
    assert "Factuur 2026-0001" in words
    assert "€ 30,03" in words
    assert "De PDF zit bij deze mail, en staat ook op je eigen pagina." in text_of(letter)
    assert letter.get_body(("html",)) is not None


def test_reminder_brings_the_invoice_again(bill, letter_box, manager):
    made, late = bill(), NOW + timedelta(days=20)
    sent(letter_box)
    invoicing.remind(invoice=made, by=manager, now=late)
    letter, ((name, _kind, words),) = sent(letter_box, late)
    assert name == "2026-0001.pdf"
    assert "Factuur 2026-0001" in words
    assert "De factuur zit nog eens als PDF bij deze mail." in text_of(letter)


def test_credit_note_goes_along_with_its_letter(bill, letter_box, manager):
    made = bill()
    sent(letter_box)
    invoicing.credit(invoice=made, by=manager, now=NOW, reason="Dubbel")
    letter, ((name, _kind, words),) = sent(letter_box)
    assert name == "2026-0002.pdf"
    assert "Bij factuur 2026-0001" in words
    assert "De creditfactuur zit als PDF bij deze mail." in text_of(letter)


def test_english_party_gets_english_paper(bill, letter_box):
    bill(language="en")
    letter, ((_name, _kind, words),) = sent(letter_box)
    assert "Invoice 2026-0001" in words
    assert "The PDF is attached to this e-mail, and is on your own page too." in text_of(letter)


def test_whatever_stands_before_the_number_names_the_file(bill, place, letter_box):
    place.letting.invoice_prefix = 'É/"<’ب'
    place.letting.save()
    bill()
    _letter, ((name, _kind, _words),) = sent(letter_box)
    assert name == "e2026-0001.pdf"


def test_paper_that_fails_keeps_no_letter_back(bill, letter_box):
    made = bill()
    Invoice.objects.filter(pk=made.pk).update(seller={"vat_totals": []})
    letter, papers = sent(letter_box)
    assert papers == []
    assert text_of(letter).startswith("De PDF kon niet bij deze mail.")
    assert "Je factuur is klaar." in text_of(letter)
    assert letter.get_body(("html",)) is None
    assert post.send_waiting_letters(clock=lambda: NOW) == 0


def test_paper_is_kept_in_no_letter(bill):
    bill()
    letter = Letter.objects.get()
    assert letter.invoice.reference == "2026-0001"
    assert "PDF-" not in f"{letter.text}{letter.html}"
