"""What being heard adds to the pages of the directory and to the desks: the lines of each of its parts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from schuifaan.apps.people.guard import me
from schuifaan.apps.people.models import User
from schuifaan.apps.places import slots
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.voice.on_pages import evaluation, goals, matters, polls, rounds, signals, welcome
from schuifaan.apps.voice.on_pages.line import Line

# In the order in which they stand on a page.
PARTS: Final = (goals, polls, signals, matters, welcome, evaluation, rounds)


def connect() -> None:
    slots.fill("place", on_place, order=slots.LAST)
    slots.fill("area", on_area, order=slots.LAST)
    slots.fill("place_desk", on_place_desk, order=slots.LAST)
    slots.fill("desk", on_desk, order=slots.LAST)


def on_place(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    return _shown(request, "place", (line for part in PARTS for line in part.on_place(about, now)))


def on_area(request: HttpRequest, *, about: Area, now: datetime) -> SafeString:
    return _shown(request, "area", (line for part in PARTS for line in part.on_area(about, now)))


def on_place_desk(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    user = me(request)
    return _shown(
        request, "place_desk", (line for part in PARTS for line in part.on_place_desk(about, user, now))
    )


def on_desk(request: HttpRequest, *, about: User, now: datetime) -> SafeString:
    return _shown(request, "desk", (line for part in PARTS for line in part.on_desk(about, now)))


def _shown(request: HttpRequest, slot: str, lines: Iterable[Line]) -> SafeString:
    """What somebody waits for comes first; nothing to say is nothing to show."""
    found = sorted(lines, key=lambda line: not line.asks)
    if not found:
        return SafeString("")
    context = {
        "lines": found,
        "asking": [line for line in found if line.asks],
        "ways": [line for line in found if not line.asks],
    }
    return render_to_string(f"voice/slots/{slot}.html", context, request=request)
