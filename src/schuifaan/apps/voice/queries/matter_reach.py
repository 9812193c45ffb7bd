"""How far an answer reaches, and where a matter can go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import ContactBy
from schuifaan.apps.voice.models import Matter

MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Reach:
    """How many get a letter, how many the team phones, how many find it back by their code."""

    by_mail: int
    by_phone: int
    by_code: int


def reach_of(matter: Matter) -> Reach:
    """Of a matter whose signals are read."""
    ways = Counter(one.contact_by for one in matter.signals.all())
    return Reach(ways[ContactBy.EMAIL], ways[ContactBy.PHONE], ways[ContactBy.NONE])


def places_to_pass_to(matter: Matter) -> list[Place]:
    """By name: those in the municipality that people can find."""
    found = Place.objects.filter(municipality=matter.municipality_id, status=PlaceStatus.PUBLISHED)
    return list(found.order_by("name", "pk")[:MOST_PLACES])
