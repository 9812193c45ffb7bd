"""Whoever subscribes sees exactly what the site shows: our calendars as two other readers work them out."""

import json
import shutil
import subprocess
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from schuifaan.apps.agenda.actions.planning import (
    When,
    add_series,
    cancel_following,
    cancel_occurrence,
    change_following,
    change_series,
    decide_holiday,
    move_occurrence,
    restore_occurrence,
)
from schuifaan.apps.agenda.enums import OccurrenceState, PublicHolidays, SchoolRegion
from schuifaan.apps.agenda.models import Occurrence, Pause
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, TODAY
from tests.factories.agenda import make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SINCE = datetime(2026, 10, 2, tzinfo=UTC)
UNTIL = datetime(2028, 11, 15, tzinfo=UTC)
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

weekdays = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(",".join)
interval = st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=3"])
patterns = st.one_of(
    st.just("FREQ=WEEKLY"),
    st.builds("FREQ=WEEKLY{};BYDAY={}".format, interval, weekdays),
    st.builds("FREQ=WEEKLY{};BYDAY={};WKST=SU".format, interval, weekdays),
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 12)),
    st.builds("FREQ=DAILY;INTERVAL={};BYDAY={}".format, st.integers(1, 4), weekdays),
    st.builds(
        "FREQ=MONTHLY{};BYMONTHDAY={}".format, interval, st.sampled_from([1, 13, 15, 30, 31, -1, "1,15"])
    ),
    st.builds(
        "FREQ=MONTHLY{};BYDAY={}{}".format,
        interval,
        st.sampled_from([1, 2, 3, 4, 5, -1]),
        st.sampled_from(DAYS),
    ),
    st.builds("FREQ=MONTHLY;BYDAY={};BYSETPOS={}".format, weekdays, st.sampled_from([1, 2, -1])),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.sampled_from([1, 28, 30])
    ),
    st.just("FREQ=MONTHLY"),
    st.just("FREQ=YEARLY"),
)
ends = st.one_of(
    st.just(""),
    st.just(""),
    st.builds(";COUNT={}".format, st.integers(1, 80)),
    st.dates(date(2026, 12, 1), date(2028, 12, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}T235959"),
)
times = st.sampled_from(
    [time(0), time(2, 30), time(9), time(10), time(14, 15), time(19, 30), time(22), time(23, 30)]
)
plans = st.fixed_dictionaries(
    {
        "first_on": st.dates(date(2025, 1, 1), date(2027, 3, 1)) | st.just(TODAY),
        "at": times,
        "minutes": st.sampled_from([30, 90, 120, 300, 600, 26 * 60]),
        "rule": st.one_of(st.just(""), *[st.builds("{}{}".format, patterns, ends)] * 4),
        "all_day": st.sampled_from([False, False, False, True]),
        "public_holidays": st.sampled_from(list(PublicHolidays)),
        "school_region": st.sampled_from(["", "", SchoolRegion.SOUTH]),
        "extra": st.lists(
            st.builds(datetime.combine, st.dates(date(2026, 11, 1), date(2028, 6, 1)), times),
            max_size=3,
            unique=True,
        ).map(tuple),
    }
)


def _whole_days(plan):
    """As the form has it: a whole day begins at midnight, so that no series has two of them on one day."""
    if not plan["all_day"]:
        return plan
    extra = tuple(sorted({datetime.combine(wall, time(0)) for wall in plan["extra"]}))
    return {**plan, "at": time(0), "minutes": 24 * 60 * (1 + plan["minutes"] % 3), "extra": extra}


plans = plans.map(_whole_days)
changes = st.lists(
    st.tuples(
        st.sampled_from(
            ["cancel", "move", "move", "restore", "decide", "cancel_following", "change", "change_following"]
        ),
        st.integers(0, 40),
        st.integers(-100, 200),
        plans,
    ),
    max_size=4,
)
pauses = st.lists(
    st.tuples(st.dates(date(2026, 11, 1), date(2028, 8, 1)), st.integers(0, 40), st.booleans()), max_size=3
)


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def happen(what, activity, place, manager):
    """A series as somebody plans it, and what comes of it."""
    try:
        series = add_series(
            activity=activity, when=_when(what[0], place), by=manager, now=NOW, on_clash="without_room"
        )
    except Exception as error:
        if type(error).__name__ != "AgendaError":
            raise
        return
    for verb, number, hours, plan in what[1]:
        rows = list(Occurrence.objects.filter(activity=activity, starts_at__gte=NOW).order_by("starts_at"))
        if not rows:
            return
        occurrence = rows[number % len(rows)]
        series = occurrence.series
        _change(verb, series, occurrence, hours, plan, place, manager)


def _when(plan, place):
    return When(place=place, **plan)


def _change(verb, series, occurrence, hours, plan, place, manager):
    said = {"by": manager, "now": NOW}
    try:
        with transaction.atomic():
            match verb:
                case "cancel":
                    cancel_occurrence(occurrence=occurrence, reason="Ziek", **said)
                case "move":
                    starts_at = occurrence.starts_at + timedelta(hours=hours)
                    move_occurrence(
                        occurrence=occurrence, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=75),
                        room=None, reason="", **said,
                    )  # fmt: skip
                case "restore":
                    cancel_occurrence(occurrence=occurrence, reason="Ziek", **said)
                    restore_occurrence(occurrence=occurrence, **said)
                case "decide":
                    for row in series.occurrences.filter(state=OccurrenceState.ASK)[:3]:
                        decide_holiday(occurrence=row, goes_on=hours > 0, **said)
                case "cancel_following":
                    cancel_following(occurrence=occurrence, reason="", **said)
                case "change":
                    change_series(series=series, when=_when(plan, place), **said)
                case "change_following":
                    change_following(occurrence=occurrence, when=_when(plan, place), **said)
    except Exception as error:
        if type(error).__name__ != "AgendaError":
            raise


def shown(activities):
    """What the site has, as (start, end, whether it is called off)."""
    rows = Occurrence.objects.shown().filter(
        activity__in=activities, starts_at__gte=SINCE, starts_at__lt=UNTIL
    )
    return sorted(
        (*_period(row.starts_at, row.ends_at, all_day=row.series.all_day), row.state == "cancelled")
        for row in rows.select_related("series")
    )


def _period(starts_at, ends_at, *, all_day):
    if not all_day:
        return f"{starts_at.astimezone(UTC):%Y-%m-%dT%H:%M}", f"{ends_at.astimezone(UTC):%Y-%m-%dT%H:%M}"
    first, last = to_wall(starts_at), to_wall(ends_at) - timedelta(microseconds=1)
    return f"{first:%Y-%m-%d}", f"{max(first, last) + timedelta(days=1):%Y-%m-%d}"


def expanded(content):
    calendar = icalendar.Calendar.from_ical(content)
    found = []
    for event in recurring_ical_events.of(calendar).between(SINCE, UNTIL):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        cancelled = str(event["STATUS"]) == "CANCELLED"
        if not isinstance(start, datetime):
            found.append((f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", cancelled))
        elif SINCE <= start < UNTIL:
            found.append((*_period(start, end, all_day=False), cancelled))
    return sorted(found)


def not_in_both(found, wanted):
    too_many, missing = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    return [("too many", one) for one in too_many] + [("missing", one) for one in missing]


def add_pauses(place, several):
    for first, days, regional in several:
        where = {"region": SchoolRegion.SOUTH} if regional else {"place": place}
        Pause.objects.create(name="Vrij", first_on=first, last_on=first + timedelta(days=days), **where)


@settings(
    max_examples=500,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(plan=plans, done=changes, off=pauses)
def test_a_calendar_worked_out_by_others_is_what_the_site_shows(client, place, manager, plan, done, off):
    with transaction.atomic():
        add_pauses(place, off)
        activity = make_activity(place, slug="koffie")
        happen((plan, done), activity, place, manager)
        # Undoing a try puts the number back that names the state of the agenda.
        caches["pages"].clear()
        content = client.get("/activiteit/koffie/agenda.ics").content
        note(content.decode())
        assert not_in_both(expanded(content), shown([activity])) == []
        transaction.set_rollback(True)


SAMPLE = [
    ("FREQ=WEEKLY", []),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", [("cancel", 1, 0, {}), ("move", 3, 30, {})]),
    ("FREQ=DAILY;INTERVAL=3;COUNT=40", [("move", 0, -4, {})]),
    ("FREQ=MONTHLY;BYDAY=2MO", [("cancel", 2, 0, {}), ("restore", 1, 0, {})]),
    ("FREQ=MONTHLY;BYMONTHDAY=31", []),
    ("FREQ=MONTHLY;BYDAY=-1FR", [("cancel_following", 5, 0, {})]),
    ("FREQ=YEARLY", []),
    ("", [("move", 0, 200, {})]),
    ("", [("cancel", 0, 0, {})]),
]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")
@pytest.mark.skipif(
    not (Path(django_settings.NODE_MODULES) / "ical.js").is_dir(), reason="npm ci has not run here"
)
def test_ical_js_reads_the_same(client, place, manager, tmp_path):
    add_pauses(place, [(date(2026, 12, 21), 13, False)])
    activities = []
    for number, (rule, done) in enumerate(SAMPLE):
        activities.append(
            make_activity(
                place,
                title=f"Reeks {number}, met; tekens",
                slug=f"reeks-{number}",
                description="a\nb 🎉" * 30,
            )
        )
        plan = {
            "first_on": date(2026, 11, 1 + number), "at": time(19, 30), "minutes": 90, "rule": rule,
            "all_day": number % 4 == 3, "extra": (datetime(2027, 5, 20 + number, 10),),
        }  # fmt: skip
        happen((plan, done), activities[-1], place, manager)
    file = tmp_path / "agenda.ics"
    file.write_bytes(client.get(f"/plek/{place.slug}/agenda.ics").content)
    script = Path(__file__).with_name("ical_js.mjs")
    said = subprocess.run(
        ["node", script, file, SINCE.isoformat(), UNTIL.isoformat()], capture_output=True, text=True, check=False,
        cwd=Path(django_settings.NODE_MODULES).parent,
    )  # fmt: skip
    assert said.stderr == ""
    found = sorted(
        (one["start"][:16], one["end"][:16], one["status"] == "CANCELLED") for one in json.loads(said.stdout)
    )
    assert not_in_both(found, shown(activities)) == []
    assert len(found) > 250
