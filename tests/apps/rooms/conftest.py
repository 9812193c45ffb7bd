"""A hall that a folding wall divides, a kitchen beside it, a room to let with its terms, and who rents it."""

import pytest

from tests.apps.rooms.asking_pages import FREE_TUESDAY, evening
from tests.apps.rooms.series import WEEK
from tests.factories.rooms import at, make_booking, make_party, make_rate_card, make_room, make_terms


@pytest.fixture
def left(place):
    return make_room(place, "Linkerhelft")


@pytest.fixture
def right(place):
    return make_room(place, "Rechterhelft")


@pytest.fixture
def hall(place, left, right):
    return make_room(place, "Grote zaal", made_of=(left, right))


@pytest.fixture
def kitchen(place):
    return make_room(place, "Keuken")


@pytest.fixture
def terms(place):
    return make_terms(place, house_terms="Zet de stoelen terug.")


@pytest.fixture
def rates(place):
    return make_rate_card(place)


@pytest.fixture
def room(place, terms):
    return make_room(place, "Achterzaal", is_let=True, capacity=40)


@pytest.fixture
def party(place):
    return make_party(place)


@pytest.fixture
def booking(room, party):
    """Three Tuesdays, € 20 each; the first within a week."""
    days = [FREE_TUESDAY - 2 * WEEK, FREE_TUESDAY, FREE_TUESDAY + WEEK]
    return make_booking(room, *map(evening, days), party=party, price_cents=2000)


@pytest.fixture
def series(room, terms):
    """Three Tuesdays of January, € 30,01 each: free through three days before, half of it from then on."""
    terms.free_until_days, terms.late_percentage = 3, 50
    terms.save()
    return make_booking(room, *[(at(18) + n * WEEK, at(20) + n * WEEK) for n in range(3)], price_cents=3001)
