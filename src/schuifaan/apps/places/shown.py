"""What every public page of the directory starts from: the latest snapshot, and the moment it is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.places.slots import version_of_slots


@dataclass(frozen=True, slots=True)
class Shown:
    snapshot: DirectorySnapshot
    now: datetime
    language: str


def shown_now() -> Shown:
    return Shown(snapshot_at(directory_version()), timezone.now(), page_language())


def page_version() -> str:
    """The name under which rendered pages are kept: until a place changes, opens or closes, or the day ends.

    Sentences name moments ("Nu open tot 17.00 uur"), never durations, so nothing else makes a page old.
    """
    version = directory_version()
    return f"{version}@{snapshot_at(version).settled_at(timezone.now()):%Y%m%dT%H%M%S}"


def filled_page_version() -> str:
    """The same for a page to which other apps add something."""
    return f"{page_version()}+{version_of_slots(timezone.now())}"
