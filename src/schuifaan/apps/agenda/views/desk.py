"""The agenda of a place as its people see it: the coming weeks, and what asks for an answer."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.queries.hints import hints_for
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place

LATER_WEEKS = 26
# Two school years: nobody plans a meeting place further ahead.
FURTHEST = timedelta(days=730)


@require_GET
@of_place("agenda.run_agenda")
def desk(request: HttpRequest, place: Place) -> HttpResponse:
    """`?vanaf=` is the first day shown, today when there is none; `?later` shows half a year from there."""
    now = timezone.now()
    today = timezone.localdate(now)
    since, is_later = _since(request, today), "later" in request.GET
    until = since + timedelta(weeks=LATER_WEEKS if is_later else reading.WEEKS_SHOWN)
    may_change = me(request).has_perm("agenda.change_agenda", place)
    context = {
        "place": place,
        "today": today,
        "since": since,
        "days": reading.coming_days(place, since=since, until=until),
        "next_since": reading.next_since(place, after=until, weeks=reading.WEEKS_SHOWN),
        "asks": reading.what_asks(place, now=now, today=today),
        "activities": reading.activities_of(place) if may_change else (),
        "hints": hints_for(place, today=today) if may_change else (),
        "may_change": may_change,
        "is_later": is_later,
    }
    return render(request, "agenda/desk/desk.html", context)


def _since(request: HttpRequest, today: date) -> date:
    """A day that is over, or none at all, is today."""
    try:
        asked = date.fromisoformat(request.GET.get("vanaf", ""))
    except ValueError:
        return today
    return min(max(asked, today), today + FURTHEST)
