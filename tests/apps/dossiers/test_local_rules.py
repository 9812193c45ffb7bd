"""How it is in a municipality: written down by an organisation, used by every dossier there."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from schuifaan.apps.dossiers.actions.local_rules import save_local_rule
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.models import LocalRule
from schuifaan.apps.dossiers.queries.local_rules import local_for
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Organisation, User
from schuifaan.core.method.finance.facts import Local
from tests.factories import NOW, make_membership, make_neighbourhood, make_organisation, make_user
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def person(email: str, organisation: Organisation) -> User:
    return make_membership(make_user(email), organisation, OrganisationRole.ASSOCIATION_PROFESSIONAL).user


@pytest.fixture
def association() -> Organisation:
    return make_organisation(municipality_code="GM0935")


@pytest.fixture
def professional(association: Organisation) -> User:
    return person("sanne@example.org", association)


def write(organisation: Organisation, by: User, **fields: object) -> LocalRule:
    known = {"municipality_code": "GM0935", "subject": "wmo_day_care", "answer": "yes", "checked_on": DAY}
    return save_local_rule(organisation=organisation, by=by, now=NOW, **(known | fields))  # type: ignore[arg-type]


def test_municipality_nobody_wrote_about_is_unknown(association: Organisation, professional: User) -> None:
    dossier = make_dossier(professional, organisation=association)
    write(association, professional, municipality_code="GM0363", answer="no")

    assert local_for(dossier) == Local(name="GM0935")


def test_what_is_written_counts_for_a_dossier_there(association: Organisation, professional: User) -> None:
    write(association, professional, note="2 dagdelen")

    local = local_for(make_dossier(professional, organisation=association))

    assert (local.wmo_bought, local.bylaw, local.notes) == ("yes", "unknown", {"wmo_day_care": "2 dagdelen"})


def test_what_the_municipality_says_goes_before(association: Organisation, professional: User) -> None:
    town = make_organisation("gemeente", kind="municipality", municipality_code="GM0935")
    write(association, professional, answer="no")
    write(town, person("ambtenaar@example.org", town), answer="yes")

    assert local_for(make_dossier(professional, organisation=association)).wmo_bought == "yes"


def test_what_another_organisation_found_does_not_count(
    association: Organisation, professional: User
) -> None:
    other = make_organisation("andere-stichting", municipality_code="GM0935")
    write(other, person("ander@example.org", other))

    assert local_for(make_dossier(professional, organisation=association)).wmo_bought == "unknown"


def test_writing_again_replaces_and_stays_in_the_trail(association: Organisation, professional: User) -> None:
    write(association, professional)
    write(association, professional, answer="no")

    assert [rule.answer for rule in LocalRule.objects.all()] == ["no"]
    assert AuditEvent.objects.filter(verb="handbook.local_rule_saved").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"municipality_code": "Maastricht"}, "municipality_code"), ({"answer": "soms"}, "answer"), ({"url": "javascript:alert(1)"}, "url")],
)  # fmt: skip
def test_wrong_value_is_refused_by_its_field(
    association: Organisation, professional: User, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(DossierError) as refused:
        write(association, professional, **wrong)

    assert refused.value.field == field
    assert not LocalRule.objects.exists()


def test_outsider_cannot_write(association: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        write(association, make_user("vreemde@example.org"))


def test_page_keeps_what_was_typed_and_says_what_is_wrong(
    client: Client, association: Organisation, professional: User
) -> None:
    client.force_login(professional)

    response = client.post(
        f"/beheer/organisaties/{association.slug}/gemeenteregels/",
        {"municipality_code": "GM0935", "subject": "wmo_day_care", "answer": "yes", "note": "’t zit zó", "checked_on": "31-02-2026"},
    )  # fmt: skip

    assert response.status_code == 422
    assert "’t zit zó" in response.content.decode()
    assert not LocalRule.objects.exists()


def test_page_adds_changes_and_removes(client: Client, association: Organisation, professional: User) -> None:
    client.force_login(professional)
    address = f"/beheer/organisaties/{association.slug}/gemeenteregels/"
    row = {
        "municipality_code": "GM0935",
        "subject": "drinks_bylaw",
        "answer": "yes",
        "checked_on": "1-11-2026",
    }

    client.post(address, row)
    rule = LocalRule.objects.get()
    client.post(f"{address}{rule.pk}/", row | {"answer": "no", "note": "tot tien uur"})
    page = client.get(address).content.decode()
    client.post(f"{address}{rule.pk}/weg/")

    assert "tot tien uur" in page
    assert not LocalRule.objects.exists()


def test_the_neighbourhood_says_which_municipality_it_is(
    professional: User, association: Organisation
) -> None:
    write(association, professional, municipality_code="GM0363", answer="no")
    there = make_neighbourhood("BU03630000", "Kop Zeedijk")
    type(there).objects.update(district=None)
    there.refresh_from_db()

    local = local_for(make_dossier(professional, organisation=association, neighbourhood=there))

    assert (local.wmo_bought, local.name) == ("no", "Maastricht")
