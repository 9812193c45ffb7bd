"""The map, the dots on it and the outlines under it."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schuifaan.apps.places.forms import finding
from schuifaan.apps.places.forms.listing import listing
from schuifaan.apps.places.queries.directory import find
from schuifaan.apps.places.queries.map_data import dots_json, dots_of, map_municipality
from schuifaan.apps.places.queries.map_drawing import drawing
from schuifaan.apps.places.queries.outlines import outlines_at
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.places.shown import page_version, shown_now
from schuifaan.ui.page_cache import public_page

# Beside a map people look at names, not at pictures: more fit on a page.
_PAGE_SIZE = 48


@require_GET
@public_page(version=page_version, vary_on_minute=False)
def place_map(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    asked = finding.read(request.GET)
    page = listing(
        shown.snapshot, asked, path=request.path, now=shown.now, language=shown.language, page_size=_PAGE_SIZE
    )
    municipality = map_municipality(shown.snapshot, page.found)
    dots = [
        dot
        for n, entry in enumerate(page.found.entries, 1)
        for dot in dots_of(shown.snapshot, entry.index, n)
    ]
    context = {
        "page": page,
        "municipality": municipality,
        "cities": () if municipality else shown.snapshot.areas.municipalities,
        "drawing": drawing(
            dots, outlines_at(shown.snapshot.version, municipality.code) if municipality else None
        ),
        "dots_query": finding.address("", replace(asked.criteria, after="")),
        "tiles_url": settings.MAP_TILES_URL,
        "tiles_attribution": settings.MAP_TILES_ATTRIBUTION,
    }
    return render(request, "places/directory/map.html", context)


@require_GET
@public_page(version=page_version, vary_on_minute=False)
def map_places(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    found = find(shown.snapshot, finding.read(request.GET).criteria, now=shown.now, page_size=1)
    return JsonResponse(dots_json(shown.snapshot, found, shown.now))


@require_GET
@public_page(version=page_version, vary_on_minute=False)
def map_outlines(request: HttpRequest, code: str) -> HttpResponse:
    del request
    outlines = outlines_at(directory_version(), code)
    if not outlines.get("features"):
        raise Http404
    return JsonResponse(outlines)
