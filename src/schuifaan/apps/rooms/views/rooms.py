"""The rooms of a place, at its desk: which there are, one of them, and out of use."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms import actions
from schuifaan.apps.rooms.forms.room import RoomForm
from schuifaan.apps.rooms.models import Claim, Room
from schuifaan.apps.rooms.queries import holding as queries
from schuifaan.apps.rooms.views.room_parts import room_or_404, show_room
from schuifaan.apps.rooms.wording import when

MOST_SHOWN = 10

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def room_list(request: HttpRequest, place: Place) -> HttpResponse:
    form = RoomForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            room = actions.add_room(place=place, by=me(request), now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            _tell(form, error)
        else:
            messages.success(request, _("%(room)s staat erbij.") % {"room": room.name})
            return redirect("rooms:list", slug=place.slug)
    context = {
        "place": place,
        "title": _("Ruimtes"),
        "form": form,
        "lines": queries.room_lines(place),
        "retired": queries.rooms_of(place, retired=True),
    }
    return render(request, "rooms/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def room_page(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    room = room_or_404(place, pk)
    form = RoomForm(request.POST or None, place=place, room=room)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_room(room=room, by=me(request), now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            _tell(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:list", slug=place.slug)
    return _page(request, place, room, form)


@require_POST
@of_place("places.change_place")
def retire(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    room = room_or_404(place, pk)
    try:
        actions.retire_room(room=room, by=me(request), now=timezone.now())
    except actions.RoomNeeded as error:
        return _page(request, place, room, RoomForm(place=place, room=room), needed=error)
    messages.success(request, _("%(room)s is niet meer in gebruik.") % {"room": room.name})
    return redirect("rooms:list", slug=place.slug)


def _page(
    request: HttpRequest,
    place: Place,
    room: Room,
    form: RoomForm,
    *,
    needed: actions.RoomNeeded | None = None,
) -> HttpResponse:
    more = {
        "needed": needed,
        "planned": _told(needed.claims[:MOST_SHOWN]) if needed else (),
        "more": max(0, len(needed.claims) - MOST_SHOWN) if needed else 0,
    }
    return show_room(request, place, room.pk, form=form, more=more)


def _tell(form: RoomForm, error: PlaceError) -> None:
    error.say_on(form)


def _told(claims: list[Claim]) -> list[tuple[str, str]]:
    """When and what for; the people of the place may read what is private."""
    today = timezone.localdate()
    return [
        (when(one.starts_at, one.ends_at, today=today), one.label or one.get_kind_display()) for one in claims
    ]
