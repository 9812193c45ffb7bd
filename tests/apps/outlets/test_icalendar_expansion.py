"""Whoever subscribes sees exactly what the site shows: our calendars as two other readers work them out."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from schuifaan.apps.agenda.actions.deriving import derive_many
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
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.enums import OccurrenceState, PublicHolidays, SchoolRegion
from schuifaan.apps.agenda.models import Occurrence, Pause, Series
from schuifaan.core.timeline.wallclock import from_wall, to_wall
from tests.factories import NOW, TODAY
from tests.factories.agenda import make_activity, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("that_saturday")]

FIRST_DAY, LAST_DAY = date(2026, 10, 2), date(2028, 11, 14)
SINCE = from_wall(datetime.combine(FIRST_DAY, time(0)))
UNTIL = from_wall(datetime.combine(LAST_DAY + timedelta(days=1), time(0)))
SLUG = re.compile("/activiteit/([^/]+)/")
# Where the machine has none, the environment brings one along, beside its own Python.
NODE = shutil.which("node") or shutil.which("node", path=Path(sys.executable).parent)
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
        st.integers(0, 400),
        st.integers(-100, 200),
        plans,
    ),
    max_size=8,
)
pauses = st.lists(
    st.tuples(st.dates(date(2026, 11, 1), date(2028, 8, 1)), st.integers(0, 40), st.booleans()), max_size=3
)


def happen(what, activities, place, manager):
    """Series as somebody plans them, written out together, and what comes of them."""
    programme, done = what
    planned = []
    for plan, activity in zip(programme, activities, strict=True):
        with suppress(AgendaError):
            planned.append(
                add_series(activity=activity, when=_when(plan, place), by=manager, now=NOW, agreed=False)
            )
    for series in planned:
        series.agreed = True
    Series.objects.bulk_update(planned, ["agreed"])
    derive_many(series=planned, now=NOW)
    for verb, number, hours, plan in done:
        rows = Occurrence.objects.filter(activity__in=activities, starts_at__gte=NOW).order_by(
            "starts_at", "pk"
        )
        count = rows.count()
        if not count:
            return
        occurrence = rows[number % min(count, 400)]
        _change(verb, occurrence.series, occurrence, hours, plan, place, manager)


def _when(plan, place):
    return When(place=place, **plan)


def _change(verb, series, occurrence, hours, plan, place, manager):
    said = {"by": manager, "now": NOW}
    with suppress(AgendaError), transaction.atomic():
        match verb:
            case "cancel":
                cancel_occurrence(occurrence=occurrence, reason="Ziek", **said)
            case "move":
                starts_at = occurrence.starts_at + timedelta(hours=hours)
                ends_at = starts_at + timedelta(minutes=75)
                move_occurrence(
                    occurrence=occurrence, starts_at=starts_at, ends_at=ends_at, room=None, reason="", **said
                )
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


def shown(activities):
    """What the site has, as (start, end, whether it is called off, of which activity)."""
    rows = Occurrence.objects.shown().filter(
        activity__in=activities, starts_at__gte=SINCE, starts_at__lt=UNTIL
    )
    return sorted(
        (
            *_period(row.starts_at, row.ends_at, all_day=row.series.all_day),
            row.state == "cancelled",
            row.activity.slug,
        )
        for row in rows.select_related("series", "activity")
    )


def _period(starts_at, ends_at, *, all_day):
    if not all_day:
        return f"{starts_at.astimezone(UTC):%Y-%m-%dT%H:%M}", f"{ends_at.astimezone(UTC):%Y-%m-%dT%H:%M}"
    first, last = to_wall(starts_at), to_wall(ends_at) - timedelta(microseconds=1)
    return f"{first:%Y-%m-%d}", f"{max(first, last) + timedelta(days=1):%Y-%m-%d}"


def expanded(content):
    calendar = icalendar.Calendar.from_ical(content)
    found = []
    # A day wider on both sides: where whole days begin and end is for each reader to say.
    day = timedelta(days=1)
    for event in recurring_ical_events.of(calendar).between(SINCE - day, UNTIL + day):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        told = str(event["STATUS"]) == "CANCELLED", SLUG.search(event["URL"]).group(1)
        if not isinstance(start, datetime):
            if FIRST_DAY <= start <= LAST_DAY:
                found.append((f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}", *told))
        elif SINCE <= start < UNTIL:
            found.append((*_period(start, end, all_day=False), *told))
    return sorted(found)


def not_in_both(found, wanted):
    too_many, missing = Counter(found) - Counter(wanted), Counter(wanted) - Counter(found)
    return [("too many", one) for one in too_many] + [("missing", one) for one in missing]


def add_pauses(place, several):
    for first, days, regional in several:
        where = {"region": SchoolRegion.SOUTH} if regional else {"place": place}
        Pause.objects.create(name="Vrij", first_on=first, last_on=first + timedelta(days=days), **where)


# Fifty programmes of ten series each: a whole programme costs the database and the readers little more than one.
@settings(
    max_examples=50,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(what=st.tuples(st.lists(plans, min_size=10, max_size=10), changes), off=pauses)
def test_a_calendar_worked_out_by_others_is_what_the_site_shows(client, place, manager, what, off):
    with transaction.atomic():
        add_pauses(place, off)
        activities = [make_activity(place, slug=f"reeks-{number}") for number in range(len(what[0]))]
        happen(what, activities, place, manager)
        # Undoing a try puts the number back that names the state of the agenda.
        caches["pages"].clear()
        content = client.get(f"/plek/{place.slug}/agenda.ics").content
        note(content.decode())
        assert not_in_both(expanded(content), shown(activities)) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("minutes", [30, 60, 90])
@pytest.mark.parametrize("at", [time(1, 30), time(2), time(2, 30), time(3)])
def test_what_begins_in_the_hour_that_is_skipped_is_the_same_to_others(client, place, at, minutes):
    activity = make_activity(place, slug="nachtwacht")
    make_series(activity, rule="FREQ=WEEKLY;BYDAY=SU", first_on=date(2027, 3, 14), at=at, minutes=minutes)
    content = client.get(f"/plek/{place.slug}/agenda.ics").content
    assert not_in_both(expanded(content), shown([activity])) == []


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


@pytest.mark.skipif(NODE is None, reason="node is not here")
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
        happen(([plan], done), activities[-1:], place, manager)
    file = tmp_path / "agenda.ics"
    file.write_bytes(client.get(f"/plek/{place.slug}/agenda.ics").content)
    script = Path(__file__).with_name("ical_js.mjs")
    said = subprocess.run(
        [str(NODE), script, file, SINCE.isoformat(), UNTIL.isoformat()], capture_output=True, text=True, check=False,
        cwd=Path(django_settings.NODE_MODULES).parent,
    )  # fmt: skip
    assert said.stderr == ""
    found = sorted(
        (one["start"][:16], one["end"][:16], one["status"] == "CANCELLED") for one in json.loads(said.stdout)
    )
    assert not_in_both(found, [one[:3] for one in shown(activities)]) == []
    assert len(found) > 250
