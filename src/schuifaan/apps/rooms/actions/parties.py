"""Who books here: written down once, changed by who works here, and with a link of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.models import Party, new_token

# What can be changed by who works here. What makes a party trusted is for who lets the rooms.
CONTACT: Final = (
    "name", "kind", "contact_name", "email", "phone", "language", "lives_here", "legal_name", "address",
    "postcode", "town", "trade_number", "oin", "buyer_reference", "monthly_invoice", "storage",
)  # fmt: skip
TRUST: Final = ("is_known",)


@dataclass(frozen=True, slots=True)
class PartyDetails:
    """Who asks, as they say it themselves."""

    name: str
    kind: PartyKind
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "nl"
    lives_here: bool | None = None


class NameMissing(PlaceError):  # noqa: N818 - it says what happened
    """A party needs a name."""

    def __init__(self) -> None:
        super().__init__(_("Vul in hoe jullie heten."), field="name")


def party_for(*, place: Place, details: PartyDetails, now: datetime) -> Party:
    """The one with this name, kind and address, or a new one. Whoever types an address need not be its owner:
    nothing of a party that was there already is changed, nor may its link be shown to them.
    """
    name = details.name.strip()
    if not name:
        raise NameMissing
    if details.email:
        found = Party.objects.filter(
            place=place, email__iexact=details.email, name__iexact=name, kind=details.kind
        )
        known = found.order_by("pk").first()
        if known is not None:
            return known
    return Party.objects.create(
        place=place, name=name, kind=details.kind, contact_name=details.contact_name, email=details.email,
        phone=details.phone, language=details.language, lives_here=details.lives_here, added_at=now,
    )  # fmt: skip


@transaction.atomic
def add_party(*, place: Place, details: PartyDetails, by: User, now: datetime, **facts: Any) -> Party:
    """`facts`: any of CONTACT and TRUST beside the details."""
    require(by, "rooms.run_rooms", place)
    party = party_for(place=place, details=details, now=now)
    if facts:
        party = change_party(party=party, by=by, now=now, **facts)
    record(verb="party.added", scope=place.audit_scope, by=by, now=now, subject=_subject(party))
    return party


@transaction.atomic
def change_party(*, party: Party, by: User, now: datetime, **facts: Any) -> Party:
    """Only what is given, of CONTACT; and of TRUST by who lets the rooms."""
    require(by, "rooms.run_rooms", party.place)
    unknown = facts.keys() - {*CONTACT, *TRUST}
    if unknown:
        raise ValueError(f"A party has no {', '.join(sorted(unknown))} to change.")
    if not str(facts.get("name", party.name)).strip():
        raise NameMissing
    current = Party.objects.select_for_update(of=("self",), no_key=True).get(pk=party.pk)
    changed = [name for name, value in facts.items() if getattr(current, name) != value]
    if set(changed) & set(TRUST):
        require(by, "rooms.let_rooms", party.place)
    for name, value in facts.items():
        setattr(party, name, value)
    if changed:
        party.save(update_fields=changed)
        # Which, not what: numbers and addresses of people do not belong in a trail that stays.
        record(
            verb="party.changed", scope=party.place.audit_scope, by=by, now=now, subject=_subject(party),
            changes={name: [getattr(current, name), facts[name]] for name in changed if name in TRUST},
        )  # fmt: skip
    return party


@transaction.atomic
def renew_link(*, party: Party, by: User, now: datetime) -> Party:
    """The old link opens nothing any more."""
    require(by, "rooms.run_rooms", party.place)
    party.token = new_token()
    party.save(update_fields=["token"])
    record(verb="party.link_renewed", scope=party.place.audit_scope, by=by, now=now, subject=_subject(party))
    return party


def _subject(party: Party) -> str:
    """A resident's name is a person's."""
    return "" if party.kind == PartyKind.RESIDENT else party.name
