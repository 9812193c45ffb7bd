"""Signing in with the account of one's organisation, all the way: there and back over http, with PKCE."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from schuifaan.apps.people.models import User
from tests.apps.people.identity_server import CLIENT_ID, SECRET, IdentityServer, identity_server
from tests.factories import make_user

NINA = {"sub": "42", "email": "nina@example.org", "email_verified": True, "name": "Nina van Dam"}


@pytest.fixture
def elsewhere(settings, db) -> Iterator[IdentityServer]:
    with identity_server() as server:
        app = {
            "provider_id": "organisatie",
            "name": "Gemeente Maastricht",
            "client_id": CLIENT_ID,
            "secret": SECRET,
            "settings": {"server_url": server.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        server.person = NINA
        yield server


@pytest.fixture
def nina(db) -> User:
    user = make_user("nina@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def there_and_back(client: Client, elsewhere: IdentityServer) -> HttpResponse:
    login = reverse("openid_connect_login", args=["organisatie"])
    away = client.post(login)
    assert away.status_code == 302
    back = reverse("openid_connect_callback", args=["organisatie"])
    return client.get(back, elsewhere.sign_in(away["Location"]))


def test_known_person_signs_in_and_comes_to_the_desk(client, elsewhere, nina):
    answer = there_and_back(client, elsewhere)
    assert (answer.status_code, answer["Location"]) == (302, "/beheer/")
    assert client.session["_auth_user_id"] == str(nina.pk)
    assert elsewhere.refused == []


def test_a_link_alone_sends_nobody_away(client, elsewhere):
    """Only a button that was pressed goes out: a GET asks first, so that no other site can start it."""
    assert client.get(reverse("openid_connect_login", args=["organisatie"])).status_code == 200


def test_a_code_somebody_else_asked_for_is_of_no_use(client, elsewhere, nina):
    away = client.post(reverse("openid_connect_login", args=["organisatie"]))
    brought = elsewhere.sign_in(away["Location"])
    elsewhere.challenges["code-1"] = "another browser's"
    client.get(reverse("openid_connect_callback", args=["organisatie"]), brought)
    assert elsewhere.refused == ["code_verifier"]
    assert "_auth_user_id" not in client.session


def test_a_state_of_another_browser_is_refused(client, elsewhere, nina):
    away = Client().post(reverse("openid_connect_login", args=["organisatie"]))
    client.get(reverse("openid_connect_callback", args=["organisatie"]), elsewhere.sign_in(away["Location"]))
    assert "_auth_user_id" not in client.session


def test_a_stranger_is_told_kindly_and_gets_no_account(client, elsewhere):
    answer = there_and_back(client, elsewhere)
    assert answer.status_code == 403
    assert "We kennen je hier nog niet" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("trusted", [True, False])
def test_entra_id_does_not_say_that_an_address_is_verified(client, elsewhere, nina, settings, trusted):
    """It leaves `email_verified` out; then the installation says whether the organisation vouches for it."""
    elsewhere.person = {key: value for key, value in NINA.items() if key != "email_verified"}
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"] = {**app["settings"], "verified_email": trusted}
    there_and_back(client, elsewhere)
    assert ("_auth_user_id" in client.session) == trusted
