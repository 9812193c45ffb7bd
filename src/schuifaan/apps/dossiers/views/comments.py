"""Remarks at a step: said, taken away, and put back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schuifaan.apps.dossiers.actions import commenting
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.working import CommentForm
from schuifaan.apps.dossiers.models import Comment, Dossier
from schuifaan.apps.dossiers.queries.comments import comment_at, comments_of
from schuifaan.apps.dossiers.queries.desk import step_id
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import REFUSED, desk_frame, desk_page, while_open


@require_POST
@of_dossier("dossiers.view_dossier")
@while_open
def comment(request: HttpRequest, dossier: Dossier, *, step: str) -> HttpResponse:
    """A refused remark comes back on a page of its own, with what was typed."""
    framed, asked = desk_frame(request, dossier), step_id(step)
    found = framed["knowledge"].index.get(asked)
    if found is None:
        raise Http404
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            commenting.comment_on_step(
                dossier=dossier,
                step=asked,
                text=form.cleaned_data["text"],
                by=me(request),
                now=timezone.now(),
            )
        except DossierError as error:
            form.add_error("text" if error.field else None, str(error))
        else:
            messages.success(request, _("Je opmerking staat erbij."))
            return _to_step(dossier, step)
    context = {"step": found, "comments": comments_of(dossier, asked), "comment_form": form}
    return desk_page(request, "comment", framed, status=REFUSED, **context)


@require_POST
@of_dossier("dossiers.view_dossier")
def comment_remove(request: HttpRequest, dossier: Dossier, *, step: str, pk: int) -> HttpResponse:
    commenting.remove_comment(comment=_comment(dossier, step, pk), by=me(request), now=timezone.now())
    messages.success(request, _("De opmerking is weg. Je kunt die nog terugzetten."))
    return _to_step(dossier, step)


@require_POST
@of_dossier("dossiers.view_dossier")
def comment_restore(request: HttpRequest, dossier: Dossier, *, step: str, pk: int) -> HttpResponse:
    commenting.restore_comment(comment=_comment(dossier, step, pk), by=me(request))
    messages.success(request, _("De opmerking staat er weer."))
    return _to_step(dossier, step)


def _comment(dossier: Dossier, step: str, pk: int) -> Comment:
    found = comment_at(dossier, pk)
    if found is None or found.step != step_id(step):
        raise Http404
    return found


def _to_step(dossier: Dossier, step: str) -> HttpResponse:
    return redirect(reverse("dossiers:step", kwargs={"key": dossier.key, "step": step}) + "#opmerkingen")
