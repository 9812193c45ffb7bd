from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router

from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.api import agenda_queries as queries
from schuifaan.apps.api import agenda_shapes as shapes
from schuifaan.apps.api.links import absolute, list_links
from schuifaan.apps.api.shapes import PROBLEMS, Point

router = Router()


@router.get(
    "/occurrences",
    response={200: shapes.OccurrenceList, **PROBLEMS},
    operation_id="listOccurrences",
    summary="List the times activities happen",
    description=(
        "In order of time, from now on or from `since`, up to two years ahead. What was moved or called off is "
        "listed as such. The same times as in the calendars and on the pages."
    ),
    tags=["occurrences"],
    by_alias=True,
)
def list_occurrences(request: HttpRequest, query: Query[shapes.OccurrencesQuery]) -> shapes.OccurrenceList:
    now = timezone.now()  # noqa: TID251 an endpoint is a view
    found, cursor = queries.occurrences(query, now=now, language=get_language() or "nl")
    return shapes.OccurrenceList(links=list_links(request, cursor), results=[_shape(item) for item in found])


def _shape(item: Item) -> shapes.Occurrence:
    located = item.lat is not None and item.lon is not None
    return shapes.Occurrence(
        id=item.id,
        activity=item.slug,
        title=item.title,
        language=item.language,
        kind=item.kind,
        state=item.state,
        note=item.note or None,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        all_day=item.all_day,
        planned_at=item.original_at,
        place=item.place_slug,
        place_name=item.place_name,
        room=item.room_name or None,
        spot=item.spot_name or None,
        address=item.address,
        location=Point(lat=item.lat, lon=item.lon) if located else None,
        neighbourhood=item.neighbourhood,
        cost_cents=item.cost_cents,
        sign_up=item.sign_up,
        seats_left=item.seats_left,
        changed_at=item.changed_at,
        links={
            "activity": absolute(f"/api/v1/activities/{item.slug}"),
            "page": absolute(reverse("agenda:activity", args=[item.slug])),
            "place": absolute(f"/api/v1/places/{item.place_slug}"),
        },
    )
