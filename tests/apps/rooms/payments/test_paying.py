"""Paying an invoice online: what is asked of the provider, and that what it says is booked, once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions import invoicing, paying
from schuifaan.apps.rooms.models import Invoice, Payment, PaymentKey
from schuifaan.apps.rooms.online_payment import NoSuchPayment
from schuifaan.apps.rooms.queries import payments as queries
from tests.apps.rooms.payments.provider import OTHER_KEY, TEST_KEY, euros
from tests.factories import NOW, TODAY, make_place
from tests.racing import at_once

LATER = NOW + timedelta(minutes=5)


def stands(bill):
    now = Invoice.objects.get(pk=bill.pk)
    return now.status, now.paid_on, now.payment_reference


def told(payment, now=LATER):
    return paying.refresh(payment=Payment.objects.get(pk=payment.pk), now=now)


# -- Beginning ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_provider_hears_the_amount_and_the_number_and_not_who_pays(begun, bill, provider):
    method, path, wanted = provider.asked[-1]
    assert (method, path) == ("POST", "/v2/payments")
    assert wanted == {
        "amount": {"currency": "EUR", "value": "60.06"},
        "description": "Factuur 2026-0001, Stichting De Tafel",
        "redirectUrl": f"https://plek.example/betalen/{bill.pay_token}/",
        "webhookUrl": f"https://plek.example/betalen/bericht/{begun.key}/",
        "metadata": {"key": begun.key},
        "locale": "nl_NL",
    }
    sent = provider.headers[-1]
    assert sent["Idempotency-Key"] == begun.key
    assert sent["X-Mollie-Client-Info"] == "Schuif aan"
    assert bill.party.token not in str(wanted)
    assert (begun.provider_id, begun.state, begun.cents) == ("tr_stand1in", "open", 6006)
    assert begun.checkout_url == f"{provider.address}/checkout/tr_stand1in"


@pytest.mark.django_db
def test_provider_that_cannot_reach_us_gets_no_address(bill, key, provider, settings):
    settings.BASE_URL = "http://127.0.0.1:8000"
    paying.start(invoice=bill, now=NOW)
    assert "webhookUrl" not in provider.asked[-1][2]


@pytest.mark.django_db
def test_pressed_twice_is_one_payment(begun, bill, provider):
    assert paying.start(invoice=bill, now=LATER) == begun
    assert len(provider.payments) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("ended", ["canceled", "expired", "failed"])
def test_after_a_try_that_came_to_nothing_there_is_another(begun, bill, provider, ended):
    provider.becomes(begun.provider_id, ended)
    again = paying.start(invoice=bill, now=LATER)
    assert (again.provider_id, stands(bill)) == ("tr_stand2in", ("open", None, ""))


@pytest.mark.django_db
def test_nobody_pays_again_while_money_is_on_its_way(begun, bill, provider):
    provider.becomes(begun.provider_id, "pending")
    with pytest.raises(paying.OnItsWay):
        paying.start(invoice=bill, now=LATER)
    assert len(provider.payments) == 1


@pytest.mark.django_db
def test_paid_meanwhile_is_seen_before_another_is_made(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid")
    with pytest.raises(paying.NothingToPay):
        paying.start(invoice=bill, now=LATER)
    assert stands(bill) == ("paid", TODAY, begun.provider_id)


@pytest.mark.django_db
def test_credit_note_and_credited_invoice_are_not_paid(bill, key, manager, provider):
    note = invoicing.credit(invoice=bill, by=manager, now=NOW, reason="verkeerd")
    for one in (bill, note):
        with pytest.raises(paying.NothingToPay):
            paying.start(invoice=Invoice.objects.get(pk=one.pk), now=NOW)
    assert not provider.payments


@pytest.mark.django_db
def test_without_a_key_nothing_is_asked(bill, provider):
    with pytest.raises(paying.NothingToPay):
        paying.start(invoice=bill, now=NOW)
    assert (provider.asked, Payment.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_example_never_speaks_to_the_provider(bill, key, provider, settings, manager):
    settings.DEMO, before = True, len(provider.asked)
    with pytest.raises(paying.NothingToPay):
        paying.start(invoice=bill, now=NOW)
    with pytest.raises(paying.KeyCannotBe):
        paying.set_key(place=bill.place, key=OTHER_KEY, by=manager, now=NOW)
    assert len(provider.asked) == before


# -- Booking --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_paid_is_booked_as_the_desk_would(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid", paidAt="2026-11-20T23:30:00+00:00")
    assert told(begun).settled
    # Half past eleven in Greenwich is tomorrow here.
    assert stands(bill) == ("paid", date(2026, 11, 21), begun.provider_id)
    events = AuditEvent.objects.filter(subject=bill.reference).values_list("verb", "actor")
    assert {("invoice.payment_noted", None), ("invoice.paid_online", None)} < set(events)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "kept"),
    [("pending", "pending"), ("authorized", "pending"), ("canceled", "cancelled"), ("failed", "failed")],
)
def test_what_is_not_paid_changes_no_invoice(begun, bill, provider, said, kept):
    provider.becomes(begun.provider_id, said)
    assert (told(begun).state, stands(bill)) == (kept, ("open", None, ""))


@pytest.mark.django_db
def test_told_often_is_booked_once(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid")
    for _time in range(3):
        told(begun)
    assert AuditEvent.objects.filter(verb="invoice.paid_online").count() == 1


@pytest.mark.django_db
def test_old_news_after_new_does_not_take_the_money_back(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid")
    told(begun)
    provider.becomes(begun.provider_id, "open")
    assert told(begun).state == "paid"
    assert stands(bill)[0] == "paid"


@pytest.mark.django_db(transaction=True)
def test_twice_at_the_same_moment_is_booked_once(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid")
    assert at_once(lambda _number: told(begun), range(4)) == [None] * 4
    assert AuditEvent.objects.filter(verb="invoice.paid_online").count() == 1
    assert Payment.objects.get().settled


@pytest.mark.django_db
def test_database_takes_a_name_of_the_provider_once(begun, bill):
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            invoice=bill, cents=1, is_live=True, started_at=NOW, provider_id=begun.provider_id
        )


@pytest.mark.django_db
def test_less_than_asked_leaves_the_rest_open(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid", amount=euros("60.05"))
    assert told(begun).news == "part"
    assert (stands(bill)[0], queries.open_cents(bill)) == ("open", 1)
    rest = paying.start(invoice=bill, now=LATER)
    assert provider.asked[-1][2]["amount"] == euros("0.01")
    provider.becomes(rest.provider_id, "paid")
    assert told(rest).news == ""
    assert stands(bill)[0] == "paid"


@pytest.mark.django_db
def test_more_than_asked_is_noted(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid", amount=euros("61.00"))
    assert (told(begun).news, stands(bill)[0]) == ("extra", "paid")


@pytest.mark.django_db
def test_money_after_a_transfer_is_noted_and_goes_back_quietly(begun, bill, provider, manager, place):
    invoicing.mark_paid(invoice=bill, paid_on=TODAY, by=manager, now=NOW)
    provider.becomes(begun.provider_id, "paid")
    assert told(begun).news == "extra"
    assert stands(bill) == ("paid", TODAY, "")
    assert [one.pk for one in queries.payments_to_look_at(place)] == [begun.pk]
    provider.becomes(begun.provider_id, "paid", amountRefunded=euros("60.06"))
    assert told(begun).news == ""
    assert stands(bill) == ("paid", TODAY, "")


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["amountRefunded", "amountChargedBack"])
def test_money_that_went_back_opens_the_invoice(begun, bill, provider, how):
    provider.becomes(begun.provider_id, "paid")
    told(begun)
    provider.becomes(begun.provider_id, "paid", **{how: euros("60.06")})
    after = told(begun)
    assert (after.news, after.settled, stands(bill)[:2]) == ("returned", False, ("open", None))
    told(begun)
    assert AuditEvent.objects.filter(verb="invoice.money_returned").count() == 1
    again = paying.start(invoice=bill, now=LATER)
    provider.becomes(again.provider_id, "paid")
    assert told(again).settled
    assert stands(bill) == ("paid", TODAY, again.provider_id)


@pytest.mark.django_db
def test_open_again_by_hand_and_paid_again_is_too_much(begun, bill, provider, manager):
    """Somebody pressed the button, and before paying the invoice was settled and opened by others."""
    provider.becomes(begun.provider_id, "paid")
    told(begun)
    other = Payment.objects.create(
        invoice=bill, cents=6006, is_live=True, started_at=NOW, provider_id="tr_other", key="other"
    )
    invoicing.unmark_paid(invoice=bill, by=manager, now=NOW)
    provider.make(
        {"amount": euros("60.06"), "metadata": {"key": "other"}}, provider.owners[begun.provider_id]
    )
    Payment.objects.filter(pk=other.pk).update(provider_id=provider.last)
    provider.becomes(provider.last, "paid")
    assert told(other).news == "extra"
    assert Payment.objects.filter(settled=True).count() == 1


@pytest.mark.django_db
def test_pretended_money_pays_nothing(bill, place, manager, provider):
    paying.set_key(place=place, key=TEST_KEY, by=manager, now=NOW)
    trial = paying.start(invoice=bill, now=NOW)
    provider.becomes(trial.provider_id, "paid")
    assert (told(trial).state, stands(bill)) == ("paid", ("open", None, ""))
    assert (queries.open_cents(bill), queries.pay_online_cents(bill)) == (6006, 0)


@pytest.mark.django_db
def test_another_currency_is_no_euro(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid", amount=euros("60.06", "USD"))
    with pytest.raises(Exception, match=r"^$"):
        told(begun)
    assert stands(bill)[0] == "open"


@pytest.mark.django_db
def test_payment_of_another_place_is_not_ours(begun, bill, provider):
    strange = provider.make({"amount": euros("60.06"), "metadata": {"key": "x"}}, OTHER_KEY)
    waiting = Payment.objects.create(invoice=bill, cents=6006, is_live=True, started_at=NOW)
    with pytest.raises(NoSuchPayment):
        paying.refresh(payment=waiting, provider_id=strange["id"], now=NOW)
    mine = provider.make({"amount": euros("60.06"), "metadata": {"key": "x"}}, provider.owners["tr_stand1in"])
    with pytest.raises(NoSuchPayment):
        paying.refresh(payment=waiting, provider_id=mine["id"], now=NOW)


@pytest.mark.django_db
def test_who_never_came_back_is_asked_about(begun, bill, provider):
    provider.becomes(begun.provider_id, "paid")
    assert paying.refresh_undecided(now=NOW) == 0
    assert paying.refresh_undecided(now=LATER) == 1
    assert stands(bill)[0] == "paid"
    before = len(provider.asked)
    assert (paying.refresh_undecided(now=LATER), len(provider.asked)) == (0, before)


# -- The key --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_key_lies_sealed_and_is_in_no_trail(key, place, settings):
    kept = PaymentKey.objects.get()
    assert (kept.ending, kept.is_live) == (key[-4:], True)
    assert key not in kept.sealed
    assert queries.key_of(place) == key
    assert key[:-4] not in str(list(AuditEvent.objects.values()))
    settings.SECRET_KEY, old = "another", settings.SECRET_KEY
    assert queries.key_of(place) == ""
    assert not queries.takes_money(place)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert queries.key_of(place) == key


@pytest.mark.django_db
def test_key_of_one_place_pays_for_no_other(key):
    assert queries.key_of(make_place("verderop", name="Verderop")) == ""
