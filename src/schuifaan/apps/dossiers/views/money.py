"""The money of a dossier: the sum, the sources of income and their conditions, and the best sets."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.money import take_over_set
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.money_best_page import money_best_page
from schuifaan.apps.dossiers.queries.money_page import money_page
from schuifaan.apps.dossiers.queries.money_sources_page import money_sources_page
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.results_page import framed, language_of_page
from schuifaan.core.method.checking import AnswerRefused

STEP = "step.money"
MOST_DIGITS = 9


@require_GET
@of_dossier("dossiers.view_dossier")
def money(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step=STEP)
    context["page"] = money_page(
        dossier,
        context["answers"],
        context["knowledge"],
        language=context["language"],
        today=timezone.localdate(),
    )
    return render(request, "dossiers/money/money.html", context)


@require_GET
@of_dossier("dossiers.view_dossier")
def money_sources(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step=STEP)
    context["page"] = money_sources_page(
        dossier,
        context["answers"],
        context["knowledge"],
        language=context["language"],
        today=timezone.localdate(),
    )
    return render(request, "dossiers/money/sources.html", context)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def money_best(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The best sets for an aim; a POST counts on one of them."""
    if request.method == "POST":
        return _take_over(request, dossier)
    context = framed(request, dossier, step=STEP)
    context["page"] = money_best_page(
        dossier,
        context["answers"],
        context["knowledge"],
        wanted=request.GET.get("doel", ""),
        language=context["language"],
        today=timezone.localdate(),
    )
    return render(request, "dossiers/money/best.html", context)


def _take_over(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    if not me(request).has_perm("dossiers.change_dossier", dossier):
        raise PermissionDenied
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < MOST_DIGITS else -1
    try:
        take_over_set(
            dossier=dossier,
            sources=request.POST.get("sources", "").split(),
            seen=seen,
            by=me(request),
            now=timezone.now(),
        )
    except AnsweredMeanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
    except AnswerRefused as refused:
        messages.error(request, " ".join(text.said(language_of_page()) for text in refused.problems.values()))
    except DossierError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("De som rekent nu met deze combinatie. Bij Geschiedenis kun je het terugzetten.")
        )
        return redirect("dossiers:money", key=dossier.key)
    return redirect("dossiers:money_best", key=dossier.key)
