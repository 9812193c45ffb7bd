"""Who works on a dossier: invited, joined, given a role, let go."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from schuifaan.apps.dossiers.actions.membership import LastOwner, change_role, invite_member, remove_member
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Dossier, DossierMember
from schuifaan.apps.dossiers.queries.members import colleagues_of, members_of
from schuifaan.apps.people.actions.invitations import accept_for
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Invitation, User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, TODAY, make_membership, make_user
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db


def invite(dossier: Dossier, by: User, email: str, role: str = DossierRole.EDITOR) -> DossierMember:
    return invite_member(dossier=dossier, email=email, role=role, by=by, now=NOW)


def test_somebody_with_an_account_joins_at_once_and_hears_so(
    dossier: Dossier, professional: User, django_capture_on_commit_callbacks
) -> None:
    anna = make_user("anna@example.org", name="Anna")
    with django_capture_on_commit_callbacks(execute=True):
        member = invite(dossier, professional, " Anna@Example.org ")
    assert (member.user, member.invitation, member.role) == (anna, None, DossierRole.EDITOR)
    assert anna.has_perm("dossiers.change_dossier", dossier)
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert f"/beheer/dossier/{dossier.key}/" in mail.outbox[0].body
    assert "Hallo Anna," in mail.outbox[0].body
    event = AuditEvent.objects.get(verb="dossier.member_invited")
    assert (event.subject, event.scope) == ("anna@example.org", dossier.audit_scope)


def test_confirmed_second_address_leads_to_the_account(dossier: Dossier, professional: User) -> None:
    anna = make_user("anna@example.org")
    EmailAddress.objects.create(user=anna, email="anna@werk.example", verified=True)
    assert invite(dossier, professional, "anna@werk.example").user == anna


def test_address_nobody_confirmed_leads_to_no_account(dossier: Dossier, professional: User) -> None:
    """Otherwise anybody could claim the address of whoever will be invited."""
    EmailAddress.objects.create(user=make_user("dief@example.org"), email="anna@werk.example", verified=False)
    assert invite(dossier, professional, "anna@werk.example").user is None


def test_somebody_without_an_account_gets_an_invitation_and_joins_with_it(
    dossier: Dossier, professional: User, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        member = invite(dossier, professional, "nieuw@example.org", DossierRole.READER)
    assert member.user is None
    invitation = Invitation.objects.get()
    assert [message.to for message in mail.outbox] == [["nieuw@example.org"]]
    user = accept_for(invitation=invitation, user=None, name="Nieuw", now=NOW)
    member.refresh_from_db()
    assert member.user == user
    assert user.has_perm("dossiers.view_dossier", dossier)
    assert not user.has_perm("dossiers.change_dossier", dossier)


@pytest.mark.parametrize("email", ["anna@example.org", "nieuw@example.org"])
def test_nobody_is_invited_twice(dossier: Dossier, professional: User, email: str) -> None:
    make_user("anna@example.org")
    invite(dossier, professional, email)
    with pytest.raises(DossierError) as refused:
        invite(dossier, professional, email.upper())
    assert refused.value.field == "email"
    assert dossier.members.count() == 2


def test_expired_invitation_makes_room_for_a_new_one(dossier: Dossier, professional: User) -> None:
    first = invite(dossier, professional, "nieuw@example.org")
    later = NOW + timedelta(days=30)
    second = invite_member(
        dossier=dossier, email="nieuw@example.org", role=DossierRole.EDITOR, by=professional, now=later
    )
    assert list(dossier.members.filter(user=None)) == [second]
    assert first.invitation_id != second.invitation_id


def test_last_owner_cannot_leave_nor_step_down(dossier: Dossier, professional: User) -> None:
    member = dossier.members.get()
    with pytest.raises(LastOwner):
        remove_member(member=member, by=professional, now=NOW)
    with pytest.raises(LastOwner):
        change_role(member=member, role=DossierRole.READER, by=professional, now=NOW)
    # Somebody invited who never came owns nothing yet.
    invite(dossier, professional, "nieuw@example.org", DossierRole.OWNER)
    with pytest.raises(LastOwner):
        remove_member(member=member, by=professional, now=NOW)
    assert dossier.members.get(user=professional).role == DossierRole.OWNER


def test_owner_leaves_when_another_owns(dossier: Dossier, professional: User) -> None:
    make_member(dossier, make_user("anna@example.org"), DossierRole.OWNER)
    remove_member(member=dossier.members.get(user=professional), by=professional, now=NOW)
    assert not professional.has_perm("dossiers.view_dossier", dossier)


def test_role_changes_with_its_rights(dossier: Dossier, professional: User) -> None:
    anna = make_user("anna@example.org")
    member = make_member(dossier, anna, DossierRole.READER)
    change_role(member=member, role=DossierRole.EDITOR, by=professional, now=NOW)
    assert User.objects.get(pk=anna.pk).has_perm("dossiers.change_dossier", dossier)
    event = AuditEvent.objects.get(verb="dossier.member_role_changed")
    assert event.changes == {"role": ["leest mee", "werkt mee"]}


def test_removed_invitation_stops_working(dossier: Dossier, professional: User) -> None:
    member = invite(dossier, professional, "nieuw@example.org")
    remove_member(member=member, by=professional, now=NOW)
    assert Invitation.objects.get().withdrawn_at == NOW
    assert dossier.members.count() == 1


def test_editor_invites_nobody_but_may_leave(dossier: Dossier, professional: User, client: Client) -> None:
    anna = make_user("anna@example.org")
    mine = make_member(dossier, anna)
    with pytest.raises(PermissionDenied):
        invite(dossier, anna, "nieuw@example.org")
    with pytest.raises(PermissionDenied):
        remove_member(member=dossier.members.get(user=professional), by=anna, now=NOW)
    sign_in(client, anna)
    assert (
        client.post(address(dossier, "members"), {"email": "x@example.org", "role": "reader"}).status_code
        == 403
    )
    assert "Iemand uitnodigen" not in client.get(address(dossier, "members")).content.decode()
    assert client.post(address(dossier, "member_role", pk=mine.pk), {"role": "owner"}).status_code == 403
    response = client.post(address(dossier, "member_remove", pk=mine.pk))
    assert response.url == reverse("dossiers:list")


def test_page_invites_and_says_what_is_wrong(dossier: Dossier, professional: User, client: Client) -> None:
    sign_in(client, professional)
    refused = client.post(address(dossier, "members"), {"email": "geen adres", "role": "editor"})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["email"]
    sent = client.post(
        address(dossier, "members"), {"email": "nieuw@example.org", "role": "reader"}, follow=True
    )
    page = sent.content.decode()
    assert "We hebben een uitnodiging gestuurd naar nieuw@example.org." in page
    assert "uitgenodigd, heeft nog geen account" in page


def test_role_outside_the_list_is_refused(dossier: Dossier, professional: User, client: Client) -> None:
    member = make_member(dossier, make_user("anna@example.org"))
    sign_in(client, professional).post(address(dossier, "member_role", pk=member.pk), {"role": "koning"})
    member.refresh_from_db()
    assert member.role == DossierRole.EDITOR


def test_colleagues_are_there_through_the_organisation(
    professional: User, organisation, client: Client
) -> None:
    dossier = make_dossier(professional, organisation=organisation)
    anna, bert = make_user("anna@example.org"), make_user("bert@example.org")
    make_membership(anna, organisation, OrganisationRole.MANAGER)
    make_membership(anna, organisation, OrganisationRole.BOARD)
    make_membership(bert, organisation, OrganisationRole.MANAGER, until_date=TODAY - timedelta(days=1))
    found = colleagues_of(dossier, members_of(dossier), today=TODAY)
    assert [one.user for one in found] == [anna]
    page = sign_in(client, professional).get(address(dossier, "members")).content.decode()
    assert f"Werkt mee via {organisation.name}" in page
    make_member(dossier, anna)
    assert colleagues_of(dossier, members_of(dossier), today=TODAY) == ()


def test_stranger_sees_nobody(dossier: Dossier, stranger: User, client: Client) -> None:
    assert sign_in(client, stranger).get(address(dossier, "members")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_member_list_asks_the_database_once(dossier: Dossier, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        make_member(dossier, make_user(f"lid{number}@example.org"))
    with django_assert_num_queries(1):
        [str(member.user) for member in members_of(dossier)]
