"""Versions that are kept, and the handbook a dossier goes by."""

import pytest
from django.test import Client

from schuifaan.apps.dossiers.enums import DossierRole, OwnKind
from schuifaan.apps.dossiers.models import Dossier, OwnItem, Version
from schuifaan.apps.dossiers.queries.handbook import knowledge_for, shipped
from schuifaan.apps.dossiers.queries.taking_over import handbook_changes
from schuifaan.apps.people.models import Organisation, User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(professional: User) -> Dossier:
    """Begun with the handbook as it is now."""
    return make_dossier(
        professional, knowledge_prints=dict(shipped().fingerprints), knowledge_version=shipped().version
    )


def test_version_keeps_the_answers_of_now(dossier: Dossier, professional: User, client: Client) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    sign_in(client, professional)
    client.post(address(dossier, "keep_version"), {"reason": "besproken met de huurdersraad"})
    answer(dossier, "goal.area", {"scale": "complex", "name": "Malberg"})
    page = client.post(address(dossier, "keep_version"), follow=True).content.decode()
    assert "Versie 2 is bewaard." in page
    first, second = Version.objects.order_by("number")
    assert (first.number, first.reason, first.answers["goal.area"][""]["name"]) == (
        1,
        "besproken met de huurdersraad",
        "Kruisweg",
    )
    assert second.answers["goal.area"][""]["name"] == "Malberg"


def test_reader_keeps_no_version(dossier: Dossier, client: Client) -> None:
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    sign_in(client, reader)
    assert client.post(address(dossier, "keep_version")).status_code == 403
    assert client.get(address(dossier, "handbook_changes")).status_code == 200
    assert client.post(address(dossier, "handbook_changes")).status_code == 403


def test_stranger_sees_no_handbook_of_a_dossier(dossier: Dossier, stranger: User, client: Client) -> None:
    assert sign_in(client, stranger).get(address(dossier, "handbook_changes")).status_code == 403


def test_handbook_that_did_not_change_says_so(dossier: Dossier, professional: User, client: Client) -> None:
    assert handbook_changes(dossier, shipped(), language="nl").is_empty
    page = sign_in(client, professional).get(address(dossier, "handbook_changes")).content.decode()
    assert "gaat uit van het handboek zoals het nu is" in page


def test_added_changed_and_removed_items_are_told(dossier: Dossier) -> None:
    prints = dict(shipped().fingerprints)
    del prints["ingredient.keys"]
    dossier.knowledge_prints = {**prints, "ingredient.stock": "anders", "ingredient.old": "weg"}
    found = handbook_changes(dossier, shipped(), language="nl")
    assert [(item.id, item.name) for item in found.added] == [
        ("ingredient.keys", shipped().item("ingredient.keys").name.nl)  # type: ignore[union-attr]
    ]
    assert [item.id for item in found.changed] == ["ingredient.stock"]
    assert [(item.id, item.url) for item in found.removed] == [("ingredient.old", "")]


def test_what_residents_are_asked_is_no_change_for_a_dossier(dossier: Dossier) -> None:
    prints = dict(shipped().fingerprints)
    del prints["theme.T1"]
    dossier.knowledge_prints = {**prints, "evaluation.keep": "anders"}
    assert handbook_changes(dossier, shipped(), language="nl").is_empty


def test_own_items_are_marked(
    dossier: Dossier, professional: User, organisation: Organisation, client: Client
) -> None:
    Dossier.objects.update(organisation=organisation)
    dossier.refresh_from_db()
    OwnItem.objects.create(
        organisation=organisation,
        kind=OwnKind.HOUSE_RULES,
        key="own.stilte",
        data={
            "id": "own.stilte",
            "source": [{"document": "own", "heading": "Woonvrij"}],
            "status": "own",
            "text": {"nl": "Na tien uur is het stil.", "en": "It is quiet after ten."},
        },
        changed_at=NOW,
    )
    found = handbook_changes(dossier, knowledge_for(dossier), language="nl")
    assert [(item.id, item.is_own) for item in found.added] == [("own.stilte", True)]
    page = sign_in(client, professional).get(address(dossier, "handbook_changes")).content.decode()
    assert "Na tien uur is het stil." in page
    assert "van je organisatie" in page


def test_taking_over_empties_the_list(dossier: Dossier, professional: User, client: Client) -> None:
    Dossier.objects.update(knowledge_prints={"ingredient.old": "weg"})
    sign_in(client, professional)
    assert client.get(address(dossier, "handbook_changes")).context["changes"].is_empty is False
    client.post(address(dossier, "handbook_changes"))
    dossier.refresh_from_db()
    assert dossier.knowledge_version == shipped().version
    assert handbook_changes(dossier, shipped(), language="nl").is_empty


def test_dossier_without_prints_says_that_nothing_can_be_compared(
    dossier: Dossier, professional: User, client: Client
) -> None:
    Dossier.objects.update(knowledge_prints={})
    page = sign_in(client, professional).get(address(dossier, "handbook_changes")).content.decode()
    assert "niet bewaard hoe het handboek was" in page


def test_comparing_with_the_handbook_asks_the_database_nothing(
    dossier: Dossier, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        handbook_changes(dossier, shipped(), language="nl")
