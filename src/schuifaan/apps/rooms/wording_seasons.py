"""How an hour of every week is said, and the one letter that tells a party what a season brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.places.models import ContactPerson
from schuifaan.apps.rooms import wording_letter_kinds as kinds
from schuifaan.apps.rooms.models import Party, Season, SeasonWish
from schuifaan.apps.rooms.queries.letter_facts import LetterFacts
from schuifaan.apps.rooms.wording_letters import Block, Section, Words, one_line
from schuifaan.ui.speech import spoken_period


def hour_said(weekday: int, starts: time, ends: time) -> str:
    """“dinsdag 19.30–21.00 uur”."""
    return f"{WEEKDAYS[weekday - 1]} {spoken_period(starts, ends)}"


def settle_button(series: int, told: int) -> str:
    """“Maak 12 reeksen en mail 11 groepen”."""
    made = ngettext("Maak %(number)s reeks", "Maak %(number)s reeksen", series) % {"number": series}
    if not told:
        return made
    mailed = ngettext("mail %(number)s groep", "mail %(number)s groepen", told) % {"number": told}
    return _("%(made)s en %(mailed)s") % {"made": made, "mailed": mailed}


def settled(
    season: Season,
    party: Party,
    *,
    series: Sequence[LetterFacts],
    lost: Sequence[SeasonWish],
    contact: ContactPerson | None,
    url: str,
) -> Words:
    """All hours the party has, each as when it is confirmed alone, and those it did not get."""
    said = {"season": one_line(season.name)}
    sorry = [_lost(lost)] if lost else []
    if not series:
        ask = _("Wil je toch een uur? Bel of mail ons, dan zoeken we samen.")
        return Words(
            subject=_("%(season)s: er was geen uur meer vrij") % said,
            greeting=_("Dag %(name)s,") % {"name": one_line(party.contact_name or party.name)},
            opening=(
                _("De uren voor %(season)s zijn verdeeld. Het spijt ons: dit is niet gelukt.") % said,
                ask,
            ),
            sections=tuple(sorry),
            closing=(*_reach(contact), one_line(season.place.name)),
        )
    letters = [kinds.confirmed(facts, url) for facts in series]
    sections = dict.fromkeys(part for letter in letters for part in letter.sections)
    opening = ngettext(
        "De uren voor %(season)s zijn verdeeld. Dit uur is voor jullie.",
        "De uren voor %(season)s zijn verdeeld. Deze %(number)s uren zijn voor jullie.",
        len(series),
    ) % {**said, "number": len(series)}
    return replace(
        letters[0],
        subject=_("%(season)s: jullie vaste uren") % said,
        opening=(opening,),
        sections=(*sorry, *sections),
    )


def _lost(lost: Sequence[SeasonWish]) -> Section:
    dots = tuple(f"{one_line(one.room.name)}, {hour_said(one.weekday, one.starts, one.ends)}" for one in lost)
    return Section(_("Dit kon niet"), (Block(dots=dots),))


def _reach(contact: ContactPerson | None) -> tuple[str, ...]:
    ways = [one_line(way) for way in (contact.phone, contact.email) if way] if contact else []
    return (_("Vragen? %(ways)s") % {"ways": _(" of ").join(ways)},) if ways else ()
