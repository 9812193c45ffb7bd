"""Telling every cache of a programme that something it shows has changed."""

import secrets

from django.db import IntegrityError, transaction
from django.db.models import F

from schuifaan.apps.agenda.models import AgendaVersion

_ONLY_ROW = 1
# Far apart on purpose: a database put back from a backup never meets pages cached under the same number.
_FIRST_NUMBERS = 2**48


def raise_agenda_version() -> None:
    """Call after bulk writes, which send no signals; single saves do this by themselves."""
    if AgendaVersion.objects.filter(pk=_ONLY_ROW).update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            AgendaVersion.objects.create(pk=_ONLY_ROW, number=secrets.randbelow(_FIRST_NUMBERS) + 1)
    except IntegrityError:
        # Somebody else made the row in between.
        AgendaVersion.objects.filter(pk=_ONLY_ROW).update(number=F("number") + 1)
