"""What the demo city lets: papers, keys and figures that show every state, on whatever day it is loaded."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import AgreementStatus, InvoiceKind, InvoiceStatus
from schuifaan.apps.rooms.models import Agreement, Booking, Invoice, KeySet, Letter, LettingTerms, Waiting
from schuifaan.apps.rooms.queries.agreements import due_agreements
from schuifaan.apps.rooms.queries.invoices import is_overdue
from schuifaan.apps.rooms.queries.keys import overdue_everywhere
from schuifaan.apps.rooms.queries.usage import usage
from schuifaan.apps.rooms.ubl import against_ubl
from schuifaan.demo.agenda import load_agenda
from schuifaan.demo.letting import letting_is_loaded, load_letting
from schuifaan.demo.loading import load_city
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


def load(now):
    load_city(city="maastricht", now=now)
    load_agenda(city="maastricht", now=now)
    return load_letting(city="maastricht", now=now)


def test_letting_of_a_city_shows_every_state(mailoutbox):
    assert load(NOW) == Booking.objects.count() == 12
    assert letting_is_loaded("maastricht")
    atrium = Place.objects.get(slug="t-atrium")
    due = {(one.agreement.party.name, one.what) for one in due_agreements(atrium, TODAY)}
    assert due == {
        ("Bridgeclub Schoppen Aas", "evaluate_on"),
        ("Rots van de Buurt", "ends_on"),
        ("GGD Zuid", "board"),
        ("Breiclub de Rechte Steek", "sign"),
    }
    statuses = Agreement.objects.order_by("pk").values_list("status", flat=True)
    assert sorted(set(statuses)) == [AgreementStatus.DRAFT, AgreementStatus.NOTICE, AgreementStatus.SIGNED]
    assert sorted(one.key_set.number for one in overdue_everywhere(TODAY)) == ["Bos 3", "Sleutel 2"]
    assert KeySet.objects.filter(lost_on__isnull=False).count() == 1
    assert Waiting.objects.count() == 1
    # All of it was long ago: nobody is told.
    assert (Letter.objects.count(), mailoutbox) == (0, [])


def test_invoices_of_a_city_show_every_state():
    load(NOW)
    bills = Invoice.objects.filter(place__slug="t-atrium")
    assert [one.number for one in bills.order_by("issued_on", "number")] == list(range(1, bills.count() + 1))
    assert set(bills.values_list("status", flat=True)) == set(InvoiceStatus.values)
    late = [one.party.name for one in bills.order_by("number") if is_overdue(one, TODAY)]
    assert late == ["Bridgeclub Schoppen Aas", "GGD Zuid"]
    assert bills.get(reminders=1).party.name == "Bridgeclub Schoppen Aas"
    assert bills.get(kind=InvoiceKind.CREDIT).party.name == "Rots van de Buurt"
    assert [one.party.name for one in bills.filter(status=InvoiceStatus.OPEN, due_on__gte=TODAY)] == [
        "Familie Smeets"
    ]
    # What a public body gets, its machines can read.
    assert [against_ubl(one) for one in bills.filter(party__name="GGD Zuid", due_on__lt=TODAY)[:1]] == [[]]


def test_rooms_of_a_city_were_used_for_months():
    load(NOW)
    atrium = Place.objects.get(slug="t-atrium")
    used = usage(atrium, first=TODAY - timedelta(days=84), last=TODAY)
    assert used.total.used > 50
    assert (used.no_shows, used.income_cents > 0) == (1, True)


@pytest.mark.parametrize("day", [(2026, 1, 1), (2026, 3, 29), (2028, 2, 29)], ids=str)
def test_it_loads_on_any_day(day):
    now = datetime(*day, 0, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert load(now) == 12
    assert LettingTerms.objects.count() == 3
    bills = Invoice.objects.filter(place__slug="t-atrium")
    assert {InvoiceStatus.OPEN, InvoiceStatus.PAID, InvoiceStatus.CREDITED} == {one.status for one in bills}
    assert [one for one in bills if one.issued_on > now.date()] == []
