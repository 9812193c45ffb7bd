"""What the tests of paying online lean on: an invoice of € 60,06 that stands open, a key, and a stand-in provider."""

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.actions import invoicing, paying
from tests.apps.rooms.payments.provider import LIVE_KEY, payment_provider
from tests.apps.rooms.test_invoicing import PAYEE
from tests.factories import NOW
from tests.factories.rooms import at, make_booking, make_party, make_terms


@pytest.fixture
def provider(settings):
    with payment_provider() as found:
        settings.PAYMENT_URL = found.address
        settings.BASE_URL = "https://plek.example"
        yield found


@pytest.fixture
def terms(place):
    return make_terms(place, **PAYEE)


@pytest.fixture
def bill(terms, place, kitchen, manager):
    party = make_party(place)
    booking = make_booking(kitchen, (at(9), at(11)), (at(9, 13), at(11, 13)), party=party, price_cents=3003)
    return invoicing.invoice_times(party=party, times=booking.times.all(), by=manager, now=NOW)


@pytest.fixture
def key(place, manager, provider):
    assert paying.set_key(place=place, key=LIVE_KEY, by=manager, now=NOW)
    return LIVE_KEY


@pytest.fixture
def page(bill):
    return reverse("rooms:pay", args=[bill.pay_token])


@pytest.fixture
def begun(bill, key):
    """Somebody pressed the button, and is at the provider."""
    return paying.start(invoice=bill, now=NOW)


@pytest.fixture
def news(client):
    """The provider tells that there is something to ask about."""

    def tell(payment, name=None):
        address = reverse("rooms:payment_news", args=[payment.key])
        return client.post(address, {"id": payment.provider_id if name is None else name})

    return tell
