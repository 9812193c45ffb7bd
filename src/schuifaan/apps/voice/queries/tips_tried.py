"""What a municipality may know of self-checks: which tips are being tried, where five places or more do."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.voice.enums import Choice
from schuifaan.apps.voice.models import TipChoice, WelcomeCheck
from schuifaan.apps.voice.queries.welcome import all_shown
from schuifaan.core.method.welcome import shown_count


@dataclass(frozen=True, slots=True)
class TipTried:
    text: str
    places: int | None  # None: a few, or none at all


@dataclass(frozen=True, slots=True)
class ElementTried:
    name: str
    tips: tuple[TipTried, ...]


def tips_tried(municipality: Municipality) -> list[ElementTried]:
    """Every tip, in the order of the handbook. Of each place its latest finished check. One query."""
    latest = (
        WelcomeCheck.objects.filter(place=OuterRef("check_of__place"), finished_at__isnull=False)
        .order_by("-finished_at", "-pk")
        .values("pk")[:1]
    )
    rows = (
        TipChoice.objects.filter(
            choice=Choice.TRYING,
            check_of__place__municipality=municipality,
            check_of_id=Subquery(latest),
        )
        .exclude(check_of__place__status=PlaceStatus.ARCHIVED)
        .order_by()
        .values("tip")
        .annotate(places=Count("check_of"))
    )
    counted = dict(rows.values_list("tip", "places"))
    return [
        ElementTried(
            element.name,
            tuple(TipTried(text, shown_count(counted.get(tip, 0))) for tip, text in element.tips),
        )
        for element in all_shown()
    ]


def municipalities_of(codes: set[str]) -> list[Municipality]:
    """No query for who works for none."""
    if not codes:
        return []
    return list(Municipality.objects.only("code", "name").filter(code__in=codes).order_by("name"))
