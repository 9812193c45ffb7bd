"""Addresses and words on the pages of a desk that handles what people said."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.urls import reverse

from schuifaan.apps.voice.queries.matters import AtDesk
from schuifaan.apps.voice.queries.private_lines import IN_ITS_PLACE
from schuifaan.core.private_words import Finding

register = template.Library()


@register.simple_tag
def desk_url(desk: AtDesk, name: str, *numbers: int) -> str:
    """The same page at the desk of a place or of a municipality."""
    if desk.place is not None:
        return reverse(f"voice:{name}", args=[desk.place.slug, *numbers])
    return reverse(f"voice:city_{name}", args=[desk.of.pk, *numbers])


@register.filter
def in_pieces(text: str, found: Sequence[Finding]) -> list[tuple[str, str]]:
    """The text in pieces: (piece, what would stand in its place), "" for what may stay."""
    pieces: list[tuple[str, str]] = []
    past = 0
    for one in found:
        pieces += [(text[past : one.start], ""), (one.text, str(IN_ITS_PLACE[one.kind]))]
        past = one.end
    return [piece for piece in [*pieces, (text[past:], "")] if piece[0]]
