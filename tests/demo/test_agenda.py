from datetime import timedelta

import pytest

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Activity, Occurrence
from schuifaan.apps.agenda.queries.finding import find, week_of
from schuifaan.apps.agenda.queries.scope import of_place
from schuifaan.apps.places.models import Place
from schuifaan.demo.agenda import agenda_is_loaded, load_agenda
from schuifaan.demo.content import city_names
from schuifaan.demo.loading import load_city
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> int:
    load_city(city="maastricht", now=NOW)
    return load_agenda(city="maastricht", now=NOW)


def test_a_demo_city_has_a_programme_once(programme: int) -> None:
    assert programme == Activity.objects.count() == 35
    assert agenda_is_loaded("maastricht")


def test_every_room_is_free_for_what_is_planned_in_it(programme: int) -> None:
    taken = Occurrence.objects.filter(
        room__isnull=False, claim__isnull=True, state__in=[OccurrenceState.ON, OccurrenceState.MOVED]
    )
    assert [str(one) for one in taken] == []


def test_one_is_called_off_and_one_moved(programme: int) -> None:
    changed = Occurrence.objects.filter(by_hand=True).order_by("activity__title")
    assert [(one.activity.title, one.state) for one in changed] == [
        ("Kienen", OccurrenceState.CANCELLED),
        ("Koor De Daalhofzangers", OccurrenceState.MOVED),
    ]


def test_a_house_with_three_doors_has_one_programme(programme: int) -> None:
    house = Place.objects.get(slug="huis-van-de-wijk-de-drie-deuren")
    found = find(week_of(TODAY, of_place(house.pk)), language="nl").items
    assert {item.place_slug for item in found} == {
        "de-keuken-van-mariaberg",
        "de-sleutelbos",
        "de-stille-kamer",
    }


def test_cities_without_a_programme_are_left_alone() -> None:
    assert [agenda_is_loaded(city) for city in city_names() if city != "maastricht"] == [True]


def test_everything_on_it_says_its_price_and_its_place(programme: int) -> None:
    for item in find(
        week_of(TODAY + timedelta(days=7), of_place(Place.objects.get(slug="t-atrium").pk)), language="nl"
    ).items:
        assert item.cost_cents >= 0
        assert item.where.startswith("'t Atrium")
