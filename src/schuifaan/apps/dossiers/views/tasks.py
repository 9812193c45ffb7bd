"""The tasks of a dossier."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import tasks as doing
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.working import TaskForm
from schuifaan.apps.dossiers.models import Dossier, Task
from schuifaan.apps.dossiers.queries.tasks import task_at, tasks_of
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import (
    REFUSED,
    desk_frame,
    desk_page,
    language_now,
    while_open,
)

REMOVED = "dossier_task_removed"


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
@while_open
def tasks(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """All tasks; a POST adds one, also from the page of an outcome or a safeguard."""
    framed = desk_frame(request, dossier)
    form = TaskForm(request.POST or None, knowledge=framed["knowledge"], language=language_now())
    if request.method == "POST":
        if not me(request).has_perm("dossiers.change_dossier", dossier):
            raise PermissionDenied
        if form.is_valid() and _added(request, dossier, form):
            messages.success(request, _("De taak staat op de lijst."))
            return redirect("dossiers:tasks", key=dossier.key)
    today = timezone.localdate()
    return desk_page(
        request,
        "tasks",
        framed,
        status=REFUSED if form.errors else 200,
        tasks=tasks_of(dossier, today=today),
        today=today,
        form=form,
        step_names={step.id: step.short.said(language_now()) for step in framed["knowledge"].steps},
        removed=_just_removed(request, dossier),
    )


def _added(request: HttpRequest, dossier: Dossier, form: TaskForm) -> bool:
    try:
        doing.add_task(dossier=dossier, **form.cleaned_data, by=me(request), now=timezone.now())
    except DossierError as error:
        form.add_error(error.field, str(error))
        return False
    return True


def _just_removed(request: HttpRequest, dossier: Dossier) -> dict[str, Any] | None:
    """What was taken away a moment ago, so that the page can offer to put it back."""
    removed: dict[str, Any] | None = request.session.get(REMOVED)
    return removed if removed is not None and removed.get("dossier") == str(dossier.key) else None


@require_POST
@of_dossier("dossiers.change_dossier")
@while_open
def task_done(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    """Done; or, done by mistake, to be done after all."""
    task = _task(dossier, pk)
    if task.done_at is None:
        doing.finish_task(task=task, by=me(request), now=timezone.now())
        messages.success(request, _("Gedaan: %(what)s") % {"what": task.what})
    else:
        doing.reopen_task(task=task, by=me(request))
        messages.success(request, _("Staat weer open: %(what)s") % {"what": task.what})
    return redirect("dossiers:tasks", key=dossier.key)


@require_POST
@of_dossier("dossiers.change_dossier")
@while_open
def task_remove(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    said = doing.remove_task(task=_task(dossier, pk), by=me(request))
    request.session[REMOVED] = {**said, "dossier": str(dossier.key)}
    return redirect("dossiers:tasks", key=dossier.key)


@require_POST
@of_dossier("dossiers.change_dossier")
@while_open
def task_restore(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    removed = _just_removed(request, dossier)
    if removed is None:
        messages.warning(request, _("Deze taak kunnen we niet meer terugzetten. Voeg de taak opnieuw toe."))
        return redirect("dossiers:tasks", key=dossier.key)
    try:
        doing.restore_task(dossier=dossier, said=removed, by=me(request), now=timezone.now())
    except DossierError as error:
        messages.error(request, str(error))
    else:
        del request.session[REMOVED]
        messages.success(request, _("De taak staat er weer."))
    return redirect("dossiers:tasks", key=dossier.key)


def _task(dossier: Dossier, pk: int) -> Task:
    task = task_at(dossier, pk)
    if task is None:
        raise Http404
    return task
