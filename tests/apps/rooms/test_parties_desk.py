"""The parties of a place at its desk: who they are, their private link, and two that turn out to be one."""

import pytest
from django.urls import reverse

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.party_desk import FILLED_IN, THEIRS
from schuifaan.apps.rooms.models import KeyLoan, KeySet, Letter, Party
from tests.apps.pages import queries_of, words_of
from tests.factories import NOW, make_place
from tests.factories.rooms import make_booking, make_party, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")])


@pytest.fixture
def choir(place):
    return make_party(place, phone="043 321 00 00", storage="Kast 3")


def typed(**more):
    return {"name": "Breiclub", "kind": "initiative", "phone": "043 321 00 01", "language": "nl", **more}


def test_list_finds_by_a_piece_of_a_name_and_asks_a_fixed_number_of_queries(at_work, place, choir):
    few = queries_of(at_work, address("parties", place))
    for number in range(60):
        make_party(place, f"Vereniging {number:02}")
    assert queries_of(at_work, address("parties", place)) == few
    page = at_work.get(address("parties", place))
    assert len(page.context["page"].parties) == 50
    rest = at_work.get(address("parties", place) + page.context["onward"])
    assert [one.name for one in rest.context["page"].parties] == [
        f"Vereniging {number}" for number in range(49, 60)
    ]
    found = at_work.get(address("parties", place) + "?zoek=lijster")
    assert [one.name for one in found.context["page"].parties] == ["Koor De Lijster"]
    assert "Niemand gevonden" in words(at_work.get(address("parties", place) + "?zoek=zilver&na=x"))


@pytest.mark.parametrize(
    "asked", ["na=99999999999999999999", "na=-1", "zoek=%00", "zoek=%F0%9F%8E%B6%27", "na=%C2%B2"]
)
def test_address_that_makes_no_sense_shows_what_it_can(at_work, place, choir, asked):
    assert at_work.get(f"{address('parties', place)}?{asked}").status_code == 200


def test_host_adds_a_party_but_cannot_trust_it(client, host, place):
    client.force_login(host)
    client.post(address("parties", place), typed(is_known="on"))
    party = Party.objects.get()
    assert (party.name, party.phone, party.is_known) == ("Breiclub", "043 321 00 01", False)
    wrong = client.post(address("parties", place), typed(name="", email="bij-mij", storage="Hok “9” 🎶"))
    assert wrong.status_code == 422
    assert "Schrijf hier een naam." in words(wrong)
    assert "Hok “9” 🎶" in wrong.content.decode()


def test_manager_changes_what_is_known(at_work, place, choir):
    page = at_work.get(address("party_card", place, party=choir.pk))
    assert "Kast of hok: Kast 3" in words(page)
    at_work.post(address("party_card", place, party=choir.pk), typed(is_known="on", name="Koor", town="Heer"))
    choir.refresh_from_db()
    assert (choir.name, choir.is_known, choir.town) == ("Koor", True, "Heer")


def test_host_never_sees_the_link_that_speaks_for_a_party(client, host, at_work, place, choir):
    assert choir.token in at_work.get(address("party_card", place, party=choir.pk)).content.decode()
    client.force_login(host)
    assert choir.token not in client.get(address("party_card", place, party=choir.pk)).content.decode()
    assert client.post(address("renew_party_link", place, party=choir.pk)).status_code == 403
    assert client.post(address("send_party_link", place, party=choir.pk)).status_code == 403


def test_link_is_mailed_once_a_minute_and_can_be_made_anew(at_work, place, choir):
    for _time in range(2):
        at_work.post(address("send_party_link", place, party=choir.pk))
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("koor@example.org", "Jullie reserveringen bij ’t Atrium")
    assert choir.token in letter.text
    assert AuditEvent.objects.filter(verb="party.link_sent").count() == 1
    old = choir.token
    at_work.post(address("renew_party_link", place, party=choir.pk))
    choir.refresh_from_db()
    assert choir.token != old


def test_link_without_an_address_is_not_sent(at_work, place):
    party = make_party(place, email="")
    after = at_work.post(address("send_party_link", place, party=party.pk), follow=True)
    assert "Vul eerst een e-mailadres in." in words_of(after.content.decode())
    assert not Letter.objects.exists()


def test_two_that_are_one_go_together_with_all_they_have(at_work, place, choir):
    twice = make_party(place, "koor de lijster", phone="", town="Heer", is_known=True, email="")
    booking = make_booking(make_room(place), (NOW, NOW.replace(hour=14)), party=twice)
    loan = KeyLoan.objects.create(
        key_set=KeySet.objects.create(place=place, number="Bos 1"), party=twice, holder="Wil", out_at=NOW
    )
    page = at_work.get(address("party_card", place, party=choir.pk))
    assert "Dit lijkt op: koor de lijster" in words(page)
    at_work.post(address("merge_party", place, party=choir.pk), {"samen-other": twice.pk})
    choir.refresh_from_db()
    booking.refresh_from_db()
    loan.refresh_from_db()
    assert (booking.party, loan.party) == (choir, choir)
    assert (choir.phone, choir.town, choir.is_known) == ("043 321 00 00", "Heer", True)
    assert not Party.objects.filter(pk=twice.pk).exists()
    assert AuditEvent.objects.get(verb="party.merged").subject == "Koor De Lijster"


def test_party_is_not_put_together_with_itself_or_elsewhere(at_work, place, choir):
    elsewhere = make_party(make_place("de-ander"))
    for other in ("", choir.pk, elsewhere.pk, "x"):
        sent = at_work.post(address("merge_party", place, party=choir.pk), {"samen-other": other})
        assert sent.status_code == 422
    assert at_work.get(address("party_card", place, party=elsewhere.pk)).status_code == 404
    assert Party.objects.count() == 2


def test_all_that_points_at_a_party_goes_along():
    pointing = {field.related_model for field in Party._meta.related_objects}
    assert pointing == set(THEIRS)
    assert set(FILLED_IN) <= {field.name for field in Party._meta.fields}
