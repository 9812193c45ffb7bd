"""Opening hours as people type them."""

from datetime import date

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.places.actions.hours import add_exception, change_hours, remove_exception
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.forms.hours import DAYS, ExceptionForm, HoursForm
from schuifaan.apps.places.models import OpeningException
from schuifaan.core.timeline.opening import DayException, Schedule
from tests.factories import NOW, TODAY


def form_for(place, user, **typed):
    data = {name: "" for name, _label in DAYS} | {"public_holidays": "as_usual", "quiet_day_open": ""} | typed
    return HoursForm(data, place=place, user=user, today=TODAY)


@pytest.mark.parametrize(
    ("monday", "expression"),
    [
        ("9.00–17.00", "Mo 09:00-17:00"),
        ("9-17", "Mo 09:00-17:00"),
        ("9 tot 17 uur", "Mo 09:00-17:00"),
        ("9.00-12.00 en 13.00-17.00", "Mo 09:00-12:00,13:00-17:00"),
        ("9.00-12.00, 13.00-17.00", "Mo 09:00-12:00,13:00-17:00"),
        ("20.00-1.00", "Mo 20:00-01:00"),
        ("dicht", ""),
        ("", ""),
    ],
)
def test_hours_as_people_write_them(place, manager, monday, expression):
    form = form_for(place, manager, monday=monday)
    assert form.is_valid(), form.errors
    assert form.wanted() == {"opening_hours": expression, "quiet_day_open": None}


@pytest.mark.parametrize(
    ("monday", "message"),
    [
        ("vroeg", "Schrijf een begin en een eind, zoals 9.00–17.00."),
        ("9", "Schrijf een begin en een eind, zoals 9.00–17.00."),
        ("17.00-9.00", "De eindtijd ligt voor de begintijd."),
        ("9-13 en 12-17", "Deze tijden lopen door elkaar heen."),
        ("9-17 🌻", "Schrijf een begin en een eind, zoals 9.00–17.00."),
    ],
)
def test_hours_nobody_can_read_keep_their_text(place, manager, monday, message):
    form = form_for(place, manager, monday=monday)
    assert not form.is_valid()
    assert form.errors["monday"] == [message]
    assert form["monday"].value() == monday


@pytest.mark.parametrize(
    ("expression", "too_rich"),
    [
        ("", False),
        ("Mo-Fr 09:00-17:00; PH off", False),
        ("Mo 09:00-12:00,13:00-17:00", False),
        ("Apr-Sep Mo-Fr 09:00-17:00", True),
        ("week 1-53/2 Mo 10:00-12:00", True),
    ],
)
def test_form_says_when_hours_are_too_rich_for_it(place, manager, expression, too_rich):
    place.opening_hours = expression
    form = HoursForm(place=place, user=manager, today=TODAY)
    assert form.is_too_rich is too_rich


@pytest.mark.parametrize(
    "expression", ["Mo-Fr 09:00-17:00; PH off", "Mo 09:00-12:00,13:00-17:00; Sa 20:00-01:00"]
)
def test_form_shows_hours_so_that_saving_changes_nothing(place, manager, expression):
    place.opening_hours = expression
    start = HoursForm(place=place, user=manager, today=TODAY).starting()
    start["quiet_day_open"] = "no"
    again = HoursForm(start, place=place, user=manager, today=TODAY)
    assert again.is_valid(), again.errors
    assert again.wanted() == {"opening_hours": expression, "quiet_day_open": False}


def test_monday_is_copied_to_every_day_with_what_was_typed(place, manager):
    form = form_for(place, manager, monday="vroeg", sunday="11-12", copy_monday="1")
    assert [form.rearranged()[name] for name, _label in DAYS] == ["vroeg"] * 7


def test_monday_to_friday_nine_to_five_closed_on_kings_day(place, manager):
    """A05: on 27 Apr closed, on 28 Apr open."""
    change_hours(place=place, opening_hours="Mo-Fr 09:00-17:00", by=manager, now=NOW)
    add_exception(
        place=place,
        date_from=date(2027, 4, 27),
        date_until=date(2027, 4, 27),
        reason="Koningsdag",
        by=manager,
        now=NOW,
    )
    row = OpeningException.objects.get(place=place)
    schedule = Schedule(
        place.opening_hours, (DayException(row.date_from, row.date_until, row.hours, row.reason["nl"]),)
    )
    assert schedule.day(date(2027, 4, 27)) == ()
    assert len(schedule.day(date(2027, 4, 28))) == 1


def test_exception_must_not_end_before_it_begins(place, manager):
    with pytest.raises(PlaceError):
        add_exception(
            place=place, date_from=date(2027, 4, 28), date_until=date(2027, 4, 27), by=manager, now=NOW
        )


def test_exception_form_takes_one_day_and_own_hours():
    form = ExceptionForm({"date_from": "2026-12-24", "hours": "10.00-14.00 en 15-16"})
    assert form.is_valid(), form.errors
    assert form.wanted() == {
        "date_from": date(2026, 12, 24),
        "date_until": date(2026, 12, 24),
        "hours": "10:00-14:00,15:00-16:00",
        "reason": "",
    }


@pytest.mark.parametrize("hours", ["Mo 99:00-100:00", "zomaar wat", "x" * 2000])
def test_hours_that_make_no_sense_are_refused(place, manager, hours):
    with pytest.raises(PlaceError):
        change_hours(place=place, opening_hours=hours, by=manager, now=NOW)


def test_strangers_change_no_hours(place, stranger):
    exception = OpeningException.objects.create(place=place, date_from=TODAY, date_until=TODAY)
    with pytest.raises(NotAllowed):
        change_hours(place=place, opening_hours="", by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        add_exception(place=place, date_from=TODAY, date_until=TODAY, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        remove_exception(exception=exception, by=stranger, now=NOW)
