"""A free room among a thousand over four weeks: the arithmetic alone, the reading, and the whole search.

Run as a program with the environment of an empty installation: it fills that first, the same every time. Reading
and searching are timed by the clock, because a database may work beside us; arithmetic by processor time.
"""

import os
import random
import statistics
import time as clock
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.method import Took, took  # noqa: E402
from schuifaan.apps.places.enums import PlaceStatus  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402
from schuifaan.apps.places.queries.criteria import Point  # noqa: E402
from schuifaan.apps.rooms.enums import ClaimKind, PartyKind  # noqa: E402
from schuifaan.apps.rooms.models import (  # noqa: E402
    Claim,
    ClaimPart,
    LettingTerms,
    Part,
    Rate,
    RateCard,
    Room,
    RoomPart,
)
from schuifaan.apps.rooms.queries.free_slots import Criteria, search  # noqa: E402
from schuifaan.apps.rooms.queries.free_stock import held_spans  # noqa: E402
from schuifaan.apps.rooms.queries.holding import held_parts  # noqa: E402
from schuifaan.core.timeline.free_slots import (  # noqa: E402
    DAY,
    Span,
    at_hours,
    days_on,
    free_and_taken,
    left_of,
    merged,
)
from schuifaan.core.timeline.wallclock import from_wall  # noqa: E402

PLACES, ROOMS_EACH = 200, 5
DAYS = 28
# What was before is never looked at, but has to be gone past.
HISTORY_DAYS = 14
EVERY_DAY = range(1, 8)
BATCH = 2000


def fill(first: date) -> None:
    """Rooms that are taken some two times a day, mostly for two hours."""
    chance = random.Random(20261121)  # noqa: S311 - the same rooms every time, not a secret
    now = timezone.now()
    places = Place.objects.bulk_create(
        Place(
            slug=f"huis-{number}", name=f"Huis {number}", status=PlaceStatus.PUBLISHED, created_at=now, changed_at=now,
            lat=chance.uniform(50.8, 53.4), lon=chance.uniform(3.6, 7.0),
        )
        for number in range(PLACES)
    )  # fmt: skip
    LettingTerms.objects.bulk_create(LettingTerms(place=place, is_open=True) for place in places)
    cards = RateCard.objects.bulk_create(
        RateCard(place=place, name="Tarieven", first_on=first - timedelta(days=365)) for place in places
    )
    Rate.objects.bulk_create(
        Rate(card=card, party_kind=kind, cents=3000) for card in cards for kind in PartyKind
    )
    rooms = Room.objects.bulk_create(
        Room(place=place, name=f"Zaal {number}", is_let=True, capacity=chance.choice((12, 30, 60, 120)))
        for place in places
        for number in range(ROOMS_EACH)
    )
    parts = Part.objects.bulk_create(Part(place_id=room.place_id) for room in rooms)
    RoomPart.objects.bulk_create(
        RoomPart(room=room, part=part) for room, part in zip(rooms, parts, strict=True)
    )
    days = [first + DAY * number for number in range(-HISTORY_DAYS, DAYS)]
    claims = [
        Claim(room=room, starts_at=start, ends_at=end, kind=ClaimKind.BOOKING, label="koor", created_at=now)
        for room in rooms
        for day in days
        for start, end in _taken(day, chance)
    ]
    Claim.objects.bulk_create(claims, batch_size=BATCH)
    part_of = {room.pk: part.pk for room, part in zip(rooms, parts, strict=True)}
    ClaimPart.objects.bulk_create(
        (
            ClaimPart(claim=one, part_id=part_of[one.room_id], starts_at=one.starts_at, ends_at=one.ends_at)
            for one in claims
        ),
        batch_size=BATCH,
    )


def _taken(day: date, chance: random.Random) -> list[tuple[datetime, datetime]]:
    found = []
    for hour, hours in ((9, 2), (14, 3), (19, 2)):
        if chance.random() < 0.6:
            start = from_wall(datetime.combine(day, time(hour)))
            found.append((start, start + timedelta(hours=hours)))
    return found


def waited(work: Callable[[], object], times: int = 7) -> Took:
    work()
    seen = []
    for _ in range(times):
        started = clock.perf_counter()
        work()
        seen.append((clock.perf_counter() - started) * 1000)
    return Took(min(seen), statistics.median(seen))


def line(what: str, seen: Took, floor: Took, more: str = "") -> None:
    print(f"    {what:52}{seen.least:>9.1f}{seen.median:>9.1f}{seen.least / floor.least:>8.2f}   {more}")


def main() -> None:
    today = timezone.localdate()
    first = today + timedelta(days=7)
    last = first + DAY * (DAYS - 1)
    fill(first)
    parts = set(Part.objects.values_list("pk", flat=True))
    start = from_wall(datetime.combine(first, time()))
    end = from_wall(datetime.combine(last + DAY, time()))

    def rows() -> list[tuple[int, datetime, datetime]]:
        held = held_parts(Part.objects.filter(pk__in=parts), start, end)
        return list(held.values_list("part_id", "starts_at", "ends_at"))

    count = len(rows())
    print(
        f"    {len(parts)} rooms, {DAYS} days, {count} times held, {Claim.objects.count()} with what was before"
    )
    print(f"    {'':52}{'min ms':>9}{'median':>9}{'ratio':>8}")
    floor = waited(rows)
    line("reading the rows alone (floor)", floor, floor)
    line("the same rows as whole seconds", waited(lambda: held_spans(parts, start, end)), floor)
    arithmetic(held_spans(parts, start, end), first, last, floor)
    searching(first, last, floor)


def arithmetic(held: dict[int, list[Span]], first: date, last: date, floor: Took) -> None:
    days = days_on(EVERY_DAY, first, last)
    windows = at_hours(days, time(8), time(23))
    evenings, tuesdays = (
        at_hours(days, time(18), time(22)),
        at_hours(days_on({2}, first, last), time(18), time(22)),
    )
    rooms = list(held.values())
    hour = 3600
    line(
        "every free stretch of two hours, in process",
        took(lambda: [left_of(windows, one, at_least=2 * hour) for one in rooms], 15),
        floor,
    )
    line(
        "which of 28 evenings are free, in process",
        took(lambda: [free_and_taken(evenings, one) for one in rooms], 15),
        floor,
    )
    line(
        "which of 4 Tuesdays are free, in process",
        took(lambda: [free_and_taken(tuesdays, one) for one in rooms], 15),
        floor,
    )
    line(
        "what two halves of a hall hold together",
        took(lambda: [merged(one, other) for one, other in pairwise(rooms)], 15),
        floor,
    )


def searching(first: date, last: date, floor: Took) -> None:
    now = timezone.now()
    asked = {
        "search: an evening a week, with prices": Criteria(first, last, weekdays={2}, day_part="evening"),
        "search: 28 evenings, with prices": Criteria(first, last, day_part="evening"),
        "search: one evening": Criteria(first, first, day_part="evening"),
        "search: an evening a week within 25 km": Criteria(
            first, last, weekdays={2}, day_part="evening", capacity=30, near=Point(52.1, 5.3), metres=25_000
        ),
    }
    for what, criteria in asked.items():
        with CaptureQueriesContext(connection) as queries:
            found = search(criteria, now)
        line(
            what,
            waited(lambda criteria=criteria: search(criteria, now)),
            floor,
            f"{len(queries)} queries, {found.total} rooms",
        )  # type: ignore[misc]


if __name__ == "__main__":
    main()
