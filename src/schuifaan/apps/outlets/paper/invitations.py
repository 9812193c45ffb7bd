"""Cards to invite somebody in person: twelve a sheet. Who gets one is written by hand and known to nobody else."""

from __future__ import annotations

import re
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.apps.agenda.queries.scope import of_place, within
from schuifaan.apps.agenda.wording import price_words, time_words
from schuifaan.apps.outlets.paper.faces import consenting
from schuifaan.apps.outlets.paper.lines import capital, said, title, where
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.apps.outlets.paper.week import furniture
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.ui.speech import spoken_day

ON_A_SHEET: Final = 12
MOST_NAME: Final = 24
MOST_CHOICES: Final = 40
# A first name, of letters: what is printed under a place's name is not anybody's message.
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,2}")


def coming(place: Place, made: Made) -> list[Item]:
    """What people can still be invited to, at the place and its sites."""
    rows = (
        Occurrence.objects.shown()
        .filter(within(of_place(place.pk)), starts_at__gt=made.now)
        .exclude(state=OccurrenceState.CANCELLED)
        .order_by("starts_at", "pk")
    )
    return items(rows[:MOST_CHOICES], language=made.language)


def first_name(asked: str) -> str:
    """As somebody typed it; "" where it is no first name."""
    name = " ".join(asked.split())
    return name if len(name) <= MOST_NAME and _NAME.fullmatch(name) else ""


def of_an_occurrence(place: Place, made: Made, *, occurrence: str, name: str) -> dict[str, Any]:
    """`occurrence`: its number as in the address; the first one to come where it is none of this place."""
    choices = coming(place, made)
    item = next((one for one in choices if str(one.id) == occurrence), choices[0] if choices else None)
    path = item.path if item else reverse("places:place", args=[place.slug])
    host = name or _host(place, item)
    return {
        **furniture(place.name, kicker=_("Uitnodigingen"), made=made, path=path),
        "cards": ON_A_SHEET,
        "invite": _("Kom je ook?"),
        "for": _("Voor"),
        "what": title(item, made.language) if item else said(_("Kom eens langs"), made.language),
        "when": f"{capital(spoken_day(item.day))}, {time_words(item)}" if item else "",
        "when_label": _("Wanneer"),
        "where": said(_where(place, item), made.language),
        "price": capital(price_words(item.cost_cents)) if item else "",
        "ask": _("Vraag naar %(name)s") % {"name": host} if host else "",
        "ask_label": _("Vraag naar"),
        "hint": _("Knip ze uit en geef ze zelf af. Nergens wordt bewaard wie je uitnodigt."),
    }


def _where(place: Place, item: Item | None) -> str:
    if item is None:
        return ", ".join(part for part in (place.name, place.address_line) if part)
    return capital(where(item, own_place=None))


def _host(place: Place, item: Item | None) -> str:
    """Who welcomes at this activity, else a host of the place who agreed to be named."""
    if item and item.welcomed_by:
        return first_name(item.welcomed_by.split()[0].strip(".,"))
    hosts = [one for one in consenting(place) if one.role == PlaceRole.HOST]
    return first_name(hosts[0].name.split()[0]) if hosts and hosts[0].name.strip() else ""
