"""The groups of an account: those with the address which that person has confirmed, and no other."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from schuifaan.apps.rooms.queries.own_parties import parties_of_account
from tests.apps.pages import html, words_of
from tests.factories import make_place, make_user
from tests.factories.rooms import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    user = make_user("wiel@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def choir(place):
    return make_party(place, "Koor De Nachtegaal", email="Wiel@Example.org")


def own(party):
    return reverse("rooms:own_party", args=[party.pk])


def test_account_opens_its_group_as_the_link_does(client, secretary, choir):
    client.force_login(secretary)
    page = html(client, reverse("rooms:own_parties"))
    assert own(choir) in page
    # Who looks over a shoulder, or keeps the page, has no link.
    assert choir.token not in page
    answer = client.get(own(choir))
    assert (answer.status_code, answer["Location"]) == (302, reverse("rooms:party", args=[choir.token]))
    assert "no-store" in answer["Cache-Control"]
    assert client.get(answer["Location"]).status_code == 200


def test_groups_of_several_places_stand_together(secretary, choir):
    other = make_party(make_place("elders", name="Elders"), "Bestuur", email="wiel@example.org")
    assert parties_of_account(secretary) == [other, choir]


@pytest.mark.parametrize("email", ["", "tiny@example.org", "xwiel@example.org", "wiel@example.org.nl"])
def test_groups_of_others_are_not_there(client, secretary, place, email):
    other = make_party(place, "Bridgeclub", email=email)
    client.force_login(secretary)
    assert parties_of_account(secretary) == []
    assert client.get(own(other)).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 40])
def test_number_of_nothing_is_not_there(client, secretary, number):
    client.force_login(secretary)
    assert client.get(f"/beheer/account/groepen/{number}/").status_code == 404


def test_address_that_is_not_confirmed_opens_nothing(client, secretary, choir):
    EmailAddress.objects.update(verified=False)
    client.force_login(secretary)
    assert client.get(own(choir)).status_code == 404
    assert "Bevestig eerst je e-mailadres" in words_of(html(client, reverse("rooms:own_parties")))


def test_address_that_was_changed_opens_nothing_any_more(client, secretary, choir):
    # The old one is still there as confirmed, the new one is not.
    secretary.email = "nieuw@example.org"
    secretary.save()
    EmailAddress.objects.create(user=secretary, email=secretary.email, verified=False, primary=False)
    client.force_login(secretary)
    assert client.get(own(choir)).status_code == 404


def test_address_somebody_else_confirmed_opens_nothing(secretary, choir):
    EmailAddress.objects.update(user=make_user("ander@example.org"))
    assert parties_of_account(secretary) == []


@pytest.mark.parametrize("email", ["w\u0131el@example.org", "\u212aees@example.org"])
def test_letters_that_look_alike_are_not_the_same(place, email):
    user = make_user(email)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_party(place, "Koor", email="wiel@example.org")
    make_party(place, "Fanfare", email="Kees@example.org")
    # The capital is made small when the account is: then it is simply the letter itself.
    assert [one.email for one in parties_of_account(user)] == (
        ["Kees@example.org"] if user.email.isascii() else []
    )


def test_group_that_moves_to_another_address_is_gone_from_here(client, secretary, choir):
    choir.email = "tiny@example.org"
    choir.save()
    client.force_login(secretary)
    assert client.get(own(choir)).status_code == 404


def test_account_without_groups_is_told_how(client, secretary):
    client.force_login(secretary)
    words = words_of(html(client, reverse("rooms:own_parties")))
    assert "Vraag de beheerder van die plek om wiel@example.org als jullie e-mailadres te noteren." in words


def test_nobody_without_an_account_comes_here(client, choir):
    for path in (reverse("rooms:own_parties"), own(choir)):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
    assert client.post(own(choir)).status_code == 405


def test_own_account_shows_the_way(client, secretary):
    client.force_login(secretary)
    assert reverse("rooms:own_parties") in html(client, reverse("people:account"))
