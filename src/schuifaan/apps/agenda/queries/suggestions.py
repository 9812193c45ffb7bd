"""Ideas that residents sent in."""

from __future__ import annotations

from schuifaan.apps.agenda.enums import SuggestionState
from schuifaan.apps.agenda.models import Suggestion
from schuifaan.apps.places.models import Place

MOST_ANSWERED = 30


def new_suggestions(place: Place) -> list[Suggestion]:
    """Longest waiting first."""
    return list(
        Suggestion.objects.filter(place=place, state=SuggestionState.NEW).order_by("asked_at", "pk")[:200]
    )


def answered_suggestions(place: Place) -> list[Suggestion]:
    answered = Suggestion.objects.filter(place=place).exclude(state=SuggestionState.NEW)
    return list(answered.select_related("activity").order_by("-answered_at", "-pk")[:MOST_ANSWERED])


def suggestion_at(place: Place, pk: int) -> Suggestion | None:
    found = Suggestion.objects.filter(place=place, pk=pk).select_related("activity", "answered_by").first()
    if found:
        found.place = place
    return found
