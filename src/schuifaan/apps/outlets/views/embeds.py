"""Programmes on other sites: a page for in a frame, the code to put it there, and oEmbed for who pastes an address."""

from __future__ import annotations

from typing import Final

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.agenda.queries.version import agenda_version
from schuifaan.apps.outlets.embedding import COUNTS, THEMES, embed_path, frame, look_of, size_of, subject_at
from schuifaan.apps.outlets.queries.calendars import subject
from schuifaan.apps.outlets.queries.embeds import days_of
from schuifaan.apps.outlets.views.screens import in_asked_language
from schuifaan.apps.places.enums import Colour
from schuifaan.apps.places.trails import trail
from schuifaan.ui.page_cache import public_page

_HOUR: Final = 3600


# Here and nowhere else: whoever wants may show what is on.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_GET
@in_asked_language
@public_page(version=agenda_version)
def embed(request: HttpRequest, of: Of, key: str) -> HttpResponse:
    found = subject(of, key)
    if found is None:
        raise Http404
    look, now = look_of(request.GET), timezone.now()
    context = {
        "subject": found,
        "look": look,
        "today": timezone.localdate(now),
        "days": days_of(found.scope, most=look.count, now=now, language=get_language() or "nl"),
        "shows_where": of is not Of.PLACE,
    }
    return render(request, "outlets/embed/programme.html", context)


@require_GET
def embed_code(request: HttpRequest, of: Of, key: str) -> HttpResponse:
    found = subject(of, key)
    if found is None:
        raise Http404
    look = look_of(request.GET)
    path = embed_path(of, key) + look.query
    context = {
        "subject": found,
        "look": look,
        "path": path,
        "code": frame(found.name, settings.BASE_URL + path, *size_of({})),
        "themes": THEMES,
        "colours": Colour.choices,
        "counts": COUNTS,
        "trail": [*trail(), (found.name, found.page)],
    }
    return render(request, "outlets/embed/code.html", context)


@require_GET
def oembed(request: HttpRequest) -> HttpResponse:
    """OEmbed 1.0, for our own pages only."""
    if request.GET.get("format", "json") != "json":
        return _refused("Only JSON is offered.", 501)
    if not request.GET.get("url"):
        return _refused("Give the address of a page as url.", 400)
    at = subject_at(request.GET["url"])
    found = subject(*at) if at else None
    if at is None or found is None:
        return _refused("This address is not a programme of this site.", 404)
    width, height = size_of(request.GET)
    return _open(
        JsonResponse(
            {
                "version": "1.0",
                "type": "rich",
                "title": found.name,
                "provider_name": getattr(settings, "SITE_NAME", "Schuif aan"),
                "provider_url": settings.BASE_URL + reverse("places:start"),
                "cache_age": _HOUR,
                "width": width,
                "height": height,
                "html": frame(found.name, settings.BASE_URL + embed_path(*at), width, height),
            }
        )
    )


def _refused(why: str, status: int) -> HttpResponse:
    return _open(JsonResponse({"error": why}, status=status))


def _open(response: HttpResponse) -> HttpResponse:
    """Pages of other sites ask this from the browser."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
