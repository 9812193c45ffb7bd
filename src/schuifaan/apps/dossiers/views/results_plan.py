"""The results of the quickscan, the type and the management, and what happens when a party leaves."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.management_page import leaving_page, management_page, parties_of
from schuifaan.apps.dossiers.queries.scan_page import scan_page
from schuifaan.apps.dossiers.queries.type_page import type_page
from schuifaan.apps.dossiers.queries.without_room_page import without_room_page
from schuifaan.apps.dossiers.views.access import of_dossier
from schuifaan.apps.dossiers.views.results_page import framed, results


@require_GET
@of_dossier("dossiers.view_dossier")
def quickscan(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step="step.reflection")
    context["page"] = scan_page(
        dossier,
        context["answers"],
        context["knowledge"],
        context["progress"],
        language=context["language"],
    )
    return results(request, "quickscan", context)


@require_GET
@of_dossier("dossiers.view_dossier")
def types(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step="step.type")
    context["page"] = type_page(
        dossier, context["answers"], context["knowledge"], language=context["language"]
    )
    return results(request, "types", context)


@require_GET
@of_dossier("dossiers.view_dossier")
def management(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    today = timezone.localdate()
    context = framed(request, dossier, step="step.management")
    context["page"] = management_page(
        dossier, context["answers"], context["knowledge"], language=context["language"], today=today
    )
    return results(request, "management", context | {"today": today})


@require_GET
@of_dossier("dossiers.view_dossier")
def without_party(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Lay the plan beside itself without one party; nothing is changed."""
    context = framed(request, dossier, step="step.management")
    asked = request.GET.get("partij", "")
    context["parties"] = parties_of(context["answers"])
    context["page"] = leaving_page(
        dossier,
        context["answers"],
        context["knowledge"],
        party=asked,
        language=context["language"],
        today=timezone.localdate(),
    )
    return results(request, "without_party", context)


@require_GET
@of_dossier("dossiers.view_dossier")
def without_room(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step="step.without_room")
    context["page"] = without_room_page(
        dossier, context["answers"], context["knowledge"], language=context["language"]
    )
    return results(request, "without_room", context)
