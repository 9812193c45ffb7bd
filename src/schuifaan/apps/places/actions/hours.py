"""When a place is open: its week, and the days that differ."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.editing import checked_today
from schuifaan.apps.places.actions.saving import PlaceError, require, save_place
from schuifaan.apps.places.models import OpeningException, Place
from schuifaan.core.timeline.opening import HoursNotUnderstood, parse

EXPRESSION_LENGTH = 1000


@transaction.atomic
def change_hours(
    *,
    place: Place,
    opening_hours: str,
    by: User,
    now: datetime,
    quiet_day_open: bool | None = None,
    version: int | None = None,
) -> Place:
    """Set the weekly hours (OpenStreetMap syntax, "" for not known)."""
    require(by, "places.change_place", place)
    _check_hours(opening_hours, EXPRESSION_LENGTH)
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.hours_changed",
        fields={"opening_hours": opening_hours, "quiet_day_open": quiet_day_open},
        quiet_fields=checked_today(now),
    )
    return place


@transaction.atomic
def add_exception(
    *,
    place: Place,
    date_from: date,
    date_until: date,
    by: User,
    now: datetime,
    hours: str = "",
    reason: str = "",
) -> OpeningException:
    """Days (both included) with other hours; no hours means closed."""
    require(by, "places.change_place", place)
    if date_until < date_from:
        raise PlaceError(_("De laatste dag ligt voor de eerste dag."), field="date_until")
    _check_hours(hours, 120)
    exception = OpeningException.objects.create(
        place=place,
        date_from=date_from,
        date_until=date_until,
        hours=hours,
        reason={"nl": reason.strip()} if reason.strip() else {},
    )
    save_place(
        place=place,
        by=by,
        now=now,
        verb="place.exception_added",
        changes={"exception": [None, _exception_words(exception)]},
    )
    return exception


@transaction.atomic
def remove_exception(*, exception: OpeningException, by: User, now: datetime) -> None:
    place = exception.place
    require(by, "places.change_place", place)
    save_place(
        place=place,
        by=by,
        now=now,
        verb="place.exception_removed",
        changes={"exception": [_exception_words(exception), None]},
    )
    exception.delete()


def _exception_words(exception: OpeningException) -> str:
    days = f"{exception.date_from.isoformat()} – {exception.date_until.isoformat()}"
    return f"{days}: {exception.hours or _('gesloten')}"


def _check_hours(hours: str, longest: int) -> None:
    if len(hours) > longest:
        raise PlaceError(_("Deze tijden zijn te lang om te bewaren. Gebruik minder verschillende tijden."))
    if not hours:
        return
    try:
        parse(hours)
    except HoursNotUnderstood as error:
        raise PlaceError(_("Deze tijden begrijpen we niet.")) from error
