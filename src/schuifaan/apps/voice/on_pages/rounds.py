"""On the pages of others: see the package."""

from datetime import datetime

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.voice.on_pages.line import Line


def on_place(place: Place, now: datetime) -> list[Line]:
    del place, now
    return []


def on_area(area: Area, now: datetime) -> list[Line]:
    del area, now
    return []


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    del place, user, now
    return []


def on_desk(user: User, now: datetime) -> list[Line]:
    del user, now
    return []
