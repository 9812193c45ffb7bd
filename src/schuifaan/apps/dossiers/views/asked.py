"""What a page that asks stands on: which answer it is about, what is told beside it, and where to go from there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries import beside
from schuifaan.apps.dossiers.queries.asking import NEW_ROW, following, question_url
from schuifaan.apps.dossiers.queries.desk import step_slug
from schuifaan.apps.dossiers.queries.money_verdict import MONEY_STEP, Glance, glance
from schuifaan.apps.dossiers.queries.speech import item_name
from schuifaan.core.method.knowledge import Item
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.typology import chosen_type

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """Which answer this page is about; `item` is "" for a single answer, and new rows have their key already."""

    dossier: Dossier
    question: Question
    item: str
    is_new: bool = False

    @property
    def url(self) -> str:
        if self.question.shape == "one":
            return question_url(self.dossier, self.question.id)
        return question_url(self.dossier, self.question.id, NEW_ROW if self.is_new else self.item)


def sent_whole(request: HttpRequest, name: str, *, missing: int = 0) -> int:
    """A whole number that the page sends along by itself, such as the revision it was made of."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < MOST_DIGITS else missing


def about(asked: Asked, context: dict[str, Any], language: str) -> dict[str, Any]:
    """The question, the item it is asked of, and what stands beside it."""
    question, answers, knowledge = asked.question, context["answers"], context["knowledge"]
    known = {"answers": answers, "knowledge": knowledge, "language": language}
    item = knowledge.index.get(asked.item)
    item = item if isinstance(item, Item) and question.shape == "each" else None
    code = chosen_type(answers, knowledge)
    named = question.shape == "each" or (question.shape == "rows" and not asked.is_new)
    return {
        "question": question,
        "asked": asked,
        "step": knowledge.item(question.step),
        "item": item,
        "item_name": item_name(question, asked.item, **known) if named else "",
        "told": beside.told_about(item, code=code, language=language),
        "must_be_done": beside.must_be_done(item, code),
        "levels": beside.levels_told(item, knowledge, language=language),
        "evidence": _evidence(asked, context, language),
        **_of_the_type(asked, context, language),
        "looks_without_room": question.id == "location.choice" and beside.looks_without_room(answers),
        "glance": money_glance(asked.dossier, question, context, language),
    }


def money_glance(
    dossier: Dossier, question: Question, context: dict[str, Any], language: str
) -> Glance | None:
    """While people fill in the money: does it close so far?"""
    if question.step != MONEY_STEP:
        return None
    return glance(
        dossier, context["answers"], context["knowledge"], language=language, today=timezone.localdate()
    )


def _evidence(asked: Asked, context: dict[str, Any], language: str) -> tuple[beside.FoundEvidence, ...]:
    found = {"answers": context["answers"], "knowledge": context["knowledge"], "language": language}
    if asked.question.id == beside.ASSUMPTIONS:
        return beside.evidence_about(**found, assumption=asked.item)
    if asked.question.id == beside.REFLECTIONS:
        return beside.evidence_about(**found)
    return ()


def _of_the_type(asked: Asked, context: dict[str, Any], language: str) -> dict[str, Any]:
    if asked.question.id != "type.choice":
        return {}
    return {
        "types": beside.types_told(context["knowledge"], language=language),
        "roles": beside.role_policies(asked.dossier, context["knowledge"], language=language),
    }


def skip_url(asked: Asked, context: dict[str, Any]) -> str:
    if asked.question.shape != "one":
        return question_url(asked.dossier, asked.question.id)
    return next_url(asked.dossier, asked.question, context["knowledge"])


def next_url(dossier: Dossier, question: Question, knowledge: Any) -> str:
    later = following(question, knowledge=knowledge)
    return question_url(dossier, later.id) if later is not None else step_url(dossier, question)


def step_url(dossier: Dossier, question: Question) -> str:
    return redirect("dossiers:step", key=dossier.key, step=step_slug(question.step)).url
