"""What in a written text seems to say who somebody is, in words, and the text with that masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.core.private_words import Finding, Kind, findings, masked

# In the place of what was masked.
IN_ITS_PLACE: dict[Kind, str | Promise] = {
    Kind.PHONE: _("[telefoonnummer]"),
    Kind.EMAIL: _("[e-mailadres]"),
    Kind.ADDRESS: _("[adres]"),
    Kind.NAME: _("[naam]"),
    Kind.NUMBER: _("[nummer]"),
}
CALLED: dict[Kind, str | Promise] = {
    Kind.PHONE: _("een telefoonnummer"),
    Kind.EMAIL: _("een e-mailadres"),
    Kind.ADDRESS: _("een adres"),
    Kind.NAME: _("een naam"),
    Kind.NUMBER: _("een nummer van een persoon of rekening"),
}
# Said wherever a page says that something was looked at.
NOT_RECOGNISED = _(
    "Een voornaam alleen, een naam zonder hoofdletter of een naam op sociale media herkennen we niet. "
    "Lees het dus zelf ook na."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; `called` where it was caught."""

    text: str
    called: str = ""


def found_in(text: str, place: Place) -> tuple[Finding, ...]:
    """What everybody may know of the place itself is left out."""
    public = [one for one in (place.name, place.address_line) if one]
    return findings(text, public=public)


def without(text: str, found: Sequence[Finding]) -> str:
    """The text with a word such as “[naam]” in the place of what was found."""
    return masked(text, found, words={kind: str(word) for kind, word in IN_ITS_PLACE.items()})


def masked_line(text: str, place: Place) -> str:
    return without(text, found_in(text, place))


def pieces_of(text: str, found: Sequence[Finding]) -> list[Piece]:
    """The line in parts, to mark what was caught."""
    parts: list[Piece] = []
    past = 0
    for one in found:
        if text[past : one.start]:
            parts.append(Piece(text[past : one.start]))
        parts.append(Piece(one.text, str(CALLED[one.kind])))
        past = one.end
    return [*parts, Piece(text[past:])] if text[past:] else parts
