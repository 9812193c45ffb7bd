"""Organisations: who sees them, who changes them, who belongs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people import queries
from schuifaan.apps.people.actions import invitations, organisations
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Membership, Organisation, User
from tests.factories import NOW, TODAY, make_membership, make_organisation, make_user

SLUG = "stichting-de-tafel"
BY_ROLE = {
    # page: (anonymous, stranger, member, leader, administrator)
    "organisation": (302, 403, 200, 200, 200),
    "organisation_edit": (302, 403, 403, 200, 200),
    "organisation_trail": (302, 403, 403, 200, 200),
}


@pytest.fixture
def leader(organisation) -> User:
    user = make_user("leiding@example.org")
    make_membership(user, organisation, OrganisationRole.BOARD)
    return user


@pytest.fixture
def member(organisation) -> User:
    user = make_user("lid@example.org")
    make_membership(user, organisation, OrganisationRole.MUNICIPAL_OFFICER)
    return user


@pytest.mark.parametrize("name", BY_ROLE)
def test_page_is_for_its_roles_only(name, client, stranger, member, leader, administrator):
    address = reverse(f"people:{name}", kwargs={"slug": SLUG})
    seen = [client.get(address).status_code]
    for user in (stranger, member, leader, administrator):
        client.force_login(user)
        seen.append(client.get(address).status_code)
    assert tuple(seen) == BY_ROLE[name]


@pytest.mark.parametrize(
    "action", ["invitation_withdraw", "invitation_renew", "membership_end", "organisation_invite"]
)
def test_change_is_refused_to_a_stranger_and_a_plain_member(
    action, client, stranger, member, leader, organisation
):
    invitation = invite(organisation, leader)
    pk = {"membership_end": leader.memberships.get().pk}.get(action, invitation.pk)
    kwargs = {"slug": SLUG} if action == "organisation_invite" else {"slug": SLUG, "pk": pk}
    for user in (stranger, member):
        client.force_login(user)
        assert client.post(reverse(f"people:{action}", kwargs=kwargs)).status_code == 403
    assert client.get(reverse(f"people:{action}", kwargs=kwargs)).status_code == 405


def invite(organisation, by, email="nieuw@example.org"):
    return invitations.invite_to_organisation(
        organisation=organisation, email=email, name="", role=OrganisationRole.MANAGER, by=by, now=NOW
    )


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_a_fixed_number_of_queries(number, client, leader, django_assert_num_queries):
    for index in range(number - 1):
        make_membership(
            leader, make_organisation(f"org-{index}", name=f"Org {index}"), OrganisationRole.BOARD
        )
    client.force_login(leader)
    # session, user, memberships, organisations
    with django_assert_num_queries(4):
        page = client.get(reverse("people:organisations"))
    assert len(page.context["page"].rows) == number


@pytest.mark.parametrize("number", [1, 3])
def test_detail_takes_a_fixed_number_of_queries(
    number, client, leader, organisation, django_assert_num_queries
):
    for index in range(number):
        make_membership(make_user(f"m{index}@example.org"), organisation, OrganisationRole.MANAGER)
        invite(organisation, leader, f"u{index}@example.org")
    client.force_login(leader)
    # session, user, organisation, roles, team
    with django_assert_num_queries(5):
        client.get(reverse("people:organisation", kwargs={"slug": SLUG}))


@pytest.mark.parametrize("number", [1, 3])
def test_trail_takes_a_fixed_number_of_queries(
    number, client, leader, organisation, django_assert_num_queries
):
    for _index in range(number):
        record(verb="organisation.changed", scope=organisation.audit_scope, by=leader, now=NOW)
    client.force_login(leader)
    # session, user, organisation, roles, events
    with django_assert_num_queries(5):
        client.get(reverse("people:organisation_trail", kwargs={"slug": SLUG}))


def test_list_shows_mine_and_to_an_administrator_all(leader, administrator, stranger):
    make_organisation("ander", name="Ander")

    def names(user):
        return [row.organisation.name for row in queries.organisations_for(user).rows]

    assert (names(leader), names(stranger), names(administrator)) == (
        ["Stichting De Tafel"],
        [],
        ["Ander", "Stichting De Tafel"],
    )


def test_list_turns_pages_without_losing_one(administrator, organisation):
    for index in range(5):
        make_organisation(f"o{index}", name="Zelfde naam")
    seen, after = [], ""
    while True:
        page = queries.organisations_for(administrator, after=after, limit=2)
        seen += [row.organisation.slug for row in page.rows]
        after = page.next_after
        if not after:
            break
    assert seen == ["stichting-de-tafel", "o0", "o1", "o2", "o3", "o4"]


def test_trail_turns_pages_without_losing_one(organisation):
    for index in range(5):
        record(
            verb="organisation.changed", scope=organisation.audit_scope, by=None, now=NOW, subject=str(index)
        )
    record(verb="organisation.changed", scope="organisation:999999", by=None, now=NOW, subject="elders")
    seen, before = [], ""
    while True:
        page = queries.audit_trail(organisation.audit_scope, before=before, limit=2)
        seen += [row.subject for row in page.rows]
        before = page.next_before
        if not before:
            break
    assert sorted(seen) == ["0", "1", "2", "3", "4"]


def test_trail_says_changes_in_words(client, leader, organisation):
    organisations.change_organisation(
        organisation=organisation, name="De Nieuwe Tafel", website="", by=leader, now=NOW
    )
    row = queries.audit_trail(organisation.audit_scope).rows[0]
    assert (row.who, row.sentence, row.subject) == (
        "Leiding",
        "heeft de gegevens van de organisatie veranderd",
        "De Nieuwe Tafel",
    )
    assert [(c.label, c.before, c.after) for c in row.changes] == [
        ("naam", "Stichting De Tafel", "De Nieuwe Tafel")
    ]
    client.force_login(leader)
    page = client.get(reverse("people:organisation_trail", kwargs={"slug": SLUG})).content.decode()
    assert "Naam: was ‘Stichting De Tafel’, is nu ‘De Nieuwe Tafel’" in page


def test_trail_with_a_broken_cursor_starts_at_the_top(client, leader):
    client.force_login(leader)
    address = reverse("people:organisation_trail", kwargs={"slug": SLUG})
    assert client.get(address, {"voor": "onzin"}).status_code == 200


def test_change_that_changes_nothing_leaves_no_trace(organisation, leader):
    organisations.change_organisation(
        organisation=organisation, name=organisation.name, website="", by=leader, now=NOW
    )
    assert AuditEvent.objects.count() == 0


def test_change_by_stranger_is_refused(organisation, stranger):
    with pytest.raises(PermissionDenied):
        organisations.change_organisation(
            organisation=organisation, name="X", website="", by=stranger, now=NOW
        )


def test_create_is_for_administrators(leader, administrator, client):
    with pytest.raises(PermissionDenied):
        organisations.create_organisation(name="X", kind="foundation", by=leader, now=NOW)
    client.force_login(administrator)
    for _twice in range(2):
        client.post(reverse("people:organisation_new"), {"name": "’t Hönk", "kind": "association"})
    assert sorted(Organisation.objects.filter(name="’t Hönk").values_list("slug", flat=True)) == [
        "t-honk",
        "t-honk-2",
    ]


def test_end_membership_makes_today_the_last_day(organisation, leader):
    membership = make_membership(make_user("m@example.org"), organisation, OrganisationRole.MANAGER)
    organisations.end_membership(membership=membership, by=leader, now=NOW)
    assert Membership.objects.get(pk=membership.pk).until_date == TODAY
    with pytest.raises(organisations.MembershipOver):
        organisations.end_membership(membership=membership, by=leader, now=NOW)


def test_end_membership_of_the_last_leader_is_refused(organisation, leader):
    with pytest.raises(organisations.NobodyWouldLead):
        organisations.end_membership(membership=leader.memberships.get(), by=leader, now=NOW)


def test_end_membership_by_stranger_is_refused(organisation, leader, stranger):
    with pytest.raises(PermissionDenied):
        organisations.end_membership(membership=leader.memberships.get(), by=stranger, now=NOW)


def test_end_membership_of_an_administrator_by_a_leader_is_refused(organisation, leader):
    membership = make_membership(make_user("app@example.org"), organisation, OrganisationRole.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        organisations.end_membership(membership=membership, by=leader, now=NOW)


def test_membership_elsewhere_is_not_reached_through_my_organisation(client, leader):
    other = make_membership(make_user("x@example.org"), make_organisation("ander"), OrganisationRole.BOARD)
    client.force_login(leader)
    address = reverse("people:membership_end", kwargs={"slug": SLUG, "pk": other.pk})
    assert client.post(address).status_code == 404


def test_invite_by_form_tells_what_is_wrong_and_keeps_the_text(client, leader):
    client.force_login(leader)
    address = reverse("people:organisation_invite", kwargs={"slug": SLUG})
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page = client.post(
        address, {"email": "geen adres", "name": "Bo", "role": "manager", "until_date": yesterday}
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "Dit is geen heel e-mailadres" in text
    assert "Deze dag is al voorbij" in text
    assert 'value="geen adres"' in text
    page = client.post(address, {"email": "bo@example.org", "name": "Bo", "role": "manager"}, follow=True)
    assert "De uitnodiging is gestuurd" in page.content.decode()
    assert "bo@example.org" in page.content.decode()


def test_team_is_sorted_into_now_before_and_soon(organisation, leader):
    make_membership(
        make_user("weg@example.org"), organisation, OrganisationRole.MANAGER, until_date=TODAY - timedelta(1)
    )
    make_membership(make_user("nog@example.org"), organisation, OrganisationRole.MANAGER, until_date=TODAY)
    invite(organisation, leader)
    team = queries.team_of(organisation, today=TODAY)
    assert [str(m.user) for m in team.running] == ["Leiding", "Nog"]
    assert [str(m.user) for m in team.ended] == ["Weg"]
    assert [m.invitation.email for m in team.invited] == ["nieuw@example.org"]


def test_account_is_changed_by_its_owner(client, leader):
    client.force_login(leader)
    page = client.post(reverse("people:account"), {"name": "Lei", "language": "en"}, follow=True)
    assert page.status_code == 200
    leader.refresh_from_db()
    assert (leader.name, leader.language) == ("Lei", "en")
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == ("account.changed", {"name": None, "language": None})
