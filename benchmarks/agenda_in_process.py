"""Without a server: pages made anew, writing series out, reading rules, and paper; milliseconds of processor time.

Run with `pages` or `series`; prints one line of JSON. `plain` adds weeks to a date and nothing else: the floor.
"""

import json
import os
import statistics
import sys
import time as clock
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

import icalendar  # noqa: E402
import recurring_ical_events  # noqa: E402
from dateutil import rrule  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.agenda import addresses  # noqa: E402
from schuifaan.apps.agenda.actions.deriving import derive_many  # noqa: E402
from schuifaan.apps.agenda.models import Series  # noqa: E402
from schuifaan.apps.outlets.paper import asked, week  # noqa: E402
from schuifaan.apps.outlets.paper.made import Made, printed  # noqa: E402
from schuifaan.apps.outlets.queries.directory import published_place  # noqa: E402
from schuifaan.apps.places.queries.snapshot import snapshot_at  # noqa: E402
from schuifaan.apps.places.queries.version import directory_version  # noqa: E402
from schuifaan.core.timeline.recurrence import begins_at, parse_rule, starts  # noqa: E402

COUNT = 1000
YEAR = timedelta(days=365)
WEEK = timedelta(days=7)
FIRST = datetime(2026, 1, 5, 10)  # noqa: DTZ001 a time on the wall
LATER = datetime(2056, 1, 3)  # noqa: DTZ001 idem


def milliseconds(work: Callable[[], object], *, times: int = 5) -> float:
    taken = []
    for _ in range(times):
        started = clock.process_time()
        work()
        taken.append((clock.process_time() - started) * 1000)
    return statistics.median(taken)


def plain() -> None:
    for _ in range(COUNT):
        at, end, found = FIRST, FIRST + YEAR, []
        while at < end:
            found.append(begins_at(at))
            at += WEEK


def ours(since: datetime) -> None:
    rule = parse_rule("FREQ=WEEKLY")
    for _ in range(COUNT):
        for at in starts(rule, FIRST, since, since + YEAR):
            begins_at(at)


def by_dateutil() -> None:
    for _ in range(COUNT):
        for at in rrule.rrule(rrule.WEEKLY, dtstart=FIRST, until=FIRST + YEAR):
            begins_at(at)


def by_recurring_ical_events() -> None:
    calendar = icalendar.Calendar()
    event = icalendar.Event()
    event.add("uid", "1")
    event.add("dtstart", FIRST.replace(tzinfo=UTC))
    event.add("rrule", {"freq": "weekly"})
    calendar.add_component(event)
    for _ in range(COUNT // 10):
        recurring_ical_events.of(calendar).between(FIRST, FIRST + YEAR)


def rewriting() -> float:
    """Of series that are there already, as after a change of a school holiday."""
    series = list(Series.objects.order_by("pk")[:COUNT])
    now = timezone.now()
    return (
        milliseconds(lambda: derive_many(series=series, now=now, until=now.date() + YEAR), times=3)
        * COUNT
        / len(series)
    )


def paper() -> dict[str, float]:
    """Past what is kept of it."""
    made = Made("nl", asked.sheet(QueryDict(), sizes=("a4",)), timezone.now())
    monday = asked.monday_of(made.today)
    place = published_place("agenda-0-1")
    area = snapshot_at(directory_version()).areas.by_code["BU90000101"]
    assert place is not None

    def of_a_place() -> bytes:
        return printed("week.typ", week.of_a_place(place, monday, made), made)

    def of_an_area() -> bytes:
        return printed("week.typ", week.of_an_area(area, monday, made, around=True), made)

    found = {}
    for what, make in (("of a place", of_a_place), ("of seven neighbourhoods", of_an_area)):
        make()
        found[f"paper: week {what}"] = milliseconds(make, times=9)
    return found


def pages() -> dict[str, list[float]]:
    """Each address once with nothing kept, after all of it was seen before: the median, and its queries."""
    client = Client(SERVER_NAME="127.0.0.1")
    found: dict[str, list[float]] = {}
    for what, paths in {"constant": ["/bench/constant"] * 40, **addresses()}.items():
        forty = (paths * 40)[:40]
        taken = []
        for path in forty[:8] + forty:
            caches["pages"].clear()
            started = clock.process_time()
            answer = client.get(path)
            taken.append((clock.process_time() - started) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(paths[0])
        found[what] = [statistics.median(taken[8:]), len(queries)]
    return found


def series() -> dict[str, list[float]]:
    found = {
        "plain": milliseconds(plain),
        "ours, near the start": milliseconds(lambda: ours(FIRST)),
        "ours, thirty years on": milliseconds(lambda: ours(LATER)),
        "python-dateutil": milliseconds(by_dateutil, times=3),
        "recurring-ical-events": milliseconds(by_recurring_ical_events, times=1) * 10,
        "deriving again what is in the database": rewriting(),
        **paper(),
    }
    return {what: [taken] for what, taken in found.items()}


if __name__ == "__main__":
    print(json.dumps(pages() if sys.argv[1] == "pages" else series()))
