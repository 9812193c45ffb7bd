"""What goes along to a place outside: its dates, what to do when it rains, and a list to tick."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Occurrence, Spot
from schuifaan.apps.agenda.queries.items import items
from schuifaan.apps.agenda.wording import time_words
from schuifaan.apps.outlets.paper.lines import capital, said, title
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.apps.outlets.paper.week import furniture
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.ui.speech import spoken_day

MOST_DATES: Final = 12


def shown_spot(slug: str, number: int) -> Spot | None:
    spots = Spot.objects.filter(
        is_active=True, place__status=PlaceStatus.PUBLISHED, place__slug=slug, pk=number
    )
    return spots.select_related("place").first()


def spots_of(place: Place) -> list[Spot]:
    return list(Spot.objects.filter(is_active=True, place=place).order_by("name", "id"))


def of_a_spot(spot: Spot, made: Made) -> dict[str, Any]:
    dates = items(
        Occurrence.objects.shown()
        .filter(spot=spot, ends_at__gt=made.now)
        .exclude(state=OccurrenceState.CANCELLED)
        .order_by("starts_at", "pk")[:MOST_DATES],
        language=made.language,
    )
    path = reverse("agenda:place", args=[spot.place.slug])
    return {
        **furniture(spot.name, kicker=_("Wat gaat er mee?"), made=made, path=path),
        "where": said(spot.where, made.language),
        "where_label": _("Waar precies"),
        "rain": said(spot.rain_plan or _("Spreek van tevoren af wat je doet als het regent."), made.language),
        "rain_label": _("Als het regent"),
        "kit": [said(line, made.language) for line in spot.kit_list.splitlines() if line.strip()],
        "kit_label": _("Gaat mee"),
        "dates": [
            {
                "when": f"{capital(spoken_day(item.day))}, {time_words(item)}",
                "what": title(item, made.language),
            }
            for item in dates
        ],
        "dates_label": _("De komende keren"),
        "no_dates": _("Er staan nu geen keren gepland."),
    }
