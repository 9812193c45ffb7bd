"""Planning while the place is closed: one calm remark after saving, and never a refusal."""

from datetime import date, time

import pytest
from django.urls import reverse

from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries.outside_hours import remarks_on_hours
from schuifaan.apps.places.models import OpeningException
from tests.factories import NOW, make_place
from tests.factories.agenda import MONDAY, make_activity, make_series

pytestmark = pytest.mark.usefixtures("that_saturday")

OFFICE = "Mo-Fr 09:00-17:00; PH off"


@pytest.fixture
def house(place):
    place.opening_hours = OFFICE
    place.save()
    return place


def remarks(series):
    return remarks_on_hours([series], now=NOW)


def said_after(response):
    return [str(message) for message in response.context["messages"]][1:]


def test_times_within_the_hours_get_no_remark(house):
    assert remarks(make_series(make_activity(house), rule="FREQ=WEEKLY;COUNT=3")) == []


def test_hours_nobody_told_get_no_remark(place):
    assert remarks(make_series(make_activity(place), at=time(23))) == []


def test_days_on_which_the_door_is_shut_are_named(house):
    OpeningException.objects.create(
        place=house, date_from=date(2026, 11, 30), date_until=date(2026, 12, 1), hours=""
    )
    series = make_series(make_activity(house), rule="FREQ=WEEKLY;COUNT=3")
    assert remarks(series) == [
        "Goed om te weten: volgens de openingstijden is ’t Atrium dicht op maandag 30 november."
    ]


def test_a_closing_period_is_named_where_the_weekly_hours_are_not_known(place):
    OpeningException.objects.create(
        place=place, date_from=date(2026, 11, 30), date_until=date(2026, 11, 30), hours=""
    )
    series = make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=3")
    assert remarks(series) == [
        "Goed om te weten: volgens de openingstijden is ’t Atrium dicht op maandag 30 november."
    ]


def test_holiday_that_goes_on_is_named(house):
    series = make_series(
        make_activity(house), first_on=date(2026, 12, 18), rule="FREQ=WEEKLY;COUNT=2", public_holidays="keep"
    )
    assert remarks(series) == [
        "Goed om te weten: volgens de openingstijden is ’t Atrium dicht op vrijdag 25 december."
    ]


def test_holiday_that_is_asked_about_already_is_not_named_again(house):
    series = make_series(make_activity(house), first_on=date(2026, 12, 18), rule="FREQ=WEEKLY;COUNT=2")
    assert remarks(series) == []


def test_evening_course_is_told_the_first_three_evenings(house):
    series = make_series(make_activity(house), at=time(16), rule="FREQ=WEEKLY;COUNT=5")
    assert remarks(series) == [
        (
            "Goed om te weten: op maandag 23 november, maandag 30 november, maandag 7 december en nog 2 keer "
            "valt dit buiten de openingstijden van ’t Atrium."
        )
    ]


def test_closed_days_and_other_hours_share_one_sentence(house):
    OpeningException.objects.create(
        place=house, date_from=date(2026, 11, 30), date_until=date(2026, 11, 30), hours=""
    )
    series = make_series(make_activity(house), at=time(19), rule="FREQ=WEEKLY;COUNT=2")
    assert remarks(series) == [
        (
            "Goed om te weten: ’t Atrium is dicht op maandag 30 november, "
            "en op maandag 23 november valt dit buiten de openingstijden."
        )
    ]


def test_night_out_that_runs_past_midnight_is_within_its_hours(place):
    place.opening_hours = "Mo-Su 20:00-02:00"
    place.save()
    series = make_series(make_activity(place), at=time(22), minutes=240, rule="FREQ=DAILY;COUNT=3")
    assert remarks(series) == []


def test_a_whole_day_is_only_measured_by_the_day(house):
    activity = make_activity(house)
    week = make_series(activity, at=time(0), minutes=1440, all_day=True, rule="FREQ=DAILY;COUNT=7")
    assert remarks(week) == [
        (
            "Goed om te weten: volgens de openingstijden is ’t Atrium dicht op "
            "zaterdag 28 november en zondag 29 november."
        )
    ]


def test_the_page_after_planning_says_it(at_work, house):
    activity = make_activity(house)
    sent = {"first_on": "2026-11-29", "starts": "14:00", "ends": "16:00", "how_often": "once"}
    page = at_work.post(
        reverse("agenda:add_series", args=[house.slug, activity.pk]), sent, follow=True, headers={"accept-language": "nl"}
    )  # fmt: skip
    assert said_after(page) == [
        "Goed om te weten: volgens de openingstijden is ’t Atrium dicht op zondag 29 november."
    ]
    assert Occurrence.objects.count() == 1


def test_the_page_after_moving_one_says_it(at_work, house):
    make_series(activity := make_activity(house), rule="FREQ=WEEKLY;COUNT=2", at=time(19))
    row = Occurrence.objects.earliest("starts_at")
    sent = {"day": MONDAY.isoformat(), "starts": "8:00", "ends": "10:00"}
    page = at_work.post(
        reverse(
            "agenda:move", kwargs={"slug": house.slug, "pk": activity.pk, "occurrence": row.pk}
        ),
        sent,
        follow=True,
    )  # fmt: skip
    # Only the one that was moved, not its series.
    assert said_after(page) == [
        "Goed om te weten: op maandag 23 november valt dit buiten de openingstijden van ’t Atrium."
    ]


def test_visits_are_measured_by_the_house_they_go_to(house):
    activity = make_activity(house)
    other = make_place("huis", name="Huis", opening_hours="Mo-Fr 19:00-23:00")
    rows = [make_series(activity, place=at, at=time(19), rule="") for at in (house, other)]
    assert remarks_on_hours(rows, now=NOW) == [
        "Goed om te weten: op maandag 23 november valt dit buiten de openingstijden van ’t Atrium."
    ]
