"""The support pages are for staff."""

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.people.models import User


@pytest.mark.django_db
def test_support_is_for_staff_only(manager: User, administrator: User, client: Client) -> None:
    url = reverse("admin:index")
    assert client.get(url).status_code == 302
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 403
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 200
