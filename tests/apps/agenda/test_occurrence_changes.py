"""Changing and calling off: one, this and following, all; and what the buttons say beforehand."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.agenda.models import Notice, Occurrence, SignUp
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, make_place, make_team_member, make_user
from tests.factories.agenda import MONDAY, make_activity, make_series
from tests.factories.rooms import make_claim, make_room

pytestmark = pytest.mark.usefixtures("that_saturday")


@pytest.fixture
def series(place):
    """Twelve Mondays."""
    activity = make_activity(place, title="Soep", sign_up=True, seats=24)
    return make_series(activity, rule="FREQ=WEEKLY;COUNT=12")


def times(series):
    return list(Occurrence.objects.filter(activity=series.activity).order_by("starts_at"))


def address(name, occurrence):
    place = occurrence.activity.place
    return reverse(
        f"agenda:{name}",
        kwargs={"slug": place.slug, "pk": occurrence.activity_id, "occurrence": occurrence.pk},
    )


def join(occurrence, seat, **told):
    return SignUp.objects.create(
        occurrence=occurrence, first_name="Ans", state="placed", seat=seat, asked_at=NOW, changed_at=NOW,
        **{"contact_by": "email", "contact": f"ans{seat}@example.org", **told},
    )  # fmt: skip


def test_button_says_how_many_times_and_whom_it_mails(at_work, series):
    rows = times(series)
    for seat in range(1, 9):
        join(rows[seat % 12], seat)
    # The same person at another time, and somebody with only a phone.
    join(rows[3], 9, contact="ANS1@example.org")
    join(rows[3], 10, contact_by="phone", contact="043 1")
    labels = [one.label for one in at_work.get(address("occurrence", rows[0])).context["buttons"]]
    assert labels == ["Annuleer alleen deze keer", "Annuleer deze 12 keren en mail 8 mensen"]


def test_one_person_and_one_time_are_said_so(at_work, series):
    rows = times(series)
    join(rows[-1], 1)
    labels = [one.label for one in at_work.get(address("occurrence", rows[-1])).context["buttons"]]
    assert labels == ["Annuleer alleen deze keer en mail 1 mens"]


def test_a_series_without_end_is_not_counted(at_work, place):
    rows = times(make_series(make_activity(place)))
    labels = [one.label for one in at_work.get(address("occurrence", rows[0])).context["buttons"]]
    assert labels == ["Annuleer alleen deze keer", "Annuleer deze en alle volgende keren"]


def test_one_is_called_off_with_its_reason_and_can_be_put_back(at_work, series):
    row = times(series)[1]
    at_work.post(address("cancel", row), {"reason": "De kok is ziek", "which": "this"})
    row.refresh_from_db()
    assert (row.state, row.note) == ("cancelled", "De kok is ziek")
    assert [one.state for one in times(series)].count("cancelled") == 1
    assert "Het gaat toch door" in at_work.get(address("occurrence", row)).content.decode()
    at_work.post(address("restore", row))
    row.refresh_from_db()
    assert (row.state, row.note) == ("on", "")


def test_this_and_following_are_called_off(at_work, series):
    rows = times(series)
    at_work.post(address("cancel", rows[2]), {"which": "following"})
    left = times(series)
    assert [one.state for one in left[:2]] == ["on", "on"]
    assert {one.state for one in left[2:]} == {"cancelled"}
    series.refresh_from_db()
    assert series.last_on is not None
    assert series.last_on < to_wall(rows[2].starts_at).date()


def test_who_signed_up_is_written_to(at_work, series):
    row = times(series)[0]
    join(row, 1)
    at_work.post(address("cancel", row), {"reason": "De kok is ziek", "which": "this"})
    assert Notice.objects.count() == 1


def test_host_calls_off_one_but_not_the_rest(client, host, series):
    client.force_login(host)
    row = times(series)[0]
    assert client.post(address("cancel", row), {"which": "following"}).status_code == 403
    client.post(address("cancel", row), {"which": "this"})
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_stranger_does_not_come_in(client, stranger, series):
    client.force_login(stranger)
    assert client.get(address("occurrence", times(series)[0])).status_code == 403


def test_occurrence_of_another_place_is_not_found(at_work, place):
    elsewhere = times(make_series(make_activity(make_place("elders", name="Elders"))))[0]
    wrong = reverse(
        "agenda:occurrence",
        kwargs={"slug": place.slug, "pk": elsewhere.activity_id, "occurrence": elsewhere.pk},
    )
    assert at_work.get(wrong).status_code == 404


# -- Another time or room -------------------------------------------------------------------------

MOVED = {"day": "2026-11-24", "starts": "14:00", "ends": "16:00", "reason": "Eén dag later"}


def test_only_this_one_moves(at_work, series):
    row = times(series)[0]
    assert at_work.post(address("move", row), MOVED).status_code == 302
    row.refresh_from_db()
    assert (row.state, to_wall(row.starts_at).isoformat(), row.note) == (
        "moved", "2026-11-24T14:00:00", "Eén dag later",
    )  # fmt: skip
    assert [one.state for one in times(series)].count("moved") == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ends": "13:00"}, "ends"),
        ({"starts": "25:00"}, "starts"),
        ({"day": "2026-02-31"}, "day"),
        ({"day": "1900-01-01"}, "day"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "04:00"}, "starts"),
    ],
)
def test_wrong_times_are_said_beside_the_field(at_work, series, typed, field):
    row = times(series)[0]
    response = at_work.post(address("move", row), {**MOVED, **typed})
    assert response.status_code == 422
    assert set(response.context["move_form"].errors) == {field}
    assert Occurrence.objects.get(pk=row.pk).state == "on"


def test_moving_into_a_taken_room_says_so_and_keeps_the_time(at_work, place, series):
    room, row = make_room(place), times(series)[0]
    day = NOW.replace(day=24)
    make_claim(room, day.replace(hour=13), day.replace(hour=15))
    response = at_work.post(address("move", row), {**MOVED, "room": str(room.pk)})
    assert response.status_code == 422
    assert list(response.context["move_form"].errors) == ["room"]
    assert response.context["move_form"]["starts"].value() == "14:00"
    assert Occurrence.objects.get(pk=row.pk).state == "on"


def test_evening_past_midnight_stays_so_when_it_moves(at_work, place):
    series = make_series(make_activity(place), at=time(20), minutes=300)
    row = times(series)[0]
    assert (
        at_work.post(address("move", row), {**MOVED, "starts": "21:00", "ends": "01:30"}).status_code == 302
    )
    row.refresh_from_db()
    assert to_wall(row.ends_at).isoformat() == "2026-11-25T01:30:00"


def test_page_of_what_stopped_says_so(at_work, series):
    activity = series.activity
    plan = reverse("agenda:plan", args=[activity.place.slug, activity.pk])
    assert at_work.get(plan).context["is_ending"] is False
    at_work.post(reverse("agenda:stop", args=[activity.place.slug, activity.pk]))
    page = at_work.get(plan)
    assert page.context["is_ending"] is True
    assert "Deze activiteit is gestopt" in page.content.decode()


CHANGED = {"first_on": "2026-12-07", "starts": "19:00", "ends": "21:00", "how_often": "weekly"}


def test_this_and_following_get_another_time(at_work, series):
    row = times(series)[2]
    response = at_work.post(
        address("change_following", row), {**CHANGED, "ending": "until", "until": "2027-02-08"}
    )
    assert response.status_code == 302, response.context["form"].errors
    hours = [to_wall(one.starts_at).hour for one in times(series)]
    assert hours == [10, 10, *[19] * 10]


def test_all_times_change_and_the_form_begins_with_how_it_is(at_work, place, series):
    page = reverse(
        "agenda:change_series", kwargs={"slug": place.slug, "pk": series.activity_id, "series": series.pk}
    )
    form = at_work.get(page).context["form"]
    asked = {
        name: form[name].value() for name in ("first_on", "starts", "ends", "how_often", "ending", "times")
    }
    assert asked == {
        "first_on": MONDAY, "starts": "10:00", "ends": "12:00", "how_often": "weekly", "ending": "times",
        "times": 12,
    }  # fmt: skip
    typed = {**CHANGED, "first_on": "2026-11-23", "ending": "times", "times": "12"}
    assert at_work.post(page, typed).status_code == 302
    assert {to_wall(one.starts_at).hour for one in times(series)} == {19}


# -- Public holidays, and rooms that went ---------------------------------------------------------


def test_public_holiday_is_asked_and_answered(at_work, place):
    """Second Christmas day 2026 is a Saturday."""
    series = make_series(make_activity(place), first_on=date(2026, 12, 26), rule="")
    desk = at_work.get(reverse("agenda:desk", args=[place.slug]))
    (question,) = desk.context["asks"].holidays
    row = question.occurrences[0]
    assert (question.day, row.state) == (date(2026, 12, 26), "ask")
    decide = reverse("agenda:decide_holiday", args=[place.slug, row.pk])
    at_work.post(decide, {"answer": "yes"})
    assert times(series)[0].state == "on"
    at_work.post(decide, {"answer": "no"})
    assert times(series)[0].state == "skipped"
    assert at_work.get(reverse("agenda:desk", args=[place.slug])).context["asks"].holidays == ()


# -- Roadshow -------------------------------------------------------------------------------------


def test_quiz_goes_to_four_houses_with_four_dates_in_one_action(at_work, place, manager):
    activity = make_activity(place, title="Quiz")
    own = make_place("tweede", name="Tweede")
    make_team_member(own, user=manager)
    others = [make_place(f"huis-{n}", name=f"Huis {n}") for n in (1, 2)]
    page = reverse("agenda:roadshow", args=[place.slug, activity.pk])
    sent = {"lines": "4"}
    for n, house in enumerate([place, own, *others]):
        day = date(2026, 12, 4) + timedelta(weeks=n)
        sent |= {
            f"place_{n}": f"place:{house.pk}",
            f"day_{n}": day.isoformat(),
            f"starts_{n}": "20:00",
            f"ends_{n}": "22:00",
        }
    response = at_work.post(page, sent)
    assert response.status_code == 302, response.context["form"].errors
    agreed = list(activity.series.order_by("first_on").values_list("place__slug", "agreed"))
    assert agreed == [(place.slug, True), ("tweede", True), ("huis-1", False), ("huis-2", False)]
    assert activity.occurrences.count() == 2


def test_place_says_yes_or_no_to_a_visit(client, place):
    activity = make_activity(place, title="Quiz")
    other = make_place("huis", name="Huis")
    user = make_user("huis@example.org")
    make_team_member(other, user=user)
    client.force_login(user)
    visits = [make_series(activity, place=other, rule="", agreed=False, at=time(20 + n)) for n in (0, 1)]
    assert len(client.get(reverse("agenda:desk", args=[other.slug])).context["asks"].visits) == 2
    client.post(reverse("agenda:answer_visit", args=[other.slug, visits[0].pk]), {"answer": "yes"})
    client.post(reverse("agenda:answer_visit", args=[other.slug, visits[1].pk]), {"answer": "no"})
    assert list(activity.series.values_list("pk", "agreed")) == [(visits[0].pk, True)]
    assert activity.occurrences.count() == 1


def test_roadshow_line_half_filled_is_asked_for_the_rest(at_work, place):
    activity = make_activity(place)
    response = at_work.post(
        reverse("agenda:roadshow", args=[place.slug, activity.pk]), {"lines": "4", "day_1": "2026-12-04"}
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"place_1", "starts_1", "ends_1"}
