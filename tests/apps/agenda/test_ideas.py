"""The idea library, the days of the year and the official school holidays."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.conf import settings
from django.urls import reverse

from schuifaan.apps.agenda.enums import ActivityKind, Professional, SchoolRegion
from schuifaan.apps.agenda.forms.how_often import HowOften
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.agenda.queries.ideas import coming_occasions, ideas, nth_weekday, official_school_holidays
from schuifaan.apps.agenda.queries.items import TEXTS
from tests.factories import TODAY

LANGUAGES = {code for code, _name in settings.LANGUAGES}


def test_there_are_at_least_twenty_ideas_each_in_every_language():
    found = ideas()
    assert len(found) >= 20
    assert len({idea.key for idea in found}) == len(found)
    for idea in found:
        assert set(idea.texts) == LANGUAGES, idea.key
        assert idea.kind in ActivityKind.values
        assert idea.how_often in HowOften.values
        assert idea.professional in {"", *Professional.values}
        assert idea.starts is not None
        assert idea.ends is not None
        assert idea.starts < idea.ends
        for words in idea.texts.values():
            assert set(words) <= set(TEXTS)
            assert {"title", "description"} <= set(words)
            assert all(words.values()), idea.key


def test_weekly_breakfast_is_copied_as_a_draft_and_asks_when(at_work, place):
    response = at_work.post(reverse("agenda:ideas", args=[place.slug]), {"idee": "breakfast"})
    activity = Activity.objects.get()
    assert (activity.title, activity.status, activity.kind, activity.cost_cents) == (
        "Samen ontbijten", "draft", "meal", None,
    )  # fmt: skip
    assert activity.translations["en"]["title"] == "Breakfast together"
    form = at_work.get(response["Location"]).context["form"]
    asked = {name: form[name].value() for name in ("starts", "ends", "how_often")}
    assert asked == {"starts": "08:30", "ends": "10:00", "how_often": "weekly"}
    assert form["first_on"].value().weekday() == 2


def test_copied_idea_is_not_shown_before_somebody_says_its_price(at_work, place):
    at_work.post(reverse("agenda:ideas", args=[place.slug]), {"idee": "breakfast"})
    activity = Activity.objects.get()
    response = at_work.post(reverse("agenda:publish", args=[place.slug, activity.pk]), follow=True)
    assert "Zeg eerst wat het kost: gratis of een bedrag." in response.content.decode()
    activity.refresh_from_db()
    assert activity.status == "draft"


def test_unknown_idea_is_not_found(at_work, place):
    assert at_work.post(reverse("agenda:ideas", args=[place.slug]), {"idee": "niets"}).status_code == 404


def test_library_with_a_hint_has_that_idea_first(at_work, place):
    page = at_work.get(reverse("agenda:ideas", args=[place.slug]), {"idee": "cook"})
    assert page.context["ideas"][0]["key"] == "cook"


# -- Days of the year -----------------------------------------------------------------------------


def test_calendar_has_eight_days_ahead_each_with_lead_time():
    found = coming_occasions(TODAY, language="nl")
    assert len(found) >= 8
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert all(one.title and one.idea and one.occasion.source for one in found)
    assert all(one.begin_on == one.day - timedelta(weeks=one.occasion.weeks_ahead) for one in found)
    assert all(one.occasion.weeks_ahead > 0 and one.day >= TODAY for one in found)
    assert all(set(one.occasion.texts) == LANGUAGES for one in found)


@pytest.mark.parametrize(
    ("key", "today", "day"),
    [
        ("burendag", date(2026, 1, 1), date(2026, 9, 26)),
        ("burendag", date(2026, 9, 27), date(2027, 9, 25)),
        ("mothers_day", date(2027, 1, 1), date(2027, 5, 9)),
        ("neighbours_day_europe", date(2026, 1, 1), date(2026, 5, 29)),
        ("keti_koti", date(2026, 7, 1), date(2026, 7, 1)),
        ("christmas", date(2026, 12, 26), date(2027, 12, 25)),
    ],
)
def test_next_day_of_an_occasion(key, today, day):
    found = {one.occasion.key: one.day for one in coming_occasions(today, language="nl")}
    assert found[key] == day


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ((2026, 9, 5, 4), date(2026, 9, 26)),
        ((2027, 2, 0, 1), date(2027, 2, 1)),
        ((2024, 2, 3, -1), date(2024, 2, 29)),
        ((2026, 12, 3, -1), date(2026, 12, 31)),
    ],
)
def test_nth_weekday(asked, day):
    assert nth_weekday(*asked) == day


def test_a_day_of_the_year_starts_the_form(at_work, place):
    form = at_work.get(reverse("agenda:new", args=[place.slug]), {"dag": "burendag"}).context["form"]
    assert (form["title"].value(), form["kind"].value()) == ("Burendag", "celebration")
    assert form["price"].value() is None
    assert at_work.get(reverse("agenda:new", args=[place.slug]), {"dag": "x\0🙂"}).status_code == 200


# -- School holidays ------------------------------------------------------------------------------


def test_school_holidays_are_whole_and_apart():
    found = official_school_holidays()
    for region in SchoolRegion:
        own = sorted((one for one in found if one.region == region), key=lambda one: one.first_on)
        assert len(own) == 10
        assert all(one.first_on.weekday() == 5 and one.last_on.weekday() == 6 for one in own)
        assert all(before.last_on < after.first_on for before, after in pairwise(own))
    assert all(one.source for one in found)


def test_school_holidays_of_the_north_are_those_of_the_public_file(shared_data):
    """Amsterdam lies in the north."""
    path = shared_data / "calendars" / "amsterdam_repaircafes" / "school-holidays-data.json"
    theirs = {(row["startDate"], row["endDate"]) for row in json.loads(path.read_text())}
    ours = {
        (one.first_on.isoformat(), one.last_on.isoformat())
        for one in official_school_holidays()
        if one.region == SchoolRegion.NORTH
    }
    assert {period for period in theirs if period[0] >= "2026-10"} <= ours
