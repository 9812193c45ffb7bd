"""A look back on paper: what went how on the first page, what we agree on the second."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.voice.models import EvaluationPoint
from schuifaan.apps.voice.queries.evaluation import Agreed, LookBack
from schuifaan.ui.paper.printing import compile_pdf
from schuifaan.ui.speech import spoken_day

TEMPLATE: Final = Path(__file__).with_name("evaluation.typ")


def printed_look_back(found: LookBack, *, for_everybody: bool, now: datetime) -> bytes:
    """`for_everybody`: without who sees to what; that is for the team."""
    return compile_pdf(TEMPLATE, look_back_data(found, for_everybody=for_everybody), at=now)


def look_back_data(found: LookBack, *, for_everybody: bool) -> dict[str, Any]:
    """What stands on it, in words."""
    evaluation, language = found.evaluation, page_language()
    said = {"place": evaluation.place.name, "year": evaluation.year}
    return {
        "title": _("%(place)s: terugblik op %(year)s") % said,
        "author": evaluation.place.name,
        "about": _("Wat er dat jaar goed ging, wat schuurde en wat we afspreken, in eigen woorden."),
        "language": language,
        "right_to_left": is_right_to_left(language),
        "large": False,
        "landscape": False,
        "subtitle": _state(found),
        "foot": evaluation.place.name,
        "page_words": _("bladzijde {page} van {pages}"),
        "questions": [{"text": one.text, "answer": one.answer} for one in found.answered],
        "questions_title": _("Hoe het ging"),
        "nothing": "" if found.answered else _("Er staat nog geen antwoord op een vraag."),
        "agreed_title": _("Wat we afspreken"),
        "agreed": [_part(part, for_everybody=for_everybody) for part in found.agreed],
        "residents_title": _("Besproken met bewoners"),
        "residents": _residents(found),
    }


def _state(found: LookBack) -> str:
    if found.evaluation.finished_at is None:
        return _("Nog niet afgerond")
    return _("Besproken met bewoners op %(day)s") % {"day": _day(found.evaluation.agreed_on)}


def _residents(found: LookBack) -> list[str]:
    evaluation = found.evaluation
    if not evaluation.agreed_on:
        return [_("Dit is nog niet met bewoners besproken.")]
    again = (
        _("We kijken weer terug op %(day)s.") % {"day": _day(evaluation.next_on)}
        if evaluation.next_on
        else ""
    )
    return [one for one in (evaluation.agreed_how, again) if one]


def _part(part: Agreed, *, for_everybody: bool) -> dict[str, Any]:
    return {
        "title": part.text,
        "points": [_point(one, for_everybody=for_everybody) for one in part.points],
        "nothing": "" if part.points else _("Hier staat nog niets."),
    }


def _point(point: EvaluationPoint, *, for_everybody: bool) -> dict[str, str]:
    notes = [
        _("%(who)s let erop") % {"who": point.who} if point.who and not for_everybody else "",
        _("terugkijken op %(day)s") % {"day": _day(point.look_on)} if point.look_on else "",
        _("gedaan op %(day)s") % {"day": _day(point.done_on)} if point.done_on else "",
        point.done_note,
    ]
    return {"text": point.text, "note": " · ".join(one for one in notes if one)}


def _day(day: Any) -> str:
    return f"{spoken_day(day)} {day.year}" if day else ""
