"""The pages of paying online: for who has the link, for the provider, and at the desk."""

import re
import time

import pytest
from django.urls import reverse

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms import online_payment
from schuifaan.apps.rooms.actions import invoicing, paying
from schuifaan.apps.rooms.actions.summary import write_summaries
from schuifaan.apps.rooms.models import Invoice, Letter, Payment, PaymentKey
from schuifaan.apps.rooms.paper.invoice import invoice_data
from tests.apps.pages import words_of
from tests.apps.rooms.payments.provider import LIVE_KEY, OTHER_KEY, TEST_KEY, euros
from tests.factories import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
BUTTON = "Betaal nu online € 60,06"


def words(response):
    said = " ".join(response.content.decode().split())
    return words_of(said[said.index("<main") : said.index("</main>")])


def status_of(bill):
    return Invoice.objects.get(pk=bill.pk).status


# -- Who pays -------------------------------------------------------------------------------------


def test_whole_way_there_and_back(client, bill, key, page, provider):
    assert BUTTON in words(client.get(page))
    onward = client.post(page)
    checkout = f"{provider.address}/checkout/tr_stand1in"
    assert (onward.status_code, f'href="{checkout}"' in onward.content.decode()) == (200, True)
    assert f'<meta http-equiv="refresh" content="0; url={checkout}">' in onward.content.decode()
    provider.becomes("tr_stand1in", "paid")
    # Nobody told us: coming back is enough.
    back = words(client.get(page))
    assert "Deze factuur is betaald" in back
    assert BUTTON not in back
    assert status_of(bill) == "paid"


def test_page_says_nothing_of_who_pays_and_opens_no_other_page(client, bill, key, page):
    said = client.get(page)
    assert bill.party.token not in said.content.decode()
    assert "Koor De Lijster" not in words(said)
    assert (said["X-Robots-Tag"], said["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert "set-cookie" not in {name.lower() for name in said.headers}


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("canceled", "Je hebt de betaling afgebroken Er is niets betaald."),
        ("expired", "Het duurde te lang Er is niets betaald."),
        ("failed", "De betaling is niet gelukt Er is niets betaald."),
    ],
)
def test_what_came_to_nothing_can_be_tried_again(client, begun, page, provider, ended, said):
    provider.becomes(begun.provider_id, ended)
    shown = words(client.get(page))
    assert said in shown
    assert "Probeer opnieuw € 60,06 te betalen" in shown


def test_on_its_way_has_no_button(client, begun, page, provider):
    provider.becomes(begun.provider_id, "pending")
    shown = words(client.get(page))
    assert "Je betaling is onderweg" in shown
    assert BUTTON not in shown
    assert "overmaken" not in shown
    assert client.post(page).status_code == 409


def test_went_back_without_paying(client, begun, page):
    shown = words(client.get(page))
    assert "We wachten op je betaling" in shown
    assert BUTTON in shown


@pytest.mark.parametrize(
    "broken",
    [
        "500",
        "502",
        "422",
        "hang up",
        "{",
        "[]",
        "null",
        '{"id": 3}',
        '{"id": "tr_1", "status": "new"}',
        "slow",
    ],
)
def test_provider_in_trouble_is_said_and_nothing_is_lost(
    client, bill, key, page, provider, broken, monkeypatch
):
    monkeypatch.setattr(online_payment, "TIMEOUT", (1, 0.3))
    provider.broken = broken
    refused = client.post(page)
    assert refused.status_code == 503
    assert re.search("Maak het over|maak het bedrag over", words(refused))
    assert "Liever zelf overmaken?" in words(refused)
    provider.broken = ""
    assert client.post(page).status_code == 200
    assert status_of(bill) == "open"


def test_provider_that_is_not_there(client, bill, key, page, settings):
    settings.PAYMENT_URL = "http://127.0.0.1:9"
    assert client.post(page).status_code == 503


def test_provider_silent_on_return_is_said(client, begun, page, provider):
    provider.broken = "500"
    shown = client.get(page)
    assert (shown.status_code, "We kunnen nu niet zien of er betaald is." in words(shown)) == (200, True)


def test_key_that_was_withdrawn(client, bill, key, page, provider):
    provider.keys.clear()
    assert client.post(page).status_code == 503


@pytest.mark.parametrize("token", ["x", "a" * 60, "’; drop table", "%F0%9F%8E%B6"])
def test_unknown_link(client, token, db):
    response = client.get(f"/betalen/{token}/")
    assert response.status_code == 404


def test_without_a_key_the_page_says_how_to_transfer(client, bill, page):
    shown = words(client.get(page))
    assert "Zo maak je het over Rekening NL91 ABNA 0417 1643 00" in shown
    assert (BUTTON in shown, client.post(page).status_code) == (False, 409)


def test_credited_invoice_says_so(client, bill, key, page, manager):
    invoicing.credit(invoice=bill, by=manager, now=NOW, reason="verkeerd")
    assert "Deze factuur is ingetrokken Je hoeft niets te betalen." in words(client.get(page))
    assert client.post(page).status_code == 409


def test_pressing_all_day_is_stopped(client, bill, page):
    answers = [client.post(page).status_code for _time in range(31)]
    assert answers[-1] == 429


# -- The provider ---------------------------------------------------------------------------------


def test_news_is_asked_after_and_never_believed(begun, bill, news, provider, client):
    assert news(begun).status_code == 200
    address = reverse("rooms:payment_news", args=[begun.key])
    client.post(address, {"id": begun.provider_id, "status": "paid", "amount": "60.06"})
    assert status_of(bill) == "open"
    provider.becomes(begun.provider_id, "paid")
    assert (news(begun).status_code, status_of(bill)) == (200, "paid")


def test_news_before_we_know_its_name(bill, key, news, provider):
    early = Payment.objects.create(invoice=bill, cents=6006, is_live=True, started_at=NOW)
    made = provider.make({"amount": euros("60.06"), "metadata": {"key": early.key}}, LIVE_KEY)
    provider.becomes(made["id"], "paid")
    assert (news(early, made["id"]).status_code, status_of(bill)) == (200, "paid")


@pytest.mark.parametrize(
    "name", ["tr_unknown", "", "../methods", "tr_../methods", "tr_" + "a" * 99, "🎶", "tr_stand1in"]
)
def test_news_of_what_is_not_ours_tells_nothing(bill, key, news, provider, name):
    waiting = Payment.objects.create(invoice=bill, cents=6006, is_live=True, started_at=NOW)
    made = provider.make({"amount": euros("60.06"), "metadata": {"key": waiting.key}}, OTHER_KEY)
    provider.becomes(made["id"], "paid")
    response = news(waiting, name)
    assert (response.status_code, response.content, status_of(bill)) == (200, b"", "open")


def test_news_under_another_name_is_not_asked_after(begun, news, provider):
    before = len(provider.asked)
    assert (news(begun, "tr_other").status_code, len(provider.asked)) == (200, before)


def test_news_for_nobody(client, db):
    address = reverse("rooms:payment_news", args=["nobody"])
    assert client.post(address, {"id": "tr_1"}).status_code == 200
    assert client.get(address).status_code == 405


def test_news_while_the_provider_is_in_trouble_comes_again(begun, news, provider):
    provider.broken = "500"
    assert news(begun).status_code == 503


# -- The party, the letter and the paper ----------------------------------------------------------


def test_party_has_a_button_for_what_is_open(client, bill, key, manager):
    party = reverse("rooms:party", args=[bill.party.token])
    assert BUTTON in words(client.get(party))
    invoicing.mark_paid(invoice=bill, paid_on=TODAY, by=manager, now=NOW)
    assert "Betaal nu online" not in words(client.get(party))


def test_letter_and_paper_have_the_link(client, bill, key, manager, page):
    late = bill.due_on
    invoicing.remind(invoice=bill, by=manager, now=NOW.replace(year=late.year + 1))
    letter = Letter.objects.get(key__startswith="invoice_reminder")
    assert f"https://plek.example{page}" in letter.text
    data = invoice_data(Invoice.objects.get(pk=bill.pk))
    assert (
        data["online"]["how"] == f"Of betaal meteen online, met je telefoon of op https://plek.example{page}"
    )
    response = client.get(reverse("rooms:party_invoice", args=[bill.party.token, bill.year, bill.number]))
    assert response.content.startswith(b"%PDF")


def test_nobody_is_sent_to_pretend(at_work, place, bill, provider, manager):
    paying.set_key(place=place, key=TEST_KEY, by=manager, now=NOW)
    party = words(at_work.get(reverse("rooms:party", args=[bill.party.token])))
    assert "Betaal nu online" not in party
    desk = words(at_work.get(reverse("rooms:invoice", args=[place.slug, bill.pk])))
    assert "Probeer de betaalpagina uit" in desk
    assert "Dit is een proef" in words(at_work.get(reverse("rooms:pay", args=[bill.pay_token])))


# -- The desk -------------------------------------------------------------------------------------


@pytest.fixture
def key_page(place):
    return reverse("rooms:payment_key", args=[place.slug])


@pytest.mark.parametrize("typed", [LIVE_KEY, f"  {TEST_KEY}  "])
def test_key_is_kept_and_never_shown(at_work, place, provider, key_page, typed):
    shown = at_work.post(key_page, {"key": typed}, follow=True)
    assert "De sleutel is bewaard." in words_of(shown.content.decode())
    assert f"eindigt op …{typed.strip()[-4:]}" in words(shown)
    assert typed.strip() not in shown.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "access_abcdefghijklmnopqrstuvwxyz",
        "live_kort",
        "sk_live_abcdefghijklmnopqrst",
        "live_" + "é" * 30,
    ],
)
def test_what_is_no_key_is_refused_and_not_sent_back(at_work, place, provider, key_page, typed):
    shown = at_work.post(key_page, {"key": typed})
    assert (shown.status_code, PaymentKey.objects.count(), provider.asked) == (422, 0, [])
    assert not typed or typed not in shown.content.decode().replace("live_ of", "")


def test_key_the_provider_refuses_is_not_kept(at_work, provider, key_page):
    shown = at_work.post(key_page, {"key": "live_" + "z" * 30})
    assert (shown.status_code, PaymentKey.objects.count()) == (422, 0)
    assert "Mollie kent deze sleutel niet." in words(shown)


def test_key_that_could_not_be_looked_at_is_kept(at_work, provider, key_page):
    provider.broken = "500"
    shown = at_work.post(key_page, {"key": LIVE_KEY}, follow=True)
    assert "we konden hem niet nakijken" in words_of(shown.content.decode())
    assert PaymentKey.objects.count() == 1


def test_key_is_taken_away(at_work, place, key, key_page):
    gone = at_work.post(reverse("rooms:remove_payment_key", args=[place.slug]), follow=True)
    assert "De sleutel is weg." in words_of(gone.content.decode())
    assert (PaymentKey.objects.count(), LIVE_KEY in str(list(AuditEvent.objects.values()))) == (0, False)


def test_desk_and_morning_hear_of_money_to_look_at(at_work, place, begun, bill, provider, manager, terms):
    invoicing.mark_paid(invoice=bill, paid_on=TODAY, by=manager, now=NOW)
    provider.becomes(begun.provider_id, "paid")
    paying.refresh(payment=begun, now=NOW)
    told = "Voor factuur 2026-0001 is online € 60,06 betaald, terwijl er al betaald was. Betaal terug wat te veel is."
    assert told in words(at_work.get(reverse("rooms:invoices", args=[place.slug])))
    terms.summary_to = "bestuur@example.org"
    terms.save()
    write_summaries(now=NOW)
    assert told in " ".join(Letter.objects.get(to="bestuur@example.org").text.split())
    one = reverse("rooms:invoice", args=[place.slug, bill.pk])
    assert told in words(at_work.get(one))
    at_work.post(reverse("rooms:payment_seen", args=[place.slug, bill.pk, begun.pk]))
    after = words(at_work.get(one))
    assert (told in after, "€ 60,06, betaald" in after) == (False, True)


def test_seen_of_another_invoice_is_unknown(at_work, place, begun, bill):
    assert at_work.post(reverse("rooms:payment_seen", args=[place.slug, bill.pk, 999])).status_code == 404
    assert at_work.post(reverse("rooms:payment_seen", args=[place.slug, 999, begun.pk])).status_code == 404


def test_slow_provider_keeps_nobody_long(client, bill, key, page, provider, monkeypatch):
    monkeypatch.setattr(online_payment, "TIMEOUT", (1, 0.3))
    provider.broken, began = "slow", time.perf_counter()
    assert client.post(page).status_code == 503
    assert time.perf_counter() - began < 5
