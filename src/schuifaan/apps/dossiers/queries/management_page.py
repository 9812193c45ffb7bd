"""The management plan as its page shows it: what is nobody's yet first, and what could go wrong."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.making_tasks import origins_of_tasks
from schuifaan.apps.dossiers.queries.money_case import money_case
from schuifaan.apps.dossiers.queries.money_what_if import Loss, losing
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.choosing import referred
from schuifaan.core.method.knowledge import Knowledge, Point
from schuifaan.core.method.knowledge.planning import LadderLevel, Partner, PitfallWarning, PlaceTypeItem
from schuifaan.core.method.management import (
    ManagementPlan,
    PlannedTask,
    Secured,
    TopicLevel,
    WithoutParty,
    partners_of_type,
    plan,
    without_party,
)
from schuifaan.core.method.reasons import Reason, Ref

RENTERS = "money.parties"
PARTIES = "partners.parties"
STATES: dict[str, str | Promise] = {
    "not_yet": _("Nog niet"),
    "busy": _("Mee bezig"),
    "done": _("Gedaan"),
}
PRESENCE: dict[str, str | Promise] = {
    "usual": _("Doet hier meestal mee"),
    "possible": _("Kan hier meedoen"),
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    task: PlannedTask
    lacks: tuple[ShownReason, ...]
    url: str


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning, the pitfall it comes from, and what to do."""

    reason: ShownReason
    pitfall: Point | None
    advice: str


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: TopicLevel
    url: str


@dataclass(frozen=True, slots=True)
class SafeguardLine:
    secured: Secured
    state: str
    has_task: bool
    url: str


@dataclass(frozen=True, slots=True)
class PartyLine:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PartnerCard:
    partner: Partner
    presence: str
    note: str


@dataclass(frozen=True, slots=True)
class ManagementPage:
    plan: ManagementPlan
    place_type: PlaceTypeItem | None
    open_tasks: tuple[TaskLine, ...]
    given_tasks: tuple[TaskLine, ...]
    warnings: tuple[WarningLine, ...]
    ladder: tuple[TopicLine, ...]
    levels: tuple[LadderLevel, ...]
    model_reasons: tuple[ShownReason, ...]
    model_asks: tuple[ShownReason, ...]
    model_reason: str
    safeguards: tuple[SafeguardLine, ...]
    consultations: tuple[tuple[str, Row], ...]
    partners: tuple[PartnerCard, ...]
    parties: tuple[PartyLine, ...]


def management_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str, today: date
) -> ManagementPage:
    made = plan(answers, knowledge, today=today)
    reading = Reading(dossier, answers, knowledge, language)
    tasks = [_task(one, reading) for one in made.tasks]
    with_task = origins_of_tasks(dossier)
    return ManagementPage(
        plan=made,
        place_type=next((one for one in knowledge.place_types if one.code == made.type), None),
        open_tasks=tuple(one for one in tasks if one.task.is_open),
        given_tasks=tuple(one for one in tasks if not one.task.is_open),
        warnings=tuple(_warning(one, reading) for one in made.warnings),
        ladder=tuple(
            TopicLine(one, row_url(dossier, "management.ladder", one.topic.id)) for one in made.ladder
        ),
        levels=knowledge.ladder_levels,
        model_reasons=reading.grounds(made.model_reasons),
        model_asks=reading.grounds(made.model_asks),
        model_reason=answers.text("management.model", "reason"),
        safeguards=tuple(_safeguard(one, dossier, with_task) for one in made.safeguards),
        consultations=tuple(
            (row_url(dossier, "management.consultations", key), row)
            for key, row in answers.rows("management.consultations").items()
        ),
        partners=tuple(_partner(one, made, language) for one in partners_of_type(knowledge, made.type)),
        parties=parties_of(answers),
    )


def row_url(dossier: Dossier, question: str, item: str) -> str:
    return reverse("dossiers:row", kwargs={"key": dossier.key, "question": question, "item": item})


def parties_of(answers: Answers) -> tuple[PartyLine, ...]:
    """The parties that have a name."""
    rows = answers.rows(PARTIES).items()
    return tuple(PartyLine(key, row["name"]) for key, row in rows if row.get("name"))


def _task(task: PlannedTask, reading: Reading) -> TaskLine:
    question = "management.tasks" if task.id.startswith(("ingredient.", "own.")) else "management.own_tasks"
    return TaskLine(task, reading.grounds(task.lacks), row_url(reading.dossier, question, task.id))


def _warning(reason: Reason, reading: Reading) -> WarningLine:
    item = reading.knowledge.index.get(reason.about or "")
    if not isinstance(item, PitfallWarning):
        return WarningLine(reading.ground(reason), None, "")
    pitfall = reading.knowledge.index.get(item.pitfall or "")
    return WarningLine(
        reason=reading.ground(reason),
        pitfall=pitfall if isinstance(pitfall, Point) else None,
        advice=item.advice.said(reading.language),
    )


def _safeguard(secured: Secured, dossier: Dossier, with_task: frozenset[str]) -> SafeguardLine:
    return SafeguardLine(
        secured=secured,
        state=str(STATES[secured.status]),
        has_task=secured.safeguard.id in with_task,
        url=row_url(dossier, "management.safeguards", secured.safeguard.id),
    )


def _partner(partner: Partner, made: ManagementPlan, language: str) -> PartnerCard:
    presence = partner.types.get(made.type) if made.type is not None else None
    return PartnerCard(
        partner=partner,
        presence=str(PRESENCE.get(presence or "", "")),
        note=partner.types_note.said(language) if partner.types_note is not None else "",
    )


# ------------------------------------------------------------------ when a party leaves


@dataclass(frozen=True, slots=True)
class LeavingPage:
    left: WithoutParty
    key: str
    tasks: tuple[TaskLine, ...]
    budget: Loss | None  # None when the budget does not count on this party


def leaving_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, party: str, language: str, today: date
) -> LeavingPage | None:
    """What falls away with this party; None when the dossier knows no such party."""
    try:
        left = without_party(answers, knowledge, party=party, today=today)
    except KeyError:
        return None
    reading = Reading(dossier, answers, knowledge, language)
    budget = _lost(reading, party, left.name, today=today)
    return LeavingPage(left, party, tuple(_task(one, reading) for one in left.tasks), budget)


def _lost(reading: Reading, party: str, name: str, *, today: date) -> Loss | None:
    """What the budget misses without the income of the rows that name this party as their partner."""
    answers, leaver = reading.answers, Ref(PARTIES, party)
    hires = {
        key
        for key, row in answers.rows(RENTERS).items()
        if referred(str(row.get("partner") or ""), (PARTIES,), answers) == leaver
    }
    if not hires:
        return None
    case = money_case(reading.dossier, answers, reading.knowledge, today=today)
    gone = tuple(
        line
        for line in case.income
        if line.ref is not None and line.ref.question == RENTERS and line.ref.item in hires
    )
    return losing(case, gone, name) if gone else None
