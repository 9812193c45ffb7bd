"""The key to the calendar of a party: it reads the bookings and changes nothing, whoever's agenda it is put in."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from schuifaan.apps.rooms.models import Party

_SALT: Final = "rooms.party_calendar"
_LONGEST: Final = 80
_MOST_DIGITS: Final = 18


def calendar_key(party: Party) -> str:
    """Follows from the link of the party, which does not follow from it. A new link makes a new key."""
    told = salted_hmac(_SALT, party.token, algorithm="sha256").digest()
    return f"{party.pk}.{urlsafe_b64encode(told).decode().rstrip('=')}"


def party_of_calendar(key: str) -> Party | None:
    number = key.partition(".")[0]
    if len(key) > _LONGEST or not (number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS):
        return None
    party = Party.objects.select_related("place").filter(pk=int(number)).first()
    return party if party and constant_time_compare(key, calendar_key(party)) else None
