"""Keeping whom one calls with a worry. The worry itself comes nowhere."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import begin_change, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import CareContact


@dataclass(frozen=True, slots=True)
class CareSaid:
    """Whom to call, for what, and how: a phone number, an address for mail, or both."""

    name: str
    when: str
    phone: str = ""
    email: str = ""
    reachable: str = ""


@transaction.atomic
def name_contact(
    *, place: Place, said: CareSaid, by: User, now: datetime, today: date, position: int | None = None
) -> CareContact:
    """At the end of the list, or where it stood before."""
    require(by, "voice.name_care_contacts", place)
    begin_change(place, None)
    last = CareContact.objects.filter(place=place).aggregate(last=Max("position"))["last"]
    contact = CareContact.objects.create(
        place=place,
        position=(0 if last is None else last + 1) if position is None else position,
        checked_on=today,
        checked_by=by,
        **asdict(said),
    )
    _note(place, by, now)
    return contact


@transaction.atomic
def change_contact(*, contact: CareContact, said: CareSaid, by: User, now: datetime, today: date) -> None:
    require(by, "voice.name_care_contacts", contact.place)
    for name, value in asdict(said).items():
        setattr(contact, name, value)
    _checked(contact, by, today)
    contact.save()
    _note(contact.place, by, now)


@transaction.atomic
def check_contact(*, contact: CareContact, by: User, now: datetime, today: date) -> None:
    """It is still right."""
    require(by, "voice.name_care_contacts", contact.place)
    _checked(contact, by, today)
    contact.save(update_fields=["checked_on", "checked_by"])
    _note(contact.place, by, now)


@transaction.atomic
def remove_contact(*, contact: CareContact, by: User, now: datetime) -> None:
    require(by, "voice.name_care_contacts", contact.place)
    CareContact.objects.filter(pk=contact.pk).delete()
    _note(contact.place, by, now)


@transaction.atomic
def move_up(*, contact: CareContact, by: User, now: datetime) -> None:
    """One up; who is first stays first."""
    require(by, "voice.name_care_contacts", contact.place)
    begin_change(contact.place, None)
    rows = list(CareContact.objects.filter(place=contact.place).order_by("position", "pk"))
    at = next((index for index, one in enumerate(rows) if one.pk == contact.pk), 0)
    if at == 0:
        return
    rows[at - 1], rows[at] = rows[at], rows[at - 1]
    for index, one in enumerate(rows):
        one.position = index
    CareContact.objects.bulk_update(rows, ["position"])
    _note(contact.place, by, now)


def _checked(contact: CareContact, by: User, today: date) -> None:
    contact.checked_on, contact.checked_by = today, by


def _note(place: Place, by: User, now: datetime) -> None:
    record(verb="care.changed", scope=place.audit_scope, by=by, now=now, subject=place.name)
