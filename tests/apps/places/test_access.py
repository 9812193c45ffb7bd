"""Facts about getting in: with a day, and honest about what is not known."""

from datetime import date, timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.places.access import FACTS
from schuifaan.apps.places.actions.access import record_access_facts
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.enums import CheckedBy
from schuifaan.apps.places.forms.access import AccessForm
from schuifaan.apps.places.models import AccessFact
from tests.factories import NOW, TODAY


def facts_of(place):
    return {fact.key: (fact.value, fact.checked_on) for fact in AccessFact.objects.filter(place=place)}


def test_step_and_door_known_and_toilet_not(place, manager):
    """S05: step 6 cm, door 85 cm, toilet unknown."""
    typed = {
        "step_height_cm": "6",
        "door_width_cm": "85 cm",
        "accessible_toilet": "",
        "checked_on": "2026-11-20",
        "checked_by": "host",
    }
    form = AccessForm(typed, place=place, user=manager, today=TODAY)
    assert form.is_valid(), form.errors
    record_access_facts(place=place, by=manager, now=NOW, **form.wanted())
    assert facts_of(place) == {
        "step_height_cm": (6, date(2026, 11, 20)),
        "door_width_cm": (85, date(2026, 11, 20)),
    }
    assert set(AccessFact.objects.values_list("checked_by", flat=True)) == {CheckedBy.HOST}


def test_fact_that_is_no_longer_known_says_so(place, manager):
    record_access_facts(place=place, facts={"lift": True}, checked_on=TODAY, by=manager, now=NOW)
    record_access_facts(place=place, facts={"lift": None}, checked_on=TODAY, by=manager, now=NOW)
    assert facts_of(place) == {"lift": (None, None)}


def test_only_changed_facts_get_the_new_day_unless_all_were_looked_at(place, manager):
    earlier = TODAY - timedelta(days=300)
    record_access_facts(
        place=place, facts={"lift": True, "step_free": False}, checked_on=earlier, by=manager, now=NOW
    )
    record_access_facts(
        place=place, facts={"lift": True, "step_free": True}, checked_on=TODAY, by=manager, now=NOW
    )
    assert facts_of(place) == {"lift": (True, earlier), "step_free": (True, TODAY)}
    record_access_facts(
        place=place,
        facts={"lift": True, "step_free": True},
        checked_on=TODAY,
        by=manager,
        now=NOW,
        all_checked=True,
    )
    assert facts_of(place) == {"lift": (True, TODAY), "step_free": (True, TODAY)}


def test_a_day_that_has_to_come_is_refused(place, manager):
    with pytest.raises(PlaceError) as refused:
        record_access_facts(place=place, facts={}, checked_on=TODAY + timedelta(days=1), by=manager, now=NOW)
    assert refused.value.field == "checked_on"


@pytest.mark.parametrize(
    ("key", "value"), [("lift", "ja"), ("door_width_cm", -1), ("door_width_cm", True), ("ethnicity", 3)]
)
def test_answers_that_do_not_fit_are_refused(place, manager, key, value):
    with pytest.raises(PlaceError):
        record_access_facts(place=place, facts={key: value}, checked_on=TODAY, by=manager, now=NOW)


@pytest.mark.parametrize(
    ("typed", "good"),
    [("85", True), ("85,5 cm", True), ("0", True), ("breed", False), ("-3", False), ("99999", False)],
)
def test_measures_as_people_write_them(place, manager, typed, good):
    data = {"door_width_cm": typed, "checked_on": "2026-11-20", "checked_by": "host"}
    assert AccessForm(data, place=place, user=manager, today=TODAY).is_valid() is good


def test_form_asks_every_fact_once(place, manager):
    form = AccessForm(place=place, user=manager, today=TODAY)
    asked = [bound.name for group in form.groups() for bound in group.fields]
    assert sorted(asked) == sorted([*FACTS, *AccessForm.CHECK])


def test_strangers_record_nothing(place, stranger):
    with pytest.raises(NotAllowed):
        record_access_facts(place=place, facts={"lift": True}, checked_on=TODAY, by=stranger, now=NOW)
