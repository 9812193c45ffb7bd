"""The addresses of a place with twenty rooms that are half taken, with the cookie of its manager, as JSON."""

import json
import os
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.rooms_fill import manager_of, places_with_rooms, taken_times  # noqa: E402

ROOMS, DAYS = 20, 365


def main() -> None:
    rooms = places_with_rooms(1, ROOMS, name="weekhuis")
    place = rooms[0].place
    taken_times(rooms, DAYS, first=timezone.localdate() - timedelta(days=DAYS // 2))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(manager_of([place]))
    asked = {
        "week of all rooms, for everybody": [reverse("rooms:offered", args=[place.slug])],
        "week of one room, for everybody": [
            reverse("rooms:offered_room", args=[place.slug, room.pk]) for room in rooms
        ],
        "week of all rooms, at the desk": [reverse("rooms:booking_week", args=[place.slug])],
    }
    for path in (path for paths in asked.values() for path in paths):
        status = client.get(path).status_code
        if status != 200:
            raise SystemExit(f"{path}: {status}")
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    print(json.dumps({what: [paths, cookie if "desk" in what else ""] for what, paths in asked.items()}))


if __name__ == "__main__":
    main()
