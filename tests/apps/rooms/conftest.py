"""A hall that a folding wall divides, and a kitchen beside it."""

import pytest

from tests.factories.rooms import make_room


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
