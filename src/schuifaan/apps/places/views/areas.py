"""The pages of neighbourhoods, districts and municipalities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from schuifaan.apps.places.forms import finding
from schuifaan.apps.places.queries.area_pages import area_page
from schuifaan.apps.places.queries.areas import Level
from schuifaan.apps.places.queries.criteria import Criteria
from schuifaan.apps.places.queries.figures import figures
from schuifaan.apps.places.shown import filled_page_version, shown_now
from schuifaan.apps.places.trails import trail
from schuifaan.ui.page_cache import public_page


@require_GET
@public_page(version=filled_page_version, vary_on_minute=False)
def neighbourhood(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, code, Level.NEIGHBOURHOOD)


@require_GET
@public_page(version=filled_page_version, vary_on_minute=False)
def district(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, code, Level.DISTRICT)


@require_GET
@public_page(version=filled_page_version, vary_on_minute=False)
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, code, Level.MUNICIPALITY)


def _area(request: HttpRequest, code: str, level: Level) -> HttpResponse:
    shown = shown_now()
    area = shown.snapshot.areas.by_code.get(code.upper())
    if area is None or area.level is not level:
        raise Http404
    page = area_page(
        shown.snapshot, area, now=shown.now, language=shown.language, after=request.GET.get("na", "")
    )
    context = {
        "page": page,
        "trail": trail(*page.above),
        "figures": figures(page.facts),
        "area_query": finding.address("", Criteria().within(level.value, area.code)).removeprefix("?"),
        "next_address": f"?{urlencode({'na': page.next_cursor})}" if page.next_cursor else "",
        "first_address": request.path if "na" in request.GET else "",
    }
    return render(request, "places/directory/area.html", context)
