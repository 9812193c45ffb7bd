"""Who works here, to hang on the wall: only who agreed to it, and as long as they do."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.outlets.paper.lines import plain
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.apps.outlets.paper.pictures import photo
from schuifaan.apps.outlets.paper.week import furniture
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.places.queries.pages import loaded_places

SIDE = 600


def shown_place_with_team(slug: str, made: Made) -> Place | None:
    found: Place | None = loaded_places(now=made.now).filter(slug=slug, status=PlaceStatus.PUBLISHED).first()
    return found


def consenting(place: Place) -> list[TeamMember]:
    """Of a place from `shown_place_with_team`; looked at once more, for nobody hangs here against their will."""
    return [one for one in place.team.all() if one.has_consent]


def of_a_team(place: Place, made: Made) -> dict[str, Any]:
    path = reverse("places:team", args=[place.slug])
    return {
        **furniture(place.name, kicker=_("Wie werkt hier?"), made=made, path=path, qr_text=_("Wie is wie, op internet")),
        "faces": [
            {
                "name": plain(one.name),
                "role": one.get_role_display(),
                "photo": photo(one.photo, width=SIDE, height=SIDE),
                "alt": _("Foto van %(name)s") % {"name": one.name},
                "initial": plain(one.name)[:1].upper(),
            }
            for one in consenting(place)
        ],
        "hello": _("Zeg gerust hallo. Vraag ons alles."),
        "nobody": _("Hier hangt nog niemand. Loop gerust binnen, er is altijd iemand die je ontvangt."),
    }  # fmt: skip
