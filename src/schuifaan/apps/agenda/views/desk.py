"""The agenda of a place as its people see it: the coming weeks, and what asks for an answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.queries.hints import hints_for
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place

LATER_WEEKS = 26


@require_GET
@of_place("agenda.run_agenda")
def desk(request: HttpRequest, place: Place) -> HttpResponse:
    """`?later` shows half a year instead of four weeks."""
    now = timezone.now()
    today = timezone.localdate(now)
    weeks = LATER_WEEKS if "later" in request.GET else reading.WEEKS_SHOWN
    may_change = me(request).has_perm("agenda.change_agenda", place)
    context = {
        "place": place,
        "today": today,
        "days": reading.coming_days(place, since=today, weeks=weeks),
        "asks": reading.what_asks(place, now=now, today=today),
        "activities": reading.activities_of(place) if may_change else (),
        "hints": hints_for(place, today=today) if may_change else (),
        "may_change": may_change,
        "is_later": "later" in request.GET,
    }
    return render(request, "agenda/desk/desk.html", context)
