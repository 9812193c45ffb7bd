"""Two plans side by side: what differs, in words, and what the handbook says about each."""

import pytest
from django.test import Client

from schuifaan.apps.dossiers.models import Dossier, Version
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.comparing import Beside, Comparison, Side, comparison
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.models import User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, TODAY, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def variant(dossier: Dossier, professional: User) -> Dossier:
    return make_dossier(professional, variant_of=dossier, variant_name="Met een ondernemer")


def compared(left: Dossier, right: Dossier, language: str = "nl") -> Comparison:
    sides = (Side(one.variant_name or one.title, answers_of(one)) for one in (left, right))
    return comparison(*sides, shipped(), language=language, today=TODAY)


def test_same_answers_give_nothing_to_show(dossier: Dossier, variant: Dossier) -> None:
    for one in (dossier, variant):
        answer(one, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    found = compared(dossier, variant)
    assert found.steps == ()
    assert [one.differs for one in found.concluded] == [False] * len(found.concluded)


def test_only_the_field_that_differs_is_shown_in_words(dossier: Dossier, variant: Dossier) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    answer(variant, "goal.area", {"scale": "district", "name": "Kruisweg"})
    scale = shipped().questions_by_id["goal.area"].field("scale")
    words = {option.id: option.text for option in scale.options}
    for language in ("nl", "en"):
        (step,) = compared(dossier, variant, language).steps
        assert step.title == shipped().item("step.goal").title.said(language)  # type: ignore[union-attr]
        (item,) = step.questions[0].items
        assert (item.name, item.only) == ("", "")
        assert item.fields == (
            Beside(
                scale.label.said(language),
                (words["complex"].said(language),),
                (words["district"].said(language),),
            ),
        )


def test_row_on_one_side_says_where_it_stands(dossier: Dossier, variant: Dossier) -> None:
    answer(variant, "partners.parties", {"name": "De Bakker", "kind": "entrepreneur"}, item="r1")
    answer(dossier, "partners.parties", {"name": "Huurdersraad", "kind": "residents"}, item="r2")
    (step,) = compared(dossier, variant).steps
    found = {item.name: item.only for item in step.questions[0].items}
    assert found == {
        "De Bakker": "Staat alleen bij Met een ondernemer",
        "Huurdersraad": "Staat alleen bij Buurtkamer Malberg",
    }


def test_money_and_hours_stand_beside_each_other(dossier: Dossier, variant: Dossier) -> None:
    row = {"name": "Woonvrij", "kind": "association"}
    answer(dossier, "partners.parties", {**row, "euros": 250000, "hours": "4"}, item="r1")
    answer(variant, "partners.parties", {**row, "euros": 400000, "hours": "4.5"}, item="r1")
    found = {one.label: (one.left, one.right) for one in compared(dossier, variant).concluded}
    assert found["Geld van partijen samen"] == (
        ("€\xa02.500,00 per jaar",),
        ("€\xa04.000,00 per jaar",),
    )
    assert found["Uren van partijen samen"] == (("4 uur per week",), ("4,5 uur per week",))


def test_type_that_was_chosen_stands_in_words(dossier: Dossier, variant: Dossier) -> None:
    answer(variant, "type.choice", {"type": "place_type.coffee_corner"})
    name = shipped().item("place_type.coffee_corner").name.nl  # type: ignore[union-attr]
    found = {one.label: one for one in compared(dossier, variant).concluded}
    chosen = found["Soort plek die is gekozen"]
    assert (chosen.left, chosen.right, chosen.differs) == (("nog niet gekozen",), (name,), True)


def test_page_lays_a_variant_beside(
    dossier: Dossier, variant: Dossier, professional: User, client: Client
) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    answer(variant, "goal.area", {"scale": "complex", "name": "Malberg"})
    url = address(dossier, "compare")
    page = sign_in(client, professional).get(url, {"met": str(variant.key)}).content.decode()
    assert "Buurtkamer Malberg naast Met een ondernemer" in page
    assert "Kruisweg" in page


def test_page_lays_a_version_before_now(dossier: Dossier, professional: User, client: Client) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "Nieuw"})
    Version.objects.create(
        dossier=dossier,
        number=1,
        answers={"goal.area": {"": {"scale": "complex", "name": "Oud"}}},
        made_at=NOW,
    )
    url = address(dossier, "compare")
    found = sign_in(client, professional).get(url, {"versie": "1"}).context["comparison"]
    assert (found.left.name, found.right.name) == ("Versie 1", "Nu")
    assert found.steps[0].questions[0].items[0].fields[0].left == ("Oud",)


@pytest.mark.parametrize(
    "asked",
    [{"met": "onzin"}, {"met": "00000000-0000-0000-0000-000000000000"}, {"versie": "9"}, {"versie": "²"}],
)
def test_what_is_not_in_the_family_is_not_there(
    dossier: Dossier, professional: User, client: Client, asked: dict[str, str]
) -> None:
    url = address(dossier, "compare")
    assert sign_in(client, professional).get(url, asked).status_code == 404


def test_another_dossier_cannot_be_read_by_laying_it_beside(
    dossier: Dossier, professional: User, stranger: User, client: Client
) -> None:
    url = address(dossier, "compare")
    elsewhere = make_dossier(stranger)
    hidden = make_dossier(stranger, variant_of=dossier, variant_name="Van een ander")
    sign_in(client, professional)
    for other in (elsewhere, hidden):
        assert client.get(url, {"met": str(other.key)}).status_code == 404


def test_page_without_a_choice_asks_for_one(
    dossier: Dossier, variant: Dossier, professional: User, client: Client
) -> None:
    url = address(dossier, "compare")
    page = sign_in(client, professional).get(url).content.decode()
    assert f"?met={variant.key}" in page


def test_reader_may_compare_and_stranger_may_not(
    dossier: Dossier, variant: Dossier, stranger: User, client: Client
) -> None:
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, "reader")
    make_member(variant, reader, "reader")
    url = address(dossier, "compare")
    assert sign_in(client, reader).get(url, {"met": str(variant.key)}).status_code == 200
    assert sign_in(client, stranger).get(url, {"met": str(variant.key)}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_asks_the_database_nothing(
    dossier: Dossier, variant: Dossier, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        answer(variant, "goal.assumptions", {"text": f"Aanname {number}"}, item=f"r{number}")
    left, right = Side("a", answers_of(dossier)), Side("b", answers_of(variant))
    with django_assert_num_queries(0):
        comparison(left, right, shipped(), language="nl", today=TODAY)
