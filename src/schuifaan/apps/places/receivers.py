"""What follows from saving or deleting a row: a new version of the directory, and no picture without its row."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from schuifaan.apps.geography.models import District, Municipality, Neighbourhood
from schuifaan.apps.geography.signals import outlines_changed
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.actions.photos import delete_file_at_once
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceText,
    Price,
    TeamMember,
    TierName,
)

SHOWN_IN_THE_DIRECTORY: tuple[type[Model], ...] = (
    Place,
    PlaceText,
    OpeningException,
    Price,
    AccessFact,
    HouseRules,
    Photo,
    TeamMember,
    ContactPerson,
    TierName,
    Organisation,
    Neighbourhood,
    District,
    Municipality,
)


def directory_changed(sender: type[Model], *, raw: bool = False, **kwargs: Any) -> None:
    """`raw`: a fixture being loaded, whose loader raises the version once at its end."""
    del sender, kwargs
    if not raw:
        raise_version()


def areas_changed(**kwargs: Any) -> None:
    """Areas are imported in bulk, which sends no signal for each."""
    del kwargs
    raise_version()


def picture_deleted(sender: type[Model], *, instance: Model, **kwargs: Any) -> None:
    """However a row went (its page, support, a whole place): the picture itself goes too."""
    del sender, kwargs
    if isinstance(instance, Photo):
        delete_file_at_once(instance.image)
    elif isinstance(instance, TeamMember):
        delete_file_at_once(instance.photo)


def connect() -> None:
    post_delete.connect(picture_deleted, sender=Photo, dispatch_uid="picture-of-place")
    post_delete.connect(picture_deleted, sender=TeamMember, dispatch_uid="picture-of-face")
    for model in SHOWN_IN_THE_DIRECTORY:
        name = f"directory-{model._meta.label_lower}"  # noqa: SLF001 - Django's own public "_meta"
        post_save.connect(directory_changed, sender=model, dispatch_uid=name)
        post_delete.connect(directory_changed, sender=model, dispatch_uid=name)
    outlines_changed.connect(areas_changed, dispatch_uid="directory-outlines")
