"""Planning, and changing one time, the following, or all."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from schuifaan.apps.agenda.actions import planning
from schuifaan.apps.agenda.actions.planning import RoomNotFree, When
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.enums import OccurrenceState, PublicHolidays
from schuifaan.apps.agenda.models import Occurrence, Series
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import RoomTaken
from schuifaan.apps.rooms.models import Claim, Room
from schuifaan.core.timeline.recurrence import begins_at
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, make_place, make_team_member, make_user
from tests.factories.agenda import MONDAY, make_activity, make_series
from tests.factories.rooms import make_room

pytestmark = pytest.mark.django_db


def weekly(place: Place, **fields: Any) -> When:
    """Four Mondays from ten to twelve, whatever holiday it is."""
    usual: dict[str, Any] = {
        "first_on": MONDAY,
        "at": time(10),
        "minutes": 120,
        "place": place,
        "rule": "FREQ=WEEKLY;COUNT=4",
        "public_holidays": PublicHolidays.KEEP,
    }
    return When(**(usual | fields))


def programme(series: Series) -> list[tuple[str, str]]:
    return [(f"{to_wall(row.starts_at):%d-%m %H:%M}", row.state) for row in series.occurrences.all()]


@pytest.fixture
def room(place: Place) -> Room:
    return make_room(place)


def test_only_who_changes_the_place_plans_there(place: Place, host: User) -> None:
    with pytest.raises(NotAllowed):
        planning.add_series(activity=make_activity(place), when=weekly(place), by=host, now=NOW)
    assert Series.objects.count() == 0


def test_a_first_day_the_rule_does_not_have_becomes_the_first_it_has(place: Place, manager: User) -> None:
    series = planning.add_series(
        activity=make_activity(place), when=weekly(place, rule="FREQ=WEEKLY;BYDAY=WE"), by=manager, now=NOW
    )
    assert series.first_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"minutes": 0}, "ends"),
        ({"minutes": -30}, "ends"),
        ({"rule": "FREQ=SECONDLY"}, "rule"),
        ({"rule": "ELKE=DAG"}, "rule"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    place: Place, manager: User, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(AgendaError) as refused:
        planning.add_series(activity=make_activity(place), when=weekly(place, **fields), by=manager, now=NOW)
    assert refused.value.field == field
    assert Series.objects.count() == 0


def test_a_room_of_another_place_is_refused(place: Place, manager: User) -> None:
    elsewhere = make_room(make_place("elders", name="Elders"))
    with pytest.raises(AgendaError) as refused:
        planning.add_series(
            activity=make_activity(place), when=weekly(place, room=elsewhere), by=manager, now=NOW
        )
    assert refused.value.field == "room"


def test_a_taken_room_is_refused_with_all_clashes_and_nothing_is_saved(
    place: Place, manager: User, room: Room
) -> None:
    make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;INTERVAL=2;COUNT=2")
    with pytest.raises(RoomNotFree) as refused:
        planning.add_series(activity=make_activity(place), when=weekly(place, room=room), by=manager, now=NOW)
    assert [to_wall(row.starts_at).day for row in refused.value.clashes] == [23, 7]
    assert (Series.objects.count(), Claim.objects.count()) == (1, 2)


def test_clashing_days_can_be_left_out(place: Place, manager: User, room: Room) -> None:
    make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;INTERVAL=2;COUNT=2")
    series = planning.add_series(
        activity=make_activity(place),
        when=weekly(place, room=room),
        by=manager,
        now=NOW,
        on_clash="leave_out",
    )
    assert programme(series) == [("30-11 10:00", "on"), ("14-12 10:00", "on")]
    assert Claim.objects.count() == 4


def test_or_planned_without_the_room(place: Place, manager: User, room: Room) -> None:
    make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;INTERVAL=2;COUNT=2")
    series = planning.add_series(
        activity=make_activity(place),
        when=weekly(place, room=room),
        by=manager,
        now=NOW,
        on_clash="without_room",
    )
    assert [row.claim_id is not None for row in series.occurrences.all()] == [False, True, False, True]


def test_this_and_following_splits_the_series(place: Place, manager: User) -> None:
    series = make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=4", public_holidays="keep")
    third = series.occurrences.all()[2]
    when = weekly(place, first_on=date(2026, 12, 8), at=time(14), minutes=60, rule="FREQ=WEEKLY;COUNT=2")
    new, _done = planning.change_following(occurrence=third, when=when, by=manager, now=NOW)
    series.refresh_from_db()
    assert programme(series) == [("23-11 10:00", "on"), ("30-11 10:00", "on")]
    assert programme(new) == [("08-12 14:00", "on"), ("15-12 14:00", "on")]
    assert (new.follows_id, series.last_on) == (series.pk, date(2026, 12, 6))
    third.refresh_from_db()
    assert third.series_id == new.pk


def test_following_from_the_very_first_changes_the_series_itself(place: Place, manager: User) -> None:
    series = make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=4", public_holidays="keep")
    first = series.occurrences.all()[0]
    same, _done = planning.change_following(
        occurrence=first, when=weekly(place, at=time(11)), by=manager, now=NOW
    )
    assert same.pk == series.pk
    assert programme(same)[0] == ("23-11 11:00", "on")


def test_one_is_called_off_by_the_host_and_stays_visible(place: Place, host: User, room: Room) -> None:
    series = make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;COUNT=2")
    row = series.occurrences.all()[0]
    planning.cancel_occurrence(occurrence=row, reason="De kok is ziek.", by=host, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.note, row.claim_id) == (OccurrenceState.CANCELLED, "De kok is ziek.", None)
    assert Claim.objects.count() == 1


def test_what_was_called_off_can_go_on_after_all(place: Place, host: User, room: Room) -> None:
    series = make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;COUNT=2")
    row = series.occurrences.all()[0]
    planning.cancel_occurrence(occurrence=row, reason="", by=host, now=NOW)
    planning.restore_occurrence(occurrence=row, by=host, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.by_hand, row.claim_id is not None) == (OccurrenceState.ON, False, True)


def test_unless_the_room_has_gone_meanwhile(place: Place, host: User, room: Room) -> None:
    series = make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;COUNT=2")
    row = series.occurrences.all()[0]
    planning.cancel_occurrence(occurrence=row, reason="", by=host, now=NOW)
    make_series(make_activity(place), room=room, rule="")
    with pytest.raises(RoomTaken):
        planning.restore_occurrence(occurrence=row, by=host, now=NOW)
    row.refresh_from_db()
    assert row.state == OccurrenceState.CANCELLED


def test_one_goes_to_another_time(place: Place, manager: User, room: Room) -> None:
    series = make_series(make_activity(place), room=room, rule="FREQ=WEEKLY;COUNT=2")
    row = series.occurrences.all()[0]
    at = begins_at(datetime(2026, 11, 24, 19))
    planning.move_occurrence(
        occurrence=row,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        room=room,
        reason="",
        by=manager,
        now=NOW,
    )
    row.refresh_from_db()
    assert (row.state, row.starts_at, row.original_at) == (
        OccurrenceState.MOVED,
        at,
        begins_at(datetime(2026, 11, 23, 10)),
    )
    assert row.claim is not None
    assert row.claim.starts_at == at


def test_stopping_shows_the_coming_weeks_as_called_off_and_nothing_after(place: Place, manager: User) -> None:
    series = make_series(make_activity(place), public_holidays="keep")
    told = planning.cancel_following(
        occurrence=series.occurrences.all()[1], reason="We stoppen ermee.", by=manager, now=NOW
    )
    assert programme(series) == [
        ("23-11 10:00", "on"),
        *[(f"{day} 10:00", "cancelled") for day in ("30-11", "07-12", "14-12", "21-12")],
    ]
    assert len(told) == 4


def test_a_public_holiday_is_on_no_programme_until_somebody_says(place: Place, host: User) -> None:
    series = make_series(make_activity(place), first_on=date(2026, 12, 25), rule="", public_holidays="ask")
    row = series.occurrences.get()
    assert (row.state, row.because) == (OccurrenceState.ASK, "christmas_day")
    assert list(Occurrence.objects.shown()) == []  # type: ignore[attr-defined]
    planning.decide_holiday(occurrence=row, goes_on=True, by=host, now=NOW)
    assert [one.pk for one in Occurrence.objects.shown()] == [row.pk]  # type: ignore[attr-defined]
    planning.decide_holiday(occurrence=row, goes_on=False, by=host, now=NOW)
    assert list(Occurrence.objects.shown()) == []  # type: ignore[attr-defined]


def test_a_roadshow_is_planned_in_one_go_and_waits_for_places_of_others(place: Place, manager: User) -> None:
    others = [make_place(f"huis-{number}", name=f"Huis {number}") for number in range(3)]
    activity = make_activity(place, title="Quiz")
    stops = [
        weekly(where, first_on=MONDAY + timedelta(days=7 * number), rule="")
        for number, where in enumerate([place, *others])
    ]
    series = planning.add_stops(activity=activity, stops=stops, by=manager, now=NOW)
    assert [one.agreed for one in series] == [True, False, False, False]
    assert activity.occurrences.count() == 1
    neighbour = make_user("buur@example.org")
    make_team_member(others[0], user=neighbour, role=PlaceRole.MANAGER)
    planning.answer_stop(series=series[1], agreed=True, by=neighbour, now=NOW)
    assert activity.occurrences.count() == 2
    with pytest.raises(NotAllowed):
        planning.answer_stop(series=series[2], agreed=True, by=neighbour, now=NOW)


def test_a_place_that_says_no_to_a_visit_is_left_out(place: Place, manager: User) -> None:
    other = make_place("elders", name="Elders")
    (series,) = planning.add_stops(
        activity=make_activity(place), stops=[weekly(other, rule="")], by=manager, now=NOW
    )
    neighbour = make_user("buur@example.org")
    make_team_member(other, user=neighbour, role=PlaceRole.MANAGER)
    assert planning.answer_stop(series=series, agreed=False, by=neighbour, now=NOW) is None
    assert Series.objects.count() == 0
