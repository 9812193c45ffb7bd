"""What the tests of several apps lean on: a day that stands still, a manager at the desk, photos and a mail server of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from schuifaan.apps.people.models import User
from tests.factories import NOW
from tests.letter_box import LetterBox, mail_server


@pytest.fixture
def that_saturday() -> Iterator[None]:
    """It is and stays eleven in the morning of TODAY."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def at_work(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


@pytest.fixture
def own_media(settings: LazySettings, tmp_path: Path) -> None:
    """Photos of a test go where nobody else's are."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def letter_box(settings: LazySettings) -> Iterator[LetterBox]:
    with mail_server() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        yield found
