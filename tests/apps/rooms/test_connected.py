"""From a party and a booking to their papers and keys and back, and a new paper that is filled in already."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.actions import agreements as agreeing
from schuifaan.apps.rooms.actions import invoicing
from schuifaan.apps.rooms.models import Booking, Invoice, KeyLoan, KeySet
from schuifaan.apps.rooms.queries.connected import bookings_under, connected_to_booking
from tests.apps.pages import html, queries_of, words_of
from tests.apps.rooms.test_invoicing import PAYEE
from tests.factories import NOW, TODAY, make_place
from tests.factories.rooms import at, make_booking, make_party, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


@pytest.fixture
def terms(place):
    return make_terms(place, **PAYEE)


@pytest.fixture
def booking(kitchen, party, terms):
    """Two times in January, which is long ago."""
    return make_booking(kitchen, (at(9), at(11)), (at(9, 13), at(11, 13)), party=party, price_cents=3003)


@pytest.fixture
def agreement(place, party, kitchen, booking, manager):
    return agreeing.draft_agreement(
        place=place, party=party, kind="use", room=kitchen, booking=booking, by=manager, now=NOW
    )


@pytest.fixture
def bill(party, booking, manager):
    return invoicing.invoice_times(party=party, times=booking.times.all(), by=manager, now=NOW)


def address(name, place, asked="", **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more}) + asked


def links(page, *targets):
    return [one for one in targets if f'href="{one}"' in page]


def lend(place, party, number="Bos 3", **fields):
    key = KeySet.objects.create(place=place, number=number)
    return KeyLoan.objects.create(key_set=key, party=party, holder=party.name, out_at=NOW, **fields)


# -- The way there and back ------------------------------------------------------------------------


@pytest.fixture
def pages(place, party, booking, agreement, bill):
    loan = lend(place, party, due_on=TODAY - timedelta(days=1))
    return {
        "booking": address("booking", place, number=booking.number),
        "party": address("party_card", place, party=party.pk),
        "agreement": address("agreement", place, pk=agreement.pk),
        "bill": address("invoice", place, pk=bill.pk),
        "key": address("key", place, pk=loan.key_set_id),
    }


@pytest.mark.parametrize("name", ["booking", "party"])
def test_booking_and_party_show_their_papers_and_keys(at_work, pages, name):
    page = html(at_work, pages[name])
    targets = [pages["agreement"], pages["bill"], pages["key"]]
    assert links(page, *targets) == targets
    assert "te laat" in words_of(page)


@pytest.mark.parametrize("name", ["agreement", "bill"])
def test_papers_lead_back_to_booking_and_party(at_work, pages, name):
    targets = [pages["booking"], pages["party"]]
    assert links(html(at_work, pages[name]), *targets) == targets


def test_key_leads_to_who_has_it(at_work, pages):
    assert links(html(at_work, pages["key"]), pages["party"]) == [pages["party"]]


@pytest.mark.parametrize("name", ["booking", "party"])
def test_key_is_handed_to_whom_it_was_asked_for(at_work, place, party, pages, name):
    key_set = KeySet.objects.create(place=place, number="Bos 4")
    register = address("keys", place, asked=f"?huurder={party.pk}")
    assert links(html(at_work, pages[name]), register) == [register]
    assert f"Kies hieronder de sleutel voor {party.name}." in words_of(html(at_work, register))
    hand_out = address("hand_out_key", place, pk=key_set.pk, asked=f"?huurder={party.pk}")
    assert links(html(at_work, register), hand_out) == [hand_out]
    assert at_work.get(hand_out).context["form"]["party"].value() == str(party.pk)


@pytest.mark.parametrize(
    "asked", ["?huurder=x", "?huurder=²", "?huurder=999999", "?huurder=99999999999999999999"]
)
def test_keys_for_an_unknown_party_are_the_keys(at_work, place, pages, asked):
    assert "Kies hieronder" not in words_of(html(at_work, address("keys", place, asked=asked)))


def test_host_sees_keys_and_no_papers(client, host, pages):
    client.force_login(host)
    for name in ("booking", "party"):
        page = html(client, pages[name])
        assert links(page, pages["agreement"], pages["bill"], pages["key"]) == [pages["key"]], name


def test_where_there_is_nothing_that_is_said(at_work, place, kitchen, terms):
    booking = make_booking(kitchen, (at(9), at(11)), party=make_party(place, "Breiclub"))
    for path in (address("booking", place, number=1), address("party_card", place, party=booking.party_id)):
        words = words_of(html(at_work, path))
        for said in (
            "Er is nog niets op papier gezet.",
            "Er hoeft nu niets op een factuur.",
            "Ze hebben geen sleutel van ons.",
        ):
            assert said in words, said


def test_papers_of_others_are_not_there(at_work, place, agreement, bill, kitchen):
    other = make_party(place, "Breiclub")
    make_booking(kitchen, (at(9, 20), at(11, 20)), party=other, price_cents=100)
    page = html(at_work, address("booking", place, number=2))
    assert (
        links(page, address("agreement", place, pk=agreement.pk), address("invoice", place, pk=bill.pk)) == []
    )


def test_pages_ask_the_same_however_many_there_are(at_work, place, party, kitchen, booking, manager, bill):
    paths = [address("booking", place, number=1), address("party_card", place, party=party.pk)]
    lend(place, party)

    def draft():
        agreeing.draft_agreement(
            place=place, party=party, kind="use", room=kitchen, booking=booking, by=manager, now=NOW
        )

    draft()
    before = [queries_of(at_work, path) for path in paths]
    for number in range(3):
        lend(place, party, f"Bos 1{number}")
        draft()
    assert [queries_of(at_work, path) for path in paths] == before


# -- Which agreement is about which booking ---------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_about"),
    [
        ("2026-01-14", None, False),
        ("2026-01-13", None, True),
        ("2025-01-01", "2026-01-05", False),
        ("2025-01-01", "2026-01-06", True),
        ("2025-01-01", None, True),
    ],
)
def test_agreement_is_about_what_is_in_its_room_while_it_runs(
    agreement, booking, starts_on, ends_on, is_about
):
    agreement.booking, agreement.starts_on, agreement.ends_on = None, starts_on, ends_on
    agreement.save()
    agreement.refresh_from_db()
    assert bookings_under(agreement) == ([booking] if is_about else [])
    assert connected_to_booking(booking, now=NOW).agreements == ([agreement] if is_about else [])


def test_agreement_about_another_room_is_another_agreement(agreement, booking, place):
    agreement.booking, agreement.room = None, make_room(place, "Zolder")
    agreement.save()
    assert bookings_under(agreement) == []
    assert connected_to_booking(booking, now=NOW).agreements == []


# -- A new one, filled in already ------------------------------------------------------------------


def test_new_agreement_is_filled_in_from_the_booking(at_work, place, booking, party, kitchen):
    way = address("new_agreement", place, f"?reservering={booking.number}")
    assert links(html(at_work, address("booking", place, number=1)), way) == [way]
    page = html(at_work, way)
    assert f'<option value="{party.pk}" selected>' in page
    assert f'<option value="{kitchen.pk}" selected>' in page


@pytest.mark.parametrize("asked", ["?reservering=1", "?huurder={party}"])
def test_new_invoice_is_filled_in_and_made(at_work, place, booking, party, asked):
    way = address("new_invoice", place, asked.format(party=party.pk))
    page = html(at_work, way)
    times = [one.pk for one in booking.times.order_by("starts_at")]
    assert [pk for pk in times if f'value="{pk}" checked' in page] == times
    answer = at_work.post(way, {"times": times[:1]}, follow=True)
    bill = Invoice.objects.get()
    assert answer.redirect_chain == [(address("invoice", place, pk=bill.pk), 302)]
    assert bill.net_cents == 3003
    # What is on it already is not offered again.
    page = html(at_work, way)
    assert [pk for pk in times if f'value="{pk}"' in page] == times[1:]


def test_way_to_a_new_invoice_is_there_while_something_is_open(at_work, place, booking, bill):
    way = address("new_invoice", place, "?reservering=1")
    page = address("booking", place, number=1)
    assert links(html(at_work, page), way) == []
    bill.delete()
    assert links(html(at_work, page), way) == [way]
    assert "Hier hoeft nu niets op een factuur" not in words_of(html(at_work, way))


@pytest.mark.parametrize("sent", [{}, {"times": "x"}, {"times": "0"}, {"times": "9" * 30}])
def test_wrong_choice_is_said_beside_it(at_work, place, booking, sent):
    answer = at_work.post(address("new_invoice", place, "?reservering=1"), sent)
    assert answer.status_code == 422
    assert not Invoice.objects.exists()


def test_time_that_went_on_an_invoice_meanwhile_is_refused(at_work, place, booking, bill):
    times = list(booking.times.values_list("pk", flat=True))
    answer = at_work.post(address("new_invoice", place, "?reservering=1"), {"times": times})
    assert answer.status_code == 422
    assert "Hiervan staat intussen iets op een factuur." in words_of(answer.content.decode())
    assert Invoice.objects.count() == 1


def test_who_is_to_be_paid_comes_first(at_work, place, booking, terms):
    terms.iban = ""
    terms.save()
    way = address("new_invoice", place, "?reservering=1")
    assert "Vul eerst in wie er betaald wordt" in words_of(html(at_work, way))
    answer = at_work.post(way, {"times": list(booking.times.values_list("pk", flat=True))})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "asked", ["", "?reservering=2", "?reservering=x", "?huurder=0", "?huurder=%C2%B2", "?huurder=" + "9" * 30]
)
def test_invoice_for_nobody_is_not_there(at_work, place, booking, asked):
    assert at_work.get(address("new_invoice", place, asked)).status_code == 404
    assert at_work.post(address("new_invoice", place, asked), {"times": ["1"]}).status_code == 404


def test_invoice_is_made_by_managers_of_this_place_only(client, host, at_work, place, booking, party):
    elsewhere = make_place("elders", name="Elders")
    theirs = make_booking(make_room(elsewhere), (at(9), at(11)), party=make_party(elsewhere), price_cents=100)
    assert at_work.get(address("new_invoice", place, f"?huurder={theirs.party_id}")).status_code == 404
    assert at_work.get(address("new_invoice", elsewhere, "?reservering=1")).status_code == 403
    assert Booking.objects.count() == 2
    client.force_login(host)
    assert client.get(address("new_invoice", place, "?reservering=1")).status_code == 403
