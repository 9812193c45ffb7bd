"""What the pages of a party and of a booking show of papers and keys, with the way to a new one."""

from typing import Any

from django.urls import reverse

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.queries.connected import Connected


def shown_with(place: Place, connected: Connected, *, asked: str, party: int) -> dict[str, Any]:
    """`asked` is what a new one is filled in from, as in ?huurder=4; a key is handed to the `party`."""
    ways = {
        name: reverse(f"rooms:{name}", kwargs={"slug": place.slug}) + asked
        for name in ("new_agreement", "new_invoice")
    }
    if not connected.can_invoice:
        ways["new_invoice"] = ""
    ways["hand_out"] = f"{reverse('rooms:keys', kwargs={'slug': place.slug})}?huurder={party}"
    return {"connected": connected, **ways}
