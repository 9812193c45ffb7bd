"""Who changed which answer, and putting one back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError, put_back
from schuifaan.apps.dossiers.forms.working import steps_with_questions
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.desk import step_id, step_slug
from schuifaan.apps.dossiers.queries.history import change_at, history_of
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import desk_frame, desk_page, language_now, while_open
from schuifaan.core.method.checking import AnswerRefused


@require_GET
@of_dossier("dossiers.view_dossier")
def history(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    framed, language = desk_frame(request, dossier), language_now()
    steps = steps_with_questions(framed["knowledge"])
    asked = step_id(request.GET.get("stap", ""))
    chosen = asked if asked in {step.id for step in steps} else ""
    page = history_of(
        dossier,
        answers=framed["answers"],
        knowledge=framed["knowledge"],
        language=language,
        step=chosen,
        before=request.GET.get("voor", ""),
    )
    address = reverse("dossiers:history", kwargs={"key": dossier.key})
    older = {"stap": step_slug(chosen)} if chosen else {}
    return desk_page(
        request,
        "history",
        framed,
        page=page,
        steps=[(step_slug(step.id), step.short.said(language), step.id == chosen) for step in steps],
        chosen=chosen,
        older_url=f"{address}?{urlencode({**older, 'voor': page.next_before})}" if page.next_before else "",
    )


@require_POST
@of_dossier("dossiers.change_dossier")
@while_open
def put_answer_back(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    change = change_at(dossier, pk)
    if change is None:
        raise Http404
    try:
        put_back(change=change, by=me(request), now=timezone.now())
    except (AnswerRefused, AnsweredMeanwhile, DossierError):
        messages.error(
            request, _("Dit antwoord past niet meer bij de rest van het dossier. Er is niets veranderd.")
        )
    else:
        messages.success(
            request, _("Teruggezet naar hoe het daarvoor was. Ook dit staat in de geschiedenis.")
        )
    return redirect("dossiers:history", key=dossier.key)
