"""The money of a dossier: the sum, the sources of income and their conditions, and the best sets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.money_page import money_page
from schuifaan.apps.dossiers.queries.money_sources_page import money_sources_page
from schuifaan.apps.dossiers.views.access import of_dossier
from schuifaan.apps.dossiers.views.results_page import framed

STEP = "step.money"


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
