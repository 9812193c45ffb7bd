from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from schuifaan.apps.agenda.enums import OrganiserKind
from schuifaan.apps.agenda.models import Activity, Series
from schuifaan.apps.api import agenda_queries as queries
from schuifaan.apps.api import agenda_shapes as shapes
from schuifaan.apps.api.links import absolute, list_links
from schuifaan.apps.api.shapes import PROBLEMS

router = Router()
_PATH = "/api/v1/activities"


@router.get(
    "/activities",
    response={200: shapes.ActivityList, **PROBLEMS},
    operation_id="listActivities",
    summary="List activities",
    description=(
        "Published activities in order of number, whatever their dates. A place or an area means: it happens "
        "there. What it costs is always known."
    ),
    tags=["activities"],
    by_alias=True,
)
def list_activities(request: HttpRequest, query: Query[shapes.ActivitiesQuery]) -> shapes.ActivityList:
    found, cursor = queries.activities(query)
    return shapes.ActivityList(
        links=list_links(request, cursor), results=[shapes.Activity(**_fields(one)) for one in found]
    )


@router.get(
    "/activities/{activity}",
    response={200: shapes.ActivityInFull, **PROBLEMS},
    operation_id="getActivity",
    summary="One activity with the rules of its dates",
    description="By its number or its slug. Whoever welcomes people is named on the page itself only.",
    tags=["activities"],
    by_alias=True,
)
def get_activity(request: HttpRequest, activity: str) -> shapes.ActivityInFull:
    del request
    found = queries.activity(activity)
    series: list[Series] = found.public_series  # type: ignore[attr-defined] # prefetched under this name
    return shapes.ActivityInFull(**_fields(found), series=[_series(one) for one in series])


def _fields(activity: Activity) -> dict[str, Any]:
    """What list and page share. "" in the database is null here: not known."""
    resident = activity.organiser_kind == OrganiserKind.RESIDENT
    own = activity.organiser_kind == OrganiserKind.PLACE
    name = activity.place.name if own else activity.organiser_name
    return {
        "id": activity.pk,
        "slug": activity.slug,
        "kind": activity.kind,
        "place": activity.place.slug,
        "cost_cents": activity.cost_cents,
        "open_to_everyone": activity.open_to_everyone,
        "professional": activity.professional or None,
        "can_leave": activity.can_leave,
        "languages": activity.languages,
        "organiser": shapes.Organiser(kind=activity.organiser_kind, name=None if resident else name or None),
        "sign_up": activity.sign_up,
        "seats": activity.seats,
        "changed_at": activity.changed_at,
        **{name: _said(activity, name) for name in _TEXTS},
        "links": {
            "self": absolute(f"{_PATH}/{activity.slug}"),
            "page": absolute(reverse("agenda:activity", args=[activity.slug])),
            "place": absolute(f"/api/v1/places/{activity.place.slug}"),
            "occurrences": absolute(f"/api/v1/occurrences?activity={activity.slug}"),
            "calendar": absolute(reverse("outlets:activity_ics", args=[activity.slug])),
        },
    }


_TEXTS = ("title", "description", "audience", "cost_note", "leave_note", "bring", "access_note")


def _said(activity: Activity, name: str) -> dict[str, str]:
    """Per language, and only where there is something."""
    texts = {code: texts.get(name) for code, texts in activity.translations.items()}
    texts[activity.language] = getattr(activity, name)
    return {code: str(text) for code, text in texts.items() if text}


def _series(series: Series) -> shapes.Series:
    return shapes.Series(
        uid=str(series.uid),
        place=series.place.slug,
        room=series.room.name if series.room else None,
        spot=series.spot.name if series.spot else None,
        first_on=series.first_on,
        last_on=series.last_on,
        starts_at=series.at,
        minutes=series.minutes,
        all_day=series.all_day,
        rule=series.rule or None,
        school_region=series.school_region or None,
        public_holidays=series.public_holidays,
    )
