"""The page behind a personal link."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people.actions import invitations
from schuifaan.apps.people.models import Invitation, User
from tests.factories import make_user


@pytest.fixture
def token(administrator) -> str:
    return invitations.create_invitation(
        email="nina@example.org",
        name="Nina",
        what_for="gastvrouw bij ’t Atrium",
        by=administrator,
        now=timezone.now(),
    )[1]


def address(token: str) -> str:
    return reverse("people:invitation", kwargs={"token": token})


def test_page_says_who_and_what_for_and_changes_nothing(client, token):
    page = client.get(address(token)).content.decode()
    assert "Applicatie" in page
    assert "gastvrouw bij ’t Atrium" in page
    assert page.count('<input type="text"') == 1
    assert Invitation.objects.get().accepted_at is None


def test_accept_makes_an_account_and_signs_in(client, token):
    answer = client.post(address(token), {"name": "Nina"})
    assert (answer.status_code, answer["Location"]) == (302, settings.LOGIN_REDIRECT_URL)
    assert client.session["_auth_user_id"] == str(User.objects.get(email="nina@example.org").pk)
    page = client.get(address(token))
    assert page.status_code == 410
    assert "al gebruikt" in page.content.decode()


def test_accept_without_a_name_asks_for_it(client, token):
    page = client.post(address(token), {"name": " "})
    assert page.status_code == 422
    assert "Vul een naam in." in page.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_existing_account_is_asked_to_sign_in_first(client, token):
    make_user("nina@example.org")
    for ask in (client.get, client.post):
        page = ask(address(token))
        assert "Log eerst in" in page.content.decode()
        assert f"?next={address(token)}" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_signed_in_person_takes_it_with_the_own_account(client, token, stranger):
    client.force_login(stranger)
    page = client.get(address(token)).content.decode()
    assert f"Je bent ingelogd als {stranger.email}" in page
    client.post(address(token))
    assert Invitation.objects.get().accepted_by == stranger


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["x", "a" * 43, "%00"])
def test_garbage_is_answered_kindly(client, text):
    page = client.get(f"/uitnodiging/{text}/")
    assert page.status_code == 410
    assert "Deze link kennen we niet." in page.content.decode()


def test_withdrawn_link_says_so(client, token):
    invitations.close_invitation(invitation=Invitation.objects.get(), now=timezone.now())
    page = client.get(address(token))
    assert page.status_code == 410
    assert "ingetrokken" in page.content.decode()
