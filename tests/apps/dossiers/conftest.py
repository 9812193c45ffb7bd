"""A dossier of somebody's, and ways to its pages."""

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.people.models import User
from tests.factories.dossiers import make_dossier


@pytest.fixture
def dossier(professional: User) -> Dossier:
    return make_dossier(professional)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(dossier: Dossier, name: str, **keys: object) -> str:
    return reverse(f"dossiers:{name}", kwargs={"key": dossier.key, **keys})
