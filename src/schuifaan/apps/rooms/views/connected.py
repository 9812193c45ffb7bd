"""What the pages of a party and of a booking show of papers and keys, with the way to a new one."""

from typing import Any

from django.urls import reverse

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.queries.connected import Connected


def shown_with(place: Place, connected: Connected, *, asked: str) -> dict[str, Any]:
    """`asked` is what a new one is filled in from, as in ?huurder=4."""
    ways = {
        name: reverse(f"rooms:{name}", kwargs={"slug": place.slug}) + asked
        for name in ("new_agreement", "new_invoice")
    }
    if not connected.can_invoice:
        ways["new_invoice"] = ""
    return {"connected": connected, **ways}
