"""What the desk of a place says of today, and what waits for somebody's answer."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from schuifaan.apps.agenda.enums import OccurrenceState, SuggestionState
from schuifaan.apps.agenda.models import Occurrence, Suggestion
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.core.timeline.wallclock import from_wall

# What must be decided within this time is asked now; a holiday next year can wait.
_ASK_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class AskedOfDesk:
    """`holiday`: the first time nobody has said of whether it goes on that public holiday."""

    has_suggestions: bool
    holiday: Occurrence | None


def today_at(place_id: int, *, today: date, language: str) -> list[Item]:
    """Everything of today at this place itself, also what is over or called off; two queries at most."""
    rows = Occurrence.objects.shown().filter(
        place=place_id,
        starts_at__gte=from_wall(datetime.combine(today, time.min)),
        starts_at__lt=from_wall(datetime.combine(today + timedelta(days=1), time.min)),
    )
    return items(rows.order_by("starts_at", "pk"), language=language)


def asked_of(place_id: int, *, now: datetime) -> AskedOfDesk:
    """Two queries."""
    undecided = Occurrence.objects.filter(
        place=place_id, state=OccurrenceState.ASK, starts_at__gt=now, starts_at__lt=now + _ASK_AHEAD
    )
    return AskedOfDesk(
        has_suggestions=Suggestion.objects.filter(place=place_id, state=SuggestionState.NEW).exists(),
        holiday=undecided.select_related("activity").order_by("starts_at", "pk").first(),
    )
