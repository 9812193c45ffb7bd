"""What follows from saving or deleting a row: a new version of the agenda, and no picture without its row."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from schuifaan.apps.agenda.actions.version import raise_agenda_version
from schuifaan.apps.agenda.models import Activity, Announcement, Occurrence, Pause, Series, SignUp, Spot
from schuifaan.apps.places.actions.photos import delete_file_at_once
from schuifaan.apps.rooms.models import Room

SHOWN_IN_THE_AGENDA: tuple[type[Model], ...] = (
    Activity,
    Announcement,
    Occurrence,
    Pause,
    Room,
    Series,
    SignUp,
    Spot,
)


def agenda_changed(sender: type[Model], *, raw: bool = False, **kwargs: Any) -> None:
    """`raw`: a fixture being loaded, whose loader raises the version once at its end."""
    del sender, kwargs
    if not raw:
        raise_agenda_version()


def picture_deleted(sender: type[Model], *, instance: Model, **kwargs: Any) -> None:
    del sender, kwargs
    if isinstance(instance, Activity):
        delete_file_at_once(instance.picture)


def connect() -> None:
    post_delete.connect(picture_deleted, sender=Activity, dispatch_uid="picture-of-activity")
    for model in SHOWN_IN_THE_AGENDA:
        name = f"agenda-{model._meta.label_lower}"  # noqa: SLF001 - Django's own public "_meta"
        post_save.connect(agenda_changed, sender=model, dispatch_uid=name)
        post_delete.connect(agenda_changed, sender=model, dispatch_uid=name)
