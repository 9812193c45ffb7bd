"""Which published places leave the building, in pieces small enough for any memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Max, Prefetch, QuerySet

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import AccessFact, OpeningException, Place, PlaceText, Price
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.criteria import Criteria
from schuifaan.apps.places.queries.directory import find
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version

_AT_ONCE = 200


def published_ids(criteria: Criteria, *, now: datetime) -> list[int]:
    """The places that match, in order of name. Every site of a house counts for itself."""
    snapshot = snapshot_at(directory_version())
    # Where somebody stands orders a list and leaves nothing out: a file has no use for it.
    criteria = replace(criteria, position=None, after="")
    found = find(snapshot, criteria, now=now, page_size=1)
    return [snapshot.places[index].id for index in indexes_of(found.matching)]


def stream_places(ids: Sequence[int]) -> Iterator[Place]:
    """The places of these numbers with everything an export shows; six queries each two hundred."""
    for start in range(0, len(ids), _AT_ONCE):
        piece = ids[start : start + _AT_ONCE]
        found = _with_everything().filter(pk__in=piece).in_bulk()
        # A place that was taken down while the file was on its way is simply not in it.
        yield from (found[pk] for pk in piece if pk in found)


def published_place(slug: str) -> Place | None:
    return _with_everything().filter(slug=slug).first()


def last_change() -> datetime | None:
    """Of any place, published or not: taking one down changes the files too."""
    at: datetime | None = Place.objects.aggregate(at=Max("changed_at"))["at"]
    return at


def place_to_take_along(slug: str) -> Place | None:
    return Place.objects.select_related("organisation", "part_of").filter(slug=slug).first()


def _with_everything() -> QuerySet[Place]:
    return (
        Place.objects.filter(status=PlaceStatus.PUBLISHED)
        .select_related("organisation", "neighbourhood", "municipality", "part_of")
        .defer("neighbourhood__outline_wkb", "municipality__outline_wkb")
        .prefetch_related(
            Prefetch("texts", PlaceText.objects.order_by("language")),
            Prefetch("access_facts", AccessFact.objects.exclude(value=None).order_by("key")),
            Prefetch("prices", Price.objects.order_by("position", "pk")),
            Prefetch("exceptions", OpeningException.objects.order_by("date_from", "pk")),
        )
    )
