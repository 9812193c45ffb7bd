"""The page of a place, and what it prints."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.area_pages import close_by, site_lines
from schuifaan.apps.places.queries.page_model import PlacePage
from schuifaan.apps.places.queries.pages import archived_place, place_page
from schuifaan.apps.places.shown import Shown, filled_page_version, page_version, shown_now
from schuifaan.apps.places.trails import trail
from schuifaan.ui.page_cache import public_page

_LONGEST_CODE = 8


@require_GET
@public_page(version=filled_page_version, vary_on_minute=False)
def place(request: HttpRequest, slug: str) -> HttpResponse:
    shown = shown_now()
    page = _page(request, slug, shown)
    if page is None:
        return _stopped(request, slug, shown)
    context = {
        "page": page,
        "close_by": close_by(shown.snapshot, page.place, now=shown.now),
        "site_lines": site_lines(shown.snapshot, page.place, now=shown.now),
        "may_change": _may_change(request, page.place),
        "desk_url": _desk_address(page.place),
        "route_url": _route(page.place),
        "trail": _trail(shown, page.place),
    }
    return render(request, "places/directory/place.html", context)


@require_GET
@public_page(version=page_version, vary_on_minute=False)
def house_rules(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug, shown_now())
    if page is None or page.rules is None:
        raise Http404
    return render(request, "places/directory/house_rules.html", {"page": page, "trail": _back(page.place)})


@require_GET
@public_page(version=page_version, vary_on_minute=False)
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is who, to hang on the wall. Who withdraws consent is gone from the next print."""
    page = _page(request, slug, shown_now())
    if page is None:
        raise Http404
    return render(request, "places/directory/team.html", {"page": page, "trail": _back(page.place)})


def _page(request: HttpRequest, slug: str, shown: Shown) -> PlacePage | None:
    told_in = request.GET.get("tekst", "")[:_LONGEST_CODE]
    return place_page(slug, now=shown.now, language=shown.language, text_language=told_in)


def _stopped(request: HttpRequest, slug: str, shown: Shown) -> HttpResponse:
    stopped = archived_place(slug)
    if stopped is None:
        raise Http404
    context = {"place": stopped, "close_by": close_by(shown.snapshot, stopped, now=shown.now)}
    return render(request, "places/directory/stopped.html", context, status=410)


def _may_change(request: HttpRequest, place: Place) -> bool:
    # Without a session cookie nobody is asked who they are: the page stays the same for everyone.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.has_perm("places.change_place", place)


def _desk_address(place: Place) -> str:
    return reverse("places:place_desk", args=[place.slug])


def _route(place: Place) -> str:
    """A link people may follow; nothing is asked of that site before they do."""
    return f"https://www.openstreetmap.org/directions?to={place.lat}%2C{place.lon}"


def _trail(shown: Shown, place: Place) -> list[tuple[str, str]]:
    area = shown.snapshot.areas.by_code.get(place.neighbourhood_id or "")
    if area is None:
        return trail()
    by_code = shown.snapshot.areas.by_code
    above = (by_code.get(code) for code in (area.municipality or "", area.district or ""))
    return trail(*(one for one in above if one is not None), area)


def _back(place: Place) -> list[tuple[str, str]]:
    return [*trail(), (place.name, reverse("places:place", args=[place.slug]))]
