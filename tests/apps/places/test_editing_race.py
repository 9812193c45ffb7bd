"""Two people at the very same moment: one success, one friendly message, on both databases."""

import pytest

from schuifaan.apps.places.actions.contacts import set_contact
from schuifaan.apps.places.actions.creating import create_place
from schuifaan.apps.places.actions.editing import change_basics
from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place
from tests.factories import NOW
from tests.racing import at_once, names_of


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_give_one_success_and_one_message(place, administrator):
    def work(city):
        change_basics(place=Place.objects.get(pk=place.pk), city=city, by=administrator, now=NOW, version=1)

    outcomes = at_once(work, ["Maastricht", "Luik", "Aken"])
    assert names_of(outcomes) == ["ChangedMeanwhile", "ChangedMeanwhile", "NoneType"]
    winner = ["Maastricht", "Luik", "Aken"][outcomes.index(None)]
    place.refresh_from_db()
    assert (place.city, place.version) == (winner, 2)


@pytest.mark.django_db(transaction=True)
def test_two_contact_persons_at_once_leave_exactly_one(place, administrator):
    """E04: exactly one active."""

    def work(name):
        mine = Place.objects.get(pk=place.pk)
        set_contact(place=mine, kind=ContactKind.ASSOCIATION, name=name, by=administrator, now=NOW, version=1)

    outcomes = at_once(work, ["Ans", "Bert"])
    assert names_of(outcomes) == ["ChangedMeanwhile", "NoneType"]
    assert ContactPerson.objects.filter(place=place, is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_places_of_one_name_at_once_get_two_addresses(administrator):
    outcomes = at_once(lambda _: create_place(name="De Tafel", by=administrator, now=NOW), [1, 2])
    assert outcomes == [None, None]
    assert set(Place.objects.values_list("slug", flat=True)) == {"de-tafel", "de-tafel-2"}
