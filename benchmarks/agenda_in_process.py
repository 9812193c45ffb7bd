"""Without HTTP: writing series out, reading rules, and a poster; milliseconds of processor time.

Prints one line of JSON. `plain` adds weeks to a date and nothing else: the floor.
"""

import json
import os
import statistics
import time as clock
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

import icalendar  # noqa: E402
import recurring_ical_events  # noqa: E402
from dateutil import rrule  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import timezone  # noqa: E402

from schuifaan.apps.agenda.actions.deriving import derive_many  # noqa: E402
from schuifaan.apps.agenda.models import Series  # noqa: E402
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
        list(
            rrule.rrule(
                rrule.WEEKLY, dtstart=FIRST.replace(tzinfo=UTC), until=(FIRST + YEAR).replace(tzinfo=UTC)
            )
        )


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


def poster() -> float:
    from schuifaan.apps.outlets.views.papers import place_week  # noqa: PLC0415 - after django.setup()

    numbers = iter(range(1000))

    def make() -> None:
        # Another address each time: no kept paper answers.
        place_week(RequestFactory().get("/", {"x": str(next(numbers))}), slug="agenda-0-1")

    make()
    return milliseconds(make)


if __name__ == "__main__":
    floor = milliseconds(plain)
    print(
        json.dumps(
            {
                "plain": floor,
                "ours, near the start": milliseconds(lambda: ours(FIRST)),
                "ours, thirty years on": milliseconds(lambda: ours(LATER)),
                "python-dateutil": milliseconds(by_dateutil, times=3),
                "recurring-ical-events": milliseconds(by_recurring_ical_events, times=1) * 10,
                "rewriting 1,000 series": rewriting(),
                "poster": poster(),
            }
        )
    )
