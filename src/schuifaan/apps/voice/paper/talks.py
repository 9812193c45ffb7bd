"""Sheets for a talk on paper: what to ask, room to note, and how to do that without personal data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import is_right_to_left
from schuifaan.apps.voice.queries.talks import Sheet
from schuifaan.ui.paper.blocks import (
    Block,
    Box,
    Bullet,
    Bullets,
    Heading,
    Lines,
    NewPage,
    Paper,
    Words,
    as_data,
)
from schuifaan.ui.paper.printing import compile_pdf

TEMPLATE: Final = Path(__file__).with_name("talks.typ")


def printed_sheets(sheets: Sequence[Sheet], *, place: Place, language: str, now: datetime) -> bytes:
    return compile_pdf(TEMPLATE, as_data(paper_of(sheets, place=place, language=language)), at=now)


def paper_of(sheets: Sequence[Sheet], *, place: Place, language: str) -> Paper:
    """A single sheet carries its own name; several stand each on a page of their own."""
    alone = len(sheets) == 1
    return Paper(
        title=sheets[0].name if alone else _("Gesprekken voeren en noteren"),
        subtitle=place.name,
        blocks=tuple(_blocks(sheets, alone=alone)),
        language=language,
        author=place.name,
        about=_("Wat je kunt vragen, en hoe je noteert zonder gegevens van mensen."),
        foot=_("Neem de wensen over en vernietig daarna dit blad."),
        page_words=_("bladzijde {page} van {pages}"),
        right_to_left=is_right_to_left(language),
    )


def _blocks(sheets: Sequence[Sheet], *, alone: bool) -> Iterator[Block]:
    for number, sheet in enumerate(sheets):
        if number:
            yield NewPage()
        if not alone:
            yield Heading(sheet.name)
        yield Words(sheet.when, tone="lead")
        yield Box(_("Zo begin je"), sheet.opening)
        yield Heading(_("Wat je kunt vragen"), level=1 if alone else 2)
        for question in sheet.questions:
            yield Lines(1, question)
        yield Heading(_("Zo noteer je het"), level=1 if alone else 2)
        yield Bullets(tuple(Bullet(one) for one in sheet.noting))
