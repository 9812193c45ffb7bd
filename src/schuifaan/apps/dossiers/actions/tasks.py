"""What has to be done for a dossier: by whom, before when, and that it is done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, require, require_open
from schuifaan.apps.dossiers.models import Dossier, Task
from schuifaan.apps.people.models import User

MOST_TASKS = 500


@transaction.atomic
def add_task(
    *,
    dossier: Dossier,
    what: str,
    by: User,
    now: datetime,
    owner: str = "",
    due_date: date | None = None,
    step: str = "",
    origin: str = "",
) -> Task:
    """Note something to do. What came from the same outcome or safeguard and is still open, is not noted twice."""
    require(by, "dossiers.change_dossier", dossier)
    require_open(dossier)
    said = " ".join(what.split())
    if not said:
        raise DossierError(_("Schrijf op wat er moet gebeuren."), field="what")
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if origin:
        there = dossier.tasks.filter(origin=origin, what=said[:300], done_at__isnull=True).first()
        if there is not None:
            return there
    if dossier.tasks.count() >= MOST_TASKS:
        raise DossierError(
            _("Er staan hier al %(most)d taken. Haal er eerst een weg.") % {"most": MOST_TASKS}
        )
    return Task.objects.create(
        dossier=dossier,
        step=step,
        what=said[:300],
        owner=" ".join(owner.split())[:120],
        due_date=due_date,
        origin=origin[:80],
        created_by=by,
        created_at=now,
    )


@transaction.atomic
def finish_task(*, task: Task, by: User, now: datetime) -> None:
    """The first one to say so sets the day."""
    require(by, "dossiers.change_dossier", task.dossier)
    require_open(task.dossier)
    Task.objects.filter(pk=task.pk, done_at__isnull=True).update(done_at=now)


@transaction.atomic
def reopen_task(*, task: Task, by: User) -> None:
    """It turned out not to be done after all."""
    require(by, "dossiers.change_dossier", task.dossier)
    require_open(task.dossier)
    Task.objects.filter(pk=task.pk).update(done_at=None)


@transaction.atomic
def remove_task(*, task: Task, by: User) -> dict[str, Any]:
    """Take a task away. What it said comes back, for `restore_task` to undo it."""
    require(by, "dossiers.change_dossier", task.dossier)
    require_open(task.dossier)
    said = {
        "what": task.what,
        "owner": task.owner,
        "due_date": task.due_date.isoformat() if task.due_date else "",
        "step": task.step,
        "origin": task.origin,
        "done_at": task.done_at.isoformat() if task.done_at else "",
    }
    task.delete()
    return said


@transaction.atomic
def restore_task(*, dossier: Dossier, said: Mapping[str, Any], by: User, now: datetime) -> Task:
    """Undo of taking a task away."""
    task = add_task(
        dossier=dossier,
        what=str(said["what"]),
        owner=str(said["owner"]),
        due_date=date.fromisoformat(said["due_date"]) if said["due_date"] else None,
        step=str(said["step"]),
        origin=str(said["origin"]),
        by=by,
        now=now,
    )
    if said["done_at"]:
        task.done_at = datetime.fromisoformat(said["done_at"])
        task.save(update_fields=["done_at"])
    return task
