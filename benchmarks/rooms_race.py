"""Two hundred people want one evening, again and again, through HTTP with two workers: exactly one gets it each time.

A program of its own beside the server. It prints what became of every round, and what the database holds in the end;
with `--kill` a worker is killed in the middle of the rounds. What is wrong ends it with an error.
"""

import argparse
import asyncio
import collections
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import httpx

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.db.models import Count, F  # noqa: E402
from django.utils import timezone  # noqa: E402

from schuifaan.apps.places.enums import PlaceStatus  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402
from schuifaan.apps.rooms.enums import PartyKind, TimeState  # noqa: E402
from schuifaan.apps.rooms.models import (  # noqa: E402
    Booking,
    BookingTime,
    Claim,
    ClaimPart,
    LettingTerms,
    Part,
    Rate,
    RateCard,
    Room,
    RoomPart,
)

FIRST = date(2027, 1, 4)
CHANCE = random.Random(1)  # noqa: S311 - addresses to ask from, no secrets
SLUG = "de-wedstrijd"
KEY = re.compile(r'name="key" value="([^"]+)"')


@dataclass
class Seen:
    """What the clients got."""

    statuses: collections.Counter[int] = field(default_factory=collections.Counter)
    lost_line: int = 0
    won: list[int] = field(default_factory=list)
    with_alternatives: int = 0
    took: list[float] = field(default_factory=list)


def fill() -> Room:
    """Two rooms, so that there is something to offer instead."""
    if found := Room.objects.filter(place__slug=SLUG, name="Zaal").first():
        return found
    now = timezone.now()
    place = Place.objects.create(
        name="De Wedstrijd", slug=SLUG, status=PlaceStatus.PUBLISHED, created_at=now, changed_at=now
    )
    LettingTerms.objects.create(place=place, is_open=True, ahead_days=3000)
    card = RateCard.objects.create(place=place, name="Tarieven", first_on=date(2026, 1, 1))
    for kind in PartyKind.values:
        Rate.objects.create(card=card, party_kind=kind, cents=2000)
    rooms = [Room.objects.create(place=place, name=name, is_let=True) for name in ("Zaal", "Kamer")]
    for room in rooms:
        RoomPart.objects.create(room=room, part=Part.objects.create(place=place))
    return rooms[0]


def somebody() -> dict[str, str]:
    """Everybody comes from an address of their own, as behind a proxy."""
    address = ".".join(str(CHANCE.randrange(1, 255)) for _ in range(3))
    return {"X-Forwarded-For": f"10.{address}", "X-Forwarded-Proto": "https"}


async def key_of(client: httpx.AsyncClient, path: str) -> str:
    answer = await client.get(path, headers=somebody())
    found = KEY.search(answer.text)
    if found is None:
        raise SystemExit(f"no form at {path}: {answer.status_code}")
    return found[1]


async def want(  # noqa: PLR0917 - one question of one person
    client: httpx.AsyncClient, path: str, key: str, day: date, number: int, seen: Seen
) -> None:
    data = {
        "key": key, "day": day.isoformat(), "starts": "19:00", "ends": "21:00", "repeat": "once", "use": "club",
        "shown_as": "taken", "kind": "association", "name": f"Club {number}", "contact_name": "Wil",
        "email": f"club{number}.{day:%j%y}.{CHANCE.randrange(10**9)}@example.org", "website": "", "do": "send",
    }  # fmt: skip
    began = time.perf_counter()
    try:
        answer = await client.post(path, data=data, headers=somebody())
    except httpx.TransportError:
        seen.lost_line += 1
        return
    seen.took.append(time.perf_counter() - began)
    seen.statuses[answer.status_code] += 1
    if answer.status_code == httpx.codes.FOUND:
        seen.won.append(number)
    elif answer.status_code == httpx.codes.CONFLICT:
        seen.with_alternatives += "Zet me op de wachtlijst" in answer.text or "Kamer" in answer.text


async def rounds(url: str, room: Room, *, people: int, many: int, first: date, kill: int) -> Seen:
    path = f"/plek/{SLUG}/ruimtes/{room.pk}/vragen/"
    whole = Seen()
    limits = httpx.Limits(max_connections=people, max_keepalive_connections=people)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits, follow_redirects=False) as client:
        keys = [await key_of(client, path) for _ in range(people)]
        for number in range(many):
            seen, day = Seen(), first + timedelta(days=number)
            racing = [
                asyncio.create_task(want(client, path, key, day, who, seen)) for who, key in enumerate(keys)
            ]
            if kill and number == many // 2:
                await asyncio.sleep(0.3)
                os.kill(kill, signal.SIGKILL)
            await asyncio.gather(*racing)
            if not kill and len(seen.won) != 1:
                raise SystemExit(
                    f"round {number}: {len(seen.won)} were told that they have it: {seen.statuses}"
                )
            for who in seen.won:
                keys[who] = await key_of(client, path)
            whole.statuses += seen.statuses
            whole.lost_line += seen.lost_line
            whole.won += seen.won
            whole.with_alternatives += seen.with_alternatives
            whole.took += seen.took
    return whole


def wrong_in_the_database(first: date, many: int, won: int) -> list[str]:
    """Half bookings, claims of nobody, two on one evening, and confirmed ones that are not there."""
    said = []
    zone = timezone.get_default_timezone()
    start = datetime(first.year, first.month, first.day, tzinfo=zone)
    times = BookingTime.objects.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=many))
    twice = times.values("starts_at").annotate(number=Count("pk")).filter(number__gt=1)
    checks = {
        "evenings with more than one booking": twice.count(),
        "planned times without a claim": times.filter(state=TimeState.PLANNED, claim__isnull=True).count(),
        "bookings without a time": Booking.objects.filter(times__isnull=True).count(),
        "claims of nobody": Claim.objects.filter(booked_time__isnull=True).count(),
        "claims without a part": Claim.objects.filter(claim_parts__isnull=True).count(),
        "parts at another time than their claim": ClaimPart.objects.exclude(
            starts_at=F("claim__starts_at")
        ).count(),
        "people told yes who have nothing": max(0, won - times.count()),
    }
    said += [f"{number} {what}" for what, number in checks.items() if number]
    return said


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--skip", type=int, default=0, help="days after the first, for rounds of their own")
    parser.add_argument(
        "--kill", type=int, default=0, help="process of the server whose first worker is killed"
    )
    options = parser.parse_args()
    room, first = fill(), FIRST + timedelta(days=options.skip)
    worker = 0
    if options.kill:
        listing = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(options.kill)], capture_output=True, text=True, check=True
        )
        worker = int(listing.stdout.split()[-1])
    seen = asyncio.run(
        rounds(options.url, room, people=options.people, many=options.rounds, first=first, kill=worker)
    )
    took = sorted(seen.took)
    print(
        f"    {options.rounds} rounds of {options.people}: {dict(sorted(seen.statuses.items()))},"
        f" {seen.lost_line} lost their line, {seen.with_alternatives} were offered something else;"
        f" {len(took) / sum(took) * options.people:.0f} answers a second, p95 {took[int(len(took) * 0.95)]:.1f} s"
    )
    said = wrong_in_the_database(first, options.rounds, len(seen.won))
    if any(status >= httpx.codes.INTERNAL_SERVER_ERROR for status in seen.statuses):
        said.append("answers of 500 and up")
    if said:
        sys.exit("; ".join(said))


if __name__ == "__main__":
    main()
