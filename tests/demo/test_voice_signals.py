"""What residents of the demo city let know: it shows every state, on whatever day it is loaded."""

from datetime import timedelta

import pytest

from schuifaan.apps.voice.models import Matter
from schuifaan.demo.loading import load_city
from schuifaan.demo.voice_signals import load_signals, signals_are_loaded
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [0, 200])
def test_signals_of_a_city_show_every_state(days: int) -> None:
    now = NOW + timedelta(days=days)
    load_city(city="maastricht", now=now)
    assert signals_are_loaded("maastricht") is False
    assert load_signals(city="maastricht", now=now) == Matter.objects.count() == 11
    assert signals_are_loaded("maastricht") is True
    states = set(Matter.objects.values_list("state", flat=True))
    assert states == {"held", "received", "looked_at", "answered", "closed"}
    assert Matter.objects.filter(reopened_at__isnull=False, state="received").count() == 1


def test_three_neighbourhoods_wish_for_a_place() -> None:
    load_city(city="maastricht", now=NOW)
    load_signals(city="maastricht", now=NOW)
    wished = Matter.objects.filter(kind="new_place").order_by("neighbourhood__name")
    assert list(wished.values_list("neighbourhood__name", "state")) == [
        ("Dousberg-Hazendans", "received"),
        ("Randwyck", "looked_at"),
        ("Wyckerpoort", "answered"),
    ]
