"""A dossier of somebody's, its questionnaire, and ways to its pages."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.dossiers.actions.listening import open_questionnaire
from schuifaan.apps.dossiers.models import Dossier, Questionnaire
from schuifaan.apps.people.models import User
from tests.factories.dossiers import make_dossier


@pytest.fixture
def dossier(professional: User) -> Dossier:
    return make_dossier(professional)


@pytest.fixture
def questionnaire(dossier: Dossier, professional: User) -> Questionnaire:
    """Open today, as pages see it."""
    return open_questionnaire(
        dossier=dossier, by=professional, now=timezone.now(), today=timezone.localdate()
    )


@pytest.fixture
def team(client: Client, professional: User) -> Client:
    return sign_in(client, professional)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def enter(user: User) -> Client:
    """Somebody who has signed in, in a browser of their own."""
    return sign_in(Client(), user)


def address(dossier: Dossier, name: str, **keys: object) -> str:
    return reverse(f"dossiers:{name}", kwargs={"key": dossier.key, **keys})


def desk(dossier: Dossier, rest: str = "") -> str:
    """As people type it."""
    return f"/beheer/dossier/{dossier.key}/{rest}"
