"""What rooms add to the pages of the directory: the way to the rooms one can ask for, and today at the desk."""

from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from schuifaan.apps.places import slots
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.queries.booking_desk import in_short
from schuifaan.apps.rooms.queries.rentable import lets_rooms


def connect() -> None:
    slots.fill("place", on_place, order=slots.LATER)
    slots.fill("place_desk", on_place_desk, order=slots.LATER)


def on_place(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    """Only where there is anything to ask for."""
    del now
    if not lets_rooms(about):
        return SafeString("")
    return render_to_string("rooms/offered/on_place.html", {"place": about}, request=request)


def on_place_desk(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    """Two lines: who has a room today, and how many wait for an answer."""
    if not request.user.has_perm("rooms.run_rooms", about):
        return SafeString("")
    short = in_short(about, now=now)
    if not short.is_used:
        return SafeString("")
    may_let = request.user.has_perm("rooms.let_rooms", about)
    context = {"place": about, "short": short, "may_let": may_let}
    return render_to_string("rooms/bookings/on_place_desk.html", context, request=request)
