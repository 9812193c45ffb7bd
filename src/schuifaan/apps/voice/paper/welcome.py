"""The self-check on paper: a poster with a team's own answers, cards to talk with, and a form to fill in by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import Choice, TryState
from schuifaan.apps.voice.models import WelcomeCheck
from schuifaan.apps.voice.queries.welcome import (
    Shown,
    all_shown,
    choices_of,
    own_tips_of,
    tried,
)
from schuifaan.core.method.welcome import FREE_LINES_PER_ELEMENT, MOST_TO_TRY
from schuifaan.ui.paper.blocks import Paper, as_data
from schuifaan.ui.paper.printing import compile_pdf

HERE: Final = Path(__file__).parent
SIZES: Final = ("a3", "a4")
# What can be read from two metres leaves room for this much.
MOST_CHARACTERS: Final = 100
MOST_DOING, MOST_TRYING = 2, 1
MOST_ON_A_SHEET: Final = 5
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s")


def blank_pdf(place: Place, *, language: str, now: datetime) -> bytes:
    """Every tip with its four boxes, the free lines and the questions, in large letters."""
    title = _("Hoe welkom voelt het hier?")
    words = {
        "lead": _(
            "Vul dit samen in, met een kop koffie erbij. Er is geen goed of fout. Alles mag leeg blijven."
            " Wat jullie opschrijven, blijft van jullie."
        ),
        "place": _("Plek"),
        "day": _("Datum"),
        "tip": _("Eigen tip"),
        "why": _("Waarom dit telt"),
        "try_title": _("Wat gaan we proberen?"),
        "try_lead": _("Kies er ten hoogste drie. De rest mag later, of niet."),
        "what": _("Wat"),
        "who": _("Wie"),
        "when": _("Wanneer"),
    }
    extra = {
        "words": words,
        "place": place.name,
        "elements": [_as_data(one) for one in all_shown(language)],
        "choices": [str(label) for label in Choice.labels],
        "free_lines": FREE_LINES_PER_ELEMENT,
        "most_to_try": MOST_TO_TRY,
    }
    about = _("De zelfcheck om op papier in te vullen, in grote letters.")
    return _pdf("welcome_blank", _paper(place, title, about, language, extra), now)


def cards_pdf(place: Place, *, language: str, now: datetime) -> bytes:
    """One card for each element, two on a sheet, to lay on the table and talk about."""
    title = _("Kaarten om over te praten")
    extra = {
        "elements": [_as_data(one) for one in all_shown(language)],
        "words": {
            "hint": _("Knip ze los. Pak er een, lees voor en praat erover."),
            "why": _("Waarom dit telt"),
            "ideas": _("Ideeën"),
        },
    }
    about = _("Kaarten met de zes onderdelen van een warm welkom.")
    return _pdf("welcome_cards", _paper(place, title, about, language, extra), now)


def poster_pdf(check: WelcomeCheck, *, size: str, language: str, now: datetime) -> bytes:
    """What the team does and tries, to hang up. A3: all six on a sheet; A4: a sheet for each."""
    place = check.place
    said = _said(check, language)
    whole = size != "a3"
    elements = [panel for one in all_shown(language) for panel in _on_poster(one, said[one.id], whole=whole)]
    extra = {
        "size": size,
        "elements": elements,
        "words": {"does": _("Dit doen we"), "tries": _("Dit proberen we")},
    }
    title = _("Welkom bij %(place)s") % {"place": place.name}
    about = _("Poster met de zes onderdelen van een warm welkom en wat het team daarvan doet.")
    return _pdf("welcome_poster", _paper(place, title, about, language, extra), now)


# -- What stands on it ----------------------------------------------------------------------------


def _said(check: WelcomeCheck, language: str) -> dict[str, dict[str, list[str]]]:
    """Per element what is done and what is tried now; what is not for this place hangs on no wall."""
    choices, own = choices_of(check), own_tips_of(check)
    now = [one.try_out for one in tried(check) if one.try_out.state == TryState.NOW]
    tips, texts = {one.tip for one in now if one.tip}, {one.text for one in now if one.text}
    return {
        element.id: {
            "does": [text for tip, text in element.in_short if choices.get(tip) == Choice.DOING]
            + [one.text for one in own if one.element == element.id and one.choice == Choice.DOING],
            "tries": [text for tip, text in element.in_short if tip in tips]
            + [one.text for one in own if one.element == element.id and one.text in texts],
        }
        for element in all_shown(language)
    }


def _on_poster(element: Shown, said: Mapping[str, list[str]], *, whole: bool) -> Iterator[dict[str, Any]]:
    """One panel; when everything is told, as many sheets as it takes."""
    does, tries = said["does"], said["tries"]
    if not whole:
        does, tries = does[:MOST_DOING], tries[:MOST_TRYING]
    lines = [("does", short(text)) for text in does] + [("tries", short(text)) for text in tries]
    for start in range(0, len(lines) or 1, MOST_ON_A_SHEET):
        part = lines[start : start + MOST_ON_A_SHEET]
        yield {
            "name": element.name,
            "statement": element.statement,
            "does": [text for kind, text in part if kind == "does"],
            "tries": [text for kind, text in part if kind == "tries"],
        }


def short(text: str) -> str:
    """Of an own tip the first sentence, and of a long one its beginning."""
    first = _SENTENCE.split(text.strip(), maxsplit=1)[0]
    if len(first) <= MOST_CHARACTERS:
        return first
    return first[:MOST_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _as_data(element: Shown) -> dict[str, Any]:
    return {
        "name": element.name,
        "statement": element.statement,
        "question": element.question,
        "why": element.why,
        "tips": [text for _id, text in element.tips],
    }


def _paper(place: Place, title: str, about: str, language: str, extra: Mapping[str, Any]) -> Paper:
    return Paper(title=title, blocks=(), language=language, author=place.name, about=about, extra=extra)


def _pdf(template: str, paper: Paper, now: datetime) -> bytes:
    return compile_pdf(HERE / f"{template}.typ", as_data(paper), at=now)
