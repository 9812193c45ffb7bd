"""On the pages of others: see the package. What waits for an answer, for who gives it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.matter_people import municipalities_of
from schuifaan.apps.voice.queries.matters import AtDesk, InShort, at_desk, in_short


def on_place(place: Place, now: datetime) -> list[Line]:
    del place, now
    return []


def on_area(area: Area, now: datetime) -> list[Line]:
    del area, now
    return []


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    """How it stands, without what is about whoever looks; hosts get the way to note something."""
    if user.has_perm("voice.handle_signals", place):
        short = in_short(at_desk(user, AtDesk(place=place)), today=timezone.localdate(now))
        label = _("Bekijk de berichten")
        return [_line(short, reverse("voice:matters", args=[place.slug]), label)]
    if user.has_perm("voice.note_signals", place):
        label = _("Noteer wat iemand zei")
        return [Line(reverse("voice:note_signal", args=[place.slug]), label, _("Hoor je iets aan de balie?"))]
    return []


def on_desk(user: User, now: datetime) -> list[Line]:
    """For an officer: each municipality they work for."""
    lines = []
    for municipality in municipalities_of(user):
        desk = AtDesk(municipality=municipality)
        short = in_short(at_desk(user, desk), today=timezone.localdate(now))
        label = _("Berichten voor de gemeente %(name)s") % {"name": municipality.name}
        lines.append(_line(short, reverse("voice:city_matters", args=[municipality.pk]), label))
    return lines


def _line(short: InShort, address: str, label: str) -> Line:
    said = []
    if short.waiting:
        said.append(
            ngettext(
                "Er wacht %(number)s bericht op antwoord.",
                "Er wachten %(number)s berichten op antwoord.",
                short.waiting,
            )
            % {"number": short.waiting}
        )
    if short.overdue:
        said.append(_("Een beloofde dag is voorbij."))
    if short.calls:
        said.append(
            ngettext("Er wacht %(number)s telefoontje.", "Er wachten %(number)s telefoontjes.", short.calls)
            % {"number": short.calls}
        )
    return Line(address, label, " ".join(said), asks=bool(said))
