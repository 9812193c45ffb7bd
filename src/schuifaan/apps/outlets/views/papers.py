"""What is printed: programmes, calendars, flyers, faces and cards, and the page that lets people choose."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from schuifaan.apps.outlets.paper import asked, week
from schuifaan.apps.outlets.paper.keeping import kept_paper
from schuifaan.apps.outlets.paper.made import Made, printed
from schuifaan.apps.outlets.queries.directory import published_place
from schuifaan.apps.places.naming import page_language


def _made(request: HttpRequest, *sizes: str) -> Made:
    sheet = asked.sheet(request.GET, sizes=sizes or ("a4", "a3"))
    return Made(page_language(), sheet, timezone.now())


@require_safe
def place_week(request: HttpRequest, slug: str) -> HttpResponse:
    made = _made(request)
    monday = asked.week(request.GET, today=made.today)

    def printing() -> bytes | None:
        place = published_place(slug)
        return printed("week.typ", week.of_a_place(place, monday, made), made) if place else None

    return kept_paper(request, f"{slug}|{asked.week_name(monday)}", made, printing)
