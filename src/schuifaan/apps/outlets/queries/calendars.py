"""Whose calendar an address means, and what else holds a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import ActivityStatus
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.queries.scope import Of, Scope, everything, of_activity, of_area, of_place
from schuifaan.apps.outlets.icalendar import Held
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Level
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries.week import Holding, claims_of, is_undecided
from schuifaan.core.timeline.wallclock import from_wall

_LEVELS = {
    Of.NEIGHBOURHOOD: Level.NEIGHBOURHOOD,
    Of.DISTRICT: Level.DISTRICT,
    Of.MUNICIPALITY: Level.MUNICIPALITY,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """`page` is the path of the page for people."""

    scope: Scope
    name: str
    page: str


def subject(of: Of, key: str) -> Subject | None:
    """None when there is no such thing, or nobody may see it."""
    match of:
        case Of.EVERYTHING:
            return Subject(everything(), _("Wat er te doen is"), reverse("agenda:list"))
        case Of.PLACE:
            return _of_place(key)
        case Of.ACTIVITY:
            return _of_activity(key)
        case _:
            return _of_area(of, key)


def room_of(slug: str, pk: int) -> Room | None:
    return (
        Room.objects.select_related("place")
        .filter(pk=pk, is_active=True, place__slug=slug, place__status=PlaceStatus.PUBLISHED)
        .first()
    )


def claims_on(room: Room, since: date, until: date) -> list[Holding]:
    """On any piece of the room."""
    begin, end = (from_wall(datetime.combine(day, time.min)) for day in (since, until))
    return claims_of([room], begin, end)[room.pk]


def held_otherwise(room: Room, claims: Sequence[Holding]) -> list[Held]:
    """All of `claims_on` but for activities shown in this very room: rentals, other halves, cleaning."""
    occurrences = Occurrence.objects.filter(claim__in=[claim.pk for claim in claims])
    shown: dict[int, int | None] = dict(occurrences.shown().values_list("claim", "room"))
    return [
        Held(
            number=claim.pk,
            starts_at=claim.starts_at,
            ends_at=claim.ends_at,
            label=_label(claim, shown),
            where=f"{room.place.name}, {claim.room_name}",
            created_at=claim.created_at,
        )
        for claim in claims
        if shown.get(claim.pk) != room.pk
    ]


def _label(claim: Holding, shown: Mapping[int, int | None]) -> str:
    """What nobody said yes to yet, or is still a draft, is nobody's business."""
    is_draft = claim.kind == ClaimKind.ACTIVITY and claim.pk not in shown
    return "" if claim.is_private or is_draft or is_undecided(claim) else claim.label


def series_of(activity: Activity) -> list[Series]:
    """Where it is agreed."""
    return list(
        Series.objects.filter(activity=activity, agreed=True, place__status=PlaceStatus.PUBLISHED).order_by(
            "first_on", "at", "pk"
        )
    )


def places_of(items: Sequence[Item]) -> dict[int, Place]:
    return Place.objects.only("street", "house_number", "postcode", "city").in_bulk(
        {item.place_id for item in items}
    )


def _of_place(slug: str) -> Subject | None:
    place = Place.objects.only("pk", "name").filter(slug=slug, status=PlaceStatus.PUBLISHED).first()
    if place is None:
        return None
    return Subject(of_place(place.pk), place.name, reverse("agenda:place", args=[slug]))


def _of_activity(slug: str) -> Subject | None:
    found = Activity.objects.only("pk", "title").filter(
        slug=slug, status=ActivityStatus.PUBLISHED, place__status=PlaceStatus.PUBLISHED
    )
    activity = found.first()
    if activity is None:
        return None
    return Subject(of_activity(activity.pk), activity.title, reverse("agenda:activity", args=[slug]))


def _of_area(of: Of, code: str) -> Subject | None:
    area = snapshot_at(directory_version()).areas.by_code.get(code.upper())
    if area is None or area.level is not _LEVELS.get(of):
        return None
    return Subject(of_area(area), area.name, reverse(f"agenda:{of.value}", args=[area.code]))
