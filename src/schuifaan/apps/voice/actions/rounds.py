"""Beginning a round of feedback, what it says of itself, and its meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import District, Municipality
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.enums import OrganisationKind
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import RoundKind
from schuifaan.apps.voice.models import Meeting, Round

# The database holds 120; what tells two of one name apart must fit behind it.
LONGEST_SLUG: Final = 110


class RoundError(Refused):
    """What was asked of a round cannot be."""


class RoundChanged(RoundError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(
            _(
                "Intussen heeft iemand anders dit veranderd. Kijk of jouw tekst nog klopt en bewaar dan opnieuw."
            )
        )


@transaction.atomic
def begin_round(
    *,
    place: Place | None = None,
    municipality: Municipality | None = None,
    kind: str,
    title: str,
    began_on: date,
    intro: str = "",
    is_public: bool = False,
    takes_reactions: bool = False,
    by: User,
    now: datetime,
) -> Round:
    """Of a place, or of a municipality."""
    may = (
        by.has_perm("voice.make_rounds", place)
        if place is not None
        else by.has_perm("voice.hear_municipality", municipality)
    )
    if not may:
        raise NotAllowed(_("Dit kan alleen iemand die de plek leidt of voor de gemeente werkt."))
    if not title.strip():
        raise RoundError(_("Geef de ronde een titel."), field="title")
    round_ = Round.objects.create(
        place=place,
        municipality=municipality if place is None else None,
        slug=_free_slug(title),
        kind=RoundKind(kind),
        title=title.strip(),
        intro=intro.strip(),
        is_public=is_public,
        # Nobody can answer what they cannot see.
        takes_reactions=takes_reactions and is_public,
        began_on=began_on,
    )
    note(round_, "round.begun", by=by, now=now)
    # The pages of the place and of the city lead to it.
    raise_version()
    return round_


@transaction.atomic
def change_round(
    *,
    of: Round,
    version: int,
    fields: Mapping[str, Any],
    by: User,
    now: datetime,
) -> Round:
    """`fields` of the round by name. Raises RoundChanged when somebody saved since `version`."""
    held = hold_round(of, by)
    if held.version != version:
        raise RoundChanged
    changed = {name: value for name, value in fields.items() if getattr(held, name) != value}
    if not changed:
        return held
    if changed.get("title") == "":
        raise RoundError(_("Geef de ronde een titel."), field="title")
    for name, value in changed.items():
        setattr(held, name, value)
    held.takes_reactions = held.takes_reactions and held.is_public
    held.version += 1
    held.save()
    note(held, "round.changed", by=by, now=now)
    raise_version()
    return held


@transaction.atomic
def note_meeting(
    *,
    of: Round,
    on: date,
    kind: str,
    where: str = "",
    district: District | None = None,
    about: str = "",
    meeting: Meeting | None = None,
    by: User,
    now: datetime,
) -> Meeting:
    """When, of what kind and where; never who came. With `meeting` that one is written anew."""
    held = hold_round(of, by)
    if meeting is None:
        meeting = Meeting(round=held)
    meeting.on, meeting.kind, meeting.where = on, kind, where.strip()
    meeting.district, meeting.note = district, about.strip()
    meeting.save()
    note(held, "round.meeting_noted", by=by, now=now)
    return meeting


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: User, now: datetime) -> None:
    """The points that were noted there stay, without it."""
    held = hold_round(meeting.round, by)
    meeting.delete()
    note(held, "round.changed", by=by, now=now)


def hold_round(round_: Round, by: User) -> Round:
    """As it is now, and nobody else changes anything in it. Who may not lead it, may not."""
    if not by.has_perm("voice.lead_round", round_):
        raise NotAllowed(_("Dit kan alleen wie deze ronde leidt."))
    held = Round.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("place", "municipality").get(pk=round_.pk)


def note(round_: Round, verb: str, *, by: User, now: datetime) -> None:
    record(verb=verb, scope=_scope(round_), by=by, now=now, subject=round_.title)


def _scope(round_: Round) -> str:
    return round_.place.audit_scope if round_.place else municipal_scope(round_.municipality_id or "")


def municipal_scope(code: str) -> str:
    """The trail of the municipality's own organisation, where those who answer for it read it."""
    own = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, municipality_code=code)
    organisation = own.order_by("pk").first()
    return organisation.audit_scope if organisation else f"municipality:{code}"


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "ronde"
    taken = set(Round.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
