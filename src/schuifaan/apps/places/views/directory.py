"""The start page and the list of places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schuifaan.apps.places.forms import finding
from schuifaan.apps.places.forms.filters import start_options
from schuifaan.apps.places.forms.listing import listing
from schuifaan.apps.places.queries.start import start_page
from schuifaan.apps.places.queries.version import page_version
from schuifaan.apps.places.views.shown import shown_now
from schuifaan.ui.page_cache import public_page


@require_GET
@public_page(version=page_version, vary_on_minute=True)
def start(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    page = start_page(shown.snapshot, now=shown.now, municipality=request.GET.get("gemeente", ""))
    return render(request, "places/directory/start.html", {"page": page, "options": start_options()})


@require_GET
@public_page(version=page_version, vary_on_minute=True)
def place_list(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    asked = finding.read(request.GET)
    page = listing(shown.snapshot, asked, path=request.path, now=shown.now, language=shown.language)
    name = "places/directory/list.html"
    return render(request, f"{name}#results" if request.htmx else name, {"page": page})  # type: ignore[attr-defined]
