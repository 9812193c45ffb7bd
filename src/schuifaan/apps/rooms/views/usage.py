"""The desk: how much of the rooms is used."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.people.guard import guard
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.forms.usage import PeriodForm, last_periods, last_weeks
from schuifaan.apps.rooms.queries.usage import Usage, usage
from schuifaan.apps.rooms.queries.usage_shown import shown
from schuifaan.apps.rooms.usage_sheet import as_csv

of_place = guard(place_alone, by="slug")


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
        "periods": last_periods(timezone.localdate()),
    }
    return render(request, "rooms/usage/usage.html", context, status=200 if found else 422)


@require_GET
@of_place("rooms.let_rooms")
def usage_file(request: HttpRequest, place: Place) -> HttpResponse:
    """The figures of the page for a sheet; without a period that can be read, the page says what is wrong."""
    found = _usage(place, PeriodForm(request.GET))
    if found is None:
        return _to_page(request, place)
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    name = f"bezetting-{place.slug}-{found.first}-{found.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _to_page(request: HttpRequest, place: Place) -> HttpResponse:
    return redirect(f"{reverse('rooms:usage', kwargs={'slug': place.slug})}?{request.GET.urlencode()}")


def _usage(place: Place, form: PeriodForm) -> Usage | None:
    if not form.is_valid():
        return None
    first: date = form.cleaned_data["van"]
    return usage(place, first=first, last=form.cleaned_data["tot"])
