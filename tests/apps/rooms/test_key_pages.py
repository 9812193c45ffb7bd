"""The pages of keys: what is late on top, hand out with a signature, one tap back, and undo."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import KeyKind
from schuifaan.apps.rooms.models import KeyLoan, KeySet
from tests.apps.pages import queries_of, words_of
from tests.factories import NOW, TODAY, make_place
from tests.factories.rooms import make_party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

DAY = timedelta(days=1)
NAME = "<b>O'Brien</b> \u200fنور\u200f 🎹"


def url(name, place, **values):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **values})


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")]).split(" Deze pagina staat op")[0]


@pytest.fixture
def at_the_door(client, host):
    client.force_login(host)
    return client


@pytest.fixture
def key(place):
    return KeySet.objects.create(place=place, number="Bos 2", opens="Voordeur en zaal")


def lend(key_set, days=3, **fields):
    told = {"holder": "Wil", "out_at": NOW - days * DAY, **fields}
    return KeyLoan.objects.create(key_set=key_set, **told)


# -- The register ---------------------------------------------------------------------------------


def test_empty_register_says_what_it_is_good_for(at_work, client, host, place):
    said = words(at_work.get(url("keys", place)))
    assert "Er staan nog geen sleutels in de lijst" in said
    assert "of alles terug is als een club stopt" in said
    assert "Schrijf de eerste sleutel op" in said
    client.force_login(host)
    said = words(client.get(url("keys", place)))
    assert "Schrijf de eerste sleutel op" not in said
    assert "Wie de plek beheert, kan ze erbij zetten." in said


def test_register_begins_with_what_is_late_and_whom_to_call(at_the_door, place, key):
    party = make_party(place, phone="043 321 00 00")
    lend(key, 20, party=party, due_on=TODAY - DAY)
    lend(KeySet.objects.create(place=place, number="Bos 1"), due_on=TODAY + DAY)
    KeySet.objects.create(place=place, number="Bos 3", kind=KeyKind.TAG)
    response = at_the_door.get(url("keys", place))
    assert words(response).split("Print deze lijst")[1].strip() == (
        "Had al terug moeten zijn Bos 2 Voordeur en zaal Wil , Koor De Lijster , sinds zondag 1 november"
        " terug op gisteren 043 321 00 00 Is terug : Bos 2"
        " Meegegeven Bos 1 Wil , sinds woensdag 18 november terug: morgen Is terug : Bos 1"
        " In huis Bos 3 druppel of pas Geef mee : Bos 3"
    )
    assert 'href="tel:0433210000"' in response.content.decode()


def test_register_of_many_keys_is_found_by_words_and_asks_no_more_of_the_database(at_work, place, key):
    few = queries_of(at_work, url("keys", place))
    for number in range(40):
        one = KeySet.objects.create(place=place, number=f"Nr {number} {'lang ' * 6}", opens="Zaal " * 30)
        lend(one, party=make_party(place, f"Club {number}"))
    assert queries_of(at_work, url("keys", place)) == few
    said = words(at_work.get(url("keys", place) + "?zoek=club 39"))
    assert ("Nr 39" in said, "Nr 38" in said) == (True, False)
    assert "Geen sleutel met “&lt;b&gt;”" in words(at_work.get(url("keys", place) + "?zoek=<b>"))


@pytest.mark.parametrize(
    "asked", ["?terug=x", "?terug=٣", "?terug=" + "9" * 5000, "?terug=²", "?zoek=%00&na=1"]
)
def test_unknown_words_in_the_address_are_no_trouble(at_work, place, key, asked):
    assert at_work.get(url("keys", place) + asked).status_code == 200


def test_another_place_has_its_own_keys(at_work, place):
    other = KeySet.objects.create(place=make_place("Elders"), number="Van elders")
    loan = lend(other)
    assert "Van elders" not in words(at_work.get(url("keys", place) + f"?terug={loan.pk}"))
    for name in ("key", "hand_out_key", "change_key"):
        assert at_work.get(url(name, place, pk=other.pk)).status_code == 404
    assert at_work.get(url("key_receipt", place, loan=loan.pk)).status_code == 404
    assert at_work.post(url("take_back_key", place, loan=loan.pk)).status_code == 404
    assert at_work.get(url("key", place, pk=10**15)).status_code == 404


# -- Handing out ----------------------------------------------------------------------------------


def test_host_hands_out_with_a_signature_on_the_screen(at_the_door, place, key):
    party = make_party(place)
    told = {"party": party.pk, "holder": "", "due_on": "2026-12-01", "signature": "1,2 3,4;5,6 7,8"}
    response = at_the_door.post(url("hand_out_key", place, pk=key.pk), told, follow=True)
    assert response.redirect_chain == [(url("keys", place), 302)]
    assert "Sleutel Bos 2 is nu bij Wil." in response.content.decode()
    loan = KeyLoan.objects.get()
    assert (loan.party, str(loan.due_on), loan.on_paper) == (party, "2026-12-01", False)
    drawn = '<polyline points="1,2 3,4" fill="none"'
    assert drawn in at_the_door.get(url("key", place, pk=key.pk)).content.decode()
    assert drawn in at_the_door.get(url("key_receipt", place, loan=loan.pk)).content.decode()


def test_on_paper_there_is_a_receipt_to_sign_in_two_languages(at_the_door, place, key):
    told = {"holder": NAME, "on_paper": "on"}
    response = at_the_door.post(url("hand_out_key", place, pk=key.pk), told, follow=True)
    loan = KeyLoan.objects.get()
    assert response.redirect_chain == [(url("key_receipt", place, loan=loan.pk), 302)]
    assert (loan.holder, loan.on_paper) == (NAME, True)
    said = response.content.decode()
    assert '<article class="receipt" lang="nl" dir="ltr">' in said
    assert "receipt__line" in said
    # The page around it keeps its own choice of language.
    assert 'name="language" value="en"' in said
    assert "<b>O" not in said
    english = at_the_door.get(url("key_receipt", place, loan=loan.pk) + "?taal=en").content.decode()
    assert '<article class="receipt" lang="en" dir="ltr">' in english
    odd = at_the_door.get(url("key_receipt", place, loan=loan.pk) + "?taal=xx").content.decode()
    assert '<article class="receipt" lang="nl" dir="ltr">' in odd


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ({}, "Zeg wie de sleutel meeneemt, of kies een huurder uit de lijst."),
        ({"holder": "x" * 81}, "80"),
        ({"party": "veel"}, "Kies een huurder uit de lijst."),
        ({"holder": "Wil", "due_on": "2026-11-20"}, "Kies vandaag of een dag daarna."),
        ({"holder": "Wil", "due_on": "2026-11-31"}, "Deze dag bestaat niet."),
        ({"holder": "Wil", "due_on": "9999-12-31"}, "Kies een dag binnen tien jaar."),
        ({"holder": "Wil", "signature": "<svg>"}, "Deze handtekening kunnen we niet bewaren."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(at_the_door, place, key, told, answer):
    response = at_the_door.post(url("hand_out_key", place, pk=key.pk), told | {"on_paper": "on"})
    assert response.status_code == 422
    assert answer in words(response)
    assert not KeyLoan.objects.exists()
    said = response.content.decode()
    assert 'name="on_paper"' in said
    assert 'value="&lt;svg' not in said
    assert told.get("holder", "") in said


def test_signature_stays_when_something_else_is_wrong(at_the_door, place, key):
    response = at_the_door.post(url("hand_out_key", place, pk=key.pk), {"signature": "1,2 3,4"})
    assert 'value="1,2 3,4"' in response.content.decode()


def test_key_that_went_meanwhile_is_refused_in_words(at_the_door, place, key):
    lend(key, holder="Mo")
    response = at_the_door.post(url("hand_out_key", place, pk=key.pk), {"holder": "Wil"})
    assert response.status_code == 422
    assert "Sleutel Bos 2 is nu bij Mo. Neem hem eerst terug." in words(response)


def test_party_is_chosen_already_when_one_comes_from_its_page(at_the_door, place, key):
    party = make_party(place)
    said = at_the_door.get(url("hand_out_key", place, pk=key.pk) + f"?huurder={party.pk}").content.decode()
    assert f'<option value="{party.pk}" selected>' in said
    odd = at_the_door.get(url("hand_out_key", place, pk=key.pk) + "?huurder=niemand")
    assert odd.status_code == 200


# -- Taking back ----------------------------------------------------------------------------------


def test_one_tap_takes_back_and_one_undoes_it(at_the_door, place, key):
    loan = lend(key)
    response = at_the_door.post(url("take_back_key", place, loan=loan.pk), follow=True)
    assert response.redirect_chain == [(url("keys", place) + f"?terug={loan.pk}", 302)]
    assert "Sleutel Bos 2 is terug van Wil. Toch niet terug" in words(response)
    assert KeyLoan.objects.get().in_at == NOW
    response = at_the_door.post(url("undo_take_back_key", place, loan=loan.pk), follow=True)
    assert "Sleutel Bos 2 is nog bij Wil." in response.content.decode()
    assert KeyLoan.objects.get().in_at is None
    assert "Toch niet terug" not in words(at_the_door.get(url("keys", place) + f"?terug={loan.pk}"))


def test_undo_that_comes_too_late_says_who_has_it(at_the_door, place, key):
    loan = lend(key, in_at=NOW)
    lend(key, holder="Mo")
    response = at_the_door.post(url("undo_take_back_key", place, loan=loan.pk), follow=True)
    assert "Sleutel Bos 2 is nu bij Mo." in response.content.decode()


# -- One key --------------------------------------------------------------------------------------


def test_page_of_a_key_tells_who_had_it(at_work, place, key, manager):
    lend(key, 30, holder="Mo", in_at=NOW - 20 * DAY, given_by=manager, taken_by=manager)
    lend(key, 3, due_on=TODAY)
    said = words(at_work.get(url("key", place, pk=key.pk)))
    assert "Bij Wil, sinds woensdag 18 november." in said
    assert "Wil sinds woensdag 18 november, terug: vandaag" in said
    assert "Mo donderdag 22 oktober tot zondag 1 november" in said
    assert "Meegegeven door Beheerder. Teruggenomen door Beheerder." in said


def test_manager_adds_changes_and_retires(at_work, place):
    told = {"number": " Bos   7 ", "kind": "key", "opens": NAME}
    assert at_work.post(url("new_key", place), told).url == url("keys", place)
    assert at_work.post(url("new_key", place), told | {"number": "8", "more": "1"}).url == url(
        "new_key", place
    )
    key = KeySet.objects.get(number="Bos 7")
    again = at_work.post(url("new_key", place), told)
    assert (again.status_code, "Er is al een sleutel die Bos 7 heet." in words(again)) == (422, True)
    taken = at_work.post(url("change_key", place, pk=key.pk), told | {"number": "8"})
    assert (taken.status_code, "Er is al een sleutel die 8 heet." in words(taken)) == (422, True)
    assert at_work.post(url("change_key", place, pk=key.pk), told | {"kind": "tag"}).status_code == 302
    empty = at_work.post(url("new_key", place), {"opens": "Deur"})
    assert (empty.status_code, "Geef de sleutel een nummer of een naam." in words(empty)) == (422, True)
    assert at_work.post(url("retire_key", place, pk=key.pk)).status_code == 302
    assert "Niet meer in gebruik" in words(at_work.get(url("keys", place)))
    assert at_work.post(url("use_key_again", place, pk=key.pk)).status_code == 302
    loan = lend(key)
    refused = at_work.post(url("retire_key", place, pk=key.pk))
    assert (refused.status_code, "Neem hem eerst terug." in words(refused)) == (422, True)
    loan.refresh_from_db()
    assert (loan.in_at, KeySet.objects.get(pk=key.pk).is_active) == (None, True)


def test_host_says_a_key_is_lost_and_found(at_the_door, place, key):
    lend(key)
    assert at_the_door.post(url("lose_key", place, pk=key.pk)).status_code == 302
    said = words(at_the_door.get(url("keys", place)))
    assert "Kwijt Bos 2 Voordeur en zaal kwijt sinds vandaag Het laatst bij Wil Gevonden" in said
    assert "Wijzig" not in words(at_the_door.get(url("key", place, pk=key.pk)))
    assert at_the_door.post(url("find_key", place, pk=key.pk)).status_code == 302
    assert KeySet.objects.get().lost_on is None
