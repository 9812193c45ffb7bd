"""Of whom one can read what was said and done, by what stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from schuifaan.apps.geography.models import District, Municipality, Neighbourhood
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import district_name
from schuifaan.apps.voice.models import Round
from schuifaan.apps.voice.queries.rounds import public_rounds_of


@dataclass(frozen=True)
class About:
    """`kind` and `called` are those of the address; `municipality` hears what one wants to say where no place does."""

    kind: str
    called: str
    name: str
    scope: Place | Neighbourhood | District | Municipality
    municipality: str
    rounds: Sequence[Round] = ()

    @property
    def page(self) -> str:
        return reverse(f"places:{self.kind}", args=[self.called])


def scope_called(kind: str, called: str) -> About | None:
    if kind == "place":
        return _place(called)
    if kind == "municipality":
        found = Municipality.objects.defer("outline_wkb").filter(code=called.upper()).first()
        return _area(kind, found, found.code, list(public_rounds_of(code=found.code))) if found else None
    if kind == "district":
        district = District.objects.defer("outline_wkb").filter(code=called.upper()).first()
        return _area(kind, district, district.municipality_id) if district else None
    neighbourhood = Neighbourhood.objects.defer("outline_wkb").filter(code=called.upper()).first()
    return _area(kind, neighbourhood, neighbourhood.municipality_id) if neighbourhood else None


def _place(slug: str) -> About | None:
    place = Place.objects.filter(slug=slug, status=PlaceStatus.PUBLISHED).first()
    if place is None:
        return None
    rounds = list(public_rounds_of(place=place))
    return About("place", place.slug, place.name, place, place.municipality_id or "", rounds)


def _area(
    kind: str, area: Municipality | District | Neighbourhood, municipality: str, rounds: Sequence[Round] = ()
) -> About:
    return About(kind, area.code, district_name(area.name), area, municipality, rounds)
