"""What has to be done for a dossier, by whom and before when."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from schuifaan.apps.dossiers.actions import tasks as doing
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Dossier, Task
from schuifaan.apps.dossiers.queries.tasks import tasks_of
from schuifaan.apps.people.models import User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, TODAY, make_user
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db


def add(dossier: Dossier, by: User, what: str, due_date: date | None = None, **fields: str) -> Task:
    return doing.add_task(dossier=dossier, what=what, due_date=due_date, by=by, now=NOW, **fields)


def test_tasks_stand_by_what_presses_most(dossier: Dossier, professional: User) -> None:
    late = add(dossier, professional, "Sleutels regelen", TODAY - timedelta(days=1))
    today = add(dossier, professional, "Bellen", TODAY)
    later = add(dossier, professional, "Folder maken", TODAY + timedelta(days=9))
    undated = add(dossier, professional, "Koffie kopen")
    done = add(dossier, professional, "Ruimte bekijken", TODAY - timedelta(days=3))
    doing.finish_task(task=done, by=professional, now=NOW)
    found = tasks_of(dossier, today=TODAY)
    assert (found.late, found.coming, found.undated, found.done) == (
        (late,),
        (today, later),
        (undated,),
        (done,),
    )


def test_task_from_an_outcome_is_noted_once_while_it_is_open(dossier: Dossier, professional: User) -> None:
    first = add(dossier, professional, "Jaarlijks evalueren", origin="safeguard.B1", step="step.management")
    assert add(dossier, professional, "Jaarlijks evalueren", origin="safeguard.B1") == first
    doing.finish_task(task=first, by=professional, now=NOW)
    assert add(dossier, professional, "Jaarlijks evalueren", origin="safeguard.B1") != first


def test_task_says_what(dossier: Dossier, professional: User) -> None:
    with pytest.raises(DossierError) as refused:
        add(dossier, professional, "  \n ")
    assert refused.value.field == "what"


def test_dossier_holds_no_endless_list(dossier: Dossier, professional: User, monkeypatch) -> None:
    monkeypatch.setattr(doing, "MOST_TASKS", 1)
    add(dossier, professional, "Een")
    with pytest.raises(DossierError):
        add(dossier, professional, "Twee")


def test_task_that_was_done_already_keeps_its_day(dossier: Dossier, professional: User) -> None:
    task = add(dossier, professional, "Bellen")
    doing.finish_task(task=task, by=professional, now=NOW)
    doing.finish_task(task=task, by=professional, now=NOW + timedelta(days=1))
    task.refresh_from_db()
    assert task.done_at == NOW
    doing.reopen_task(task=task, by=professional)
    task.refresh_from_db()
    assert task.done_at is None


def test_task_is_added_through_the_page(dossier: Dossier, professional: User, client: Client) -> None:
    sign_in(client, professional)
    sent = {
        "what": "Bel de huurdersraad",
        "owner": "Truus",
        "due_date": "2026-12-01",
        "step": "step.partners",
    }
    assert client.post(address(dossier, "tasks"), sent).status_code == 302
    task = Task.objects.get()
    assert (task.what, task.owner, task.due_date, task.step) == (
        "Bel de huurdersraad",
        "Truus",
        date(2026, 12, 1),
        "step.partners",
    )
    page = client.get(address(dossier, "tasks")).content.decode()
    assert "Truus" in page
    assert "1 december" in page


def test_empty_task_is_refused_beside_its_field(dossier: Dossier, professional: User, client: Client) -> None:
    response = sign_in(client, professional).post(address(dossier, "tasks"), {"what": " ", "owner": "Truus"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["what"]
    assert 'value="Truus"' in response.content.decode()


def test_removed_task_can_be_put_back_with_all_it_said(
    dossier: Dossier, professional: User, client: Client
) -> None:
    task = add(dossier, professional, "Bellen", TODAY, owner="Truus", origin="safeguard.B1")
    doing.finish_task(task=task, by=professional, now=NOW)
    sign_in(client, professional)
    page = client.post(address(dossier, "task_remove", pk=task.pk), follow=True).content.decode()
    assert "Weggehaald: Bellen." in page
    assert not Task.objects.exists()
    client.post(address(dossier, "task_restore"))
    back = Task.objects.get()
    assert (back.what, back.owner, back.due_date, back.origin, back.done_at) == (
        "Bellen",
        "Truus",
        TODAY,
        "safeguard.B1",
        NOW,
    )
    assert "Weggehaald" not in client.get(address(dossier, "tasks")).content.decode()


def test_removed_task_is_offered_at_its_own_dossier_only(
    dossier: Dossier, professional: User, client: Client
) -> None:
    task = add(dossier, professional, "Bellen")
    other = make_dossier(professional, title="Ander")
    sign_in(client, professional).post(address(dossier, "task_remove", pk=task.pk))
    assert client.get(address(other, "tasks")).context["removed"] is None
    client.post(address(other, "task_restore"))
    assert not Task.objects.exists()


def test_done_and_not_done_after_all(dossier: Dossier, professional: User, client: Client) -> None:
    task = add(dossier, professional, "Bellen")
    sign_in(client, professional)
    client.post(address(dossier, "task_done", pk=task.pk))
    assert Task.objects.get().done_at is not None
    client.post(address(dossier, "task_done", pk=task.pk))
    assert Task.objects.get().done_at is None


def test_reader_changes_no_task(dossier: Dossier, professional: User, client: Client) -> None:
    task = add(dossier, professional, "Bellen")
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    sign_in(client, reader)
    assert client.get(address(dossier, "tasks")).status_code == 200
    assert client.post(address(dossier, "tasks"), {"what": "Nog iets"}).status_code == 403
    for name in ("task_done", "task_remove"):
        assert client.post(address(dossier, name, pk=task.pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        doing.remove_task(task=task, by=reader)
    assert Task.objects.get().done_at is None


def test_stranger_and_other_dossier_are_kept_out(
    dossier: Dossier, professional: User, stranger: User, client: Client
) -> None:
    task = add(make_dossier(stranger), stranger, "Van een ander")
    sign_in(client, professional)
    assert client.post(address(dossier, "task_remove", pk=task.pk)).status_code == 404
    assert sign_in(client, stranger).get(address(dossier, "tasks")).status_code == 403


def test_dossier_that_was_put_away_takes_no_task(
    dossier: Dossier, professional: User, client: Client
) -> None:
    Dossier.objects.update(archived_at=NOW)
    sign_in(client, professional).post(address(dossier, "tasks"), {"what": "Bellen"})
    assert not Task.objects.exists()
    dossier.refresh_from_db()
    with pytest.raises(DossierError):
        add(dossier, professional, "Bellen")


@pytest.mark.parametrize("count", [1, 3])
def test_task_list_asks_the_database_twice(
    dossier: Dossier, professional: User, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        add(dossier, professional, f"Taak {number}")
    with django_assert_num_queries(2):
        tasks_of(dossier, today=TODAY)
