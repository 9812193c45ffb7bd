"""The picture of an activity: made anew on arrival, so that nothing but the picture itself is kept."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.saving import AgendaError, begin_change, note, require
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.photos import delete_file_at_once, prepared_photo


@transaction.atomic
def set_picture(
    *,
    activity: Activity,
    photo: File[bytes],
    alternative_text: str,
    by: User,
    now: datetime,
    credit: str = "",
) -> Activity:
    """In the place of the one before. What someone who cannot see it should know is required."""
    require(by, "agenda.change_agenda", activity.place)
    if not alternative_text.strip():
        raise AgendaError(
            _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien."), field="alternative_text"
        )
    made = prepared_photo(photo)
    begin_change(activity, None, now)
    delete_file_at_once(activity.picture)
    activity.picture.save(made.name or "foto.jpg", made, save=False)
    activity.picture_alt, activity.picture_credit = alternative_text.strip(), credit.strip()
    activity.save(update_fields=["picture", "picture_alt", "picture_credit"])
    note(verb="agenda.picture_set", activity=activity, by=by, now=now)
    return activity


@transaction.atomic
def remove_picture(*, activity: Activity, by: User, now: datetime) -> Activity:
    require(by, "agenda.change_agenda", activity.place)
    if not activity.picture:
        return activity
    begin_change(activity, None, now)
    delete_file_at_once(activity.picture)
    activity.picture, activity.picture_alt, activity.picture_credit = "", "", ""
    activity.save(update_fields=["picture", "picture_alt", "picture_credit"])
    note(verb="agenda.picture_removed", activity=activity, by=by, now=now)
    return activity
