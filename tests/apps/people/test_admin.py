"""Support staff can find and mend accounts; the trail and invitations are for reading."""

import pytest
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people.actions.invitations import create_invitation
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import AuditEvent, Invitation, User
from tests.factories import NOW

MODELS = ["user", "organisation", "membership", "invitation", "auditevent"]


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("model", MODELS)
def test_list_can_be_searched(staff, model, organisation):
    assert staff.get(reverse(f"admin:people_{model}_changelist"), {"q": "tafel"}).status_code == 200


def test_user_is_added_without_a_user_name(staff):
    data = {"email": "Nieuw@Example.org", "name": "Nieuw", "usable_password": "false"}
    assert staff.post(reverse("admin:people_user_add"), data).status_code == 302
    user = User.objects.get(name="Nieuw")
    assert (user.email.lower(), user.has_usable_password()) == ("nieuw@example.org", False)
    assert staff.get(reverse("admin:people_user_change", args=[user.pk])).status_code == 200


def test_invitation_shows_no_secret_and_cannot_be_changed(staff, administrator):
    create_invitation(email="a@example.org", name="", what_for="x", by=administrator, now=timezone.now())
    invitation = Invitation.objects.get()
    page = staff.get(reverse("admin:people_invitation_change", args=[invitation.pk]))
    assert invitation.token_hash not in page.content.decode()
    assert staff.post(reverse("admin:people_invitation_change", args=[invitation.pk]), {}).status_code == 403
    assert staff.get(reverse("admin:people_invitation_add")).status_code == 403


def test_trail_cannot_be_changed_or_thrown_away(staff, administrator):
    event = record(verb="place.changed", scope="place:1", by=administrator, now=NOW)
    assert staff.get(reverse("admin:people_auditevent_change", args=[event.pk])).status_code == 200
    assert (
        staff.post(reverse("admin:people_auditevent_delete", args=[event.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert AuditEvent.objects.count() == 1


def test_admin_is_for_staff_only(client, manager):
    client.force_login(manager)
    assert client.get(reverse("admin:people_user_changelist")).status_code == 403
