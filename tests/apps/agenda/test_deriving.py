"""Series written out as single times, and written out again."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schuifaan.apps.agenda.actions.activities import change_activity
from schuifaan.apps.agenda.actions.deriving import HORIZON_DAYS, derive, derive_many, extend_horizon
from schuifaan.apps.agenda.enums import OccurrenceState, PublicHolidays, SignUpState
from schuifaan.apps.agenda.models import Activity, Occurrence, Pause, Series, SignUp
from schuifaan.apps.agenda.queries.finding import find, today_only
from schuifaan.apps.agenda.queries.scope import everything
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Claim
from schuifaan.core.timeline.recurrence import begins_at, parse_rule, starts
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, TODAY
from tests.factories.agenda import MONDAY, make_activity, make_occurrence, make_series
from tests.factories.rooms import make_room

pytestmark = pytest.mark.django_db


def walls(series: Series, **only: object) -> list[str]:
    return [f"{to_wall(row.starts_at):%m-%d %H:%M}" for row in series.occurrences.filter(**only)[:6]]


def sign_up(occurrence: Occurrence) -> SignUp:
    return SignUp.objects.create(
        occurrence=occurrence,
        first_name="Truus",
        contact_by="none",
        state=SignUpState.PLACED,
        seat=1,
        asked_at=NOW,
        changed_at=NOW,
    )


def test_a_weekly_series_is_written_out_two_years_ahead() -> None:
    series = make_series()
    assert walls(series) == [
        "11-23 10:00",
        "11-30 10:00",
        "12-07 10:00",
        "12-14 10:00",
        "12-21 10:00",
        "12-28 10:00",
    ]
    last = series.occurrences.last()
    assert last is not None
    assert TODAY + timedelta(days=HORIZON_DAYS - 7) < to_wall(last.starts_at).date()


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change() -> None:
    series = make_series(first_on=date(2027, 3, 21), rule="FREQ=WEEKLY;COUNT=40", public_holidays="keep")
    hours = {to_wall(at).time() for at in series.occurrences.values_list("starts_at", flat=True)}
    instants = {at.hour for at in series.occurrences.values_list("starts_at", flat=True)}
    assert (hours, instants) == ({time(10)}, {8, 9})


def test_an_hour_that_does_not_exist_is_an_hour_later() -> None:
    night = make_occurrence(first_on=date(2027, 3, 28), at=time(2, 30), minutes=60, public_holidays="keep")
    assert f"{night.starts_at:%H:%M}" == "01:30"
    assert to_wall(night.starts_at) == datetime(2027, 3, 28, 3, 30)


def test_an_hour_that_happens_twice_is_its_first_time() -> None:
    night = make_occurrence(first_on=date(2027, 10, 31), at=time(2, 30), minutes=60)
    assert f"{night.starts_at:%H:%M}" == "00:30"


@pytest.mark.parametrize(
    ("policy", "states"),
    [
        (PublicHolidays.KEEP, [OccurrenceState.ON, OccurrenceState.ON]),
        (PublicHolidays.ASK, [OccurrenceState.ASK, OccurrenceState.ON]),
        (PublicHolidays.SKIP, [OccurrenceState.ON]),
    ],
)
def test_public_holidays_are_kept_asked_or_skipped(policy: str, states: list[str]) -> None:
    series = make_series(first_on=date(2026, 12, 25), rule="FREQ=WEEKLY;COUNT=2", public_holidays=policy)
    # New Year's Day is the Friday after Christmas: a week later it is 8 January.
    series.rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=2"
    series.save()
    derive(series=series, now=NOW)
    assert list(series.occurrences.values_list("state", flat=True)) == states


def test_a_school_holiday_of_the_region_pauses_a_series() -> None:
    Pause.objects.create(region="south", name="Kerst", first_on=date(2026, 12, 19), last_on=date(2027, 1, 3))
    series = make_series(school_region="south")
    assert walls(series)[3:5] == ["12-14 10:00", "01-04 10:00"]


def test_the_break_of_a_place_pauses_every_series_there() -> None:
    series = make_series()
    Pause.objects.create(place=series.place, name="Verhuizing", first_on=MONDAY, last_on=MONDAY)
    derive(series=series, now=NOW)
    assert walls(series)[0] == "11-30 10:00"


def test_writing_out_again_changes_nothing() -> None:
    series = make_series()
    before = list(series.occurrences.values())
    done = derive(series=series, now=NOW + timedelta(hours=1))
    assert (done.added, list(series.occurrences.values())) == (0, before)


def test_the_past_stays_as_it_was() -> None:
    series = make_series()
    later = NOW + timedelta(days=10)
    series.at = time(14)
    series.save()
    derive(series=series, now=later)
    assert walls(series)[:3] == ["11-23 10:00", "11-30 10:00", "12-07 14:00"]


def test_another_hour_keeps_who_signed_up() -> None:
    series = make_series()
    joined = sign_up(series.occurrences.all()[1])
    series.at = time(14)
    series.save()
    done = derive(series=series, now=NOW)
    joined.occurrence.refresh_from_db()
    assert to_wall(joined.occurrence.starts_at) == datetime(2026, 11, 30, 14)
    assert [row.pk for row in done.moved] == [joined.occurrence_id]


def test_another_weekday_keeps_who_signed_up_that_week() -> None:
    series = make_series()
    joined = sign_up(series.occurrences.all()[1])
    series.first_on, series.rule = MONDAY + timedelta(days=1), "FREQ=WEEKLY"
    series.save()
    derive(series=series, now=NOW)
    joined.occurrence.refresh_from_db()
    assert to_wall(joined.occurrence.starts_at) == datetime(2026, 12, 1, 10)


def test_who_signed_up_for_a_time_that_vanishes_is_told_it_is_off() -> None:
    series = make_series()
    joined = sign_up(series.occurrences.all()[1])
    series.rule = "FREQ=WEEKLY;COUNT=1"
    series.last_on = MONDAY
    series.save()
    done = derive(series=series, now=NOW)
    assert [row.pk for row in done.stranded] == [joined.occurrence_id]
    assert list(series.occurrences.values_list("state", flat=True)) == ["on", "cancelled"]


def test_a_time_moved_by_hand_stays_where_it_was_put() -> None:
    series = make_series()
    row = series.occurrences.all()[1]
    at = begins_at(datetime(2026, 12, 2, 19))
    Occurrence.objects.filter(pk=row.pk).update(
        starts_at=at, ends_at=at + timedelta(hours=1), state=OccurrenceState.MOVED, by_hand=True
    )
    series.at = time(14)
    series.save()
    derive(series=series, now=NOW)
    row.refresh_from_db()
    assert (to_wall(row.original_at), row.starts_at) == (datetime(2026, 11, 30, 14), at)


def test_a_series_that_shifts_a_day_takes_the_days_of_its_neighbours() -> None:
    series = make_series(rule="FREQ=DAILY;COUNT=5")
    for row in series.occurrences.all():
        sign_up(row)
    series.first_on = MONDAY + timedelta(days=1)
    series.last_on = MONDAY + timedelta(days=5)
    series.save()
    derive(series=series, now=NOW)
    assert walls(series, state="on") == [f"11-{day} 10:00" for day in (24, 25, 26, 27, 28)]


def test_a_room_is_claimed_for_every_time_and_let_go_with_it(place: Place) -> None:
    room = make_room(place)
    series = make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;COUNT=3")
    assert Claim.objects.count() == 3
    series.at, series.rule, series.last_on = time(15), "FREQ=WEEKLY;COUNT=2", MONDAY + timedelta(days=7)
    series.save()
    derive(series=series, now=NOW)
    assert [f"{to_wall(claim.starts_at):%m-%d %H:%M}" for claim in Claim.objects.all()] == [
        "11-23 15:00",
        "11-30 15:00",
    ]


def test_activities_in_one_room_hold_it_under_their_own_names(place: Place) -> None:
    room = make_room(place)
    for title, hour in (("Soeplunch", 12), ("Koor", 20)):
        make_series(make_activity(place, title=title), at=time(hour), room=room)
    before = Claim.objects.count()
    assert extend_horizon(now=NOW + timedelta(days=21)) == 2
    fresh = Claim.objects.order_by("starts_at").values_list("label", flat=True)[before:]
    assert list(fresh) == ["Soeplunch", "Koor"]


def test_two_series_never_hold_one_room_at_one_time(place: Place) -> None:
    room = make_room(place)
    make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;COUNT=3")
    second = make_series(make_activity(place), room=room, at=time(11), rule="FREQ=WEEKLY;COUNT=4")
    assert [row.claim_id is None for row in second.occurrences.all()] == [True, True, True, False]


def test_every_night_the_horizon_moves_on() -> None:
    series = make_series(rule="FREQ=DAILY")
    before = series.occurrences.count()
    assert extend_horizon(now=NOW + timedelta(days=1)) == 1
    assert series.occurrences.count() == before + 1
    assert extend_horizon(now=NOW + timedelta(days=1)) == 0


def test_a_series_that_is_over_is_left_alone() -> None:
    make_series(rule="FREQ=DAILY;COUNT=3", last_on=MONDAY + timedelta(days=2))
    assert extend_horizon(now=NOW + timedelta(days=100)) == 0


def test_a_visit_nobody_agreed_to_is_on_no_programme() -> None:
    assert make_series(agreed=False).occurrences.count() == 0


def plain_series(activity: Activity, hour: int) -> None:
    Series.objects.create(
        activity=activity,
        place=activity.place,
        first_on=MONDAY,
        at=time(hour),
        minutes=30,
        rule="FREQ=WEEKLY;COUNT=2",
        created_at=NOW,
        changed_at=NOW,
    )


def test_many_series_cost_as_many_queries_as_one() -> None:
    activity = make_activity()
    counts = []
    for hours in ((8,), range(9, 19)):
        for hour in hours:
            plain_series(activity, hour)
        with CaptureQueriesContext(connection) as queries:
            assert extend_horizon(now=NOW) == len(hours)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Occurrence.objects.count() == 22


rules = st.sampled_from(
    [
        "",
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=WEEKLY;COUNT=7",
        "FREQ=YEARLY",
    ]
)


@pytest.mark.once
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(rules, st.integers(0, 30), st.integers(0, 23)), min_size=1, max_size=4))
def test_however_often_it_is_rewritten_what_stands_is_what_the_rule_says(
    db: None, changes: list[tuple[str, int, int]]
) -> None:
    Place.objects.all().delete()
    series = make_series(rule="", public_holidays="keep")
    # A quarter of a year holds every rule of the list, in an eighth of the time of two years.
    until = TODAY + timedelta(days=92)
    for rule, days, hour in changes:
        series.rule, series.first_on, series.at = rule, MONDAY + timedelta(days=days), time(hour)
        series.last_on = series.first_on if not rule else None
        series.save()
        derive_many(series=[series], now=NOW, until=until)
    first = datetime.combine(series.first_on, series.at)
    wanted = starts(
        parse_rule(series.rule) if series.rule else None,
        first,
        datetime.combine(TODAY, time.min),
        datetime.combine(until + timedelta(days=1), time.min),
    )
    stored = [to_wall(at) for at in series.occurrences.values_list("original_at", flat=True)]
    assert stored == [to_wall(begins_at(wall)) for wall in wanted]


def test_what_lasts_three_days_stands_on_the_programme_of_the_third() -> None:
    fair = make_occurrence(first_on=TODAY - timedelta(days=2), at=time(0), minutes=3 * 24 * 60, all_day=True)
    (item,) = find(today_only(TODAY, everything()), language="nl").items
    assert (item.id, item.day, item.shown_on) == (fair.pk, TODAY - timedelta(days=2), TODAY)


def test_what_went_on_past_midnight_is_still_on() -> None:
    activity = make_activity()
    make_occurrence(activity, first_on=TODAY - timedelta(days=1), at=time(22), minutes=300)
    make_occurrence(activity, first_on=TODAY - timedelta(days=1), at=time(20), minutes=120)
    (item,) = find(today_only(TODAY, everything()), language="nl").items
    assert f"{item.ends_at:%H:%M}" == "03:00"


def test_a_new_title_stands_with_the_room_too(place: Place, manager: User) -> None:
    room = make_room(place)
    activity = make_activity(place, title="Koor")
    make_series(activity, room=room)
    make_series(make_activity(place, title="Quiz"), at=time(20), room=room)
    change_activity(activity=activity, by=manager, now=NOW, title="Zangclub")
    assert set(Claim.objects.values_list("label", flat=True)) == {"Zangclub", "Quiz"}
