"""Signing in with the account of one's organisation: only for whom we know or have invited."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people.actions import invitations
from schuifaan.apps.people.models import Invitation, User
from tests.factories import make_user

APP = {
    "provider_id": "organisatie",
    "name": "Gemeente Maastricht",
    "client_id": "schuifaan",
    "secret": "geheim",
    "settings": {"server_url": "https://inloggen.example.org"},
}


@pytest.fixture(autouse=True)
def configured(settings, db):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}


def arrive(rf, email: str, *, verified: bool) -> tuple[HttpResponse, str | None]:
    """Come back from the organisation with this address; who is signed in afterwards?"""
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = FallbackStorage(request)
    login = SocialLogin(
        provider=get_adapter().get_provider(request, "organisatie"),
        user=User(email=email, name="Nina van Dam"),
        account=SocialAccount(provider="organisatie", uid="42", extra_data={}),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )
    with request_context(request):
        answer = complete_social_login(request, login)
    return answer, request.session.get("_auth_user_id")


def known(email: str) -> User:
    user = make_user(email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_known_verified_address_signs_in_and_is_connected(rf):
    user = known("nina@example.org")
    answer, signed_in = arrive(rf, "nina@example.org", verified=True)
    assert (answer.status_code, signed_in) == (302, str(user.pk))
    assert SocialAccount.objects.get().user == user


@pytest.mark.parametrize(("email", "verified"), [("nina@example.org", False), ("vreemd@example.org", True)])
def test_unverified_or_unknown_address_is_refused_kindly(rf, email, verified):
    known("nina@example.org")
    answer, signed_in = arrive(rf, email, verified=verified)
    assert (answer.status_code, signed_in) == (403, None)
    assert "We kennen je hier nog niet" in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize(("verified", "accounts"), [(True, 2), (False, 1)])
def test_open_invitation_is_taken_up_by_a_verified_address_only(rf, administrator, verified, accounts):
    invitations.create_invitation(
        email="Nina@example.org", name="Nina", what_for="De Tafel", by=administrator, now=timezone.now()
    )
    _answer, signed_in = arrive(rf, "nina@example.org", verified=verified)
    assert User.objects.count() == accounts
    assert (Invitation.objects.get().accepted_at is not None) == verified
    assert (signed_in is not None) == verified
    if verified:
        assert User.objects.get(email="nina@example.org").name == "Nina van Dam"


def test_login_page_offers_it_only_when_configured(client, settings):
    page = client.get(reverse("account_login")).content.decode()
    assert "Log in met Gemeente Maastricht" in page
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Log in met Gemeente" not in client.get(reverse("account_login")).content.decode()
