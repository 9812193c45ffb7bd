"""The day sheet: one page on a phone, one A4 beside the door."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions.doors import set_duty
from schuifaan.apps.rooms.forms.day_sheet import DutyForm
from schuifaan.apps.rooms.paper.day_sheet import printed_day
from schuifaan.apps.rooms.queries.day_sheet import day_sheet as sheet_of

FURTHEST = timedelta(days=3660)

of_place = guard(place_alone, by="slug")


@require_GET
@of_place("rooms.run_rooms")
def day_sheet(request: HttpRequest, place: Place) -> HttpResponse:
    return _page(request, place, asked_day(request.GET.get("dag", "")))


@require_POST
@of_place("rooms.run_rooms")
def door_duty(request: HttpRequest, place: Place) -> HttpResponse:
    day, form = asked_day(request.POST.get("dag", "")), DutyForm(request.POST)
    if not form.is_valid():
        return _page(request, place, day, form)
    set_duty(place=place, day=day, by=me(request), now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard."))
    return redirect(f"{reverse('rooms:day_sheet', args=[place.slug])}?dag={day}")


@require_GET
@of_place("rooms.run_rooms")
def day_sheet_pdf(request: HttpRequest, place: Place) -> HttpResponse:
    day = asked_day(request.GET.get("dag", ""))
    pdf = printed_day(sheet_of(place, day), now=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="dagblad-{place.slug}-{day}.pdf"'
    return response


def asked_day(asked: str) -> date:
    """No day at all, or one outside all calendars, is today."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return today
    return day if abs(day - today) <= FURTHEST else today


def _page(request: HttpRequest, place: Place, day: date, form: DutyForm | None = None) -> HttpResponse:
    sheet = sheet_of(place, day)
    context = {
        "place": place,
        "title": _("Dagblad"),
        "sheet": sheet,
        "day": day,
        "today": timezone.localdate(),
        "previous": day - timedelta(days=1),
        "next": day + timedelta(days=1),
        "form": form or DutyForm(initial={"opens": sheet.opens, "closes": sheet.closes}),
    }
    return render(request, "rooms/bookings/day_sheet.html", context, status=422 if form else 200)
