"""The name of the state of the agenda, under which pages, feeds and papers are kept."""

from datetime import datetime

from django.db import connection

from schuifaan.apps.agenda.models import AgendaVersion
from schuifaan.apps.places.models import DirectoryVersion

NEVER_RAISED = 0
_BOTH_NUMBERS = (
    f"SELECT COALESCE((SELECT number FROM {AgendaVersion._meta.db_table} ORDER BY id LIMIT 1), {NEVER_RAISED}), "  # noqa: S608, SLF001 - names of our own; Django's public "_meta"
    f"COALESCE((SELECT number FROM {DirectoryVersion._meta.db_table} ORDER BY id LIMIT 1), {NEVER_RAISED})"  # noqa: SLF001
)
_QUARTER = 15


def agenda_version() -> str:
    """One cheap query; changes with everything a programme shows, a place's name and address included.

    Every kept page, feed and answer asks this first: building two queries took longer than answering them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BOTH_NUMBERS)
        of_agenda, of_directory = cursor.fetchone()
    return f"{of_agenda}-{of_directory}"


def agenda_number() -> int:
    number = AgendaVersion.objects.values_list("number", flat=True).first()
    return NEVER_RAISED if number is None else number


def quarter_of(now: datetime) -> str:
    """For pages that leave out what is over: at most a quarter of an hour behind."""
    return f"{now:%Y%m%dT%H}{now.minute // _QUARTER}"
