"""The team: by name or by invitation, shown by consent, and forgotten in time."""

from datetime import date, timedelta

import pytest
from django.core import mail

from schuifaan.apps.people.actions.invitations import accept_invitation, create_invitation
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.actions import team
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import TeamMember
from schuifaan.apps.places.privacy import DECLARATIONS, accounts_needed
from schuifaan.apps.places.queries.pages import place_page
from schuifaan.apps.places.team_links import places_left_alone
from tests.apps.places.test_photos import picture
from tests.factories import NOW, TODAY, make_place, make_team_member, make_user

pytestmark = pytest.mark.usefixtures("own_media")


def faces(place):
    return [face.name for face in place_page(place.slug, now=NOW, language="nl").team]


def add(place, by, name="Truus", role=PlaceRole.HOST, **fields):
    return team.add_team_member(place=place, name=name, role=role, by=by, now=NOW, **fields)


def test_volunteer_without_email_is_only_a_name(place, manager):
    member = add(place, manager)
    assert (member.name, member.user, member.invitation, member.has_consent) == ("Truus", None, None, False)
    assert faces(place) == []


def test_withdrawn_consent_takes_name_and_photo_away_at_once(
    place, manager, django_capture_on_commit_callbacks
):
    """A07."""
    member = add(place, manager)
    team.give_consent(member=member, photo=picture((2000, 1000)), by=manager, now=NOW)
    assert faces(place) == ["Truus"]
    storage, name = member.photo.storage, member.photo.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        team.withdraw_consent(member=member, by=manager, now=NOW)
    assert not storage.exists(name)
    assert faces(place) == []
    member.refresh_from_db()
    assert (bool(member.photo), member.consent_withdrawn_on) == (False, TODAY)


def test_consent_can_be_given_again(place, manager):
    member = add(place, manager)
    team.give_consent(member=member, by=manager, now=NOW)
    team.withdraw_consent(member=member, by=manager, now=NOW)
    team.give_consent(member=member, by=manager, now=NOW)
    member.refresh_from_db()
    assert member.has_consent


def test_host_withdraws_own_consent(place, host, manager):
    member = host.place_roles.get()
    team.give_consent(member=member, by=manager, now=NOW)
    team.withdraw_consent(member=member, by=host, now=NOW)
    assert not member.has_consent


def test_new_photo_replaces_the_file(place, manager, django_capture_on_commit_callbacks):
    member = add(place, manager)
    team.give_consent(member=member, photo=picture(), by=manager, now=NOW)
    storage, old = member.photo.storage, member.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        team.give_consent(member=member, photo=picture(), by=manager, now=NOW)
    assert not storage.exists(old)
    assert storage.exists(member.photo.name)


def test_invited_member_gets_the_account_on_acceptance(place, manager, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        member = add(place, manager, role=PlaceRole.MANAGER, email="truus@example.org")
    assert [letter.to for letter in mail.outbox] == [["truus@example.org"]]
    link = next(word for word in mail.outbox[0].body.split() if "/uitnodiging/" in word)
    user = accept_invitation(token=link.rstrip("/").split("/")[-1], user=None, name="Truus", now=NOW)
    member.refresh_from_db()
    assert member.user == user
    assert User.objects.get(pk=user.pk).has_perm("places.change_place", place)


def test_accepting_twice_the_same_role_leaves_one_row(place, manager):
    truus = make_user("truus@example.org")
    make_team_member(place, user=truus, role=PlaceRole.HOST)
    invitation, token = create_invitation(
        email="ander@example.org", name="Truus", what_for="x", by=manager, now=NOW
    )
    TeamMember.objects.create(
        place=place, name="Truus", role=PlaceRole.HOST, invitation=invitation, since_date=TODAY
    )
    accept_invitation(token=token, user=truus, name="", now=NOW)
    assert TeamMember.objects.filter(place=place, role=PlaceRole.HOST).count() == 1


def test_same_person_is_not_invited_twice(place, manager):
    add(place, manager, email="truus@example.org")
    with pytest.raises(PlaceError) as refused:
        add(place, manager, email="TRUUS@example.org")
    assert refused.value.field == "email"


def test_ended_role_gives_no_rights_from_that_moment(place, board_member):
    member = add(place, board_member, name="Kim", role=PlaceRole.MANAGER)
    kim = make_user("kim@example.org")
    TeamMember.objects.filter(pk=member.pk).update(user=kim)
    member.refresh_from_db()
    assert kim.has_perm("places.change_place", place)
    team.end_team_role(member=member, by=board_member, now=NOW)
    assert not User.objects.get(pk=kim.pk).has_perm("places.change_place", place)
    team.resume_team_role(member=member, by=board_member, now=NOW)
    assert User.objects.get(pk=kim.pk).has_perm("places.change_place", place)


def test_last_one_to_lead_cannot_leave_nobody(db):
    place = make_place("alleen")
    only = make_user("enige@example.org")
    member = make_team_member(place, user=only, role=PlaceRole.MANAGER)
    with pytest.raises(team.LastToLead):
        team.end_team_role(member=member, by=only, now=NOW)
    make_team_member(place, user=make_user("tweede@example.org"), role=PlaceRole.BOARD)
    team.end_team_role(member=member, by=only, now=NOW)
    assert member.until_date == TODAY - timedelta(days=1)


def test_erasing_an_account_is_warned_about_when_a_place_is_left_alone(db):
    place = make_place("alleen", name="De Tafel")
    only = make_user("enige@example.org")
    make_team_member(place, user=only)
    assert places_left_alone(None, user=only, today=TODAY) == [
        "Dan is er niemand meer die de pagina van De Tafel bijhoudt."
    ]
    make_team_member(place, user=make_user("tweede@example.org"))
    assert places_left_alone(None, user=only, today=TODAY) == []


@pytest.mark.parametrize("who", ["stranger", "host", "officer"])
def test_only_who_leads_the_place_touches_the_team(request, place, manager, who):
    by = request.getfixturevalue(who)
    member = add(place, manager)
    for action in (
        team.give_consent,
        team.withdraw_consent,
        team.end_team_role,
        team.resume_team_role,
        team.send_invitation_again,
    ):
        with pytest.raises(NotAllowed):
            action(member=member, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        add(place, by)


def declaration_of(model):
    return next(one for one in DECLARATIONS if one.model is model)


def test_team_members_are_forgotten_a_year_after_leaving(place):
    """V07: run on 2 Jan 2028: 3 records gone."""
    for number in range(3):
        make_team_member(place, name=f"Oud {number}", until_date=date(2026, 12, 31))
    make_team_member(place, name="Net niet", until_date=date(2027, 1, 2))
    make_team_member(place, name="Nog hier")
    due = declaration_of(TeamMember).retention.due(date(2028, 1, 2))
    assert sorted(member.name for member in due) == ["Oud 0", "Oud 1", "Oud 2"]


def test_names_leave_the_trail_after_a_year(place, manager):
    add(place, manager)
    due = declaration_of(AuditEvent).retention.due
    assert due(date(2027, 11, 21)).count() == 0
    assert due(date(2027, 11, 23)).count() == 1


def test_who_is_in_a_team_keeps_the_account(place, manager, host):
    TeamMember.objects.filter(user=host).update(until_date=date(2026, 11, 1))
    assert list(accounts_needed(TODAY)) == [manager.pk]
