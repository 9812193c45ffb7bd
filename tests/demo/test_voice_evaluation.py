"""Looks back of the demo city: a finished one beside one that is begun, on whatever day it is loaded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import CareContact, Evaluation
from schuifaan.apps.voice.queries.evaluation import look_back, time_again, to_look_at_again
from schuifaan.demo.loading import load_city
from schuifaan.demo.voice_evaluation import evaluations_are_loaded, load_evaluations
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [0, 60, 250])
def test_atrium_has_last_year_beside_this_year(days: int) -> None:
    now = NOW + timedelta(days=days)
    load_city(city="maastricht", now=now)
    assert evaluations_are_loaded("maastricht") is False
    assert load_evaluations(city="maastricht", now=now) == Evaluation.objects.count() == 3
    assert evaluations_are_loaded("maastricht") is True
    this, last = Evaluation.objects.filter(place__slug="t-atrium").order_by("-year")
    assert (this.year - last.year, this.finished_at, last.is_public) == (1, None, True)
    assert look_back(this).has_before
    assert last.agreed_on is not None
    assert last.agreed_on <= timezone.localdate(now)
    assert {one.year - one.begun_on.year for one in Evaluation.objects.all()} <= {0, -1}


def test_place_in_the_hands_of_an_organisation_is_asked_its_way_back() -> None:
    load_city(city="maastricht", now=NOW)
    load_evaluations(city="maastricht", now=NOW)
    place = Place.objects.get(slug="de-klaproos")
    asked = look_back(Evaluation.objects.get(place=place)).questions
    assert asked[-1].id == "evaluation.local_ownership"
    assert "besturen" in asked[-1].answer
    assert time_again(place, TODAY) is not None
    assert [one.kind for one in to_look_at_again(place, TODAY)] == ["change"]


def test_numbers_to_call_are_ones_that_are_never_given_out() -> None:
    load_city(city="maastricht", now=NOW)
    load_evaluations(city="maastricht", now=NOW)
    numbers = set(CareContact.objects.exclude(phone="").values_list("phone", flat=True))
    assert numbers
    assert all(number.split(" ")[1] == "000" for number in numbers)
