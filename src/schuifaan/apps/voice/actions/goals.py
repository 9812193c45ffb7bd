"""What a place wants together: setting it, asking after half a year whether it still lives, and undoing that."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.wishing import ColleagueWasFirst, WishError, note, require
from schuifaan.apps.voice.enums import GoalState
from schuifaan.apps.voice.models import Goal, GoalMoment
from schuifaan.apps.voice.queries.goals import half_a_year_after


@transaction.atomic
def set_goal(
    *,
    place: Place,
    text: str,
    set_how: str,
    set_on: date,
    is_public: bool,
    by: User,
    now: datetime,
    today: date,
) -> Goal:
    """Asked again half a year after it was set."""
    require(by, "voice.ask_wishes", place)
    goal = Goal.objects.create(
        place=place, text=_said(text), set_how=set_how.strip(), set_on=_past(set_on, today),
        ask_on=half_a_year_after(set_on), is_public=is_public,
    )  # fmt: skip
    _told("goal.set", goal, by, now)
    return goal


@transaction.atomic
def change_goal(
    *,
    goal: Goal,
    text: str,
    set_how: str,
    set_on: date,
    is_public: bool,
    version: int,
    by: User,
    now: datetime,
    today: date,
) -> Goal:
    """Other words. Raises ColleagueWasFirst."""
    held = _held(goal, by)
    if held.version != version:
        raise ColleagueWasFirst
    if set_on != held.set_on:
        held.set_on = _past(set_on, today)
        held.ask_on = _asked_after(held)
    held.text, held.set_how, held.is_public = _said(text), set_how.strip(), is_public
    _saved("goal.changed", held, by, now)
    return held


@transaction.atomic
def answer_goal(
    *, goal: Goal, state: str, note_of_it: str, version: int, by: User, now: datetime, today: date
) -> Goal:
    """It lives (and is asked again in half a year), it is reached, or it is let go. Raises ColleagueWasFirst."""
    held = _held(goal, by)
    if held.version != version:
        raise ColleagueWasFirst
    held.state = GoalState(state)
    GoalMoment.objects.create(goal=held, on=today, state=held.state, note=note_of_it.strip())
    held.ask_on = half_a_year_after(today)
    _saved("goal.asked_again", held, by, now)
    return held


@transaction.atomic
def undo_answer(*, goal: Goal, by: User, now: datetime) -> Goal:
    """As before the last time it was asked; an answer of long ago may come back to life this way too."""
    held = _held(goal, by)
    last = held.moments.order_by("-pk").first()
    if last is None:
        raise WishError(_("Er is nog niets over gezegd."))
    last.delete()
    before = held.moments.order_by("-pk").first()
    held.state = before.state if before else GoalState.LIVES
    held.ask_on = _asked_after(held)
    _saved("goal.undone", held, by, now)
    return held


def _asked_after(goal: Goal) -> date:
    last = goal.moments.order_by("-pk").first()
    return half_a_year_after(max(last.on, goal.set_on) if last else goal.set_on)


def _held(goal: Goal, by: User) -> Goal:
    require(by, "voice.ask_wishes", goal.place)
    return Goal.objects.select_for_update(of=("self",)).select_related("place").get(pk=goal.pk)


def _said(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise WishError(_("Schrijf op wat jullie samen willen."), field="text")
    return said


def _past(day: date, today: date) -> date:
    if day > today:
        raise WishError(_("Kies vandaag of een dag die voorbij is."), field="set_on")
    return day


def _saved(verb: str, goal: Goal, by: User, now: datetime) -> None:
    goal.version += 1
    goal.save()
    _told(verb, goal, by, now)


def _told(verb: str, goal: Goal, by: User, now: datetime) -> None:
    note(verb=verb, place=goal.place, subject=goal.text, by=by, now=now)
    # The page of the place shows its goals.
    raise_version()
