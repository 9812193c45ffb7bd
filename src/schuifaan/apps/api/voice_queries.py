"""What the API reads of what people said and what was done with it, a page at a time."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from schuifaan.apps.api.problems import NotThere
from schuifaan.apps.api.queries import place as place_called
from schuifaan.apps.api.queries import read_cursor, write_cursor
from schuifaan.apps.api.voice_shapes import AnswersQuery, RoundsQuery
from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.voice.models import Goal, Round
from schuifaan.apps.voice.queries import rounds as reading
from schuifaan.apps.voice.queries.goals import public_goals
from schuifaan.apps.voice.queries.said_and_done import SaidAndDone, said_and_done
from schuifaan.apps.voice.queries.said_scopes import scope_called
from schuifaan.apps.voice.queries.themes import Theme, themes_for

_LARGEST_ID: Final = 2**63
SCOPES: Final = ("place", "neighbourhood", "district", "municipality")


def scopes_asked(query: AnswersQuery) -> list[str]:
    return [name for name in SCOPES if getattr(query, name)]


def answers(query: AnswersQuery) -> SaidAndDone:
    """Newest first. Nothing for a place or an area that is not there: as with every filter."""
    (scope,) = scopes_asked(query)
    about = scope_called(scope, getattr(query, scope))
    if about is None:
        return SaidAndDone(())
    return said_and_done(about.scope, after=query.cursor, size=query.page_size)


def rounds(query: RoundsQuery) -> tuple[list[Round], str]:
    """A page in order of number, and the cursor of the next one ("" at the end)."""
    found = _public_rounds()
    if query.place:
        found = found.filter(place__slug=query.place)
    if query.municipality:
        found = found.filter(Q(municipality=query.municipality) | Q(place__municipality=query.municipality))
    after = read_cursor(query.cursor, 1)
    if after and isinstance(after[0], int) and -_LARGEST_ID < after[0] < _LARGEST_ID:
        found = found.filter(pk__gt=after[0])
    page = list(found.order_by("pk")[: query.page_size + 1])
    more, page = len(page) > query.page_size, page[: query.page_size]
    return page, write_cursor(page[-1].pk) if more else ""


def round_called(slug: str) -> Round:
    found = _public_rounds().filter(slug=slug).first()
    if found is None:
        raise NotThere("There is no round with this name, or it is not for everybody.")
    return found


def points_of(round_: Round) -> list[reading.ShownPoint]:
    return reading.points_of(round_).shown


def themes(code: str) -> list[Theme]:
    municipality = Municipality.objects.defer("outline_wkb").filter(code=code).first() if code else None
    return themes_for(municipality)


def goals(id_or_slug: str) -> list[Goal]:
    return public_goals(place_called(id_or_slug))


def _public_rounds() -> QuerySet[Round]:
    found = Round.objects.filter(is_public=True).select_related("place")
    return found.filter(Q(place__isnull=True) | Q(place__status=PlaceStatus.PUBLISHED))
