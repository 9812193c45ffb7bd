"""The support pages of dossiers open, show no secret of a link, and leave a line in the trail."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.apps.people.models import AuditEvent, User
from tests.apps.dossiers.conftest import sign_in
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def support(administrator: User, client: Client) -> Client:
    return sign_in(client, administrator)


def test_dossier_opens_without_the_secret_of_its_links(dossier: Dossier, support: Client) -> None:
    ShareLink.objects.create(
        dossier=dossier,
        token="zeergeheim",
        label="wijkraad",
        created_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    assert support.get(reverse("admin:dossiers_dossier_changelist"), {"q": "Malberg"}).status_code == 200
    page = support.get(reverse("admin:dossiers_dossier_change", args=[dossier.pk])).content.decode()
    assert "wijkraad" in page
    assert "zeergeheim" not in page


def test_dossier_begins_at_the_desk_only(support: Client) -> None:
    assert support.get(reverse("admin:dossiers_dossier_add")).status_code == 403
    assert support.get(reverse("admin:dossiers_ownitem_changelist")).status_code == 200


def test_deleting_leaves_a_line_in_the_trail(dossier: Dossier, support: Client) -> None:
    support.post(reverse("admin:dossiers_dossier_delete", args=[dossier.pk]), {"post": "yes"})
    assert not Dossier.objects.exists()
    assert AuditEvent.objects.get(verb="dossier.support_deleted").subject == "Buurtkamer Malberg"
