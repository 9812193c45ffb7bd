"""A municipality's own words for its small and large places, filled in by its officer."""

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.people.queries import audit_trail
from schuifaan.apps.places.actions.tier_names import name_tiers
from schuifaan.apps.places.models import TierName
from tests.factories import NOW, make_membership, make_municipality, make_organisation, make_user

URL = "/beheer/gemeente/GM0935/namen/"
HOUSE = ("district_house", "nl")


def officer_of(code: str, name: str = "gemeente") -> User:
    organisation = make_organisation(
        f"{name}-{code}", name=name, kind=OrganisationKind.MUNICIPALITY, municipality_code=code
    )
    user = make_user(f"{code}@example.org")
    make_membership(user, organisation, OrganisationRole.MUNICIPAL_OFFICER)
    return user


def names() -> dict[tuple[str, str], str]:
    return {(one.tier, one.language): one.name for one in TierName.objects.all()}


@pytest.mark.django_db
def test_an_officer_fills_in_the_page_and_it_starts_with_what_was_there(client: Client) -> None:
    make_municipality()
    client.force_login(officer_of("GM0935"))
    assert f'href="{URL}"' in client.get(reverse("places:desk")).content.decode()
    sent = {"district_house_nl": "Villa  van de wijk ", "district_house_en": "District villa"}
    assert client.post(URL, sent).status_code == 302
    assert names() == {HOUSE: "Villa van de wijk", ("district_house", "en"): "District villa"}
    assert 'value="Villa van de wijk"' in client.get(URL).content.decode()
    client.post(URL, {"district_house_nl": "Wijkhuis"})
    assert names() == {HOUSE: "Wijkhuis"}


@pytest.mark.django_db
def test_a_name_that_is_too_long_is_said_and_kept_in_the_box(client: Client) -> None:
    make_municipality()
    client.force_login(officer_of("GM0935"))
    page = client.post(URL, {"small_scale_nl": "x" * 61})
    assert (page.status_code, names()) == (422, {})
    assert "x" * 61 in page.content.decode()


@pytest.mark.django_db
def test_only_officers_of_this_municipality_and_administrators_name(
    client: Client, administrator: User, professional: User
) -> None:
    municipality = make_municipality()
    make_municipality("GM0344", "Utrecht")
    for user in (officer_of("GM0344"), professional, make_user("niemand@example.org")):
        with pytest.raises(NotAllowed):
            name_tiers(municipality=municipality, names={HOUSE: "Paleis"}, by=user, now=NOW)
        client.force_login(user)
        assert client.get(URL).status_code == 403
        assert URL not in client.get(reverse("places:desk") + "?alle").content.decode()
    assert names() == {}
    assert name_tiers(municipality=municipality, names={HOUSE: "Paleis"}, by=administrator, now=NOW)


@pytest.mark.django_db
def test_an_organisation_that_only_works_there_names_nothing() -> None:
    """A housing association has a municipality code too."""
    user = make_user()
    association = make_organisation(kind=OrganisationKind.HOUSING_ASSOCIATION, municipality_code="GM0935")
    make_membership(user, association, OrganisationRole.MUNICIPAL_OFFICER)
    assert not user.has_perm("places.name_tiers", make_municipality())


@pytest.mark.django_db
def test_the_municipality_reads_it_in_its_trail_and_no_change_leaves_no_trace() -> None:
    municipality, user = make_municipality(), officer_of("GM0935")
    organisation = user.memberships.get().organisation
    assert name_tiers(municipality=municipality, names={HOUSE: "Villa"}, by=user, now=NOW)
    assert not name_tiers(municipality=municipality, names={HOUSE: "Villa"}, by=user, now=NOW)
    row = audit_trail(organisation.audit_scope).rows[0]
    assert (row.who, row.sentence) == (str(user), "heeft de namen voor kleine en grote plekken veranderd")
    assert [(change.label, change.before, change.after) for change in row.changes] == [
        ("Huis van de Wijk (nl)", "leeg", "Villa")
    ]
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_a_municipality_nobody_knows_is_not_found(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert client.get("/beheer/gemeente/GM9999/namen/").status_code == 404
