"""Each letter a party can get about its bookings, in the language that is on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.rooms.models import KeyLoan, Party
from schuifaan.apps.rooms.queries.letter_facts import LetterFacts, same_prices
from schuifaan.apps.rooms.wording_letter_parts import (
    about,
    asks,
    cancelling,
    dates,
    others_go_on,
    own_page,
    price,
    ready,
    said_when,
    spoken_date,
    spoken_day_of,
    total_cents,
    until,
    way_in,
    what,
)
from schuifaan.apps.rooms.wording_letters import Block, Section, Words, one_line, section, several_lines
from schuifaan.ui.speech import euros


def asked(facts: LetterFacts, url: str) -> Words:
    held = facts.booking.held_until
    opening = [_("We hebben je vraag. De ruimte is voor je vastgehouden tot je van ons hoort.")]
    if held:
        opening.append(_("Je krijgt antwoord uiterlijk %(day)s.") % {"day": spoken_day_of(held, facts.now)})
    return _whole(_("Je vraag is binnen: %(about)s"), opening, facts, url)


def confirmed(facts: LetterFacts, url: str) -> Words:
    opening = _("Ja, de ruimte is voor je. Hieronder staat alles wat je moet weten.")
    return _whole(_("Ja: %(about)s"), [opening], facts, url, first=_answer(facts))


def option_given(facts: LetterFacts, url: str) -> Words:
    opening = [_("We houden deze ruimte voor je vast. Het is nog geen ja.")]
    if facts.booking.held_until:
        said = {"until": until(facts.booking.held_until, facts.now)}
        opening.append(_("Dat doen we %(until)s. Laat ons vóór die tijd weten of je de ruimte wilt.") % said)
    return _whole(_("Voor je vastgehouden: %(about)s"), opening, facts, url, first=_answer(facts))


def offered(facts: LetterFacts, url: str) -> Words:
    opening = [_("Je wachtte op deze ruimte. Ze is vrijgekomen, en je bent aan de beurt.")]
    if facts.booking.held_until:
        said = {"until": until(facts.booking.held_until, facts.now)}
        opening.append(
            _(
                "We houden haar voor je vast %(until)s. Zeg vóór die tijd ja; daarna is de volgende aan de beurt."
            )
            % said
        )
    return _whole(_("Vrijgekomen: %(about)s"), opening, facts, url)


def changed(facts: LetterFacts, url: str) -> Words:
    opening = ngettext(
        "Er is iets veranderd in je reservering. Zo is het nu:",
        "Er is iets veranderd in je reservering. Zo zijn deze %(number)s keren nu:",
        len(facts.times),
    ) % {"number": len(facts.times)}
    opening_lines = [opening]
    if not facts.is_confirmed:
        opening_lines.append(_("Het is nog geen ja: dat hoor je apart."))
    if facts.others:
        said = {"number": len(facts.others)}
        words = ngettext(
            "De andere keer blijft zoals hij was.", "De andere %(number)s keren blijven zoals ze waren.",
            len(facts.others),
        )  # fmt: skip
        opening_lines.append(words % said)
    return _whole(_("Veranderd: %(about)s"), opening_lines, facts, url)


def declined(facts: LetterFacts, url: str) -> Words:
    opening = [
        _("Het lukt deze keer helaas niet om je deze ruimte te geven."),
        _("Een andere dag, een ander uur of een andere ruimte kan misschien wel. Vraag het gerust opnieuw."),
    ]
    return _short(_("Helaas niet: %(about)s"), opening, facts, url, first=_answer(facts))


def expired(facts: LetterFacts, url: str, *, was_option: bool) -> Words:
    opening = (
        _("We hielden deze ruimte voor je vast. De tijd om ja te zeggen is voorbij.")
        if was_option
        else _("Het spijt ons: we hebben je vraag niet op tijd beantwoord.")
    )
    free = _("De ruimte is nu weer vrij voor iedereen. Wil je haar nog? Vraag het dan opnieuw, of bel ons.")
    return _short(_("Niet meer vastgehouden: %(about)s"), [opening, free], facts, url)


def cancelled(facts: LetterFacts, url: str) -> Words:
    number = len(facts.times)
    opening = (
        ngettext("Deze keer gaat niet door.", "Deze %(number)s keren gaan niet door.", number)
        if facts.others
        else _("Je reservering gaat niet door.")
    ) % {"number": number}
    to_pay = _still_to_pay(facts)
    others = others_go_on(facts, has_page=bool(url))
    return _short(_("Gaat niet door: %(about)s"), [opening], facts, url, last=[to_pay, others])


def reminder(facts: LetterFacts, url: str) -> Words:
    parts = [
        what(facts), dates(facts, heading=_("Wanneer"), has_page=bool(url)), way_in(facts), ready(facts), asks(facts),
        own_page(url),
    ]  # fmt: skip
    opening = _("Morgen heb je de ruimte. Zo kom je binnen.")
    return _letter(_("Morgen: %(about)s") % {"about": about(facts)}, [opening], parts, facts)


def key_due(loan: KeyLoan, party: Party, contact: ContactPerson | None, now: datetime) -> Words:
    key = loan.key_set
    rows = [(key.get_kind_display().capitalize(), one_line(key.number))]
    if key.opens:
        rows.append((_("Opent"), one_line(key.opens)))
    rows.append((_("Heb je sinds"), spoken_day_of(loan.out_at, now)))
    if loan.due_on:
        rows.append((_("Zou terug zijn op"), spoken_date(loan.due_on, now)))
    return Words(
        subject=_("Breng je de sleutel terug? %(number)s") % {"number": one_line(key.number)},
        greeting=_greeting(party),
        opening=(
            _("Je hebt nog een sleutel van ons. Wil je hem terugbrengen?"),
            _("Heb je hem nog nodig, of ben je hem kwijt? Laat het ons weten."),
        ),
        sections=_filled([section(_("De sleutel"), [Block(rows=tuple(rows))])]),
        closing=_closing(key.place, contact),
    )


# -- How ------------------------------------------------------------------------------------------


def _answer(facts: LetterFacts) -> Section | None:
    """What the place wrote itself."""
    answer = several_lines(facts.booking.answer)
    return section(_("Ons antwoord"), [Block(words=answer)] if answer else [])


def _whole(
    subject: str, opening: list[str], facts: LetterFacts, url: str, *, first: Section | None = None
) -> Words:
    """All one needs to come."""
    when = dates(facts, heading=_("Wanneer"), has_page=bool(url), with_left_out=True)
    parts = [
        first, what(facts), when, price(facts), way_in(facts), ready(facts), asks(facts), cancelling(facts), own_page(url),
    ]  # fmt: skip
    return _letter(subject % {"about": about(facts)}, opening, parts, facts)


def _short(
    subject: str,
    opening: list[str],
    facts: LetterFacts,
    url: str,
    *,
    first: Section | None = None,
    last: Iterable[Section | None] = (),
) -> Words:
    """What does not go on."""
    parts = [
        first, what(facts), dates(facts, heading=_("Het gaat om"), has_page=bool(url)), *last, own_page(url),
    ]  # fmt: skip
    return _letter(subject % {"about": about(facts)}, opening, parts, facts)


def _still_to_pay(facts: LetterFacts) -> Section | None:
    groups = same_prices(facts.times)
    total = total_cents(groups)
    if not total:
        return section(_("Wat je nog betaalt"), [Block(words=_("Hiervoor betaal je niets."))])
    rows = tuple(
        (said_when(one, facts.now), euros(total_cents(same_prices([one]))))
        for one in facts.times
        if one.price_cents
    )
    words = _("Gratis annuleren kon hiervoor niet meer. Volgens onze afspraken betaal je dan nog:")
    of_all = (_("Samen"), euros(total)) if len(rows) > 1 else None
    return section(
        _("Wat je nog betaalt"), [Block(words=words), Block(rows=rows, total=of_all, is_money=True)]
    )


def _letter(subject: str, opening: list[str], parts: Iterable[Section | None], facts: LetterFacts) -> Words:
    return Words(
        subject=subject,
        greeting=_greeting(facts.booking.party),
        opening=tuple(opening),
        sections=_filled(parts),
        closing=_closing(facts.booking.place, facts.contact),
    )


def _filled(parts: Iterable[Section | None]) -> tuple[Section, ...]:
    return tuple(one for one in parts if one is not None)


def _greeting(party: Party) -> str:
    return _("Dag %(name)s,") % {"name": one_line(party.contact_name or party.name)}


def _closing(place: Place, contact: ContactPerson | None) -> tuple[str, ...]:
    said = []
    if contact and contact.phone and contact.email:
        ways = {"phone": one_line(contact.phone), "email": one_line(contact.email)}
        said.append(_("Vragen? Bel %(phone)s of mail naar %(email)s.") % ways)
    elif contact and contact.phone:
        said.append(_("Vragen? Bel %(phone)s.") % {"phone": one_line(contact.phone)})
    elif contact and contact.email:
        said.append(_("Vragen? Mail naar %(email)s.") % {"email": one_line(contact.email)})
    return (*said, one_line(place.name))
