"""On the pages of others: what a place wants together, and which goal asks for a talk."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.places.rules import running_place_roles
from schuifaan.apps.voice.models import Goal
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.goals import goals_to_ask, living_public_goals


def on_place(place: Place, now: datetime) -> list[Line]:
    del now
    goals = living_public_goals(place)
    if not goals:
        return []
    return [
        Line(
            reverse("voice:goals_together", args=[place.slug]),
            _("hoe we dat kozen"),
            words=_("Dit willen we samen. Lees ook"),
            items=tuple(one.text for one in goals),
            icon="flag",
        )
    ]


def on_area(area: Area, now: datetime) -> list[Line]:
    del area, now
    return []


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    if not user.has_perm("voice.note_wishes", place):
        return []
    asked = goals_to_ask([place.pk], today=timezone.localdate(now))
    found = [Line(reverse("voice:goals", args=[place.slug]), _("Doelen"))]
    if user.has_perm("voice.ask_wishes", place):
        found += [_asks(one) for one in asked]
    return found


def on_desk(user: User, now: datetime) -> list[Line]:
    at = {place for place, _role in running_place_roles(user)}
    if not at:
        return []
    asked = goals_to_ask(at, today=timezone.localdate(now))
    return [_asks(one, named=True) for one in asked if user.has_perm("voice.ask_wishes", one.place)]


def _asks(goal: Goal, *, named: bool = False) -> Line:
    return Line(
        reverse("voice:ask_goal", args=[goal.place.slug, goal.pk]),
        _("Leeft dit doel nog?"),
        words=f"{goal.place.name}: “{goal.text}”." if named else f"“{goal.text}”.",
        asks=True,
    )
