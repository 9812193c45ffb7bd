"""Social management: which tasks there are, who has them, what could go wrong, what is secured until when."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from schuifaan.core.method import warnings
from schuifaan.core.method.answers import Answers, Row, as_date, as_number
from schuifaan.core.method.giving import contributions
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.knowledge.planning import LadderLevel, LadderTopic, ManagementModel, Safeguard
from schuifaan.core.method.knowledge.planning import Partner as PartnerItem
from schuifaan.core.method.modelling import ModelProposal, proposal
from schuifaan.core.method.reasons import Reason
from schuifaan.core.method.tasks import OWN_TASKS, PARTIES, PlannedTask, planned_tasks, tasks_of_type, without
from schuifaan.core.method.typology import chosen_type

__all__ = [
    "ManagementPlan",
    "PlannedTask",
    "Secured",
    "TopicLevel",
    "WithoutParty",
    "add_months",
    "partners_of_type",
    "plan",
    "tasks_of_type",
    "without_party",
]

LADDER = "management.ladder"
SAFEGUARDS = "management.safeguards"
STATES = ("not_yet", "busy", "done")


@dataclass(frozen=True)
class TopicLevel:
    topic: LadderTopic
    level: LadderLevel | None
    why: str
    record: str


@dataclass(frozen=True)
class Secured:
    """A safeguard, its state, and when to look again (after done_on, by its own rhythm or the date given)."""

    safeguard: Safeguard
    status: str  # not_yet, busy, done
    done_on: date | None
    look_again_on: date | None
    is_due: bool
    note: str


@dataclass(frozen=True)
class ManagementPlan:
    type: PlaceTypeCode | None
    tasks: tuple[PlannedTask, ...]
    open_tasks: tuple[PlannedTask, ...]
    is_complete: bool
    warnings: tuple[Reason, ...]
    ladder: tuple[TopicLevel, ...]
    proposed_model: ManagementModel | None
    model_reasons: tuple[Reason, ...]
    model_asks: tuple[Reason, ...]  # what must be known first, e.g. a catering licence
    chosen_model: ManagementModel | None
    safeguards: tuple[Secured, ...]


def plan(answers: Answers, knowledge: Knowledge, *, today: date) -> ManagementPlan:
    """The management of this dossier as agreed so far; without a type, the tasks of every type are asked."""
    code = chosen_type(answers, knowledge)
    tasks = planned_tasks(answers, knowledge, code, today=today)
    situation = warnings.Situation(
        answers=answers,
        tasks=tasks,
        money_tasks=frozenset(one.id for one in knowledge.ingredients if one.needs_money),
    )
    proposed: ModelProposal = proposal(answers, knowledge, code)
    return ManagementPlan(
        type=code,
        tasks=tasks,
        open_tasks=tuple(task for task in tasks if task.is_open),
        is_complete=code is not None and not any(_counts(task, answers) and task.lacks for task in tasks),
        warnings=tuple(warnings.found(situation, knowledge)),
        ladder=_ladder(answers, knowledge),
        proposed_model=proposed.model,
        model_reasons=proposed.reasons,
        model_asks=proposed.asks,
        chosen_model=proposed.chosen,
        safeguards=tuple(
            _secured(safeguard, answers.one(SAFEGUARDS, safeguard.id), today)
            for safeguard in knowledge.safeguards
        ),
    )


def _counts(task: PlannedTask, answers: Answers) -> bool:
    """What the type needs, and what the team itself named, must be settled; the rest may be."""
    return task.is_required or task.id in answers.rows(OWN_TASKS)


def partners_of_type(knowledge: Knowledge, code: PlaceTypeCode | None) -> tuple[PartnerItem, ...]:
    """The partners that usually or possibly take part in that type; without a type, all."""
    return tuple(
        partner
        for partner in knowledge.partners
        if code is None or partner.types.get(code, "none") in {"usual", "possible"}
    )


def _ladder(answers: Answers, knowledge: Knowledge) -> tuple[TopicLevel, ...]:
    levels = {level.id: level for level in knowledge.ladder_levels}
    return tuple(
        TopicLevel(
            topic=topic,
            level=levels.get(answers.text(LADDER, "level", topic.id)),
            why=answers.text(LADDER, "why", topic.id),
            record=answers.text(LADDER, "record", topic.id),
        )
        for topic in knowledge.ladder_topics
    )


def _secured(safeguard: Safeguard, row: Row, today: date) -> Secured:
    status = row.get("status")
    done_on = as_date(row.get("done_on"))
    look_again_on = as_date(row.get("next_date"))
    if done_on is not None and status == "done" and (look_again_on is None or look_again_on <= done_on):
        # A date before the last time has been met; from here on its own rhythm counts.
        months = safeguard.repeats_months
        look_again_on = add_months(done_on, months) if months else None
    return Secured(
        safeguard=safeguard,
        status=status if status in STATES else STATES[0],
        done_on=done_on,
        look_again_on=look_again_on,
        is_due=look_again_on is not None and look_again_on <= today,
        note=row.get("note") or "",
    )


@dataclass(frozen=True)
class WithoutParty:
    """What happens when a party leaves: euros a year that fall away (cents) and the tasks that become open."""

    name: str
    cents: int
    hours: str
    tasks: tuple[PlannedTask, ...]


def without_party(answers: Answers, knowledge: Knowledge, *, party: str, today: date) -> WithoutParty:
    """The plan when the party of row `party` of partners.parties leaves; KeyError when there is none."""
    row = answers.rows(PARTIES)[party]
    code = chosen_type(answers, knowledge)
    lost = {
        task.id for task in planned_tasks(answers, knowledge, code, today=today) if task.party_item == party
    }
    left = planned_tasks(without(answers, party), knowledge, code, today=today)
    return WithoutParty(
        name=row.get("name") or "",
        cents=int(as_number(row.get("euros"))),
        hours=contributions(Answers({PARTIES: {party: row}})).hours,
        tasks=tuple(task for task in left if task.id in lost),
    )


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
