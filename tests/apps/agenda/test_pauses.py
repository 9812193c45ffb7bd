"""Pauses, school holidays, announcements and spots outside."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.agenda.actions.pauses import load_school_holidays
from schuifaan.apps.agenda.models import Announcement, Occurrence, Pause, Spot
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import NOW, make_neighbourhood
from tests.factories.agenda import MONDAY, make_activity, make_series

pytestmark = pytest.mark.usefixtures("that_saturday")


def days(series):
    return [to_wall(row.starts_at).date() for row in series.occurrences.order_by("starts_at")]


def test_pause_skips_its_days_and_taking_it_away_brings_them_back(at_work, place):
    series = make_series(make_activity(place), rule="FREQ=WEEKLY;COUNT=3")
    page = reverse("agenda:pauses", args=[place.slug])
    at_work.post(page, {"name": "Verven", "first_on": "2026-11-30", "last_on": "2026-12-06"})
    assert days(series) == [MONDAY, MONDAY + timedelta(weeks=2)]
    at_work.post(reverse("agenda:remove_pause", args=[place.slug, Pause.objects.get().pk]))
    assert days(series) == [MONDAY + timedelta(weeks=n) for n in range(3)]


def test_pause_of_one_day_needs_no_last_day(at_work, place):
    at_work.post(reverse("agenda:pauses", args=[place.slug]), {"name": "Dicht", "first_on": "2026-11-30"})
    assert Pause.objects.get().last_on == date(2026, 11, 30)


def test_pause_that_ends_before_it_begins_is_refused(at_work, place):
    typed = {"name": "Verven", "first_on": "2026-11-30", "last_on": "2026-11-29"}
    response = at_work.post(reverse("agenda:pauses", args=[place.slug]), typed)
    assert response.status_code == 422
    assert response.context["form"].errors == {"last_on": ["De laatste dag ligt voor de eerste dag."]}


def test_school_holidays_are_loaded_once_and_rest_their_series(administrator, place):
    series = make_series(make_activity(place), school_region="south")
    other = make_series(make_activity(place))
    assert load_school_holidays(by=administrator, now=NOW) == 27
    assert load_school_holidays(by=administrator, now=NOW) == 0
    holiday = date(2026, 12, 21)
    assert (holiday in days(series), holiday in days(other)) == (False, True)


def test_only_administrators_enter_school_holidays(client, manager, administrator):
    with pytest.raises(NotAllowed):
        load_school_holidays(by=manager, now=NOW)
    typed = {"region": "north", "name": "IJsvrij", "first_on": "2027-01-11", "last_on": "2027-01-15"}
    client.force_login(manager)
    assert client.post(reverse("agenda:school_holidays"), typed).status_code == 403
    client.force_login(administrator)
    assert client.post(reverse("agenda:school_holidays"), typed).status_code == 302
    assert Pause.objects.get().region == "north"


def test_announcement_by_who_stands_in_the_hall(client, host, place):
    client.force_login(host)
    page = reverse("agenda:announcements", args=[place.slug])
    client.post(page, {"text": "De lift is stuk.", "first_on": "2026-11-21", "last_on": "2026-11-24"})
    line = Announcement.objects.get()
    assert (line.text, line.last_on) == ("De lift is stuk.", date(2026, 11, 24))
    client.post(reverse("agenda:remove_announcement", args=[place.slug, line.pk]))
    assert not Announcement.objects.exists()


def test_spot_without_address_with_four_dates_and_a_rain_plan(at_work, place):
    place.neighbourhood = make_neighbourhood()
    place.save()
    at_work.post(
        reverse("agenda:spots", args=[place.slug]),
        {"name": "Bakfiets", "where": "Op het grasveld bij de vijver", "rain_plan": "Onder de brug",
         "kit_list": "thermoskan\n\nklapstoelen"},
    )  # fmt: skip
    spot = Spot.objects.get()
    assert (spot.lat, spot.neighbourhood_id) == (None, place.neighbourhood_id)
    activity = make_activity(place, title="Koffie op straat")
    sent = {"lines": "4"}
    for n, day in enumerate(["2026-12-01", "2026-12-09", "2026-12-17", "2026-12-28"]):
        sent |= {
            f"place_{n}": f"spot:{spot.pk}",
            f"day_{n}": day,
            f"starts_{n}": "10:00",
            f"ends_{n}": "11:00",
        }
    response = at_work.post(reverse("agenda:roadshow", args=[place.slug, activity.pk]), sent)
    assert response.status_code == 302, response.context["form"].errors
    assert Occurrence.objects.filter(spot=spot).count() == 4
    paper = at_work.get(reverse("agenda:kit_list", args=[place.slug, spot.pk]))
    assert paper.context["things"] == ["thermoskan", "klapstoelen"]
    assert len(paper.context["coming"]) == 4
    assert "Onder de brug" in paper.content.decode()


def test_spot_out_of_use_is_no_longer_a_choice(at_work, place):
    spot = Spot.objects.create(place=place, name="Bankje", where="Bij de boom")
    new = reverse("agenda:new", args=[place.slug])
    assert "room" in at_work.get(new).context["form"].fields
    at_work.post(reverse("agenda:spot", args=[place.slug, spot.pk]), {"use": "no"})
    assert "room" not in at_work.get(new).context["form"].fields
