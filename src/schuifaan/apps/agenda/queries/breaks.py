"""The days on which what comes back at a place does not."""

from django.db.models import Q

from schuifaan.apps.agenda.models import Pause
from schuifaan.apps.places.models import Place
from schuifaan.core.timeline.pauses import Break


def breaks_at(place: Place, school_region: str) -> list[Break]:
    """The place's own, and the school holidays of a region where one is chosen."""
    region = Q(region=school_region) if school_region else Q(pk__in=[])
    return [
        Break(pause.first_on, pause.last_on, pause.name)
        for pause in Pause.objects.filter(region | Q(place=place)).order_by("first_on", "pk")
    ]
