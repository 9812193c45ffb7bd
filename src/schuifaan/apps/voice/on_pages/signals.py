"""On the pages of others: see the package."""

from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.readers import hearing_codes


def on_place(place: Place, now: datetime) -> list[Line]:
    del now
    if not place.is_published:
        return []
    words = _("Een wens, een klacht, iets kapot? Je hebt geen account nodig.")
    return [Line(reverse("voice:tell_place", args=[place.slug]), _("Laat iets weten"), words)]


def on_area(area: Area, now: datetime) -> list[Line]:
    """Only where somebody of the municipality reads it."""
    del now
    if area.municipality not in hearing_codes():
        return []
    address = reverse("voice:tell_municipality", args=[area.municipality])
    if area.level is Level.NEIGHBOURHOOD:
        address += f"?{urlencode({'buurt': area.code})}"
    words = _("Mis je hier iets, of zit een regel in de weg?")
    return [Line(address, _("Laat het de gemeente weten"), words)]


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    """What waits at a desk stands with the matters."""
    del place, user, now
    return []


def on_desk(user: User, now: datetime) -> list[Line]:
    del user, now
    return []
