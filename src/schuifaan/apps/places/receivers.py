"""Whatever a page of the directory shows, saving or deleting it raises the version of the directory."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from schuifaan.apps.geography.models import District, Municipality, Neighbourhood
from schuifaan.apps.geography.signals import outlines_changed
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.actions.directory import raise_version
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


def connect() -> None:
    for model in SHOWN_IN_THE_DIRECTORY:
        name = f"directory-{model._meta.label_lower}"  # noqa: SLF001 - Django's own public "_meta"
        post_save.connect(directory_changed, sender=model, dispatch_uid=name)
        post_delete.connect(directory_changed, sender=model, dispatch_uid=name)
    outlines_changed.connect(areas_changed, dispatch_uid="directory-outlines")
