"""The start page and the list of places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schuifaan.apps.places.forms import finding
from schuifaan.apps.places.forms.filters import start_options
from schuifaan.apps.places.forms.listing import listing
from schuifaan.apps.places.queries.criteria import Criteria
from schuifaan.apps.places.queries.directory import find
from schuifaan.apps.places.queries.map_data import MOST_DRAWN, dots
from schuifaan.apps.places.queries.map_drawing import Drawing, drawing
from schuifaan.apps.places.queries.outlines import outlines_at
from schuifaan.apps.places.queries.start import StartPage, start_page
from schuifaan.apps.places.shown import Shown, filled_page_version, page_version, shown_now
from schuifaan.ui.page_cache import public_page


@require_GET
@public_page(version=filled_page_version, vary_on_minute=False)
def start(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    page = start_page(shown.snapshot, now=shown.now, municipality=request.GET.get("gemeente", ""))
    context = {"page": page, "options": start_options(), "drawing": _folded_map(shown, page)}
    return render(request, "places/directory/start.html", context)


@require_GET
@public_page(version=page_version, vary_on_minute=False)
def place_list(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    asked = finding.read(request.GET)
    page = listing(shown.snapshot, asked, path=request.path, now=shown.now, language=shown.language)
    name = "places/directory/list.html"
    return render(request, f"{name}#results" if request.htmx else name, {"page": page})  # type: ignore[attr-defined]


def _folded_map(shown: Shown, page: StartPage) -> Drawing | None:
    if page.municipality is None:
        return None
    found = find(shown.snapshot, Criteria(municipality=page.municipality.code), now=shown.now, page_size=1)
    outlines = outlines_at(shown.snapshot.version, page.municipality.code)
    return drawing(dots(shown.snapshot, found, most=MOST_DRAWN), outlines)
