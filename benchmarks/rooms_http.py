"""How many questions and how many yeses a second, through HTTP: one client, eight at one place, eight at eight places.

A program of its own beside the server. Each client sends one answer after the other over a line it keeps; each yes is
the one tap of the desk, by a manager who is signed in, for a question of its own. What is wrong ends it with an error.
"""

import argparse
import http.client
import os
import re
import statistics
import sys
import time as clock
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode, urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from benchmarks.rooms_fill import manager_of, places_with_rooms  # noqa: E402
from schuifaan.apps.people.models import User  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402
from schuifaan.apps.rooms.actions.asking import PartyDetails, Wish, ask  # noqa: E402
from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, Use  # noqa: E402
from schuifaan.apps.rooms.models import Booking, BookingTime, Letter, Room  # noqa: E402
from schuifaan.core.timeline.wallclock import from_wall  # noqa: E402

EIGHT: Final = 8
NAME: Final = "tempo"
WARM_UP: Final = 10
KEY: Final = re.compile(r'name="key" value="([^"]+)"')


@dataclass(frozen=True)
class Sending:
    """One form to send, by whom the headers say."""

    path: str
    fields: dict[str, str]
    headers: dict[str, str]


def start_of(number: int) -> datetime:
    """An evening nobody else asks for in the same room."""
    day = timezone.localdate() + timedelta(days=20 + number)
    return from_wall(datetime.combine(day, time(19)))


def somebody(number: int) -> dict[str, str]:
    """Everybody comes from an address of their own, as behind a proxy."""
    return {"X-Forwarded-For": f"10.{number // 62_500 % 250}.{number // 250 % 250}.{number % 250 + 1}"}


def sent(url: str, forms: Sequence[Sending], clients: int) -> tuple[float, float]:
    """How many a second, and the 95th percentile in milliseconds. Every answer must lead on to another page."""
    took: list[float] = []
    rows = [forms[number::clients] for number in range(clients)]
    began = clock.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        for seen in pool.map(lambda mine: one_client(url, mine), rows):
            took += seen
    whole = clock.perf_counter() - began
    p95 = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    return len(forms) / whole, p95 * 1000


def one_client(url: str, forms: Sequence[Sending]) -> list[float]:
    line, took = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120), []
    for one in forms:
        began = clock.perf_counter()
        body = urlencode(one.fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded", **one.headers}
        line.request("POST", one.path, body, headers)
        answer = line.getresponse()
        answer.read()
        if answer.status != http.client.FOUND:
            raise SystemExit(f"{one.path}: {answer.status}")
        took.append(clock.perf_counter() - began)
    line.close()
    return took


# -- Saying yes -----------------------------------------------------------------------------------


def yeses(rooms: Sequence[Room], count: int, first: int) -> list[Sending]:
    """Questions that wait, in turn in these rooms, and the yes to each."""
    user = User.objects.get()
    session = Client()
    session.force_login(user)
    secret = get_random_string(32)
    cookies = {
        settings.SESSION_COOKIE_NAME: session.cookies[settings.SESSION_COOKIE_NAME].value,
        settings.CSRF_COOKIE_NAME: secret,
    }
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    made = []
    for number in range(count):
        room, start = rooms[number % len(rooms)], start_of(first + number // len(rooms))
        party = PartyDetails(
            name=f"Club {number}", kind=PartyKind.ASSOCIATION, contact_name="Wil",
            email=f"{room.pk}.{first}.{number}@example.org", phone="", language="nl", lives_here=None,
        )  # fmt: skip
        wish = Wish(room=room, periods=[(start, start + timedelta(hours=2))], use=Use.CLUB, title="Koor")
        asked = ask(place=room.place, party=party, wish=wish, now=timezone.now())
        path = reverse("rooms:answer_booking", args=[room.place.slug, asked.number])
        made.append(
            Sending(
                path, {"wat": "ja", "lijst": "1", "csrfmiddlewaretoken": secret}, somebody(number) | headers
            )
        )
    return made


# -- Asking ---------------------------------------------------------------------------------------


def questions(rooms: Sequence[Room], count: int, first: int) -> list[Sending]:
    """Forms filled in, each with the key of its own page."""
    client, made = Client(SERVER_NAME="127.0.0.1"), []
    for number in range(count):
        room, start = rooms[number % len(rooms)], start_of(first + number // len(rooms))
        path = reverse("rooms:ask", args=[room.place.slug, room.pk])
        found = KEY.search(client.get(path, headers=somebody(first + number)).content.decode())
        if found is None:
            raise SystemExit(f"no form at {path}")
        fields = {
            "key": found[1], "day": f"{start:%Y-%m-%d}", "starts": "19:00", "ends": "21:00", "repeat": "once",
            "use": "club", "shown_as": "taken", "kind": "association", "name": f"Club {number}",
            "contact_name": "Wil", "email": f"ask{room.pk}.{first}.{number}@example.org", "website": "", "do": "send",
        }  # fmt: skip
        made.append(Sending(path, fields, somebody(first + number)))
    return made


# -- All of it ------------------------------------------------------------------------------------


def measured(
    url: str, what: str, make: Callable[[Sequence[Room], int, int], list[Sending]], count: int, first: int
) -> int:
    """The first evening nobody has asked for yet."""
    rooms = list(Room.objects.select_related("place").order_by("pk"))
    here, everywhere = rooms[:1], rooms
    for told, some, clients in (
        ("one client", here, 1),
        ("eight, one place", here, EIGHT),
        ("eight places", everywhere, EIGHT),
    ):
        sent(url, make(some, WARM_UP, first), min(clients, 2))
        first += WARM_UP
        rate, p95 = sent(url, make(some, count, first), clients)
        first += count
        print(f"    {what + ', ' + told:36}{rate:>7.0f}/s{p95:>10.1f} ms", flush=True)
    return first


def wrong() -> list[str]:
    """Whatever is not as the answers said."""
    confirmed = Booking.objects.filter(status=BookingStatus.CONFIRMED).count()
    checks = {
        "letters of a yes": (Letter.objects.filter(key__startswith="confirmed:").count(), confirmed),
        "letters of a question": (
            Letter.objects.filter(key__startswith="asked:").count(), Booking.objects.count()
        ),
        "times with a claim": (
            BookingTime.objects.filter(claim__isnull=False).count(), BookingTime.objects.count()
        ),
    }  # fmt: skip
    return [f"{what}: {seen}, and not {meant}" for what, (seen, meant) in checks.items() if seen != meant]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    places_with_rooms(EIGHT, 1, name=NAME)
    manager_of(list(Place.objects.order_by("pk")))
    print(f"    {'':36}{'a second':>9}{'p95':>13}")
    first = measured(options.url, "saying yes", yeses, options.times, 0)
    measured(options.url, "asking", questions, options.times, first)
    said = wrong()
    if said:
        sys.exit("; ".join(said))


if __name__ == "__main__":
    main()
