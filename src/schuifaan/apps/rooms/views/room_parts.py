"""The page of a room at the desk: one calm page, of which each part is saved by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import describing
from schuifaan.apps.rooms.forms.facts import (
    ContentsForm,
    LettingForm,
    MinutesForm,
    RoomPictureForm,
    SetUpsForm,
    WaysInForm,
)
from schuifaan.apps.rooms.forms.room import RoomForm
from schuifaan.apps.rooms.forms.windows import BlockForm, CopyWindowsForm, WindowsForm
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries import facts, holding
from schuifaan.apps.rooms.queries.rentable import room_page, window_lines
from schuifaan.apps.rooms.wording import when


@dataclass(frozen=True, slots=True)
class Part:
    """`make` gives the form, empty or as sent; `save` does what it asks."""

    make: Callable[[Room, Any, Any], Any]
    save: Callable[[Room, Any, User, datetime], None]


def _save_contents(room: Room, form: Any, by: User, now: datetime) -> None:
    told = form.cleaned_data
    describing.set_equipment(place=room.place, room=room, items=told["items"], by=by, now=now)
    describing.set_facts(room=room, facilities=told["facilities"], by=by, now=now)


def _save_copy(room: Room, form: Any, by: User, now: datetime) -> None:
    describing.copy_windows(source=form.cleaned_data["source"], to=room, by=by, now=now)


# The name of each is its place in the address, and where on the page it stands.
PARTS: dict[str, Part] = {
    "opstelling": Part(
        lambda room, data, _files: SetUpsForm(data, room=room),
        lambda room, form, by, now: describing.set_facts(room=room, set_ups=form.wanted(), by=by, now=now),
    ),
    "inhoud": Part(lambda room, data, _files: ContentsForm(data, room=room), _save_contents),
    "voor-wie": Part(
        lambda room, data, _files: LettingForm(data, room=room),
        lambda room, form, by, now: describing.set_facts(room=room, letting=form.wanted(), by=by, now=now),
    ),
    "tijden": Part(
        lambda room, data, _files: WindowsForm(data, room=room),
        lambda room, form, by, now: describing.set_windows(room=room, windows=form.wanted(), by=by, now=now),
    ),
    "tijden-overnemen": Part(lambda room, data, _files: CopyWindowsForm(data, room=room), _save_copy),
    "klaarzetten": Part(
        lambda room, data, _files: MinutesForm(data, room=room),
        lambda room, form, by, now: describing.set_facts(room=room, minutes=form.wanted(), by=by, now=now),
    ),
    "binnenkomen": Part(
        lambda room, data, _files: WaysInForm(data, place=room.place, room=room),
        lambda room, form, by, now: describing.set_ways_in(
            place=room.place, room=room, ways=form.wanted(), by=by, now=now
        ),
    ),
    "foto": Part(
        lambda _room, data, files: RoomPictureForm(data, files),
        lambda room, form, by, now: describing.set_room_picture(
            room=room, by=by, now=now, **form.cleaned_data
        ),
    ),
}  # fmt: skip


def room_or_404(place: Place, pk: int) -> Room:
    room = holding.room_at(place, pk)
    if room is None:
        raise Http404
    return room


def show_room(
    request: HttpRequest,
    place: Place,
    pk: int,
    *,
    form: RoomForm | None = None,
    part: str = "",
    bound: Form | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """`form` about name and size, or `bound` of another part, was sent and is wrong."""
    # As it is kept, not as somebody is typing it.
    room = room_or_404(place, pk)
    context = {
        "place": place,
        "title": room.name,
        "room": room,
        "form": form or RoomForm(place=place, room=room),
        "bound": bound,
        "opened": part,
        **(more or {}),
    }
    if room.is_active:
        context |= _parts(place, room, part, bound)
    wrong = bound is not None or context["form"].errors or context.get("needed")
    return render(request, "rooms/room.html", context, status=422 if wrong else 200)


def _parts(place: Place, room: Room, part: str, bound: Form | None) -> dict[str, Any]:
    forms = {
        name.replace("-", "_"): bound if bound is not None and name == part else one.make(room, None, None)
        for name, one in PARTS.items()
    }
    page = room_page(place, room)
    return {
        "parts": forms,
        "page": page,
        "windows": window_lines(sorted(page.windows, key=lambda one: (one.weekday, one.starts))),
        "things": facts.own_things(room),
        "ways": facts.way_lines(place, room),
        "closings": closing_lines(room),
        "block_form": bound if bound is not None and part == "dicht" else BlockForm(),
    }


def closing_lines(room: Room) -> list[tuple[int, str, str]]:
    now = timezone.now()
    today = timezone.localdate(now)
    return [
        (one.pk, when(one.starts_at, one.ends_at, today=today), one.label or one.get_kind_display())
        for one in facts.closings(room, now)
    ]
