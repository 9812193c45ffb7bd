"""On the pages of others: see the package. Looking back once a year, and whom to call with a worry."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.care import has_stale, names_anybody
from schuifaan.apps.voice.queries.evaluation import last_public, time_again, time_again_for, to_look_at_again


def on_place(place: Place, now: datetime) -> list[Line]:
    del now
    lines = [Line(reverse("voice:care", args=[place.slug]), _("Zorgen om iemand? Bel"), icon="phone")]
    last = last_public(place)
    if last:
        words = _("Zo keken we samen terug op %(year)s.") % {"year": last.year}
        address = reverse("voice:public_evaluation", args=[place.slug, last.year])
        lines.append(Line(address, _("Lees de terugblik"), words, icon="book-open"))
    return lines


def on_area(area: Area, now: datetime) -> list[Line]:
    del area, now
    return []


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    if not user.has_perm("voice.see_evaluation", place):
        return []
    return [*_look_back_lines(place, user, now), *_care_lines(place, user, now)]


def on_desk(user: User, now: datetime) -> list[Line]:
    """Only what it is time for: the rest is on the desk of the place."""
    return [
        Line(
            reverse("voice:evaluations", args=[one.place.slug]),
            _("Kijk weer terug"),
            _("%(place)s: het is tijd om weer samen terug te kijken.") % {"place": one.place},
            asks=True,
        )
        for one in time_again_for(user, timezone.localdate(now))
        if user.has_perm("voice.evaluate", one.place)
    ]


def _look_back_lines(place: Place, user: User, now: datetime) -> list[Line]:
    today, address = timezone.localdate(now), reverse("voice:evaluations", args=[place.slug])
    if not user.has_perm("voice.evaluate", place):
        return [Line(address, _("Terugblik op het jaar"))]
    lines = [Line(address, _("Terugblik op het jaar"))]
    if time_again(place, today):
        words = _("Het is tijd om weer samen terug te kijken.")
        lines = [Line(address, _("Kijk weer terug"), words, asks=True)]
    waiting = to_look_at_again(place, today)
    if waiting:
        words = _("Jullie wilden nog eens kijken naar: %(what)s") % {"what": waiting[0].text}
        where = reverse("voice:evaluation", args=[place.slug, waiting[0].evaluation.year])
        lines.append(Line(where, _("Schrijf op hoe het ging"), words, asks=True))
    return lines


def _care_lines(place: Place, user: User, now: datetime) -> list[Line]:
    call = Line(reverse("voice:care", args=[place.slug]), _("Zorgen om iemand? Bel"))
    if not user.has_perm("voice.name_care_contacts", place):
        return [call]
    address = reverse("voice:care_contacts", args=[place.slug])
    if not names_anybody(place):
        return [
            call,
            Line(address, _("Zet erbij wie je belt"), _("Bij zorgen staat nog niemand genoemd."), asks=True),
        ]
    if has_stale(place, timezone.localdate(now)):
        words = _("Kloppen de nummers bij zorgen nog?")
        return [call, Line(address, _("Kijk ze na"), words, asks=True)]
    return [call, Line(address, _("Wie je belt bij zorgen"))]
