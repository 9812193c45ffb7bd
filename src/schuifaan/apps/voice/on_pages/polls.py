"""On the pages of others: what is asked, what was wished and what came of it, and what waits at the desk."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.places.rules import running_place_roles
from schuifaan.apps.voice.models import Poll
from schuifaan.apps.voice.on_pages.line import Line
from schuifaan.apps.voice.queries.poll_results import became_of, public_polls
from schuifaan.apps.voice.queries.polls import (
    is_over,
    is_taking_answers,
    new_lines_at,
    new_lines_of,
    open_polls,
)
from schuifaan.ui.speech import spoken_day


def on_place(place: Place, now: datetime) -> list[Line]:
    """One query where nothing was ever asked."""
    polls, today = public_polls(place, now=now), timezone.localdate(now)
    became = [
        Line(
            address=reverse("agenda:activity", args=[one.activity.slug]),
            label=one.activity.title,
            words=_("Je vroeg om: %(wish)s. Dat is er nu:") % {"wish": one.wish},
            icon="circle-check",
        )
        for one in became_of(polls)
    ]
    asked = [_asked(one, now) for one in polls if is_taking_answers(one, today=today)]
    read = [
        Line(
            reverse("voice:poll_result", args=[one.token]),
            one.title,
            words=_("Lees wat er gewenst is:"),
            icon="list-checks",
        )
        for one in polls
        if one.shows_result and is_over(one, today=today)
    ]
    return [*asked, *became, *read[:1]]


def _asked(poll: Poll, now: datetime) -> Line:
    until = ""
    if poll.closes_on is not None:
        day = spoken_day(poll.closes_on, today=timezone.localdate(now))
        until = _("Zeg wat jij wilt, tot en met %(day)s:") % {"day": day}
    return Line(
        reverse("voice:poll", args=[poll.token]),
        poll.title,
        words=until or _("Zeg wat jij wilt:"),
        icon="pencil",
    )


def on_area(area: Area, now: datetime) -> list[Line]:
    del area, now
    return []


def on_place_desk(place: Place, user: User, now: datetime) -> list[Line]:
    if not user.has_perm("voice.note_wishes", place):
        return []
    is_open = len(open_polls(place, today=timezone.localdate(now)))
    words = ngettext(
        "Er staat %(polls)d vragenlijst open.", "Er staan %(polls)d vragenlijsten open.", is_open
    )
    found = [
        Line(
            reverse("voice:polls", args=[place.slug]),
            _("Wat mensen wensen"),
            words=words % {"polls": is_open} if is_open else "",
        ),
        Line(reverse("voice:talks", args=[place.slug]), _("Gespreksbladen")),
    ]
    waiting = new_lines_of(place) if user.has_perm("voice.ask_wishes", place) else 0
    if waiting:
        found.append(_to_look_at(place, waiting))
    return found


def on_desk(user: User, now: datetime) -> list[Line]:
    """Lines that wait, at the places where somebody has a role."""
    del now
    at = {place for place, _role in running_place_roles(user)}
    if not at:
        return []
    return [
        _to_look_at(place, lines, named=True)
        for place, lines in new_lines_at(at)
        if user.has_perm("voice.ask_wishes", place)
    ]


def _to_look_at(place: Place, lines: int, *, named: bool = False) -> Line:
    words = ngettext(
        "%(lines)d regel van een vragenlijst is nog niet bekeken.",
        "%(lines)d regels van een vragenlijst zijn nog niet bekeken.",
        lines,
    ) % {"lines": lines}
    said = f"{place.name}: {words}" if named else words
    return Line(reverse("voice:polls", args=[place.slug]), _("Bekijk ze"), words=said, asks=True)
