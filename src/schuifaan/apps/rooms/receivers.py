"""What follows from saving or deleting a row: kept pages made anew, and no picture without its room."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.actions.photos import delete_file_at_once
from schuifaan.apps.rooms.models import DayPart, LettingTerms, Rate, RateCard, Room

# On the pages about rooms. What is held of them is not: those pages look at that each time.
SHOWN: tuple[type[Model], ...] = (DayPart, LettingTerms, Rate, RateCard, Room)


def rooms_changed(sender: type[Model], *, raw: bool = False, **kwargs: Any) -> None:
    """`raw`: a fixture being loaded, whose loader raises the version once at its end."""
    del sender, kwargs
    if not raw:
        raise_version()


def picture_deleted(sender: type[Model], *, instance: Room, **kwargs: Any) -> None:
    del sender, kwargs
    delete_file_at_once(instance.picture)


def connect() -> None:
    post_delete.connect(picture_deleted, sender=Room, dispatch_uid="picture-of-room")
    for model in SHOWN:
        name = f"rooms-{model._meta.label_lower}"  # noqa: SLF001 - Django's own public "_meta"
        post_save.connect(rooms_changed, sender=model, dispatch_uid=name)
        post_delete.connect(rooms_changed, sender=model, dispatch_uid=name)
