"""The demo's dossiers: everything in them is there, and loading again changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from schuifaan.apps.dossiers.actions.listening import is_taking_answers
from schuifaan.apps.dossiers.actions.starting import archive_dossier
from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.apps.dossiers.models import Answer, AnswerChange, Dossier, OwnItem, RolePolicy, Task
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.finding import dossiers_of, open_link
from schuifaan.apps.dossiers.queries.funds_page import funds_page
from schuifaan.apps.dossiers.queries.handbook import knowledge_for, shipped
from schuifaan.apps.dossiers.wish_lines import tells_who
from schuifaan.apps.people.models import User
from schuifaan.core.method.checking import check_all
from schuifaan.core.method.comparison import differences
from schuifaan.demo.content import city_names, read
from schuifaan.demo.dossiers import (
    answers_from,
    load_dossiers,
    said_by_residents,
)
from schuifaan.demo.loading import key_of, load_city
from tests.factories import NOW, TODAY

SLUGS = ["torenwacht", "daalhof", "veerstoep", "vijf-linden", "lanakerveld", "saffierflat"]


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read("maastricht", "dossiers")["dossiers"]
    return found


def row_of(slug: str) -> dict[str, Any]:
    return next(row for row in rows() if row["slug"] == slug)


def dossier_of(slug: str) -> Dossier:
    return Dossier.objects.get(key=key_of("maastricht", slug))


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for this file, as it takes seconds; every test sees it unchanged."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(city="maastricht", now=NOW)
        load_dossiers(city="maastricht", now=NOW)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(city: None, db: None) -> None:
    """The demo city with its dossiers."""


def test_every_city_says_which_dossiers_it_has() -> None:
    assert {city: [row["slug"] for row in read(city, "dossiers")["dossiers"]] for city in city_names()} == {
        "maastricht": SLUGS,
        "utrecht": [],
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_everybody_named_is_a_demo_account(slug: str) -> None:
    row, accounts = row_of(slug), {user["email"] for user in read("maastricht", "people")["users"]}
    named = {row["owner"], *row["members"], *(said["by"] for said in row["said_by"].values())}
    named |= {one["by"] for part in ("later", "comments", "tasks") for one in row[part]}
    assert named - accounts == set()
    assert {said["by"] for said in row["said_by"].values()} <= {row["owner"], *row["members"]}


@pytest.mark.parametrize("slug", SLUGS)
def test_residents_said_about_twenty_things(slug: str) -> None:
    said = [one for one in said_by_residents(row_of(slug)["questionnaire"]) if one.question != "needs.wanted"]
    assert 18 <= len(said) <= 24
    assert len({(one.question, one.text) for one in said}) == len(said)
    assert [one.text for one in said if tells_who(one.text)] == []


def test_days_move_along_with_the_calendar_but_not_those_of_publications() -> None:
    later = answers_from(row_of("torenwacht"), today=date(2027, 11, 21))
    assert later["needs.conversations"]["t1"]["date"] == "2027-08-20"
    assert later["needs.evidence"]["e1"]["date"] == "2024-12-31"


@pytest.mark.parametrize("slug", SLUGS)
def test_names_of_the_example_are_those_of_the_city(slug: str) -> None:
    told = str(answers_from(row_of(slug), today=TODAY))
    assert [word for word in row_of(slug)["words"] if word != "Gemeente" and word in told] == []


def test_the_city_has_living_dossiers(loaded: None) -> None:
    found = {
        (one.title, one.organisation and one.organisation.slug, one.neighbourhood and one.neighbourhood.name)
        for one in Dossier.objects.filter(variant_of=None)
    }
    assert found == {
        ("Huiskamer in De Torenwacht", "woningstichting-maaslinde", "Belfort"),
        ("Een ontmoetingsplek in Daalhof", "gemeente-maastricht", "Daalhof"),
        ("De Veerstoep is stil geworden", "woningstichting-maaslinde", "Heugem"),
        ("Gezamenlijke kamer van De Vijf Linden", None, "Biesland"),
        ("Samenkomen in Lanakerveld", "gemeente-maastricht", "Lanakerveld"),
        ("De begane grond van de Saffierflat", "stichting-de-drie-deuren", "Pottenberg"),
    }


def test_the_silent_room_is_a_place_of_the_city(loaded: None) -> None:
    dossier = dossier_of("veerstoep")
    assert (dossier.kind, dossier.place and dossier.place.slug) == (DossierKind.SILENT_ROOM, "de-veerstoep")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_dossier_has_something_of_everything(loaded: None, slug: str) -> None:
    dossier = dossier_of(slug)
    people = set(dossier.history.exclude(by=None).values_list("by", flat=True))
    days = {timezone.localdate(change.at) for change in dossier.history.all()}
    tasks = dossier.tasks.all()
    assert len(people) >= 2
    assert len(days) >= 3
    assert dossier.comments.filter(via_link=None).count() >= 2
    assert dossier.comments.exclude(via_link=None).count() == 1
    assert [task.done_at is None and (task.due_date or TODAY) < TODAY for task in tasks].count(True) == 1
    assert [task.done_at is not None for task in tasks].count(True) == 1
    assert dossier.versions.count() == 1
    assert dossier.questionnaire.wishes.exclude(question="needs.wanted").count() >= 18
    assert is_taking_answers(dossier.questionnaire, today=TODAY)
    link = dossier.links.get()
    assert (open_link(link.token, now=NOW), link.step, link.may_answer) == (link, "step.needs", True)


def test_nothing_happens_after_the_day_of_loading(loaded: None) -> None:
    assert AnswerChange.objects.filter(at__gt=NOW).count() == 0
    assert Task.objects.filter(created_at__gt=NOW).count() == 0
    assert Dossier.objects.filter(changed_at__gt=NOW).count() == 0


def test_answers_are_what_the_handbook_asks_for(loaded: None) -> None:
    for dossier in Dossier.objects.all():
        plain = answers_of(dossier).plain
        assert check_all(plain, knowledge=knowledge_for(dossier)).plain == plain


def test_residents_answered_along_through_the_link(loaded: None) -> None:
    answer = Answer.objects.get(dossier=dossier_of("torenwacht"), question="needs.wished_use")
    assert (answer.value["wishes"][-1], answer.answered_by) == ("samen soep maken", None)
    assert answer.via_link == dossier_of("torenwacht").links.get()


def test_two_variants_can_be_laid_side_by_side(loaded: None) -> None:
    first, other = dossier_of("saffierflat"), dossier_of("saffierflat-variant")
    assert (other.variant_of, other.variant_name) == (first, "met een soepcafé")
    found = differences(answers_of(first), answers_of(other), knowledge_for(first))
    assert {one.question.id for one in found} == {
        "goal.assumptions",
        "design.requirements",
        "funding.applications",
        "partners.parties",
        "type.entrepreneurs",
        "type.space",
        "management.tasks",
        "money.use",
        "money.parties",
    }


def test_a_kind_of_place_is_chosen_in_every_variant(loaded: None) -> None:
    for slug in ("saffierflat", "saffierflat-variant"):
        found = answers_of(dossier_of(slug)).text("type.choice", "type")
        assert found == "place_type.multifunctional_place"


def test_an_application_to_a_fund_that_may_fit_is_under_way(loaded: None) -> None:
    dossier = dossier_of("saffierflat")
    page = funds_page(dossier, answers_of(dossier), knowledge_for(dossier), today=TODAY, language="nl")
    (application,) = page.applications
    assert [(str(one.label), one.since) for one in application.path] == [
        ("een idee", TODAY - timedelta(days=18)),
        ("in voorbereiding", TODAY - timedelta(days=3)),
    ]
    assert (application.ready, application.closes, application.days) == (("Plan", "Begroting"), "later", 55)
    assert page.has_plan
    fitting = [line.fund.id for group in page.groups if group.verdict != "no" for line in group.lines]
    assert application.application.fund is not None
    assert application.application.fund.id in fitting


def test_the_association_adds_to_the_handbook_and_says_its_role(loaded: None) -> None:
    own = OwnItem.objects.filter(organisation__slug="woningstichting-maaslinde")
    assert sorted(own.values_list("kind", flat=True)) == [
        "funds",
        "house_rules",
        "ingredients",
        "requirements",
        "tips",
    ]
    roles = RolePolicy.objects.filter(organisation__slug="woningstichting-maaslinde")
    said = dict(roles.values_list("place_type", "text"))
    assert said["coffee_corner"] == "Wij faciliteren."
    assert said["community_house"] == "Wij betalen hoogstens 30 % mee."
    task = Answer.objects.get(dossier=dossier_of("torenwacht"), item="own.ingredients.tuin")
    assert task.value["party"] == "partners.parties:p2"
    assert knowledge_for(dossier_of("torenwacht")).item("own.ingredients.tuin").id not in shipped().index


@pytest.mark.parametrize(
    ("email", "number"),
    [("corporatie@example.org", 6), ("gemeente@example.org", 6), ("gastvrouw@example.org", 3)],
)
def test_demo_accounts_see_their_dossiers(loaded: None, email: str, number: int) -> None:
    assert dossiers_of(User.objects.get(email=email)).count() == number


def test_loading_again_keeps_what_people_made_of_it(loaded: None, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = dossier_of("daalhof")
    archive_dossier(dossier=dossier, by=User.objects.get(email="gemeente@example.org"), now=NOW)
    dossier_of("lanakerveld").delete()
    call_command("load_demo", "maastricht")
    # A programme it did not have yet; what is there already is left alone.
    assert (
        capsys.readouterr().out
        == f"maastricht: {len(read('maastricht', 'agenda')['activities'])} activities\n"
        "maastricht: 12 bookings\nmaastricht: 6 wishes for a season\n"
        "maastricht: 4 polls and goals\nmaastricht: 8 self-checks\nmaastricht: 11 things that people let know\n"
        "maastricht: 3 rounds of feedback\nmaastricht: 3 looks back on a year\n"
    )
    call_command("load_demo", "maastricht")
    assert capsys.readouterr().out == "maastricht: already there, kept\n"
    assert Dossier.objects.count() == len(SLUGS)
    assert dossier_of("daalhof").archived_at == NOW
