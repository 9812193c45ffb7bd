"""What a room is like, as its people say it: each part by itself, and what holds for all rooms together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import describing
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.forms.facts import EquipmentForm, WaysInForm
from schuifaan.apps.rooms.forms.windows import BlockForm
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries import facts
from schuifaan.apps.rooms.views.room_parts import PARTS, closing_lines, room_or_404, show_room

of_place = guard(place_alone, by="slug")


@require_POST
@of_place("places.change_place")
def describe(request: HttpRequest, place: Place, *, pk: int, part: str) -> HttpResponse:
    room = room_or_404(place, pk)
    if part not in PARTS or not room.is_active:
        raise Http404
    form = PARTS[part].make(room, request.POST, request.FILES)
    if form.is_valid():
        try:
            PARTS[part].save(room, form, me(request), timezone.now())
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return _back(room, place, part)
    return show_room(request, place, pk, part=part, bound=form)


@require_POST
@of_place("places.change_place")
def remove_picture(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    room = room_or_404(place, pk)
    describing.remove_room_picture(room=room, by=me(request), now=timezone.now())
    messages.success(request, _("De foto is weg."))
    return _back(room, place, "foto")


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def equipment(request: HttpRequest, place: Place) -> HttpResponse:
    """What holds for every room: loose things, and how one gets in. The button says which of the two is sent."""
    sent = request.POST if request.method == "POST" else None
    is_way_in = sent is not None and "ways" in sent
    things = EquipmentForm(None if is_way_in else sent, place=place)
    ways = WaysInForm(sent if is_way_in else None, place=place)
    form = ways if is_way_in else things
    if sent is not None and form.is_valid():
        try:
            _save_for_place(request, place, form)
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:equipment", slug=place.slug)
    context = {"place": place, "title": _("Voor alle ruimtes"), "things": things, "ways": ways, "form": form}
    return render(request, "rooms/facts/equipment.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def block(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """For hosts too, who see nothing else of the room at the desk."""
    room = room_or_404(place, pk)
    form = BlockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        start, end = form.period
        try:
            describing.block_room(
                room=room, starts_at=start, ends_at=end, kind=ClaimKind(told["kind"]), label=told["label"],
                by=me(request), now=timezone.now(),
            )  # fmt: skip
        except PlaceError as error:
            form.add_error(error.field if error.field in form.fields else "first_on", str(error))
        else:
            messages.success(request, _("De ruimte is dan dicht."))
            return redirect("rooms:block", slug=place.slug, pk=room.pk)
    context = {
        "place": place,
        "room": room,
        "title": _("%(room)s een tijd dicht") % {"room": room.name},
        "block_form": form,
        "closings": closing_lines(room),
        "may_change": me(request).has_perm("places.change_place", place),
    }
    return render(request, "rooms/facts/block.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("rooms.run_rooms")
def unblock(request: HttpRequest, place: Place, *, pk: int, claim: int) -> HttpResponse:
    room = room_or_404(place, pk)
    closing = facts.closing_at(room, claim)
    # Pressed twice, it is open all the same.
    if closing is not None:
        describing.unblock(claim=closing, by=me(request), now=timezone.now())
    messages.success(request, _("De ruimte is weer vrij."))
    return redirect("rooms:block", slug=place.slug, pk=room.pk)


def _save_for_place(request: HttpRequest, place: Place, form: EquipmentForm | WaysInForm) -> None:
    by, now = me(request), timezone.now()
    if isinstance(form, WaysInForm):
        describing.set_ways_in(place=place, room=None, ways=form.wanted(), by=by, now=now)
    else:
        describing.set_equipment(place=place, room=None, items=form.cleaned_data["items"], by=by, now=now)


def _back(room: Room, place: Place, part: str) -> HttpResponse:
    return redirect(f"{reverse('rooms:room', kwargs={'slug': place.slug, 'pk': room.pk})}#{part}")
