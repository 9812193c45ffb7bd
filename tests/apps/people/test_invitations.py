"""An invitation works once, for whom it was made, as long as it stands."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from schuifaan.apps.people.actions import invitations
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Invitation, Membership, Organisation, User
from schuifaan.apps.people.signals import invitation_accepted
from tests.factories import NOW, TODAY, make_membership, make_organisation, make_user
from tests.racing import at_once, names_of

ROLE = OrganisationRole.MANAGER


@pytest.fixture
def leader(organisation: Organisation) -> User:
    user = make_user("leiding@example.org")
    make_membership(user, organisation, OrganisationRole.BOARD)
    return user


def invite(organisation, leader, email="nieuw@example.org", role=ROLE, **fields):
    return invitations.invite_to_organisation(
        organisation=organisation, email=email, name="Nina", role=role, by=leader, now=NOW, **fields
    )


def token_for(leader, email="nieuw@example.org"):
    return invitations.create_invitation(email=email, name="Nina", what_for="De Tafel", by=leader, now=NOW)


def token_in(message) -> str:
    found = re.search(r"/uitnodiging/([\w-]+)/", message.body)
    assert found
    return found[1]


def test_create_invitation_keeps_only_the_hash(leader):
    invitation, token = token_for(leader)
    assert len(token) == 43
    assert invitation.token_hash == invitations.hash_token(token)
    assert token not in {str(value) for value in Invitation.objects.values_list().get()}
    assert invitation.expires_at - invitation.created_at == timedelta(days=14)


def test_invite_mails_a_link_that_gives_account_and_role(
    organisation, leader, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite(organisation, leader)
    assert [message.to for message in mailoutbox] == [["nieuw@example.org"]]
    assert mailoutbox[0].subject == "Leiding nodigt je uit"
    user = invitations.accept_invitation(token=token_in(mailoutbox[0]), user=None, name=" Nina ", now=NOW)
    assert (user.email, user.name, user.has_usable_password()) == ("nieuw@example.org", "Nina", False)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("nieuw@example.org", True, True)
    assert [(m.organisation, m.role) for m in user.memberships.all()] == [(organisation, ROLE)]
    assert list(AuditEvent.objects.order_by("verb").values_list("verb", "scope", "actor_name")) == [
        ("invitation.sent", organisation.audit_scope, "Leiding"),
        ("membership.started", organisation.audit_scope, "Nina"),
    ]


def test_accept_twice_is_refused_and_gives_nothing(leader):
    _invitation, token = token_for(leader)
    invitations.accept_invitation(token=token, user=None, name="Nina", now=NOW)
    with pytest.raises(invitations.InvitationClosed, match="al gebruikt"):
        invitations.accept_invitation(token=token, user=make_user("b@example.org"), name="Bo", now=NOW)


def test_accept_ends_exactly_after_fourteen_days(leader):
    _invitation, token = token_for(leader)
    end = NOW + invitations.VALID_FOR
    with pytest.raises(invitations.InvitationClosed, match="verlopen"):
        invitations.accept_invitation(token=token, user=None, name="Nina", now=end)
    assert invitations.accept_invitation(token=token, user=None, name="N", now=end - timedelta(seconds=1)).pk


@pytest.mark.django_db
def test_accept_unknown_token_is_refused():
    with pytest.raises(invitations.InvitationUnknown):
        invitations.accept_invitation(token="x" * 43, user=None, name="", now=NOW)


def test_accept_never_opens_an_account_that_exists(leader):
    make_user("nieuw@example.org")
    _invitation, token = token_for(leader, "NIEUW@example.org")
    with pytest.raises(invitations.SignInFirst):
        invitations.accept_invitation(token=token, user=None, name="Nina", now=NOW)
    # Nothing of the attempt stays: whoever signs in can still use the link.
    mine = User.objects.get(email="nieuw@example.org")
    assert invitations.accept_invitation(token=token, user=mine, name="", now=NOW) == mine


def test_accept_refused_when_a_receiver_raises_leaves_the_invitation_open(leader):
    def refuse(**_kwargs):
        raise RuntimeError

    invitation, token = token_for(leader)
    invitation_accepted.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            invitations.accept_invitation(token=token, user=None, name="Nina", now=NOW)
    finally:
        invitation_accepted.disconnect(refuse)
    invitation.refresh_from_db()
    assert (invitation.accepted_at, User.objects.filter(email="nieuw@example.org").exists()) == (None, False)


def test_invite_same_person_twice_is_refused(organisation, leader):
    invite(organisation, leader)
    with pytest.raises(invitations.AlreadyInvited):
        invite(organisation, leader, email="Nieuw@Example.org")
    assert Invitation.objects.count() == 1


def test_invite_member_again_for_the_same_role_is_refused(organisation, leader):
    with pytest.raises(invitations.AlreadyInvited):
        invite(organisation, leader, email=leader.email, role=OrganisationRole.BOARD)


@pytest.mark.parametrize("who", ["stranger", "host", "manager", "officer", "professional"])
def test_invite_by_somebody_without_the_right_is_refused(who, request, organisation):
    with pytest.raises(PermissionDenied):
        invite(organisation, request.getfixturevalue(who))


def test_invite_cannot_hand_out_more_than_one_has(organisation, leader):
    for role in (OrganisationRole.ADMINISTRATOR, OrganisationRole.MUNICIPAL_OFFICER, "keizer"):
        with pytest.raises(invitations.RoleNotYours):
            invite(organisation, leader, role=role)


def test_invite_officer_belongs_to_a_municipality(administrator):
    town = make_organisation("gemeente", kind=OrganisationKind.MUNICIPALITY)
    invite(town, administrator, role=OrganisationRole.MUNICIPAL_OFFICER)
    assert Membership.objects.get().role == OrganisationRole.MUNICIPAL_OFFICER


def test_withdraw_makes_the_link_useless_and_takes_the_promise_back(
    organisation, leader, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(organisation, leader)
    invitations.withdraw_invitation(invitation=invitation, by=leader, now=NOW)
    with pytest.raises(invitations.InvitationClosed, match="ingetrokken"):
        invitations.accept_invitation(token=token_in(mailoutbox[0]), user=None, name="Nina", now=NOW)
    assert Membership.objects.filter(user__isnull=True).count() == 0


def test_renew_replaces_the_link(organisation, leader):
    invitation = invite(organisation, leader)
    old = invitation.token_hash
    later = NOW + timedelta(days=20)
    token = invitations.renew_invitation(invitation=invitation, by=leader, now=later)
    assert (invitation.token_hash != old, invitation.expires_at) == (True, later + invitations.VALID_FOR)
    assert invitations.accept_invitation(token=token, user=None, name="Nina", now=later).pk


@pytest.mark.parametrize("change", [invitations.withdraw_invitation, invitations.renew_invitation])
def test_change_of_invitation_by_stranger_is_refused(change, organisation, leader, stranger):
    invitation = invite(organisation, leader)
    with pytest.raises(PermissionDenied):
        change(invitation=invitation, by=stranger, now=NOW)


def test_membership_counts_from_the_first_up_to_and_including_the_last_day(organisation, time_machine):
    user = make_user()
    make_membership(user, organisation, ROLE, since_date=date(2026, 3, 1), until_date=date(2026, 3, 31))
    seen = {}
    for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
        time_machine.move_to(f"{day}T12:00:00+00:00")
        seen[day] = User.objects.get(pk=user.pk).has_perm("people.lead_organisation", organisation)
    assert seen == {"2026-02-28": False, "2026-03-01": True, "2026-03-31": True, "2026-04-01": False}


def test_membership_at_one_organisation_gives_nothing_at_another(leader):
    other = make_organisation("ander")
    assert not leader.has_perm("people.see_organisation", other)
    assert not AnonymousUser().has_perm("people.see_organisation", other)


def test_invite_for_a_period_gives_a_role_that_ends(
    organisation, leader, mailoutbox, django_capture_on_commit_callbacks
):
    until = TODAY + timedelta(days=30)
    with django_capture_on_commit_callbacks(execute=True):
        invite(organisation, leader, until_date=until)
    user = invitations.accept_invitation(token=token_in(mailoutbox[0]), user=None, name="Nina", now=NOW)
    assert user.memberships.get().until_date == until


@pytest.mark.django_db(transaction=True)
def test_accept_by_two_at_once_ends_with_one_account():
    leader = make_user("leiding@example.org")
    _invitation, token = token_for(leader)

    def work(name: str) -> None:
        invitations.accept_invitation(token=token, user=None, name=name, now=NOW)

    assert names_of(at_once(work, ["Nina", "Bo"])) == ["InvitationClosed", "NoneType"]
    assert User.objects.filter(email="nieuw@example.org").count() == 1
