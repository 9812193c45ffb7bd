"""What comes along from a neighbourhood into a new dossier: its published figures, and the places nearby."""

import re
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.geography.queries import Fact, FoundArea, facts, neighbourhoods_in, search_areas
from schuifaan.apps.geography.reading.codes import Level
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.criteria import Point
from schuifaan.apps.places.queries.directory import distances
from schuifaan.apps.places.queries.figures import shown
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.core.method.checking import check_all
from schuifaan.core.method.knowledge import Knowledge

EVIDENCE, EXISTING = "needs.evidence", "needs.existing"
STATISTICS = "evidence.cbs"
WALKING_DISTANCE_M = 1000
MOST_PLACES = 25
MOST_FOUND = 12
SEARCHED_WIDELY = 60

Rows = dict[str, dict[str, dict[str, Any]]]


def coming_along(neighbourhood: Neighbourhood, knowledge: Knowledge, *, without: Place | None = None) -> Rows:
    """Answers by question and row, as the method would keep them."""
    rows = {EVIDENCE: _figures(neighbourhood), EXISTING: _places(neighbourhood, without)}
    checked = check_all(rows, knowledge=knowledge)
    return {
        question: {key: dict(row) for key, row in items.items()} for question, items in checked.plain.items()
    }


def _figures(neighbourhood: Neighbourhood) -> dict[str, dict[str, Any]]:
    return {
        _key(fact.indicator.key): _evidence(fact, neighbourhood)
        for fact in facts(neighbourhood.code)
        if fact.value is not None
    }


def _evidence(fact: Fact, neighbourhood: Neighbourhood) -> dict[str, Any]:
    told = {
        "kind": STATISTICS,
        "title": str(fact.indicator.label),
        "says": _("%(value)s in %(area)s (%(year)d, %(source)s, %(publisher)s)")
        % {
            "value": shown(fact),
            "area": neighbourhood.name,
            "year": fact.year,
            "source": fact.source.title,
            "publisher": fact.source.publisher,
        },
        "direction": "neutral",
    }
    return told | ({"link": fact.source.url} if fact.source.url else {})


def _places(neighbourhood: Neighbourhood, without: Place | None) -> dict[str, dict[str, Any]]:
    """Visible places within walking distance of the middle, as the crow flies; nearest first."""
    if neighbourhood.centre_lat is None or neighbourhood.centre_lon is None:
        return {}
    snapshot = snapshot_at(directory_version())
    middle = Point(neighbourhood.centre_lat, neighbourhood.centre_lon)
    listed = indexes_of(snapshot.listed(snapshot.everything))
    near = sorted(
        (metres, index)
        for metres, index in distances(snapshot, listed, middle)
        if isinstance(metres, int) and metres <= WALKING_DISTANCE_M
    )
    places = [(metres, snapshot.places[index]) for metres, index in near]
    return {
        _key(place.slug): {
            "name": place.name,
            "place": _("%(address)s – %(metres)d meter van het midden van de buurt")
            % {"address": place.address or place.city, "metres": round(int(metres), -1)},
        }
        for metres, place in places[:MOST_PLACES]
        if without is None or place.id != without.pk
    }


def _key(name: str) -> str:
    """A row's key from our own key: letters, figures and - only, forty at most."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)[:40]


def found_neighbourhoods(text: str) -> list[FoundArea]:
    """Neighbourhoods whose name begins so; of a district that does, its neighbourhoods."""
    found: dict[str, FoundArea] = {}
    for area in search_areas(text, limit=SEARCHED_WIDELY):
        if area.level is Level.NEIGHBOURHOOD:
            found.setdefault(area.code, area)
        elif area.level is Level.DISTRICT:
            for inside in neighbourhoods_in(area.code)[:MOST_FOUND]:
                found.setdefault(
                    inside.code,
                    FoundArea(
                        inside.code,
                        inside.name,
                        Level.NEIGHBOURHOOD,
                        area.municipality_code,
                        area.municipality_name,
                    ),
                )
        if len(found) >= MOST_FOUND:
            break
    return list(found.values())[:MOST_FOUND]
