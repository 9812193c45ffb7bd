"""Giving a matter to the desk that can do something about it. Who said it sees that on their page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.at_the_desk import MatterError, held, kept, note
from schuifaan.apps.voice.enums import OPEN_STATES, AboutPerson, Desk, MatterState
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries.signals import ANSWER_DAYS, who_reads


@transaction.atomic
def pass_on(*, matter: Matter, to: str, place: Place | None = None, by: User, now: datetime) -> Matter:
    """`place` only on the way to a place; without it the one that it is about."""
    current = held(matter, by)
    if current.state not in OPEN_STATES:
        raise MatterError(_("Doorgeven kan zolang er nog geen antwoord is."))
    # Noted where it comes from.
    note("matter.passed_on", current, by=by, now=now, changes={"to": [current.to, to]})
    if to == Desk.MUNICIPALITY:
        _to_municipality(current)
    else:
        _to_place(current, place)
    current.to = to
    current.owner = current.looked_at_at = current.reminded_on = None
    current.state, current.passed_on_at = MatterState.RECEIVED, now
    current.due_on = timezone.localdate(now) + timedelta(days=ANSWER_DAYS)
    return kept(
        current, "to", "place", "municipality", "owner", "looked_at_at", "reminded_on", "state", "passed_on_at",
        "due_on",
    )  # fmt: skip


def _to_municipality(matter: Matter) -> None:
    if matter.to == Desk.MUNICIPALITY:
        raise MatterError(_("Dit bericht ligt al bij de gemeente."))
    municipality = matter.municipality or (matter.place.municipality if matter.place else None)
    reader = who_reads(
        to=Desk.MUNICIPALITY,
        place=matter.place,
        municipality=municipality,
        about_person=matter.about_person,
        about_member=matter.about_member,
    )
    if municipality is None or reader.to != Desk.MUNICIPALITY:
        raise MatterError(_("Bij deze gemeente is nog niemand die berichten leest."))
    matter.municipality = municipality


def _to_place(matter: Matter, place: Place | None) -> None:
    if matter.to == Desk.PLACE:
        raise MatterError(_("Dit bericht ligt al bij de plek."))
    found = place or matter.place
    if found is None:
        raise MatterError(_("Kies de plek die hier iets mee kan."), field="place")
    if found.status != PlaceStatus.PUBLISHED or found.municipality_id != matter.municipality_id:
        raise MatterError(_("Kies een plek in deze gemeente."), field="place")
    if matter.about_person != AboutPerson.NO:
        reader = who_reads(
            to=Desk.PLACE, place=found, about_person=matter.about_person, about_member=matter.about_member
        )
        if reader.to != Desk.PLACE:
            raise MatterError(_("Bij die plek is niemand anders die dit kan lezen."), field="place")
    matter.place = found
