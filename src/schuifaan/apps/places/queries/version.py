"""The number that every cache of the directory hangs on."""

from schuifaan.apps.places.models import DirectoryVersion

NEVER_RAISED = 0


def directory_version() -> int:
    """One cheap query; rises with every change that a directory page shows."""
    number = DirectoryVersion.objects.values_list("number", flat=True).first()
    return NEVER_RAISED if number is None else number
