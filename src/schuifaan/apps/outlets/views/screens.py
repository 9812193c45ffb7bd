"""The screen in the hall: a page that fills it, and how to hang it there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schuifaan.apps.agenda.queries.version import agenda_version
from schuifaan.apps.outlets.queries.directory import published_place
from schuifaan.apps.outlets.queries.screens import rooms_of, screen_of
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.trails import trail
from schuifaan.ui.page_cache import public_page
from schuifaan.ui.speech import spoken_day

View = Callable[..., HttpResponse]
_WORKER = Path(__file__).parents[1] / "static/outlets/screen-worker.js"
_HIGHEST_NUMBER = 2**31


def in_asked_language(view: View) -> View:
    """Dutch, or what the address asks: the device on the wall or another site's visitor has no say in it."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("taal", "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        return view(request, *args, **kwargs)

    return spoken


@require_GET
@in_asked_language
@public_page(version=agenda_version)
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    now, language = timezone.now(), page_language()
    found = screen_of(slug, room=_number(request.GET, "ruimte"), now=now, language=language)
    if found is None:
        raise Http404
    context = {
        "screen": found,
        "shows_week": request.GET.get("week") != "0",
        "shows_clock": request.GET.get("klok") != "0",
        "today": spoken_day(now),
        "address": settings.BASE_URL + reverse("agenda:place", args=[slug]),
        "worker": reverse("outlets:screen_worker", args=[slug]),
        # Filled in by the page itself: how long ago it last heard anything.
        "behind": gettext("laatst bijgewerkt om %(time)s") % {"time": "{time}"},
        "clock": gettext("%(time)s uur") % {"time": "{time}"},
    }
    return render(request, "outlets/screen/screen.html", context)


@require_GET
def screen_worker(request: HttpRequest, slug: str) -> HttpResponse:
    """Beside the screen it looks after: a worker reaches no further than the folder it comes from."""
    del request, slug
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_GET
def screen_explained(request: HttpRequest, slug: str) -> HttpResponse:
    place = published_place(slug)
    if place is None:
        raise Http404
    path = reverse("outlets:screen", args=[slug])
    context = {
        "place": place,
        "path": path,
        "address": settings.BASE_URL + path,
        "rooms": rooms_of(place),
        "trail": [*trail(), (place.name, reverse("places:place", args=[slug]))],
    }
    return render(request, "outlets/screen/explained.html", context)


@cache
def _worker() -> bytes:
    return _WORKER.read_bytes()


def _number(asked: Mapping[str, str], name: str) -> int | None:
    try:
        number = int(asked.get(name, ""))
    except ValueError:
        return None
    return number if 0 < number < _HIGHEST_NUMBER else None
