"""Bookings at the desk: what asks for an answer, the coming week, all of them, and a new one by phone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import find_place
from schuifaan.apps.rooms.forms.bookings import FindForm
from schuifaan.apps.rooms.queries import booking_desk as queries

of_place = guard(find_place, by="slug")


@require_GET
@of_place("rooms.run_rooms")
def bookings(request: HttpRequest, place: Place) -> HttpResponse:
    """What waits for somebody; or, when something is looked for, what was found."""
    now = timezone.now()
    is_asked = not FindForm.base_fields.keys().isdisjoint(request.GET)
    form = FindForm(request.GET if is_asked else None, place=place)
    context = {
        "place": place,
        "title": _("Reserveringen"),
        "form": form,
        "is_asked": is_asked,
        "now": now,
        "today": timezone.localdate(now),
        "may_let": me(request).has_perm("rooms.let_rooms", place),
        **(_found(request, place, form) if is_asked else {"desk": queries.desk_of(place, now=now)}),
    }
    return render(request, "rooms/bookings/list.html", context)


def _found(request: HttpRequest, place: Place, form: FindForm) -> dict[str, Any]:
    wanted = form.wanted()
    page = queries.bookings_page(place, wanted, now=timezone.now())
    onward = request.GET.copy()
    onward["na"] = str(page.next_before)
    return {
        "found": page,
        "onward": f"?{onward.urlencode()}" if page.next_before else "",
        "is_later": bool(wanted.before),
    }
