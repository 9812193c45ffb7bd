"""What every change to a matter has in common: allowed, one after another, and in a trail its subject cannot read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.enums import OrganisationKind
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.voice.enums import AboutPerson, Desk
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.rules import handles_matter


class MatterError(Refused):
    """What was asked of a matter cannot be."""


class GoneMeanwhile(MatterError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(_("Dit bericht is intussen samengevoegd of weggehaald. Kijk in de lijst."))


def held(matter: Matter, by: User) -> Matter:
    """As it is now, held until the transaction ends. Raises NotAllowed, GoneMeanwhile."""
    return all_held([matter], by)[0]


def all_held(matters: Iterable[Matter], by: User) -> list[Matter]:
    """In the order given; held in the order of their numbers, so that two who want the same do not wait for each other."""
    wanted = [one.pk for one in matters]
    rows = Matter.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    found = {
        one.pk: one for one in rows.select_related("place__organisation", "municipality", "about_member")
    }
    if found.keys() != set(wanted):
        raise GoneMeanwhile
    for one in found.values():
        # Not `has_perm`: that says yes to an administrator before any rule is asked, also to who it is about.
        if not handles_matter(by, one):
            raise NotAllowed(_("Dit kan alleen iemand die deze berichten behandelt."))
    return [found[pk] for pk in dict.fromkeys(wanted)]


def kept(matter: Matter, *fields: str) -> Matter:
    """Saved with a new version number."""
    matter.version += 1
    matter.save(update_fields=[*fields, "version"])
    return matter


def note(
    verb: str, matter: Matter, *, by: User, now: datetime, changes: Mapping[str, list[Any]] | None = None
) -> None:
    """Which one, never what was said: a title may have a name in it."""
    record(
        verb=verb,
        scope=_scope(matter),
        by=by,
        now=now,
        subject=f"nr. {matter.pk}",
        changes=dict(changes or {}),
    )


def _scope(matter: Matter) -> str:
    if matter.about_person != AboutPerson.NO:
        # Who it is about may read the trail of the place.
        return f"matter:{matter.pk}"
    if matter.to == Desk.PLACE and matter.place is not None:
        return matter.place.audit_scope
    own = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, municipality_code=matter.municipality_id or ""
    )
    organisation = own.order_by("pk").first()
    return organisation.audit_scope if organisation else f"municipality:{matter.municipality_id}"
