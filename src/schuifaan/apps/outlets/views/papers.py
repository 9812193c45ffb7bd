"""What is printed: programmes, calendars, flyers, faces and cards, and the page that lets people choose."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from schuifaan.apps.outlets.paper import asked, choosing, faces, flyer, invitations, kit, month, week
from schuifaan.apps.outlets.paper.keeping import kept_paper, pdf_response
from schuifaan.apps.outlets.paper.made import Made, printed
from schuifaan.apps.outlets.queries.directory import published_place
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version

_WALL = ("a4", "a3")
_FLYER = ("a4", "a5", "a3")


def _made(request: HttpRequest, sizes: tuple[str, ...] = _WALL) -> Made:
    return Made(page_language(), asked.sheet(request.GET, sizes=sizes), timezone.now())


@require_safe
def place_week(request: HttpRequest, slug: str) -> HttpResponse:
    made = _made(request)
    monday = asked.week(request.GET, today=made.today)

    def printing() -> bytes | None:
        place = published_place(slug)
        return printed("week.typ", week.of_a_place(place, monday, made), made) if place else None

    return kept_paper(request, f"{slug}|{asked.week_name(monday)}", made, printing)


@require_safe
def neighbourhood_week(request: HttpRequest, code: str) -> HttpResponse:
    made = _made(request)
    monday = asked.week(request.GET, today=made.today)
    around = request.GET.get("rondom") == "1"

    def printing() -> bytes | None:
        area = _neighbourhood(code)
        return printed("week.typ", week.of_an_area(area, monday, made, around=around), made) if area else None

    about = f"{code}|{'rondom' if around else ''}|{asked.week_name(monday)}"
    return kept_paper(request, about, made, printing)


@require_safe
def place_month(request: HttpRequest, slug: str) -> HttpResponse:
    made = _made(request)
    first = asked.month(request.GET, today=made.today)

    def printing() -> bytes | None:
        place = published_place(slug)
        return printed(*month.printed_month(place, first, made), made) if place else None

    return kept_paper(request, f"{slug}|{asked.month_name(first)}", made, printing)


@require_safe
def activity_flyer(request: HttpRequest, slug: str) -> HttpResponse:
    made = _made(request, _FLYER)

    def printing() -> bytes | None:
        activity = flyer.shown_activity(slug)
        return printed("flyer.typ", flyer.of_an_activity(activity, made), made) if activity else None

    # The next days on it move on as the hours go by.
    return kept_paper(request, f"flyer|{slug}|{made.now:%Hh}", made, printing)


@require_safe
def place_team(request: HttpRequest, slug: str) -> HttpResponse:
    """Who withdraws consent is gone from the next print."""
    made = _made(request)

    def printing() -> bytes | None:
        place = faces.shown_place_with_team(slug, made)
        return printed("faces.typ", faces.of_a_team(place, made), made) if place else None

    return kept_paper(request, f"{slug}|team", made, printing)


@require_safe
def place_invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Made anew each time and kept nowhere: a name may have been filled in."""
    made = _made(request, ("a4",))
    place = faces.shown_place_with_team(slug, made)
    if place is None:
        raise Http404
    name = invitations.first_name(request.GET.get("naam", ""))
    data = invitations.of_an_occurrence(place, made, occurrence=request.GET.get("keer", ""), name=name)
    response = pdf_response(printed("invitations.typ", data, made), f"{slug}|uitnodigingen")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def spot_kit(request: HttpRequest, slug: str, spot: int) -> HttpResponse:
    made = _made(request, ("a4",))

    def printing() -> bytes | None:
        found = kit.shown_spot(slug, spot)
        return printed("kit.typ", kit.of_a_spot(found, made), made) if found else None

    return kept_paper(request, f"{slug}|meenemen|{spot}|{made.now:%Hh}", made, printing)


@require_GET
def printing(request: HttpRequest, slug: str) -> HttpResponse:
    made = _made(request)
    place = published_place(slug)
    if place is None:
        raise Http404
    coming = invitations.coming(place, made)
    context = {
        "place": place,
        "trail": [(place.name, reverse("places:place", args=[place.slug]))],
        "week_form": choosing.week_form(made.today, made.language),
        "month_form": choosing.month_form(made.today, made.language),
        "flyer_form": choosing.flyer_form(coming),
        "cards_form": choosing.cards_form(coming),
        "wall_form": choosing.wall_form(),
        "coming": coming,
        "spots": kit.spots_of(place),
    }
    return render(request, "outlets/print/choose.html", context)


@require_GET
def flyer_of(request: HttpRequest, slug: str) -> HttpResponse:
    """From the page "Printen": to the flyer of the activity chosen there."""
    activity = flyer.shown_activity(request.GET.get("activiteit", ""))
    if activity is None:
        return redirect("outlets:printing", slug=slug)
    chosen = asked.sheet(request.GET, sizes=_FLYER)
    large = "&groot=1" if chosen.large else ""
    address = reverse("outlets:activity_flyer_pdf", args=[activity.slug])
    return redirect(f"{address}?formaat={chosen.size}{large}")


def _neighbourhood(code: str) -> Area | None:
    area = snapshot_at(directory_version()).areas.by_code.get(code)
    return area if area and area.level is Level.NEIGHBOURHOOD else None
