"""What residents of a demo city let places and the municipality know, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.answering import answer
from schuifaan.apps.voice.actions.handling import look_at
from schuifaan.apps.voice.actions.saying import add, say, say_helped
from schuifaan.apps.voice.enums import AboutPerson, ContactBy, Desk
from schuifaan.apps.voice.models import Matter, Signal
from schuifaan.demo.content import has, read

PART = "voice_signals"


def signals_are_loaded(city: str) -> bool:
    """Also when somebody changed them since: what people made of it is kept."""
    if not has(city, PART):
        return True
    slugs = {row["place"] for row in read(city, PART)["signals"] if "place" in row}
    return Matter.objects.filter(place__slug__in=slugs).exists()


@transaction.atomic
def load_signals(*, city: str, now: datetime) -> int:
    """How many there are."""
    rows = read(city, PART)["signals"]
    town = Municipality.objects.get(code=read(city, "municipality")["municipality"]["code"])
    for row in rows:
        _load(row, town, now)
    return len(rows)


def _load(row: dict[str, Any], town: Municipality, now: datetime) -> None:
    said_at = now - timedelta(days=row["days"])
    signal = _said(row, town, said_at)
    handler = _handler(signal.matter)
    if "looked_at" in row:
        look_at(matter=signal.matter, by=handler, now=said_at + timedelta(days=row["looked_at"]))
    for given in row.get("answers", ()):
        matter = Matter.objects.get(pk=signal.matter_id)
        at = said_at + timedelta(days=given["after"])
        answer(matter=matter, outcome=given["outcome"], text=given["text"], by=handler, now=at)
    if "helps" in row:
        at = said_at + timedelta(days=row["helps"]["after"])
        say_helped(signal=signal, helped=row["helps"]["answer"], now=at)
    if "addition" in row:
        at = said_at + timedelta(days=row["addition"]["after"])
        add(signal=signal, text=row["addition"]["text"], now=at)


def _said(row: dict[str, Any], town: Municipality, now: datetime) -> Signal:
    place = Place.objects.get(slug=row["place"], is_demo=True) if "place" in row else None
    neighbourhood = Neighbourhood.objects.get(code=row["neighbourhood"]) if "neighbourhood" in row else None
    return say(
        to=row["to"],
        place=place,
        municipality=None if place else town,
        neighbourhood=neighbourhood,
        policy=row.get("policy", ""),
        kind=row["kind"],
        text=row["text"],
        about_person=row.get("about_person", AboutPerson.NO),
        contact_by=ContactBy.PHONE if "contact" in row else ContactBy.NONE,
        contact=row.get("contact", ""),
        looks_automatic=row.get("held", False),
        now=now,
    )


def _handler(matter: Matter) -> User:
    if matter.to == Desk.MUNICIPALITY:
        return User.objects.filter(
            memberships__role=OrganisationRole.MUNICIPAL_OFFICER,
            memberships__organisation__municipality_code=matter.municipality_id,
        )[0]
    return User.objects.filter(place_roles__place=matter.place, place_roles__role=PlaceRole.MANAGER)[0]
