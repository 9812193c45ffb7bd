"""Asking for a room as a browser does it: a form filled in, and what a page sends along pressed on."""

import re
from datetime import date, datetime, time

from django.urls import reverse

from schuifaan.core.timeline.wallclock import from_wall, to_wall
from tests.apps.pages import words_of

# The Tuesday after NOW.
TUESDAY = date(2026, 11, 24)
# And one more than a week after it, so that it is still cancelled for nothing.
FREE_TUESDAY = date(2026, 12, 8)


def local(day, hour, minute=0):
    return from_wall(datetime.combine(day, time(hour, minute)))


def address(room):
    return reverse("rooms:ask", kwargs={"slug": room.place.slug, "pk": room.pk})


def text(response):
    """The words of the page itself."""
    page = " ".join(response.content.decode().split())
    return words_of(page.split("<main", 1)[1].split("</main>")[0])


def carried(response):
    """What the page sends along, as a browser would."""
    page = response.content.decode()
    page = page.split("<main", 1)[1].split("</main>")[0]
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name = re.search(r'name="([^"]*)"', tag)[1]
        value = re.search(r'value="([^"]*)"', tag)
        found[name] = (value[1] if value else "").replace("&#x27;", "'").replace("&amp;", "&")
    return found


def filled(client, room, **more):
    key = carried(client.get(address(room)))["key"]
    return {
        "key": key, "day": f"{TUESDAY}", "starts": "19:00", "ends": "21:00", "repeat": "once", "use": "rehearsal",
        "kind": "association", "name": "Koor De Lijster", "contact_name": "Wil", "email": "koor@example.org",
        "shown_as": "name", "do": "check", **more,
    }  # fmt: skip


def checked(client, room, **more):
    return client.post(address(room), filled(client, room, **more))


def pressed(client, page, room, do="send", **more):
    ticked = re.findall(
        r'<input [^>]*type="radio"[^>]*name="(keer_[^"]*)" value="([^"]*)" checked', page.content.decode()
    )
    return client.post(address(room), {**carried(page), **dict(ticked), "do": do, **more})


def times_of(booking):
    return [
        (to_wall(one.starts_at).date(), to_wall(one.starts_at).hour, one.room.name, one.state)
        for one in booking.times.select_related("room").order_by("starts_at")
    ]


def evening(day):
    return local(day, 19), local(day, 21)


def to(name, party, *args):
    """An address of a party."""
    return reverse(f"rooms:{name}", args=[party.token, *args])
