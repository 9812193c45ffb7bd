"""A line for the screen and the programme."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.saving import AgendaError, require
from schuifaan.apps.agenda.models import Announcement
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place


@transaction.atomic
def announce(
    *, place: Place, text: str, first_on: date, last_on: date, by: User, now: datetime
) -> Announcement:
    """From a day up to and including another. Whoever is at work there may: they stand in the hall."""
    require(by, "agenda.run_agenda", place)
    if not text.strip():
        raise AgendaError(_("Schrijf wat bezoekers moeten weten."), field="text")
    if last_on < first_on:
        raise AgendaError(_("De laatste dag ligt voor de eerste dag."), field="last_on")
    made = Announcement.objects.create(place=place, text=text.strip(), first_on=first_on, last_on=last_on)
    _note("agenda.announced", place, by, now, [None, made.text])
    return made


@transaction.atomic
def remove_announcement(*, announcement: Announcement, by: User, now: datetime) -> None:
    require(by, "agenda.run_agenda", announcement.place)
    _note("agenda.announcement_removed", announcement.place, by, now, [announcement.text, None])
    announcement.delete()


def _note(verb: str, place: Place, by: User, now: datetime, said: list[str | None]) -> None:
    record(
        verb=verb, scope=place.audit_scope, by=by, now=now, subject=place.name, changes={"announcement": said}
    )
