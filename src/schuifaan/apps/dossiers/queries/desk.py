"""What every page of a dossier shows: the path with what is done, and what this person may do."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.people.models import User
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.progress import StepProgress, progress
from schuifaan.core.method.quickscan import scan

PARTS: dict[str, str | Promise] = {
    "quickscan": _("Is er een ruimte nodig?"),
    "plan": _("Zo wordt de plek"),
    "money": _("Geld"),
    "revival": _("De ruimte weer laten leven"),
    "without_room": _("Ontmoeten zonder ruimte"),
}
STATES: dict[str, tuple[str | Promise, str]] = {
    "empty": (_("nog leeg"), "circle"),
    "begun": (_("begonnen"), "circle-dot"),
    "answered": (_("beantwoord"), "circle-check"),
}


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step on the path, with its state in a word and a shape."""

    id: str
    slug: str
    title: str
    state: str
    state_label: str
    icon: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class PathPart:
    title: str
    steps: tuple[PathStep, ...]


def step_slug(step_id: str) -> str:
    """step.without_room → without-room"""
    return step_id.removeprefix("step.").replace("_", "-")


def step_id(slug: str) -> str:
    return f"step.{slug.replace('-', '_')}"


def frame(dossier: Dossier, user: User, *, language: str, step: str = "") -> dict[str, Any]:
    """The context of `dossiers/desk/base.html`; `answers` and `knowledge` are in it for the view to go on with.

    `step` is the id of the step the page belongs to.
    """
    knowledge = knowledge_for(dossier)
    answers = answers_of(dossier)
    so_far = progress(answers, knowledge)
    return {
        "dossier": dossier,
        "answers": answers,
        "knowledge": knowledge,
        "progress": so_far,
        "path": _path(dossier, so_far, language=language, here=step),
        "here": step,
        "says": _says(dossier, answers, knowledge, language=language),
        "may_change": dossier.archived_at is None and user.has_perm("dossiers.change_dossier", dossier),
        "may_lead": user.has_perm("dossiers.lead_dossier", dossier),
        "language": language,
    }


def _says(dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str) -> str:
    """What the quickscan comes to so far, in one line; the overview tells why.

    Of a silent room it says nothing until there is something to say.
    """
    found = scan(answers, knowledge)
    if dossier.kind == DossierKind.SILENT_ROOM and not (
        found.reasons_for or found.reasons_against or found.decided
    ):
        return ""
    return next(
        (one.title.said(language) for one in knowledge.conclusions if one.code == found.conclusion), ""
    )


def _path(
    dossier: Dossier, so_far: tuple[StepProgress, ...], *, language: str, here: str
) -> tuple[PathPart, ...]:
    grouped: dict[str, list[PathStep]] = {}
    for one in so_far:
        # A step that asks nothing yet is no stop on the way.
        if one.answered or one.missing:
            grouped.setdefault(one.step.part, []).append(
                _path_step(dossier, one, language=language, here=here)
            )
    order = list(PARTS)
    if dossier.kind == DossierKind.SILENT_ROOM:
        order = ["revival", *(part for part in order if part != "revival")]
    return tuple(PathPart(str(PARTS[part]), tuple(grouped[part])) for part in order if part in grouped)


def _path_step(dossier: Dossier, one: StepProgress, *, language: str, here: str) -> PathStep:
    label, icon = STATES[one.state]
    slug = step_slug(one.step.id)
    return PathStep(
        id=one.step.id,
        slug=slug,
        title=one.step.short.said(language),
        state=one.state,
        state_label=str(label),
        icon=icon,
        url=reverse("dossiers:step", kwargs={"key": dossier.key, "step": slug}),
        is_here=one.step.id == here,
    )
