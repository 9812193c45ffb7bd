"""What rooms add to the pages of the directory: the way to the rooms one can ask for."""

from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from schuifaan.apps.places import slots
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.queries.rentable import lets_rooms


def connect() -> None:
    slots.fill("place", on_place)


def on_place(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    """Only where there is anything to ask for."""
    del now
    if not lets_rooms(about):
        return SafeString("")
    return render_to_string("rooms/offered/on_place.html", {"place": about}, request=request)
