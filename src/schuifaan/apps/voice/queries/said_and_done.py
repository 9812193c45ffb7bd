"""What people said and what was done with it: of a place, an area or a round, for everybody to read."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from schuifaan.apps.geography.models import District, Municipality, Neighbourhood
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Answer, Matter, Point, Round
from schuifaan.apps.voice.queries.themes import theme_names

PAGE: Final = 20
# The most that goes on paper; who wants more reads it on the screen.
MOST_ON_PAPER: Final = 200

Scope = Place | Neighbourhood | District | Municipality | Round


@dataclass(frozen=True, slots=True)
class Entry:
    """`outcome` is empty as long as it is looked into; `address` leads to where it stands, "" when only here."""

    said: str
    outcome: str
    outcome_words: str
    response: str
    on: datetime
    themes: tuple[str, ...]
    address: str
    source: str
    topic: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """`next` goes back in as `after`; empty on the last page."""

    entries: tuple[Entry, ...]
    next: str = ""


def said_and_done(scope: Scope, *, after: str = "", size: int = PAGE) -> SaidAndDone:
    """Newest first. The same number of queries, however much there is."""
    past = _past(after)
    points = _after(_points(scope), "point", past)[: size + 1]
    matters = _after(_matters(scope), "matter", past)[: size + 1]
    found: list[tuple[datetime, str, int, Any]] = [
        *((one.answered_at, "point", one.pk, one) for one in points if one.answered_at),
        *((one.on, "matter", one.pk, one) for one in matters),
    ]
    found.sort(key=lambda one: one[:3], reverse=True)
    entries = _entries([row for *_key, row in found[:size]])
    onward = _token(*found[size - 1][:3]) if len(found) > size else ""
    return SaidAndDone(tuple(entries), onward)


# -- What belongs to whom ---------------------------------------------------------------------------


def _points(scope: Scope) -> QuerySet[Point]:
    """Answered, in a round everybody may read."""
    rows = Point.objects.filter(round__is_public=True).exclude(outcome="")
    rows = rows.filter(Q(round__place__isnull=True) | Q(round__place__status=PlaceStatus.PUBLISHED))
    return rows.filter(_of(scope, "round__", meeting="meeting__district"))


def _matters(scope: Scope) -> QuerySet[Matter]:
    """Made public by who handles them; what stands in a public round stands there."""
    rows = Matter.objects.filter(is_public=True).exclude(state=MatterState.HELD)
    rows = rows.filter(Q(place__isnull=True) | Q(place__status=PlaceStatus.PUBLISHED))
    rows = rows.exclude(point__round__is_public=True)
    return rows.filter(_of_matter(scope)).annotate(on=Coalesce("answered_at", "received_at"))


def _of(scope: Scope, by: str, *, meeting: str) -> Q:
    if isinstance(scope, Round):
        return Q(round=scope)
    if isinstance(scope, Place):
        return Q(**{f"{by}place": scope})
    if isinstance(scope, Neighbourhood):
        return Q(**{f"{by}place__neighbourhood": scope})
    if isinstance(scope, District):
        # What was said at a talk in the district is about the district, also in a round of the whole city.
        return Q(**{f"{by}place__neighbourhood__district": scope}) | Q(**{meeting: scope})
    return Q(**{f"{by}municipality": scope}) | Q(**{f"{by}place__municipality": scope})


def _of_matter(scope: Scope) -> Q:
    if isinstance(scope, Round):
        return Q(round=scope)
    if isinstance(scope, Place):
        return Q(place=scope)
    if isinstance(scope, Neighbourhood):
        return Q(neighbourhood=scope) | Q(place__neighbourhood=scope)
    if isinstance(scope, District):
        return Q(neighbourhood__district=scope) | Q(place__neighbourhood__district=scope)
    return Q(municipality=scope) | Q(place__municipality=scope)


# -- A page at a time -------------------------------------------------------------------------------


def _after(rows: QuerySet[Any], kind: str, past: tuple[datetime, str, int] | None) -> QuerySet[Any]:
    moment = "answered_at" if kind == "point" else "on"
    rows = rows.order_by(F(moment).desc(), "-pk")
    if past is None:
        return rows
    at, last, pk = past
    earlier = Q(**{f"{moment}__lt": at})
    if kind == last:
        return rows.filter(earlier | Q(**{moment: at, "pk__lt": pk}))
    # At the same moment matters come behind points or not at all any more: sorted by their kind, backwards.
    return rows.filter(earlier | Q(**{moment: at})) if kind < last else rows.filter(earlier)


def _token(at: datetime, kind: str, pk: int) -> str:
    told = json.dumps([at.isoformat(), kind, pk])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _past(after: str) -> tuple[datetime, str, int] | None:
    """None for what is no place in the list: then from the beginning."""
    try:
        told = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        at, kind, pk = told
        moment = datetime.fromisoformat(at)
        known = kind in {"point", "matter"} and isinstance(pk, int) and 0 < pk < 2**62
    except (ValueError, TypeError, binascii.Error):
        return None
    return (moment, kind, pk) if known and moment.tzinfo is not None else None


# -- As one reads them ------------------------------------------------------------------------------


def _entries(rows: Sequence[Point | Matter]) -> Iterable[Entry]:
    points = {
        one.pk: one
        for one in Point.objects.filter(pk__in=[row.pk for row in rows if isinstance(row, Point)])
        .select_related("round__place", "round__municipality")
        .prefetch_related("themes")
    }
    matters = {
        one.pk: one
        for one in Matter.objects.filter(pk__in=[row.pk for row in rows if isinstance(row, Matter)])
        .select_related("place", "municipality", "neighbourhood")
        .prefetch_related("themes")
    }
    answers = _last_answers(matters)
    keys = {one.theme for point in points.values() for one in point.themes.all()}
    keys |= {one.theme for matter in matters.values() for one in matter.themes.all()}
    names = theme_names(keys)
    for row in rows:
        if isinstance(row, Point):
            yield _of_point(points[row.pk], names)
        else:
            yield _of_a_matter(matters[row.pk], answers.get(row.pk), names, row)


def _last_answers(matters: Iterable[int]) -> dict[int, Answer]:
    rows = Answer.objects.filter(matter__in=list(matters)).order_by("matter", "number")
    return {one.matter_id: one for one in rows}


def _of_point(point: Point, names: dict[str, str]) -> Entry:
    assert point.answered_at is not None  # noqa: S101 - only answered points are read
    return Entry(
        said=point.text,
        topic=point.topic,
        outcome=point.outcome,
        outcome_words=str(point.get_outcome_display()),
        response=point.response,
        on=point.answered_at,
        themes=_themes(point, names),
        address=f"{reverse('voice:round', args=[point.round.slug])}#punt-{point.number}",
        source=point.round.title,
        key=f"punt-{point.pk}",
    )


def _of_a_matter(matter: Matter, answer: Answer | None, names: dict[str, str], row: Any) -> Entry:
    about = matter.place or matter.neighbourhood or matter.municipality
    return Entry(
        said=matter.public_text,
        outcome=answer.outcome if answer else "",
        outcome_words=str(answer.get_outcome_display()) if answer else "",
        # An answer is written to somebody; what everybody reads is written for everybody.
        response=matter.public_response,
        on=row.on,
        themes=_themes(matter, names),
        address="",
        source=str(about) if about else "",
        key=f"zaak-{matter.pk}",
    )


def _themes(row: Point | Matter, names: dict[str, str]) -> tuple[str, ...]:
    keys = {one.theme for one in row.themes.all()}
    return tuple(name for key, name in names.items() if key in keys)
