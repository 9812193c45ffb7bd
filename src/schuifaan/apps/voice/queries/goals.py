"""Goals of a place: those that live, those that ask for a talk, and how the others ended."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import GoalState
from schuifaan.apps.voice.models import Goal

MOST_GOALS = 100
_MONTHS = 6


def half_a_year_after(day: date) -> date:
    """The same day of the month, or the last one of a month that is shorter."""
    year, month = divmod(day.month - 1 + _MONTHS, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def goals_of(place: Place) -> list[Goal]:
    """All of them with what was said of each, in two queries: those that live first."""
    rows = Goal.objects.filter(place=place).prefetch_related("moments").order_by("set_on", "pk")
    found = list(rows[:MOST_GOALS])
    return sorted(found, key=lambda one: one.state != GoalState.LIVES)


def public_goals(place: Place) -> list[Goal]:
    """What lives and what was reached; what was let go is nobody's business."""
    found = Goal.objects.filter(place=place, is_public=True).exclude(state=GoalState.LET_GO)
    return sorted(found.order_by("set_on", "pk")[:MOST_GOALS], key=lambda one: one.state != GoalState.LIVES)


def living_public_goals(place: Place) -> list[Goal]:
    found = Goal.objects.filter(place=place, is_public=True, state=GoalState.LIVES)
    return list(found.order_by("set_on", "pk")[:MOST_GOALS])


def goals_to_ask(places: Iterable[int], *, today: date) -> list[Goal]:
    """Half a year ago set or talked about."""
    found = Goal.objects.filter(place__in=list(places), state=GoalState.LIVES, ask_on__lte=today)
    return list(found.select_related("place").order_by("ask_on", "pk")[:MOST_GOALS])


def goal_at(place: Place, pk: int) -> Goal | None:
    found = Goal.objects.filter(place=place, pk=pk).prefetch_related("moments").first()
    if found:
        found.place = place
    return found
