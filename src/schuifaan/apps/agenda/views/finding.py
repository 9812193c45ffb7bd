"""What residents see of the agenda: what is on, one activity, a month on paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from schuifaan.apps.agenda.areas_to_choose import smaller, wider
from schuifaan.apps.agenda.forms.finding import read
from schuifaan.apps.agenda.forms.programme import Whose, programme
from schuifaan.apps.agenda.queries.months import month_page, read_month, spell_month
from schuifaan.apps.agenda.queries.offered import offered
from schuifaan.apps.agenda.queries.scope import everything, of_area, of_place
from schuifaan.apps.agenda.queries.version import agenda_version, quarter_of
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot, SnapshotPlace
from schuifaan.apps.places.shown import Shown, shown_now
from schuifaan.apps.places.trails import trail
from schuifaan.ui.page_cache import public_page

Crumbs = list[tuple[str, str]]


def programme_version() -> str:
    """The name under which rendered pages are kept: what is over is off the page within a quarter of an hour."""
    return f"{agenda_version()}@{quarter_of(timezone.now())}"


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def everything_on(request: HttpRequest) -> HttpResponse:
    return _programme(request, Whose(everything(), request.path), trail(), shown_now())


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def neighbourhood(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, code, Level.NEIGHBOURHOOD)


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def district(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, code, Level.DISTRICT)


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, code, Level.MUNICIPALITY)


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def place(request: HttpRequest, slug: str) -> HttpResponse:
    shown = shown_now()
    found = _place(shown, slug)
    return _programme(request, whose_place(found), _at_place(found), shown)


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def place_month(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    shown = shown_now()
    found = _place(shown, slug)
    return _month(request, whose_place(found), month, _at_place(found), shown)


@require_GET
@public_page(version=programme_version, vary_on_minute=False)
def neighbourhood_month(request: HttpRequest, code: str, month: str) -> HttpResponse:
    shown = shown_now()
    area = _area_of(shown, code, Level.NEIGHBOURHOOD)
    return _month(request, whose_area(area), month, trail(*above(shown.snapshot, area), area), shown)


def whose_area(area: Area) -> Whose:
    path = reverse(f"agenda:{area.level.value}", args=[area.code])
    month_path = f"{path}maand/" if area.level is Level.NEIGHBOURHOOD else ""
    return Whose(of_area(area), path, area.name, month_path=month_path)


def whose_place(found: SnapshotPlace) -> Whose:
    path = reverse("agenda:place", args=[found.slug])
    return Whose(of_place(found.id), path, found.name, found.slug, f"{path}maand/")


def above(snapshot: DirectorySnapshot, area: Area) -> list[Area]:
    """What the area lies in, the widest first."""
    by_code = snapshot.areas.by_code
    codes = [code for code in (area.municipality, area.district) if code and code != area.code]
    return [by_code[code] for code in codes if code in by_code]


def _area(request: HttpRequest, code: str, level: Level) -> HttpResponse:
    shown = shown_now()
    area = _area_of(shown, code, level)
    return _programme(request, whose_area(area), trail(*above(shown.snapshot, area), area), shown, area=area)


def _area_of(shown: Shown, code: str, level: Level) -> Area:
    area = shown.snapshot.areas.by_code.get(code.upper())
    if area is None or area.level is not level:
        raise Http404
    return area


def _place(shown: Shown, slug: str) -> SnapshotPlace:
    index = shown.snapshot.index_of_slug.get(slug)
    if index is None:
        raise Http404
    return shown.snapshot.places[index]


def _at_place(found: SnapshotPlace) -> Crumbs:
    return [*trail(), (found.name, reverse("places:place", args=[found.slug]))]


def _programme(
    request: HttpRequest, whose: Whose, crumbs: Crumbs, shown: Shown, *, area: Area | None = None
) -> HttpResponse:
    today = timezone.localdate(shown.now)
    asked = read(request.GET, scope=whose.scope, today=today)
    page = programme(whose, asked, offered(agenda_version()), now=shown.now, language=shown.language)
    context = {
        "page": page,
        "trail": crumbs,
        "this_month": spell_month(asked.criteria.since),
        "noindex": bool(request.GET),
        "smaller": () if whose.slug else smaller(shown.snapshot.areas, area, asked),
        "wider": wider(above(shown.snapshot, area), asked) if area else (),
    }
    name = "agenda/finding/programme.html"
    return render(request, f"{name}#results" if request.htmx else name, context)  # type: ignore[attr-defined]


def _month(request: HttpRequest, whose: Whose, month: str, crumbs: Crumbs, shown: Shown) -> HttpResponse:
    first = read_month(month)
    if first is None:
        raise Http404
    today = timezone.localdate(shown.now)
    page = month_page(whose.scope, first, today=today, language=shown.language)
    context = {
        "page": page,
        "whose": whose,
        "today": today,
        "trail": [*crumbs, (gettext("Agenda"), whose.path)],
        "base_url": settings.BASE_URL,
    }
    return render(request, "agenda/finding/month.html", context)
