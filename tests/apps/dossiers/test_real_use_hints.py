"""What the use of its rooms says on the page about a silent room: facts and a question."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.hints import room_use_hint
from schuifaan.apps.dossiers.queries.real_use_hints import UseHints, times_said, use_hints
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import TimeState
from schuifaan.apps.rooms.models import Room, Window
from tests.apps.dossiers.conftest import desk, enter
from tests.apps.pages import words_of
from tests.factories import TODAY
from tests.factories.dossiers import make_dossier
from tests.factories.rooms import make_booked_time, make_booking, make_claim, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
MONDAY = date(2026, 11, 16)


def period(weeks_ago: int, weekday: int, hour: int) -> tuple[datetime, datetime]:
    start = timezone.make_aware(
        datetime.combine(MONDAY - timedelta(weeks=weeks_ago, days=-weekday), time(hour))
    )
    return start, start + timedelta(hours=2)


def weekly(room: Room, weeks_ago: range, weekday: int, hour: int) -> None:
    for number in weeks_ago:
        make_claim(room, *period(number, weekday, hour))


@pytest.fixture
def room(place: Place) -> Room:
    """To be had on Tuesdays alone: three parts of the day."""
    room = make_room(place, "Zaal", is_let=True)
    Window.objects.create(room=room, weekday=2, starts=time(8), ends=time(22))
    return room


@pytest.fixture
def silent(manager: User, place: Place) -> Dossier:
    return make_dossier(manager, place=place)


def found(dossier: Dossier, by: User) -> UseHints:
    hints = use_hints(dossier, by=by, today=TODAY)
    assert hints is not None
    return hints


def texts(dossier: Dossier, by: User) -> list[str]:
    return [one.text for one in found(dossier, by).hints]


def test_what_stopped_and_what_is_empty_are_told_apart(silent: Dossier, manager: User, room: Room) -> None:
    weekly(room, range(1, 53), 1, 9)
    weekly(room, range(27, 53), 1, 19)
    assert texts(silent, manager) == [
        "Zaal werd in het half jaar daarvoor vaak gebruikt op dinsdag (avond). Nu niet meer.",
        "Zaal stond steeds leeg op dinsdag (middag).",
    ]


def test_room_that_is_mostly_empty_is_told_by_when_it_is_used(
    silent: Dossier, manager: User, room: Room
) -> None:
    weekly(room, range(1, 20), 1, 9)
    assert texts(silent, manager) == ["Zaal werd alleen gebruikt op dinsdag (ochtend)."]


def test_room_nobody_used_is_one_fact(silent: Dossier, manager: User, room: Room, place: Place) -> None:
    weekly(make_room(place, "Hal"), range(1, 20), 1, 9)
    assert texts(silent, manager) == [
        "Hal werd alleen gebruikt op dinsdag (ochtend).", "Zaal is niet gebruikt.",
    ]  # fmt: skip


def test_open_to_letting_and_let_to_nobody(silent: Dossier, manager: User, room: Room, place: Place) -> None:
    for hour in (9, 13, 19):
        weekly(room, range(1, 20), 1, hour)
    assert texts(silent, manager) == []
    make_terms(place)
    assert texts(silent, manager) == ["Ruimtes zijn te vragen, en er is niets verhuurd."]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (1, "Eén keer kwam een huurder niet, zonder bericht."),
        (2, "2 keer kwam een huurder niet, zonder bericht."),
    ],
)
def test_no_shows_are_counted_and_nobody_is_named(
    silent: Dossier, manager: User, room: Room, times: int, said: str
) -> None:
    for hour in (9, 13, 19):
        weekly(room, range(1, 20), 1, hour)
    booking = make_booking(room)
    for number in range(times):
        make_booked_time(booking, *period(number + 1, 2, 9), state=TimeState.NO_SHOW)
    assert texts(silent, manager) == [said]


@pytest.mark.parametrize(("weeks", "told"), [(4, 0), (5, 1)])
def test_too_short_says_nothing(silent: Dossier, manager: User, room: Room, weeks: int, told: int) -> None:
    weekly(room, range(1, weeks + 1), 1, 9)
    assert (use_hints(silent, by=manager, today=TODAY) is not None) == bool(told)


def test_no_place_no_use_and_no_right_say_nothing(
    manager: User, stranger: User, room: Room, place: Place
) -> None:
    assert use_hints(make_dossier(manager, place=place), by=manager, today=TODAY) is None
    weekly(room, range(1, 20), 1, 9)
    theirs = make_dossier(stranger, place=place)
    assert use_hints(theirs, by=stranger, today=TODAY) is None
    assert use_hints(make_dossier(manager), by=manager, today=TODAY) is None
    assert "Wat het gebruik" not in enter(stranger).get(desk(theirs, "revitalisatie/")).content.decode()
    assert enter(stranger).get(desk(theirs, "boom/tree.T4/")).context["hint"] is None


def test_page_and_tree_lead_to_occupancy_and_letting(
    silent: Dossier, manager: User, room: Room, place: Place
) -> None:
    weekly(room, range(1, 20), 1, 9)
    client = enter(manager)
    page = client.get(desk(silent, "revitalisatie/")).content.decode()
    assert "Zaal werd alleen gebruikt op dinsdag (ochtend). Wie zou er op de andere tijden" in words_of(page)
    assert f'href="/beheer/plek/{place.slug}/bezetting/?van=2026-07-' in page
    assert f'href="/beheer/plek/{place.slug}/verhuur/"' in page
    hint = client.get(desk(silent, "boom/tree.T4/")).context["hint"]
    assert hint == room_use_hint(found(silent, manager))
    assert (hint.text, hint.url) == (
        "Zaal werd alleen gebruikt op dinsdag (ochtend).", found(silent, manager).usage_url,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([(2, "evening")], "dinsdag (avond)"),
        ([(4, "evening"), (2, "evening"), (1, "morning")], "maandag (ochtend); dinsdag en donderdag (avond)"),
        ([(day, "afternoon") for day in range(1, 8)], "elke dag (middag)"),
    ],
)
def test_times_are_said_in_the_order_of_the_day(keys: list[tuple[int, str]], words: str) -> None:
    assert times_said(keys) == words
