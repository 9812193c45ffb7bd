"""What dossiers know about people goes when its time is over, or when that person asks."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from schuifaan.apps.dossiers.models import (
    Answer,
    AnswerChange,
    Comment,
    Dossier,
    DossierMember,
    DossierPhoto,
    ShareLink,
    Task,
    Version,
)
from schuifaan.apps.dossiers.privacy import accounts_needed
from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.people.privacy_register import Person
from tests.factories import NOW, TODAY, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_user("anna@example.org", name="Anna")


@pytest.fixture
def dossier(professional: User, anna: User) -> Dossier:
    """Anna did a bit of everything."""
    dossier = make_dossier(professional)
    make_member(dossier, anna)
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"}, by=anna)
    AnswerChange.objects.create(dossier=dossier, question="goal.area", after={}, by=anna, at=NOW)
    Comment.objects.create(dossier=dossier, step="step.goal", text="Dag", by=anna, at=NOW)
    Task.objects.create(dossier=dossier, what="Bellen", owner="anna", created_by=anna, created_at=NOW)
    Version.objects.create(dossier=dossier, number=1, made_by=anna, made_at=NOW)
    ShareLink.objects.create(
        dossier=dossier,
        token="t",
        label="x",
        created_by=anna,
        created_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    AuditEvent.objects.create(
        at=NOW, verb="dossier.member_invited", scope=dossier.audit_scope, subject="anna@example.org"
    )
    return dossier


def test_nothing_says_who_when_a_person_asks_to_be_forgotten(dossier: Dossier, anna: User) -> None:
    erase_person(person=Person(anna.email, anna), now=NOW)
    assert not DossierMember.objects.filter(user__email="anna@example.org").exists()
    assert not Comment.objects.exists()
    assert Answer.objects.get().answered_by is None
    assert Answer.objects.get().value == {"scale": "complex", "name": "Kruisweg"}
    assert AnswerChange.objects.get().by is None
    assert (Task.objects.get().owner, Task.objects.get().created_by) == ("", None)
    assert Version.objects.get().made_by is None
    assert ShareLink.objects.get().created_by is None
    assert AuditEvent.objects.get(verb="dossier.member_invited").subject == ""


def test_forgetting_an_owner_leaves_the_dossier(dossier: Dossier, professional: User) -> None:
    erase_person(person=Person(professional.email, professional), now=NOW)
    dossier.refresh_from_db()
    assert dossier.created_by is None


@pytest.mark.usefixtures("own_media")
def test_dossier_goes_five_years_after_it_was_put_away(dossier: Dossier) -> None:
    photo = DossierPhoto(dossier=dossier, name_on_disk="p", alternative_text="Een zaal", added_at=NOW)
    photo.image.save("p.jpg", ContentFile(b"x"))
    Dossier.objects.update(archived_at=NOW)
    retain(today=TODAY + timedelta(days=5 * 365))
    assert Dossier.objects.exists()
    retain(today=TODAY + timedelta(days=5 * 365 + 1))
    assert not Dossier.objects.exists()
    assert not DossierPhoto.objects.exists()


def test_dossier_that_is_in_use_stays(dossier: Dossier) -> None:
    retain(today=TODAY + timedelta(days=20 * 365))
    assert Dossier.objects.exists()
    assert AnswerChange.objects.get().by is None


def test_remark_goes_after_a_year_and_a_removed_one_after_a_month(dossier: Dossier) -> None:
    Comment.objects.create(dossier=dossier, step="step.goal", text="weg", at=NOW, removed_at=NOW)
    retain(today=TODAY + timedelta(days=30))
    assert Comment.objects.count() == 2
    retain(today=TODAY + timedelta(days=31))
    assert Comment.objects.get().text == "Dag"
    retain(today=TODAY + timedelta(days=366))
    assert not Comment.objects.exists()


def test_name_at_a_task_goes_a_year_after_it_was_done(dossier: Dossier) -> None:
    retain(today=TODAY + timedelta(days=900))
    assert Task.objects.get().owner == "anna"
    Task.objects.update(done_at=NOW)
    retain(today=TODAY + timedelta(days=366))
    task = Task.objects.get()
    assert (task.owner, task.what) == ("", "Bellen")


def test_link_goes_a_year_after_it_stopped(dossier: Dossier) -> None:
    retain(today=TODAY + timedelta(days=366))
    assert ShareLink.objects.exists()
    retain(today=TODAY + timedelta(days=367))
    assert not ShareLink.objects.exists()


def test_name_in_the_trail_goes_after_a_year(dossier: Dossier) -> None:
    retain(today=TODAY + timedelta(days=366))
    assert AuditEvent.objects.get(verb="dossier.member_invited").subject == ""


def test_who_works_on_a_dossier_keeps_the_account(dossier: Dossier, anna: User) -> None:
    assert anna.pk in accounts_needed(date(2030, 1, 1))
    Dossier.objects.update(archived_at=NOW)
    assert list(accounts_needed(date(2030, 1, 1))) == []
