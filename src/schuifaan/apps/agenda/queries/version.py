"""The name of the state of the agenda, under which pages, feeds and papers are kept."""

from datetime import datetime

from schuifaan.apps.agenda.models import AgendaVersion
from schuifaan.apps.places.queries.version import directory_version

NEVER_RAISED = 0
_QUARTER = 15


def agenda_version() -> str:
    """Two cheap queries; changes with everything a programme shows, a place's name and address included."""
    number = AgendaVersion.objects.values_list("number", flat=True).first()
    return f"{NEVER_RAISED if number is None else number}-{directory_version()}"


def agenda_number() -> int:
    number = AgendaVersion.objects.values_list("number", flat=True).first()
    return NEVER_RAISED if number is None else number


def quarter_of(now: datetime) -> str:
    """For pages that leave out what is over: at most a quarter of an hour behind."""
    return f"{now:%Y%m%dT%H}{now.minute // _QUARTER}"
