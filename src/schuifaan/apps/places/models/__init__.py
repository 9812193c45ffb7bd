"""The directory: what a place is like, how you get in, who will welcome you."""

from schuifaan.apps.places.models.imports import ColumnMapping, PlaceImport, PlaceSource
from schuifaan.apps.places.models.page import (
    AccessFact,
    HouseRules,
    OpeningException,
    Photo,
    PlaceText,
    Price,
)
from schuifaan.apps.places.models.people import ContactPerson, TeamMember
from schuifaan.apps.places.models.place import (
    DirectoryVersion,
    Place,
    PlaceQuerySet,
    PlaceTypePeriod,
    TierName,
)

__all__ = [
    "AccessFact",
    "ColumnMapping",
    "ContactPerson",
    "DirectoryVersion",
    "HouseRules",
    "OpeningException",
    "Photo",
    "Place",
    "PlaceImport",
    "PlaceQuerySet",
    "PlaceSource",
    "PlaceText",
    "PlaceTypePeriod",
    "Price",
    "TeamMember",
    "TierName",
]
