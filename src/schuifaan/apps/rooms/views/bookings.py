"""Bookings at the desk: what asks for an answer, the coming week, all of them, and a new one by phone."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions.asking import TimesTaken
from schuifaan.apps.rooms.actions.waiting import wait_for
from schuifaan.apps.rooms.forms.bookings import FindForm, PhoneForm
from schuifaan.apps.rooms.queries import booking_desk as queries
from schuifaan.apps.rooms.queries.booking_week import week_of_rooms
from schuifaan.apps.rooms.queries.clash import Clash, clashes_of
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.undoing import just_answered
from schuifaan.apps.rooms.queries.week import WEEK, monday_of
from schuifaan.apps.rooms.views.booking_parts import STARTING, asked_monday, instead_of, note_down

of_place = guard(place_alone, by="slug")


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
        **(_found(request, place, form) if is_asked else _waiting(place, now)),
    }
    return render(request, "rooms/bookings/list.html", context)


def _waiting(place: Place, now: datetime) -> dict[str, Any]:
    return {"desk": queries.desk_of(place, now=now), "just_answered": just_answered(place, now)}


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


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def new_booking(request: HttpRequest, place: Place) -> HttpResponse:
    """Somebody on the phone. What clashes is said at once, with what there is instead."""
    now, data = timezone.now(), instead_of(request.POST) if request.method == "POST" else None
    starting = {name: request.GET.get(asked) for name, asked in STARTING.items() if request.GET.get(asked)}
    form = PhoneForm(data, place=place, today=timezone.localdate(now), initial=starting)
    clashes: list[Clash] = []
    if form.is_valid():
        periods, left_out = form.periods()
        try:
            booking = note_down(form, place, periods, left_out, by=me(request), now=now)
        except TimesTaken as error:
            if "wachten" in request.POST and len(periods) == 1:
                return _on_the_list(request, place, form, periods[0], now)
            kind = form.asker().kind
            clashes = clashes_of(form.cleaned_data["room"], error.clashes, party_kind=kind, now=now)
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Genoteerd. De ruimte is nu vastgehouden."))
            return redirect("rooms:booking", slug=place.slug, number=booking.number)
    context = {"place": place, "title": _("Noteer een reservering"), "form": form, "clashes": clashes}
    if clashes:
        number = len(form.periods()[0])
        context |= {"can_skip": number > len(clashes), "can_wait": number == 1}
    wrong = bool(form.errors or clashes)
    return render(request, "rooms/bookings/new.html", context, status=422 if wrong else 200)


def _on_the_list(
    request: HttpRequest, place: Place, form: PhoneForm, period: Period, now: datetime
) -> HttpResponse:
    """They would like it when it comes free."""
    told, asker = form.cleaned_data, form.asker()
    wait_for(
        party=asker, room=told["room"], starts_at=period[0], ends_at=period[1], use=form.wish(()).use, now=now,
        by=me(request),
    )  # fmt: skip
    messages.success(request, _("%(name)s staat op de wachtlijst.") % {"name": asker.name})
    return redirect("rooms:bookings", slug=place.slug)


@require_GET
@of_place("rooms.run_rooms")
def booking_week(request: HttpRequest, place: Place) -> HttpResponse:
    """`?week=` is a day in it; all rooms of the place, seven days."""
    today = timezone.localdate()
    monday = asked_monday(request.GET.get("week", ""), today)
    context = {
        "place": place,
        "title": _("Alle ruimtes deze week") if monday == monday_of(today) else _("Alle ruimtes in een week"),
        "today": today,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "previous": monday - WEEK,
        "next": monday + WEEK,
        "rows": week_of_rooms(place, monday),
        "days": [monday + timedelta(days=number) for number in range(7)],
    }
    return render(request, "rooms/bookings/week.html", context)
