"""Following a calendar kept elsewhere: what comes, changes, goes, and what people here keep."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from schuifaan.apps.agenda.actions.activities import change_activity, unpublish_activity
from schuifaan.apps.agenda.actions.calendars import upload_calendar
from schuifaan.apps.agenda.actions.planning import When, cancel_occurrence, change_series
from schuifaan.apps.agenda.actions.taking_over import TakenOver, take_over
from schuifaan.apps.agenda.enums import ActivityStatus, ContactBy, OccurrenceState, SignUpState
from schuifaan.apps.agenda.models import Activity, Calendar, Notice, Occurrence, Series, SignUp
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.core.calendars.reading import read_calendar
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, TODAY
from tests.factories.calendars import calendar_file, event

pytestmark = pytest.mark.django_db

COFFEE = event("koffie", "Koffieochtend", "20261123T100000", "20261123T120000", "RRULE:FREQ=WEEKLY")


def make_calendar(place: Place, **fields: Any) -> Calendar:
    return Calendar.objects.create(
        place=place,
        name=fields.pop("name", "Onze Google-agenda"),
        address=fields.pop("address", "https://agenda.example/geheim/basic.ics"),
        cost_cents=fields.pop("cost_cents", 0),
        created_at=NOW,
        **fields,
    )


def take(calendar: Calendar, *events: str, now: datetime = NOW) -> TakenOver:
    reading = read_calendar(calendar_file(*events), today=TODAY, own_host="schuif.example")
    return take_over(calendar=calendar, events=reading.events, now=now)


def walls(activity: Activity, most: int = 3) -> list[str]:
    rows = activity.occurrences.order_by("starts_at")[:most]
    return [f"{to_wall(row.starts_at):%d-%m %H:%M} {row.state}" for row in rows]


def join(occurrence: Occurrence, name: str = "Ans") -> SignUp:
    return SignUp.objects.create(
        occurrence=occurrence,
        first_name=name,
        contact_by=ContactBy.EMAIL,
        contact=f"{name.lower()}@example.org",
        state=SignUpState.PLACED,
        seat=1,
        asked_at=NOW,
        changed_at=NOW,
    )


def test_a_weekly_event_becomes_an_activity_with_its_price_and_kind(place: Place) -> None:
    calendar = make_calendar(place, kind="meal", cost_cents=350)
    done = take(calendar, COFFEE)
    activity = Activity.objects.get()
    assert (done.new, done.changed, done.removed) == (1, 0, 0)
    assert (activity.title, activity.kind, activity.cost_cents, activity.status) == (
        "Koffieochtend", "meal", 350, ActivityStatus.PUBLISHED,
    )  # fmt: skip
    assert walls(activity) == ["23-11 10:00 on", "30-11 10:00 on", "07-12 10:00 on"]
    series = Series.objects.get()
    assert (series.rule, series.feed_uid, series.calendar) == ("FREQ=WEEKLY", "koffie", calendar)


def test_the_same_again_changes_nothing(place: Place) -> None:
    calendar = make_calendar(place)
    take(calendar, COFFEE)
    before = list(Occurrence.objects.values_list("pk", "sequence", "changed_at"))
    done = take(calendar, COFFEE, now=NOW + timedelta(hours=1))
    assert (done.new, done.changed, done.removed) == (0, 0, 0)
    assert list(Occurrence.objects.values_list("pk", "sequence", "changed_at")) == before


def test_three_versions_keep_sign_ups_and_ids(place: Place) -> None:
    calendar = make_calendar(place)
    soup = event("soep", "Soep", "20261125T180000", "20261125T200000")
    take(calendar, COFFEE, soup)
    activity = Activity.objects.get(title="Koffieochtend")
    second = activity.occurrences.order_by("starts_at")[1]
    sign_up = join(second)

    later = event("koffie", "Koffie en taart", "20261123T103000", "20261123T123000", "RRULE:FREQ=WEEKLY")
    yoga = event("yoga", "Yoga", "20261126T090000", "20261126T100000")
    done = take(calendar, later, soup, yoga, now=NOW + timedelta(hours=1))
    assert (done.new, done.changed, done.removed) == (1, 1, 0)
    activity.refresh_from_db()
    second.refresh_from_db()
    assert (activity.title, f"{to_wall(second.starts_at):%d-%m %H:%M}") == ("Koffie en taart", "30-11 10:30")
    assert SignUp.objects.get().pk == sign_up.pk
    assert Notice.objects.filter(contact="ans@example.org").count() == 1

    done = take(calendar, soup, yoga, now=NOW + timedelta(hours=2))
    assert (done.new, done.changed, done.removed) == (0, 0, 1)
    second.refresh_from_db()
    assert second.state == OccurrenceState.CANCELLED
    assert Notice.objects.filter(contact="ans@example.org").count() == 2
    # Five weeks stay on show as called off; nothing further ahead is left.
    assert set(activity.occurrences.values_list("state", flat=True)) == {"cancelled"}
    assert activity.occurrences.count() == 5
    assert set(Activity.objects.values_list("title", flat=True)) == {"Koffie en taart", "Soep", "Yoga"}


def test_what_comes_back_goes_on_with_the_same_ids(place: Place) -> None:
    calendar = make_calendar(place)
    take(calendar, COFFEE)
    activity = Activity.objects.get()
    first = activity.occurrences.order_by("starts_at")[0]
    take(calendar, now=NOW + timedelta(hours=1))
    done = take(calendar, COFFEE, now=NOW + timedelta(hours=2))
    activity.refresh_from_db()
    assert (done.new, done.changed) == (0, 1)
    assert (Activity.objects.count(), activity.status) == (1, ActivityStatus.PUBLISHED)
    assert walls(activity) == ["23-11 10:00 on", "30-11 10:00 on", "07-12 10:00 on"]
    assert activity.occurrences.order_by("starts_at")[0].pk == first.pk


def test_a_single_event_gone_far_ahead_stops_its_activity(place: Place) -> None:
    calendar = make_calendar(place)
    take(calendar, event("feest", "Feest", "20270605T140000", "20270605T170000"))
    take(calendar, now=NOW + timedelta(hours=1))
    assert Activity.objects.get().status == ActivityStatus.STOPPED
    assert not Occurrence.objects.exists()


def test_texts_changed_by_hand_stay(place: Place, manager: User) -> None:
    calendar = make_calendar(place)
    take(calendar, event("a", "Soep", "20261125T180000", "20261125T200000", "DESCRIPTION:Oud"))
    activity = Activity.objects.get()
    change_activity(activity=activity, by=manager, now=NOW, title="Soep voor iedereen")
    take(calendar, event("a", "Soep II", "20261125T180000", "20261125T200000", "DESCRIPTION:Nieuw"))
    activity.refresh_from_db()
    assert (activity.title, activity.description) == ("Soep voor iedereen", "Nieuw")


def test_what_was_hidden_by_hand_stays_hidden(place: Place, manager: User) -> None:
    calendar = make_calendar(place)
    take(calendar, COFFEE)
    unpublish_activity(activity=Activity.objects.get(), by=manager, now=NOW)
    take(calendar, COFFEE.replace("100000", "110000"))
    assert Activity.objects.get().status == ActivityStatus.DRAFT


def test_times_replanned_by_hand_stay_and_that_is_said(place: Place, manager: User) -> None:
    calendar = make_calendar(place)
    take(calendar, COFFEE)
    series = Series.objects.get()
    when = When(date(2026, 11, 24), series.at, 60, place, rule="FREQ=WEEKLY")
    change_series(series=series, when=when, by=manager, now=NOW)
    done = take(calendar, COFFEE.replace("T10", "T11"))
    assert [one.code for one in done.left_behind] == ["changed_here"]
    assert walls(Activity.objects.get(), 1) == ["24-11 10:00 on"]
    # And it is not called off when it goes there: it is theirs now.
    assert take(calendar).removed == 0


def test_a_time_called_off_here_stays_so(place: Place, manager: User) -> None:
    calendar = make_calendar(place)
    take(calendar, COFFEE)
    first = Occurrence.objects.order_by("starts_at")[0]
    cancel_occurrence(occurrence=first, reason="Ziek", by=manager, now=NOW)
    moved = event(
        "koffie", "Koffieochtend", "20261123T140000", "20261123T160000", "RECURRENCE-ID:20261123T100000"
    )
    take(calendar, COFFEE, moved)
    first.refresh_from_db()
    assert (first.state, first.note) == (OccurrenceState.CANCELLED, "Ziek")


def test_moved_called_off_and_back_again(place: Place) -> None:
    calendar = make_calendar(place)
    moved = event(
        "koffie", "Koffie buiten", "20261124T140000", "20261124T160000", "RECURRENCE-ID:20261123T100000"
    )
    off = event(
        "koffie",
        "Koffieochtend",
        "20261130T100000",
        "20261130T120000",
        "RECURRENCE-ID:20261130T100000",
        "STATUS:CANCELLED",
    )
    take(calendar, COFFEE, moved, off)
    activity = Activity.objects.get()
    ids = list(activity.occurrences.order_by("original_at").values_list("pk", flat=True))
    assert walls(activity) == ["24-11 14:00 moved", "30-11 10:00 cancelled", "07-12 10:00 on"]
    assert activity.occurrences.order_by("starts_at")[0].note == "Koffie buiten"
    assert take(calendar, COFFEE).changed == 1
    assert walls(activity) == ["23-11 10:00 on", "30-11 10:00 on", "07-12 10:00 on"]
    assert list(activity.occurrences.order_by("original_at").values_list("pk", flat=True)) == ids


def test_a_moved_time_that_moves_again(place: Place) -> None:
    calendar = make_calendar(place)
    for hour in ("14", "15"):
        moved = event(
            "koffie",
            "Koffieochtend",
            f"20261124T{hour}0000",
            f"20261124T{hour}3000",
            "RECURRENCE-ID:20261123T100000",
        )
        take(calendar, COFFEE, moved)
    assert walls(Activity.objects.get(), 1) == ["24-11 15:00 moved"]


def test_the_same_event_in_an_upload_and_then_a_feed_is_one(place: Place, manager: User) -> None:
    _uploaded, done = upload_calendar(
        place=place,
        content=calendar_file(COFFEE),
        name="Bestand",
        kind="other",
        cost_cents=0,
        by=manager,
        now=NOW,
    )
    assert done.new == 1
    feed = make_calendar(place)
    assert take(feed, COFFEE).new == 0
    assert Series.objects.get().calendar == feed
    # And the other way round: what we follow already is left to that.
    _again, done = upload_calendar(
        place=place,
        content=calendar_file(COFFEE),
        name="Bestand 2",
        kind="other",
        cost_cents=0,
        by=manager,
        now=NOW,
    )
    assert [one.code for one in done.left_behind] == ["double"]
    assert Activity.objects.count() == 1


def test_nothing_is_taken_over_when_one_thing_fails(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = make_calendar(place)

    def breaks(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("schuifaan.apps.agenda.actions.taking_over.take_over_changes", breaks)
    with pytest.raises(RuntimeError):
        take(calendar, COFFEE)
    assert (Activity.objects.count(), Series.objects.count(), Occurrence.objects.count()) == (0, 0, 0)


def test_the_hour_that_happens_twice_is_told_exactly(place: Place) -> None:
    calendar = make_calendar(place)
    take(calendar, event("nacht", "Nacht", "20271031T013000Z", "20271031T023000Z"))
    assert Occurrence.objects.get().starts_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
