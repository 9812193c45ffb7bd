"""What a dossier says so far, on one page, and what to do next."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.apps.dossiers.models import Dossier, Task
from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.beside import RoleOf, looks_without_room, role_policies
from schuifaan.apps.dossiers.queries.reasons import ShownReason, shown_all
from schuifaan.core.method.advice import Advice, advise
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.knowledge.planning import Conclusion
from schuifaan.core.method.progress import StepProgress

MOST_TASKS = 5
DECISIONS: dict[str, str | Promise] = {
    "revive": _("Jullie gaan de ruimte weer laten leven."),
    "not_now": _("Nu niet: jullie kijken er later opnieuw naar."),
    "stop": _("Jullie stoppen met deze ruimte, en doen dat goed."),
}


@dataclass(frozen=True, slots=True)
class NextQuestion:
    text: str
    step: str
    url: str


@dataclass(frozen=True, slots=True)
class TypeSoFar:
    """The type that was chosen, or the one that fits best so far."""

    name: str
    is_chosen: bool
    close_to: str
    missing: int


@dataclass(frozen=True, slots=True)
class Overview:
    conclusion: Conclusion | None
    with_caution: bool
    reasons_for: tuple[ShownReason, ...]
    reasons_against: tuple[ShownReason, ...]
    cautions: tuple[ShownReason, ...]
    missing: tuple[ShownReason, ...]
    decided: Conclusion | None
    differs: bool
    type: TypeSoFar | None
    roles: tuple[RoleOf, ...]
    open_tasks: tuple[str, ...]
    has_plan: bool
    team_tasks: tuple[Task, ...]
    revival_decision: str
    revival_recheck: date | None
    causes: tuple[str, ...]
    next: NextQuestion | None
    looks_without_room: bool
    handbook_changed: bool


def overview(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, today: date, language: str
) -> Overview:
    """Two queries beside the answers: the team's own tasks, and the roles of the organisation."""
    advice = advise(answers, knowledge, today=today)
    code = advice.types.chosen or advice.types.best
    quick = advice.quickscan
    plan = advice.management

    def said(reasons: tuple) -> tuple[ShownReason, ...]:  # type: ignore[type-arg]
        return shown_all(reasons, language=language, dossier=dossier)

    return Overview(
        conclusion=_conclusion(knowledge, quick.conclusion),
        with_caution=quick.with_caution,
        reasons_for=said(quick.reasons_for),
        reasons_against=said(quick.reasons_against),
        cautions=said(quick.cautions),
        missing=said(quick.missing),
        decided=_conclusion(knowledge, quick.decided),
        differs=quick.differs,
        type=_type(advice, knowledge, code, language),
        roles=role_policies(dossier, knowledge, language=language, code=code) if code else (),
        open_tasks=tuple(task.name.said(language) for task in plan.open_tasks if task.is_required)
        if plan.type
        else (),
        has_plan=plan.type is not None,
        team_tasks=tuple(Task.objects.filter(dossier=dossier, done_at=None)[:MOST_TASKS]),
        revival_decision=str(DECISIONS.get(advice.revival.decision, "")),
        revival_recheck=advice.revival.recheck_date if advice.revival.decision == "not_now" else None,
        causes=tuple(cause.name.said(language) for cause in advice.revival.causes),
        next=next_question(dossier, advice.progress, answers, language=language),
        looks_without_room=looks_without_room(answers),
        handbook_changed=knowledge.version != dossier.knowledge_version,
    )


def _conclusion(knowledge: Knowledge, code: str | None) -> Conclusion | None:
    return next((one for one in knowledge.conclusions if one.code == code), None)


def _type(
    advice: Advice, knowledge: Knowledge, code: PlaceTypeCode | None, language: str
) -> TypeSoFar | None:
    names = {one.code: one.name.said(language) for one in knowledge.place_types}
    if code is None:
        return None
    close = advice.types.close_to
    return TypeSoFar(
        name=names[code],
        is_chosen=advice.types.chosen is not None,
        close_to=names[close] if close is not None and advice.types.chosen is None else "",
        missing=len(advice.types.missing),
    )


# ------------------------------------------------------------------ what comes next


def next_question(
    dossier: Dossier, so_far: tuple[StepProgress, ...], answers: Answers, *, language: str
) -> NextQuestion | None:
    """The first question without an answer, along the way this dossier goes."""
    for part in _way(dossier, answers):
        for one in so_far:
            if one.step.part == part and one.missing:
                return _next(dossier, one, one.missing[0], language)
    return None


def next_after(
    dossier: Dossier, so_far: tuple[StepProgress, ...], answers: Answers, *, here: str, language: str
) -> NextQuestion | None:
    """The first question without an answer in a later step of the way, else in an earlier one."""
    steps = [one for part in _way(dossier, answers) for one in so_far if one.step.part == part]
    at = next((number for number, one in enumerate(steps) if one.step.id == here), -1)
    for one in (*steps[at + 1 :], *steps[: max(at, 0)]):
        if one.missing:
            return _next(dossier, one, one.missing[0], language)
    return None


def _next(dossier: Dossier, one: StepProgress, question: Question, language: str) -> NextQuestion:
    return NextQuestion(
        question.text.said(language), one.step.title.said(language), question_url(dossier, question.id)
    )


def _way(dossier: Dossier, answers: Answers) -> tuple[str, ...]:
    """The parts to go through: a silent room begins with its causes, no room leads to meeting without one."""
    if dossier.kind == DossierKind.SILENT_ROOM:
        return ("revival",)
    if answers.text("reflection.decision", "decision") == "no_room" or looks_without_room(answers):
        return ("quickscan", "without_room")
    return ("quickscan", "plan", "money")
