"""What is already known of a running place, to lay beside a question of a decision tree."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.real_use_hints import UseHints
from schuifaan.apps.places.access import FACTS, FactGroup
from schuifaan.apps.places.enums import StewardKind
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import running_team
from schuifaan.apps.places.queries.snapshot import readable_schedule
from schuifaan.ui.speech import spoken_month

# Fewer hours a week than five mornings: then being open may be the question.
FEW_HOURS = 12
MOST_ENTRANCE_FACTS = 4
ONE_PERSON = 1
ROOM_USE = "room_use"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the page of the place says; people judge themselves what it means."""

    code: str
    text: str
    url: str = ""


def hints(dossier: Dossier, *, today: date) -> dict[str, Hint]:
    """By the code a question of a tree asks for; empty without a place. Two queries.

    What the rooms are used for is not on the page of a place: `room_use` is of `room_use_hint`.
    """
    place = dossier.place
    if place is None:
        return {}
    found = {
        "one_person": _team(place, today),
        "entrance": _entrance(place),
        "opening_hours": _hours(place, today),
        "steward": _steward(place),
    }
    return {code: Hint(code, text) for code, text in found.items() if text}


def room_use_hint(use: UseHints | None) -> Hint | None:
    """The facts of it one after the other; what they ask stands on the page about the silent room."""
    if use is None or not use.hints:
        return None
    return Hint(ROOM_USE, " ".join(one.text for one in use.hints), use.usage_url)


def _team(place: Place, today: date) -> str:
    people = len(running_team(place, today))
    if people == 0:
        return _("Op de pagina van %(place)s staat niemand in het team.") % {"place": place}
    if people > ONE_PERSON:
        return ""
    return _("Op de pagina van %(place)s staat één persoon in het team.") % {"place": place}


def _entrance(place: Place) -> str:
    told = []
    for fact in place.access_facts.all():
        definition = FACTS.get(fact.key)
        if definition is None or definition.group is not FactGroup.ENTRANCE:
            continue
        words = definition.yes if fact.value is True else definition.no if fact.value is False else None
        if words is not None:
            told.append(str(words))
    if not told:
        return ""
    return _("Over de ingang staat op de pagina: %(facts)s.") % {
        "facts": "; ".join(told[:MOST_ENTRANCE_FACTS])
    }


def _hours(place: Place, today: date) -> str:
    schedule = readable_schedule(place.opening_hours)
    if not schedule.known:
        return _("Op de pagina van %(place)s staan geen openingstijden.") % {"place": place}
    start = timezone.make_aware(datetime.combine(today, time.min))
    week = schedule.intervals(start, start + timedelta(days=7))
    hours = round(sum((one.end - one.start).total_seconds() for one in week) / 3600)
    if hours >= FEW_HOURS:
        return ""
    return ngettext(
        "Volgens de pagina is %(place)s de komende week %(hours)d uur open.",
        "Volgens de pagina is %(place)s de komende week %(hours)d uur open.",
        hours,
    ) % {"place": place, "hours": hours}


def _steward(place: Place) -> str:
    if place.steward_kind != StewardKind.PROFESSIONAL_INTERIM:
        return ""
    if place.steward_since is None:
        return _("Een organisatie houdt %(place)s nu tijdelijk draaiend.") % {"place": place}
    return _("Een organisatie houdt %(place)s tijdelijk draaiend, sinds %(month)s.") % {
        "place": place,
        "month": spoken_month(place.steward_since).removeprefix("in "),
    }
