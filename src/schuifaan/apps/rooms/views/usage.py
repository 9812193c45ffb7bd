"""The desk: how much of the rooms is used."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.people.guard import guard
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import find_place
from schuifaan.apps.rooms.forms.usage import PeriodForm, last_weeks
from schuifaan.apps.rooms.queries.usage import Usage, usage
from schuifaan.apps.rooms.queries.usage_shown import shown

of_place = guard(find_place, by="slug")


@require_GET
@of_place("rooms.let_rooms")
def usage_page(request: HttpRequest, place: Place) -> HttpResponse:
    first, last = last_weeks(timezone.localdate())
    asked = bool(request.GET.get("van") or request.GET.get("tot"))
    form = PeriodForm(request.GET if asked else {"van": first, "tot": last})
    found = _usage(place, form)
    context = {
        "place": place,
        "title": _("Bezetting"),
        "form": form,
        "usage": found,
        "shown": shown(found) if found else None,
    }
    return render(request, "rooms/usage/usage.html", context, status=200 if found else 422)


def _usage(place: Place, form: PeriodForm) -> Usage | None:
    if not form.is_valid():
        return None
    first: date = form.cleaned_data["van"]
    return usage(place, first=first, last=form.cleaned_data["tot"])
