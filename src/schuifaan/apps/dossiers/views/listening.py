"""The questionnaire as the team sees it: open it, hand it out, type paper over, and read what came in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import listening
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.listening import (
    PaperForm,
    QuestionnaireForm,
    ReopenForm,
    ResidentForm,
    next_closing_day,
)
from schuifaan.apps.dossiers.models import Dossier, Questionnaire
from schuifaan.apps.dossiers.queries.desk import frame
from schuifaan.apps.dossiers.queries.listening import (
    asked_questions,
    has_kept,
    questionnaire_of,
    resident_questions,
    tally,
)
from schuifaan.apps.dossiers.views.access import me, of_dossier

STEP = "step.needs"
REFUSED = 422


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def questionnaire(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Without one the form to open it; then what came in, and the form to change it."""
    found = questionnaire_of(dossier)
    today = timezone.localdate()
    initial = {
        "intro": found.intro if found else "",
        "closes_date": found.closes_date if found else today + listening.OPEN_FOR,
    }
    form = QuestionnaireForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        must_change(request, dossier)
        if form.is_valid() and _set(request, dossier, found, form):
            return redirect("dossiers:questionnaire", key=dossier.key)
    return _page(request, dossier, found, form)


def _set(
    request: HttpRequest, dossier: Dossier, found: Questionnaire | None, form: QuestionnaireForm
) -> bool:
    wanted, by, today = form.cleaned_data, me(request), timezone.localdate()
    try:
        if found is None:
            listening.open_questionnaire(dossier=dossier, by=by, now=timezone.now(), today=today, **wanted)
            messages.success(request, _("De vragenlijst staat open. Deel het adres of hang de QR-code op."))
        else:
            listening.change_questionnaire(questionnaire=found, by=by, today=today, **wanted)
            messages.success(request, _("Bewaard."))
    except DossierError as error:
        form.add_error(error.field, str(error))
        return False
    return True


def _page(
    request: HttpRequest, dossier: Dossier, found: Questionnaire | None, form: QuestionnaireForm
) -> HttpResponse:
    today = timezone.localdate()
    context = _framed(request, dossier) | {"form": form, "questionnaire": found, "today": today}
    context["step"] = context["knowledge"].item(STEP)
    if found is not None:
        closes = next_closing_day(found.closes_date, today=today)
        context |= {
            "is_open": listening.is_taking_answers(found, today=today),
            "reopen_form": ReopenForm(initial={"closes_date": closes}, prefix="again"),
            "address": request.build_absolute_uri(reverse("dossiers:ask", kwargs={"token": found.token})),
            "asked": asked_questions(found, dossier),
            "tally": tally(found, dossier, context["answers"]),
            "has_kept": has_kept(found),
        }
    status = REFUSED if form.is_bound else 200
    return render(request, "dossiers/listening/questionnaire.html", context, status=status)


@require_POST
@of_dossier("dossiers.change_dossier")
def close(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    must_change(request, dossier)
    found = questionnaire_or_404(dossier)
    listening.close_questionnaire(questionnaire=found, by=me(request), now=timezone.now())
    messages.success(request, _("De vragenlijst is gesloten. Je kunt hem weer openen."))
    return redirect("dossiers:questionnaire", key=dossier.key)


@require_POST
@of_dossier("dossiers.change_dossier")
def reopen(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    must_change(request, dossier)
    found = questionnaire_or_404(dossier)
    form = ReopenForm(request.POST, prefix="again")
    now, today = timezone.now(), timezone.localdate()
    if not form.is_valid():
        messages.error(request, _("Kies een dag die bestaat."))
        return redirect("dossiers:questionnaire", key=dossier.key)
    try:
        listening.reopen_questionnaire(
            questionnaire=found, by=me(request), now=now, today=today, **form.cleaned_data
        )
        messages.success(request, _("De vragenlijst staat weer open, op hetzelfde adres."))
    except DossierError as error:
        messages.error(request, str(error))
    return redirect("dossiers:questionnaire", key=dossier.key)


@require_GET
@of_dossier("dossiers.view_dossier")
def sheet(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The same questions as a sheet to print, with the address for who would rather use a phone."""
    found = questionnaire_or_404(dossier)
    context = _framed(request, dossier) | {
        "questionnaire": found,
        "form": ResidentForm(questions=resident_questions(dossier), language=get_language() or "nl"),
        "address": request.build_absolute_uri(reverse("dossiers:ask", kwargs={"token": found.token})),
        "today": timezone.localdate(),
    }
    return render(request, "dossiers/listening/sheet.html", context)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.change_dossier")
def paper_answers(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    must_change(request, dossier)
    found = questionnaire_or_404(dossier)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        questions=resident_questions(dossier),
    )
    if request.method == "POST" and form.is_valid():
        try:
            listening.count_paper_answers(questionnaire=found, said=form.said(), by=me(request))
            messages.success(request, _("Opgeteld. Je kunt meteen verder met het volgende papier."))
            return redirect("dossiers:paper_answers", key=dossier.key)
        except DossierError as error:
            form.add_error(error.field, str(error))
    context = _framed(request, dossier) | {"questionnaire": found, "form": form}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dossiers/listening/paper.html", context, status=status)


def questionnaire_or_404(dossier: Dossier) -> Questionnaire:
    found = questionnaire_of(dossier)
    if found is None:
        raise Http404
    return found


def must_change(request: HttpRequest, dossier: Dossier) -> None:
    if not me(request).has_perm("dossiers.change_dossier", dossier):
        raise PermissionDenied
    if dossier.archived_at is not None:
        raise PermissionDenied(_("Dit dossier is weggezet. Haal het eerst terug."))


def _framed(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    return frame(dossier, me(request), language=get_language() or "nl", step=STEP)
