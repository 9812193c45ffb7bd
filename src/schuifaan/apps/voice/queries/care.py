"""Whom one calls with a worry at a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.voice.models import CareContact

# Then somebody looks whether the numbers are still right.
STALE: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Care:
    """`fallback` is whom one asks at the place itself: only where the place has named nobody."""

    place: Place
    contacts: list[CareContact]
    fallback: ContactPerson | None


def shown_place(slug: str) -> Place | None:
    return Place.objects.published().filter(slug=slug).first()


def care_of(place: Place) -> Care:
    contacts = care_contacts(place)
    if contacts:
        return Care(place, contacts, None)
    asked = ContactPerson.objects.filter(place=place, kind=ContactKind.PLACE, is_active=True).first()
    return Care(place, [], asked if asked and (asked.phone or asked.email) else None)


def care_contacts(place: Place) -> list[CareContact]:
    return list(CareContact.objects.filter(place=place).order_by("position", "pk"))


def care_contact_at(place: Place, pk: int) -> CareContact | None:
    return CareContact.objects.select_related("place").filter(place=place, pk=pk).first()


def is_stale(contact: CareContact, today: date) -> bool:
    return contact.checked_on <= today - STALE


def has_stale(place: Place, today: date) -> bool:
    return CareContact.objects.filter(place=place, checked_on__lte=today - STALE).exists()


def names_anybody(place: Place) -> bool:
    return CareContact.objects.filter(place=place).exists()
