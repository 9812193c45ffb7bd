"""Asking and saying yes beside many claims: a program that fills one database, then does what it is told, line by line.

`rooms_confirm` runs one of these for a small database and one for a large, and lets them work in turn.
"""

import json
import os
import sys
import time as clock
from datetime import date, datetime, time, timedelta
from typing import Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.rooms_fill import manager_of, places_with_rooms, taken_times  # noqa: E402
from schuifaan.apps.people.models import User  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402
from schuifaan.apps.rooms.actions.asking import PartyDetails, Wish, ask  # noqa: E402
from schuifaan.apps.rooms.actions.deciding import confirm  # noqa: E402
from schuifaan.apps.rooms.enums import PartyKind, Use  # noqa: E402
from schuifaan.apps.rooms.models import Booking, Claim, Room  # noqa: E402
from schuifaan.core.timeline.wallclock import from_wall  # noqa: E402

PLACES: Final = 200
ROOMS_EACH: Final = 5
HISTORY: Final = timedelta(days=500)


def fill(claims: int) -> None:
    """As many times in every room, half of them over and half to come."""
    rooms = places_with_rooms(PLACES, ROOMS_EACH, name="huis")
    manager_of(list(Place.objects.order_by("pk")))
    taken_times(rooms, claims // len(rooms), first=timezone.localdate() - HISTORY)


def asked_and_confirmed(rooms: list[Room], by: User, number: int) -> tuple[float, float, float, float]:
    """Milliseconds by the clock for both, and milliseconds of processor time for both."""
    # Room after room, of another place each time; then the same rooms on another evening.
    room = rooms[number * (ROOMS_EACH + 1) % len(rooms)]
    day = date.today() + timedelta(days=30 + number // len(rooms))  # noqa: DTZ011 - any day will do
    start = from_wall(datetime.combine(day, time(19)))
    now = timezone.now()
    party = PartyDetails(
        name=f"Club {number}", kind=PartyKind.ASSOCIATION, contact_name="Wil", email=f"{number}@example.org",
        phone="", language="nl", lives_here=None,
    )  # fmt: skip
    wish = Wish(room=room, periods=[(start, start + timedelta(hours=2))], use=Use.CLUB, title="Koor")
    since, busy = clock.perf_counter(), clock.process_time()
    booking = ask(place=room.place, party=party, wish=wish, now=now)
    asked, busy_asked = clock.perf_counter() - since, clock.process_time() - busy
    found = Booking.objects.select_related("place", "party", "room").get(pk=booking.pk)
    since, busy = clock.perf_counter(), clock.process_time()
    confirm(booking=found, by=by, now=now)
    confirmed, busy_confirmed = clock.perf_counter() - since, clock.process_time() - busy
    return asked * 1000, confirmed * 1000, busy_asked * 1000, busy_confirmed * 1000


def main() -> None:
    since = clock.perf_counter()
    if not Claim.objects.exists():
        fill(int(sys.argv[1]))
    told = {"claims": Claim.objects.count(), "took": clock.perf_counter() - since}
    print(json.dumps(told), flush=True)
    rooms = list(Room.objects.select_related("place").order_by("pk"))
    by, number = User.objects.get(), 0
    for line in sys.stdin:
        seen = []
        for _ in range(int(line)):
            seen.append(asked_and_confirmed(rooms, by, number))
            number += 1
        print(json.dumps(seen), flush=True)
    connection.close()


if __name__ == "__main__":
    main()
