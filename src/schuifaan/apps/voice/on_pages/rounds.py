"""On the pages of others: what was said and done, and rounds and forms at the desk."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.apps.places.queries.tier_names import municipalities_to_name
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.burden import forms_asked
from schuifaan.apps.voice.queries.rounds import public_rounds_of, waiting_points


def on_place(place: Place, now: datetime) -> list[Line]:
    del now
    said = Line(
        reverse("voice:said_place", args=[place.slug]), _("Gezegd en gedaan"), _("Wat mensen lieten weten:")
    )
    rounds = public_rounds_of(place=place).filter(takes_reactions=True)[:1]
    return [
        said,
        *(Line(reverse("voice:round", args=[one.slug]), one.title, _("Praat mee over:")) for one in rounds),
    ]


def on_area(area: Area, now: datetime) -> list[Line]:
    del now
    said = Line(
        reverse(f"voice:said_{area.level.value}", args=[area.code]),
        _("Gezegd en gedaan"),
        _("Wat mensen lieten weten:"),
    )
    if area.level is not Level.MUNICIPALITY:
        return [said]
    rounds = public_rounds_of(code=area.code).filter(takes_reactions=True)[:3]
    return [
        said,
        *(Line(reverse("voice:round", args=[one.slug]), one.title, _("Praat mee over:")) for one in rounds),
    ]


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    del now
    lines = []
    if user.has_perm("voice.make_rounds", place):
        lines.append(
            _rounds_line(reverse("voice:place_rounds", args=[place.slug]), waiting_points(place=place))
        )
    if user.has_perm("voice.note_rules", place):
        lines.append(
            Line(
                reverse("voice:place_rules", args=[place.slug]),
                _("Noteer het"),
                _("Moest je weer dezelfde vergunning vragen?"),
            )
        )
    return lines


def on_desk(user: User, now: datetime) -> list[Line]:
    """For who works for a municipality."""
    today = timezone.localdate(now)
    lines = []
    for one in municipalities_to_name(user):
        lines.append(
            _rounds_line(
                reverse("voice:municipality_rounds", args=[one.code]),
                waiting_points(municipality=one),
                one.name,
            )
        )
        lines.append(
            Line(reverse("voice:themes", args=[one.code]), _("Thema’s in %(name)s") % {"name": one.name})
        )
        forms = forms_asked(one, today=today)
        waiting = sum(form.waits for form in forms)
        words = ngettext(
            "%(number)s formulier wordt steeds opnieuw gevraagd.",
            "%(number)s formulieren worden steeds opnieuw gevraagd.",
            waiting,
        )
        lines.append(
            Line(
                reverse("voice:municipality_rules", args=[one.code]),
                _("Steeds hetzelfde formulier"),
                words % {"number": waiting} if waiting else "",
                asks=waiting > 0,
            )
        )
    return lines


def _rounds_line(address: str, waiting: int, name: str = "") -> Line:
    label = _("Rondes in %(name)s") % {"name": name} if name else _("Rondes")
    if not waiting:
        return Line(address, label, "" if name else _("Een plan voorleggen aan de buurt:"))
    words = ngettext(
        "Op %(number)s punt wachten mensen nog op antwoord.",
        "Op %(number)s punten wachten mensen nog op antwoord.",
        waiting,
    )
    return Line(address, label, words % {"number": waiting}, asks=True)
