"""When a page is there for visitors: draft, visible, out of use."""

from datetime import datetime

from django.db import transaction

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import require, save_place
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place


@transaction.atomic
def publish_place(*, place: Place, by: User, now: datetime) -> Place:
    """Show the page to everyone. A page need not be finished to be true: a name is enough."""
    return _set_status(place, PlaceStatus.PUBLISHED, "place.published", by, now)


@transaction.atomic
def unpublish_place(*, place: Place, by: User, now: datetime) -> Place:
    """Back to a draft: only the team sees it."""
    return _set_status(place, PlaceStatus.DRAFT, "place.unpublished", by, now)


@transaction.atomic
def archive_place(*, place: Place, by: User, now: datetime) -> Place:
    """The place is no longer in use; everything is kept."""
    return _set_status(place, PlaceStatus.ARCHIVED, "place.archived", by, now)


@transaction.atomic
def restore_place(*, place: Place, by: User, now: datetime) -> Place:
    """A place out of use becomes a draft again."""
    return _set_status(place, PlaceStatus.DRAFT, "place.restored", by, now)


def _set_status(place: Place, status: PlaceStatus, verb: str, by: User, now: datetime) -> Place:
    require(by, "places.lead_place", place)
    published = {"published_at": now if status == PlaceStatus.PUBLISHED else None}
    save_place(place=place, by=by, now=now, verb=verb, fields={"status": str(status)}, quiet_fields=published)
    return place
