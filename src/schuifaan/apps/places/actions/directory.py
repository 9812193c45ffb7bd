"""Telling every cache of the directory that something it shows has changed."""

import secrets

from django.db import IntegrityError, transaction
from django.db.models import F

from schuifaan.apps.places.models import DirectoryVersion

_ONLY_ROW = 1
# Far apart on purpose: a database put back from a backup, or emptied, then never meets pages that are
# still cached under the same number.
_FIRST_NUMBERS = 2**48


def raise_version() -> None:
    """Call after bulk writes, which send no signals; single saves do this by themselves."""
    if DirectoryVersion.objects.filter(pk=_ONLY_ROW).update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            DirectoryVersion.objects.create(pk=_ONLY_ROW, number=secrets.randbelow(_FIRST_NUMBERS) + 1)
    except IntegrityError:
        # Somebody else made the row in between.
        DirectoryVersion.objects.filter(pk=_ONLY_ROW).update(number=F("number") + 1)
