"""What is declared is done: kept as long as promised, handed over and forgotten on request."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.urls import reverse

from schuifaan.apps.people import signals
from schuifaan.apps.people.actions import accounts, invitations
from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Invitation, Membership, User
from schuifaan.apps.people.privacy_register import Person
from schuifaan.apps.people.queries import everything_about, person_by_email
from tests.factories import NOW, make_membership, make_organisation, make_user

ROLE = OrganisationRole.MANAGER
NEW_YEAR = date(2028, 1, 2)


@pytest.fixture
def truus(organisation) -> User:
    user = make_user("truus@example.org", name="Truus")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_membership(user, organisation, ROLE)
    record(
        verb="organisation.changed",
        scope=organisation.audit_scope,
        by=user,
        now=NOW,
        subject="Stichting De Tafel",
    )
    return user


def counts(output: str) -> dict[str, int]:
    return {line.split(": ")[0]: int(line.split(": ")[1]) for line in output.splitlines()}


def test_retain_on_2_january_2028_removes_who_left_before_2027_and_tells_only_counts(organisation):
    """V07: three records are past their time, the log keeps only how many."""
    ended = [
        date(2026, 6, 1),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
        date(2027, 12, 31),
        None,
    ]
    for number, until in enumerate(ended):
        user = make_user(f"v{number}@example.org", name=f"Vrijwilliger {number}")
        make_membership(user, organisation, ROLE, until_date=until)
    out = StringIO()
    call_command("retain", "--on", "2028-01-02", stdout=out)
    assert counts(out.getvalue()) == {"people.Membership": 3}
    assert list(Membership.objects.order_by("user").values_list("until_date", flat=True)) == ended[3:]
    assert "Vrijwilliger" not in out.getvalue()
    again = StringIO()
    call_command("retain", "--on", "2028-01-02", stdout=again)
    assert again.getvalue() == "Nothing was past its time.\n"


def test_retain_removes_invitations_a_month_after_they_closed(organisation, administrator):
    invitations.invite_to_organisation(
        organisation=organisation, email="a@example.org", name="", role=ROLE, by=administrator, now=NOW
    )
    closes = (NOW + invitations.VALID_FOR).date()
    assert retain(today=closes + timedelta(days=30)) == {}
    assert retain(today=closes + timedelta(days=31)) == {"people.Invitation": 1, "people.Membership": 1}
    assert (Invitation.objects.count(), Membership.objects.count()) == (0, 0)


def test_retain_removes_accounts_nobody_used_for_two_years(organisation, manager):
    old = datetime(2025, 1, 1, tzinfo=UTC)
    for email, signed_in in (
        ("weg@example.org", old),
        ("kort@example.org", datetime(2027, 6, 1, tzinfo=UTC)),
    ):
        make_user(email, date_joined=old, last_login=signed_in)
    make_user("hulp@example.org", date_joined=old, last_login=old, is_staff=True)
    member = make_user("lid@example.org", date_joined=old, last_login=old)
    make_membership(member, organisation, ROLE)
    # Runs a place, though never signed in: the place needs this account.
    User.objects.filter(pk=manager.pk).update(date_joined=old)
    assert retain(today=NEW_YEAR)["people.User"] == 1
    assert sorted(User.objects.values_list("email", flat=True)) == [
        "beheerder@example.org",
        "hulp@example.org",
        "kort@example.org",
        "lid@example.org",
    ]


def test_export_holds_what_is_known_and_no_secret(truus, client):
    truus.set_password("een lange zin om te onthouden")
    truus.save()
    client.force_login(truus)
    answer = client.get(reverse("people:account_export"))
    assert answer["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    told = json.loads(answer.content)
    rows = {part["what"]: part["rows"] for part in told["about_you"]}
    assert rows["Je rol bij een organisatie, en sinds wanneer"] == [
        {
            "user": "Truus",
            "organisation": "Stichting De Tafel",
            "role": "manager",
            "invitation": None,
            "since_date": "2020-01-01",
            "until_date": None,
        }
    ]
    assert rows["Je account: je naam, je e-mailadres en je taal"][0]["email"] == "truus@example.org"
    assert truus.password not in answer.content.decode()
    assert "session_data" not in answer.content.decode()


def test_export_of_one_holds_nothing_of_another(truus, stranger):
    about = json.dumps(everything_about(Person(stranger.email, stranger)), default=str)
    assert "truus" not in about.lower()


def test_erase_forgets_the_person_and_keeps_the_decision(truus, organisation, administrator):
    invitations.invite_to_organisation(
        organisation=organisation, email=truus.email, name="Truus", role="board", by=administrator, now=NOW
    )
    call_command("erase_person", "Truus@example.org", "--yes", stdout=StringIO())
    assert not User.objects.filter(email="truus@example.org").exists()
    assert (Membership.objects.count(), Invitation.objects.count(), EmailAddress.objects.count()) == (0, 0, 0)
    everything = json.dumps(list(AuditEvent.objects.values()), default=str).lower()
    assert "truus" not in everything
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {
        "organisation.changed",
        "invitation.sent",
        "account.erased",
    }


def test_erase_without_account_forgets_an_invitation(organisation, administrator):
    invitations.invite_to_organisation(
        organisation=organisation,
        email="nooit@example.org",
        name="Noor",
        role=ROLE,
        by=administrator,
        now=NOW,
    )
    erase_person(person=person_by_email("nooit@example.org"), now=NOW)
    assert (Invitation.objects.count(), Membership.objects.count()) == (0, 0)


def test_erase_own_account_needs_the_own_address(truus, client):
    client.force_login(truus)
    page = client.post(reverse("people:account_erase"), {"typed_email": "iemand@example.org"})
    assert page.status_code == 422
    assert "niet het e-mailadres van je account" in page.content.decode()
    page = client.post(reverse("people:account_erase"), {"typed_email": " Truus@example.org "}, follow=True)
    assert page.redirect_chain == [(reverse("people:account_erased"), 302)]
    assert not User.objects.filter(email=truus.email).exists()
    assert "_auth_user_id" not in client.session


def test_erase_page_warns_what_stays_without_anybody(truus, client):
    def one_more(**_kwargs):
        return ["Dan staat de koffie koud."]

    client.force_login(truus)
    signals.account_erasure_asked.connect(one_more)
    try:
        page = client.get(reverse("people:account_erase")).content.decode()
    finally:
        signals.account_erasure_asked.disconnect(one_more)
    assert "Dan kan niemand Stichting De Tafel meer beheren" in page
    assert "Dan staat de koffie koud." in page


def test_erase_tells_the_apps_above_first(truus):
    heard = []

    def listen(user, **_kwargs):
        heard.append(User.objects.filter(pk=user.pk).exists())

    signals.account_will_be_erased.connect(listen)
    try:
        accounts.erase_account(user=truus, typed_email=truus.email, by=truus, now=NOW)
    finally:
        signals.account_will_be_erased.disconnect(listen)
    assert heard == [True]


def test_export_command_is_json_about_one_person(truus):
    out = StringIO()
    call_command("export_person", "TRUUS@example.org", stdout=out)
    assert json.loads(out.getvalue())["email"] == "truus@example.org"


@pytest.mark.django_db
def test_privacy_page_says_every_declaration(client):
    page = client.get(reverse("people:privacy")).content.decode()
    assert page.count("Waarom het mag") >= 10
    assert "We tellen geen bezoekers en geen groepen" in page


def test_led_alone_is_silent_when_somebody_else_leads(truus, organisation, client):
    make_membership(make_user("bea@example.org"), organisation, OrganisationRole.BOARD)
    client.force_login(truus)
    assert "Regel dit eerst" not in client.get(reverse("people:account_erase")).content.decode()
    make_organisation("leeg")
