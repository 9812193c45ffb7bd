"""The times of one booking at the desk: cancelled, moved, swapped, added back; and nobody coming."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import changing
from schuifaan.apps.rooms.actions.asking import TimesTaken
from schuifaan.apps.rooms.enums import HOLDING, TimeState
from schuifaan.apps.rooms.forms.booking import CancelForm, MoveForm, Reach, SwapForm
from schuifaan.apps.rooms.models import Booking, BookingTime
from schuifaan.apps.rooms.queries import booking_desk as queries
from schuifaan.apps.rooms.queries.bookings import booking_page, late_line
from schuifaan.apps.rooms.queries.clash import Clash, clashes_of
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.views.booking import booking_or_404
from schuifaan.apps.rooms.views.booking_parts import instead_of
from schuifaan.apps.rooms.wording import when
from schuifaan.apps.rooms.wording_bookings import answer_reaches, cancel_line

of_place = guard(place_alone, by="slug")


# -- Cancelling ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def cancel_booking(request: HttpRequest, place: Place, *, number: int) -> HttpResponse:
    """Some or all of what is still to come; what then stays to be paid stands beside each."""
    found, now, user = booking_or_404(place, number), timezone.now(), me(request)
    coming = _to_cancel(found, now)
    terms = booking_page(found).terms
    late = {one.pk: late_line(found, one, terms, now) for one in coming}
    choices = [(one.pk, cancel_line(one, late[one.pk], now=now)) for one in coming]
    may_waive = user.has_perm("rooms.let_rooms", place) and any(late.values())
    data = _all_ticked(request.POST, coming) if request.method == "POST" else None
    form = CancelForm(data, choices=choices, may_waive=may_waive)
    if form.is_valid():
        chosen = [one for one in coming if one.pk in form.chosen()]
        waive = bool(form.cleaned_data.get("waive"))
        try:
            changing.cancel_times(times=chosen, by=user, now=now, waive=waive)
        except PlaceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _cancelled(chosen, found))
            return redirect("rooms:booking", slug=place.slug, number=number)
    total = sum(line.cents for line in late.values() if line is not None)
    context = {
        "place": place,
        "title": _("Keren annuleren"),
        "booking": found,
        "form": form,
        "coming": coming,
    }
    context |= {"late_cents": total, "reaches": answer_reaches(found.party), "terms": terms}
    return render(request, "rooms/bookings/cancel.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("rooms.let_rooms")
def add_back(request: HttpRequest, place: Place, *, number: int, time: int) -> HttpResponse:
    one = _time_or_404(place, number, time)
    try:
        changing.add_back(times=[one], by=me(request), now=timezone.now())
    except TimesTaken as error:
        return _page(request, place, one, taken=error.clashes)
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Deze keer gaat weer door."))
    return redirect("rooms:booking", slug=place.slug, number=number)


@require_POST
@of_place("rooms.run_rooms")
def no_show(request: HttpRequest, place: Place, *, number: int, time: int) -> HttpResponse:
    one = _time_or_404(place, number, time)
    try:
        changing.mark_no_show(time=one, by=me(request), now=timezone.now())
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Genoteerd dat er niemand kwam. De ruimte is vrij."))
    return redirect("rooms:booking", slug=place.slug, number=number)


# -- Another time or room -----------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def booking_time(request: HttpRequest, place: Place, *, number: int, time: int) -> HttpResponse:
    one, now = _time_or_404(place, number, time), timezone.now()
    if request.method == "GET":
        return _page(request, place, one)
    form = _move_form(one, instead_of(request.POST))
    if not form.is_valid():
        return _page(request, place, one, move=form)
    try:
        changed = move(form, one, by=me(request), now=now)
    except TimesTaken as error:
        return _page(request, place, one, move=form, taken=error.clashes)
    except PlaceError as error:
        error.say_on(form)
        return _page(request, place, one, move=form)
    messages.success(
        request,
        ngettext("%(count)s keer veranderd.", "%(count)s keren veranderd.", changed) % {"count": changed}
        + f" {answer_reaches(one.booking.party)}",
    )
    return redirect("rooms:booking", slug=place.slug, number=number)


@require_POST
@of_place("rooms.let_rooms")
def swap_time(request: HttpRequest, place: Place, *, number: int, time: int) -> HttpResponse:
    one, now = _time_or_404(place, number, time), timezone.now()
    form = SwapForm(request.POST, others=queries.times_to_swap(one, now=now), now=now)
    if not form.is_valid():
        return _page(request, place, one, swap=form)
    other: BookingTime = form.cleaned_data["other"]
    try:
        changing.swap(one=one, other=other, by=me(request), now=now)
    except PlaceError as error:
        form.add_error(None, str(error))
        return _page(request, place, one, swap=form)
    said = {"one": one.booking.party.name, "other": other.booking.party.name}
    messages.success(request, _("Geruild: %(one)s en %(other)s.") % said)
    return redirect("rooms:booking", slug=place.slug, number=number)


def move(form: MoveForm, one: BookingTime, *, by: User, now: datetime) -> int:
    """How many changed. When asked to, what clashes is left out; it can be added back later."""
    start, end = form.period()
    room = form.cleaned_data["room"]
    if form.reaches == Reach.ONE:
        changing.move_time(time=one, starts_at=start, ends_at=end, room=room, by=by, now=now)
        return 1
    told: dict[str, Any] = {
        "weekday": timezone.localtime(start).isoweekday(),
        "starts": form.cleaned_data["starts"],
        "ends": form.cleaned_data["ends"],
        "room": room,
    }
    first = queries.first_coming(one.booking, now=now) if form.reaches == Reach.ALL else one
    try:
        return len(changing.change_following(time=first or one, by=by, now=now, **told))
    except TimesTaken as error:
        if not form.cleaned_data["skip"]:
            raise
        left = set(error.clashes)
        return len(changing.change_following(time=first or one, by=by, now=now, leave_out=left, **told))


# -- How ----------------------------------------------------------------------------------------------


def _time_or_404(place: Place, number: int, pk: int) -> BookingTime:
    found = queries.time_of(booking_or_404(place, number), pk)
    if found is None:
        raise Http404
    return found


def _to_cancel(found: Booking, now: datetime) -> list[BookingTime]:
    if found.status not in HOLDING:
        return []
    planned = booking_page(found).planned
    return [one for one in planned if one.ends_at > now] or planned


def _all_ticked(sent: QueryDict, coming: list[BookingTime]) -> QueryDict:
    """One button ticks them all."""
    if "alles" not in sent:
        return sent
    all_of_them = sent.copy()
    all_of_them.setlist("times", [str(one.pk) for one in coming])
    return all_of_them


def _cancelled(chosen: list[BookingTime], found: Booking) -> str:
    count = len(chosen)
    said = ngettext("%(count)s keer geannuleerd.", "%(count)s keren geannuleerd.", count) % {"count": count}
    return f"{said} {answer_reaches(found.party)}"


def _move_form(one: BookingTime, data: Any = None) -> MoveForm:
    rooms = queries.rooms_in_use(one.booking.place)
    return MoveForm(data, of=one, rooms=rooms, in_series=queries.is_series(one.booking))


def _page(
    request: HttpRequest,
    place: Place,
    one: BookingTime,
    *,
    move: MoveForm | None = None,
    swap: SwapForm | None = None,
    taken: Mapping[Period, Any] | None = None,
) -> HttpResponse:
    now = timezone.now()
    clashes: list[Clash] = []
    if taken:
        room = move.cleaned_data["room"] if move else one.room
        clashes = clashes_of(room, taken, party_kind=one.booking.party.kind, now=now)
    in_series = queries.is_series(one.booking)
    context = {
        "place": place,
        "title": when(one.starts_at, one.ends_at, today=timezone.localdate(now)),
        "booking": one.booking,
        "time": one,
        "form": move or _move_form(one),
        "swap_form": swap or SwapForm(others=queries.times_to_swap(one, now=now), now=now),
        "clashes": clashes,
        "can_take": len(clashes) == 1 and (move is None or move.reaches == Reach.ONE),
        "can_skip": bool(clashes) and in_series and move is not None and move.reaches != Reach.ONE,
        "is_planned": one.state == TimeState.PLANNED,
        "reaches": answer_reaches(one.booking.party),
    }
    return render(
        request, "rooms/bookings/time.html", context, status=422 if move or swap or clashes else 200
    )
