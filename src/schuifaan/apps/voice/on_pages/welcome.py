"""The self-check on the desk of a place: the way to it, for the team. Nobody is reminded of it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.places.rules import municipality_codes_of
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.tips_tried import municipalities_of
from schuifaan.apps.voice.rules import sees_welcome


def on_place(place: Place, now: datetime) -> list[Line]:
    del place, now
    return []


def on_area(area: Area, now: datetime) -> list[Line]:
    del area, now
    return []


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    """The same words, whether there was ever one or not: no place is behind with it."""
    del now
    if not sees_welcome(user, place):
        return []
    return [
        Line(
            address=reverse("voice:welcome", kwargs={"slug": place.slug}),
            label=_("Zelfcheck: hoe welkom voelt het hier?"),
        )
    ]


def on_desk(user: User, now: datetime) -> list[Line]:
    del now
    return [
        Line(
            address=reverse("voice:tips_tried", kwargs={"code": one.code}),
            label=_("Wat plekken in %(name)s uitproberen voor een warm welkom") % {"name": one.name},
        )
        for one in municipalities_of(municipality_codes_of(user))
    ]
