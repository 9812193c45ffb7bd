"""Whom one calls with a worry, as a card for the wall."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.voice.queries.care import Care
from schuifaan.ui.paper.printing import compile_pdf
from schuifaan.ui.speech import spoken_day

TEMPLATE: Final = Path(__file__).with_name("care.typ")


def printed_card(care: Care, *, size: str, now: datetime) -> bytes:
    """`size`: a4 or a5."""
    return compile_pdf(TEMPLATE, card_data(care, size), at=now)


def card_data(care: Care, size: str) -> dict[str, Any]:
    language = page_language()
    checked = min((one.checked_on for one in care.contacts), default=None)
    day = f"{spoken_day(checked)} {checked.year}" if checked else ""
    return {
        "title": _("Zorgen om iemand? Bel."),
        "author": care.place.name,
        "about": _("Wie je belt als je je zorgen maakt, en het noodnummer."),
        "language": language,
        "right_to_left": is_right_to_left(language),
        "large": False,
        "landscape": False,
        "size": size,
        "place": care.place.name,
        "lead": _("Je hoeft het niet alleen op te lossen, en je hoeft niets op te schrijven."),
        "danger": _("Is er nu gevaar?"),
        "danger_number": "112",
        "people": _people(care),
        "nobody": "" if care.contacts else _("Deze plek heeft nog niemand genoemd."),
        "foot": _("Nagekeken op %(day)s") % {"day": day} if day else care.place.name,
        "page_words": "",
    }


def _people(care: Care) -> list[dict[str, str]]:
    if care.fallback:
        ask = _("Vraag het iemand van de plek.")
        one = care.fallback
        return [{"name": one.name, "when": ask, "phone": one.phone, "email": one.email, "reachable": ""}]
    names = ("name", "when", "phone", "email", "reachable")
    return [{name: getattr(one, name) for name in names} for one in care.contacts]
