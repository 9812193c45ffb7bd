"""Reading pages as visitors do, and filling in the forms of the desk as managers do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from schuifaan.apps.people.models import User

Read = Callable[..., str]
Fill = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def read(db: None) -> Read:
    """What somebody without an account reads at an address, spaces aside."""

    def at(path: str) -> str:
        response = Client().get(path)
        assert response.status_code == 200, path
        assert response.cookies == {}, path
        return " ".join(response.getvalue().decode().split())

    return at


@pytest.fixture
def fill_in(db: None) -> Fill:
    """Open a form of the desk, type over some of its fields, send it as a browser would."""

    def form(user: User, path: str, **typed: Any) -> HttpResponse:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        sent: dict[str, Any] = {}
        for bound in client.get(path).context["form"]:
            value = bound.value()
            if isinstance(value, list) or (value is not None and value is not False):
                sent[bound.html_name] = value
        return client.post(path, {**sent, **typed})

    return form


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
