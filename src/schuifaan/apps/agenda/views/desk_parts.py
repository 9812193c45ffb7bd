"""What the pages of the desk share: whose agenda, may this person be here, and what is said afterwards."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.agenda.queries.desk import activity_at
from schuifaan.apps.agenda.queries.outside_hours import remarks_on_hours
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone

__all__ = ["me", "of_activity", "of_place", "remark_on_hours"]

of_place = guard(place_alone, by="slug")


def of_activity(permission: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The same for one activity of that place; the view gets the activity."""

    def decorated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @of_place(permission)
        @wraps(view)
        def guarded(request: HttpRequest, place: Place, *, pk: int, **kwargs: Any) -> HttpResponse:
            activity: Activity | None = activity_at(place, pk)
            if activity is None:
                raise Http404
            # With everything the place's own desk has read already.
            activity.place = place
            return view(request, activity, **kwargs)

        return guarded

    return decorated


def remark_on_hours(
    request: HttpRequest, planned: Activity | Sequence[Series] | Occurrence, now: datetime
) -> None:
    """What is planned while the door is shut is said once, on the page after saving."""
    for remark in remarks_on_hours(planned, now=now):
        messages.info(request, remark)
