"""Private calendars of bookings, and where who works at a place finds theirs."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from schuifaan.apps.outlets import booking_calendar as writing
from schuifaan.apps.outlets import icalendar
from schuifaan.apps.outlets.actions.booking_calendars import give_key, take_key
from schuifaan.apps.outlets.queries import booking_calendars as queries
from schuifaan.apps.outlets.views.calendars import answer
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.models import Party
from schuifaan.apps.rooms.queries.party_calendar import party_of_calendar

of_place = guard(place_alone, by="slug")


@require_safe
def party_ics(request: HttpRequest, key: str) -> HttpResponseBase:
    """In the language of the party."""
    party = party_of_calendar(key)
    if party is None:
        raise Http404
    with translation.override(party.language):
        name = _("%(party)s bij %(place)s") % {"party": party.name, "place": party.place.name}
        return _calendar(request, party, name, reverse("rooms:offered", args=[party.place.slug]))


@require_safe
def place_bookings_ics(request: HttpRequest, token: str) -> HttpResponseBase:
    key = queries.key_with(token)
    if key is None:
        raise Http404
    name = _("Reserveringen van %(place)s") % {"place": key.place.name}
    return _calendar(request, key.place, name, reverse("rooms:bookings", args=[key.place.slug]))


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def booking_calendar(request: HttpRequest, place: Place) -> HttpResponse:
    """The address is for this one person: others at the place have their own."""
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            take_key(place=place, by=me(request), now=timezone.now())
            messages.success(request, _("Gestopt. Het adres werkt niet meer."))
        else:
            give_key(place=place, by=me(request), now=timezone.now())
            messages.success(request, _("Dit is je adres. Zet het in je agenda."))
        return redirect("outlets:booking_calendar", slug=place.slug)
    key = queries.key_of(me(request), place)
    address = f"{settings.BASE_URL}{reverse('outlets:place_bookings_ics', args=[key.token])}" if key else ""
    context = {"place": place, "title": _("Alle reserveringen in je eigen agenda"), "address": address}
    return render(request, "outlets/booking_calendar.html", context)


def _calendar(request: HttpRequest, whose: Party | Place, name: str, page: str) -> HttpResponseBase:
    today = timezone.localdate()
    # First, so that what changes while we read is never kept under a later name.
    state = queries.state_of(whose)
    # The address is a secret: it stands nowhere in the calendar.
    about = icalendar.About(
        name=name,
        description=_("Deze agenda is alleen voor wie het adres heeft."),
        source="",
        page=f"{settings.BASE_URL}{page}",
    )
    return answer(
        request,
        icalendar.CONTENT_TYPE,
        f"{today:%Y%m}",
        lambda: writing.calendar(about, queries.bookings_of(whose, today)),
        state=state,
        is_private=True,
    )
