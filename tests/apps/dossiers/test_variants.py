"""Variants of a plan, and which of them a person may open."""

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import AnswerChange, Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.variants import family_of, variant_name
from schuifaan.apps.people.models import User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db


def test_variant_begins_with_the_same_answers_and_people(
    dossier: Dossier, professional: User, client: Client
) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    anna = make_user("anna@example.org")
    make_member(dossier, anna, DossierRole.READER)
    response = sign_in(client, professional).post(
        address(dossier, "variants"), {"name": "Met een ondernemer"}
    )
    variant = Dossier.objects.get(variant_of=dossier)
    assert response.url == reverse("dossiers:dossier", args=[variant.key])
    assert variant_name(variant) == "Met een ondernemer"
    assert answers_of(variant) == answers_of(dossier)
    assert set(variant.members.values_list("user", "role")) == set(
        dossier.members.values_list("user", "role")
    )
    assert AnswerChange.objects.filter(dossier=variant).count() == 1


def test_variant_of_a_variant_stays_in_the_family(dossier: Dossier, professional: User) -> None:
    second = make_dossier(professional, variant_of=dossier, variant_name="Twee")
    third = make_dossier(professional, variant_of=dossier, variant_name="Drie")
    make_dossier(professional, title="Iets anders")
    assert family_of(second, professional) == (dossier, second, third)


def test_family_shows_only_what_one_may_open(dossier: Dossier, professional: User) -> None:
    anna = make_user("anna@example.org")
    make_member(dossier, anna)
    make_dossier(professional, variant_of=dossier, variant_name="Zonder Anna")
    assert family_of(dossier, anna) == (dossier,)


def test_variant_needs_a_name(dossier: Dossier, professional: User, client: Client) -> None:
    response = sign_in(client, professional).post(address(dossier, "variants"), {"name": " "})
    assert response.status_code == 422
    assert Dossier.objects.count() == 1


def test_reader_makes_no_variant(dossier: Dossier, client: Client) -> None:
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    sign_in(client, reader)
    assert client.get(address(dossier, "variants")).status_code == 200
    assert client.post(address(dossier, "variants"), {"name": "Mijn variant"}).status_code == 403
    assert Dossier.objects.count() == 1


def test_stranger_sees_no_variants(dossier: Dossier, stranger: User, client: Client) -> None:
    assert sign_in(client, stranger).get(address(dossier, "variants")).status_code == 403


def test_name_changes_and_an_empty_one_does_not(dossier: Dossier, professional: User, client: Client) -> None:
    sign_in(client, professional)
    assert client.post(address(dossier, "rename"), {"title": "  "}).status_code == 422
    client.post(address(dossier, "rename"), {"title": "Huis van de Kruisweg"})
    dossier.refresh_from_db()
    assert dossier.title == "Huis van de Kruisweg"


def test_putting_away_and_bringing_back(dossier: Dossier, professional: User, client: Client) -> None:
    sign_in(client, professional)
    page = client.post(address(dossier, "archive"), follow=True).content.decode()
    assert "Het dossier is weggezet." in page
    assert reverse("dossiers:restore", args=[dossier.key]) in page
    assert client.post(address(dossier, "rename"), {"title": "Anders"}, follow=True).status_code == 200
    dossier.refresh_from_db()
    assert (dossier.title, dossier.archived_at is None) == ("Buurtkamer Malberg", False)
    client.post(address(dossier, "restore"))
    dossier.refresh_from_db()
    assert dossier.archived_at is None


def test_editor_does_not_put_away(dossier: Dossier, client: Client) -> None:
    anna = make_user("anna@example.org")
    make_member(dossier, anna)
    Dossier.objects.update(archived_at=NOW)
    sign_in(client, anna)
    assert client.post(address(dossier, "archive")).status_code == 403
    assert client.post(address(dossier, "restore")).status_code == 403
