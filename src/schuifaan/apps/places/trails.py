"""The way back: from the start page down to where somebody is."""

from django.urls import reverse
from django.utils.translation import gettext

from schuifaan.apps.places.queries.areas import Area


def trail(*areas: Area) -> list[tuple[str, str]]:
    return [
        (gettext("Start"), reverse("places:start")),
        *((area.name, reverse(f"places:{area.level.value}", args=[area.code])) for area in areas),
    ]
