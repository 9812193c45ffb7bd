"""The programme of requirements: what the type needs at least, what was chosen, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import Citation, PlaceTypeCode, Status
from schuifaan.core.method.knowledge.shaping import (
    DesignStrategy,
    Practice,
    Priority,
    ProcessTip,
    Requirement,
)
from schuifaan.core.method.reasons import phrase
from schuifaan.core.method.tasks import in_both_languages
from schuifaan.core.method.typology import chosen_type

REQUIREMENTS = "design.requirements"
WISHES = "design.wishes"
PROCESS = "design.process"
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
STATES = ("not_yet", "busy", "done")
HANDBOOK = "doc.handbook"
RESIDENTS = "doc.residents"
PRODUCT = "doc.product"
FROM_HANDBOOK = phrase("handboek", "handbook")
FROM_RESIDENTS = phrase("bewoners", "residents")
OWN_WISH = phrase("eigen wens", "own wish")


@dataclass(frozen=True)
class ProgrammeLine:
    """A requirement. `advised` is what its type calls for; `priority` is what the team made of it.

    As long as the team says nothing about it, the advice stands.
    """

    id: str
    strategy: DesignStrategy | None
    text: Text
    check: Text | None
    advised: Priority | None
    priority: Priority | None
    chosen: str  # yes, no, unknown
    why: str
    evidence: str
    reactions: int | None
    said: str
    changed: str
    origin: Text  # "handboek", "eigen wens", "bewoners", in words
    source: tuple[Citation, ...]
    status: Status
    is_own: bool


@dataclass(frozen=True)
class TipState:
    tip: ProcessTip
    status: str
    note: str


@dataclass(frozen=True)
class Programme:
    type: PlaceTypeCode | None
    lines: tuple[ProgrammeLine, ...]  # musts first within each strategy; those not applicable left out
    left_out: tuple[ProgrammeLine, ...]  # musts of the type that the team does not want
    tips: tuple[TipState, ...]
    practices: tuple[Practice, ...]


def programme(answers: Answers, knowledge: Knowledge) -> Programme:
    """The programme of requirements for the chosen type (else: the best fitting one is not guessed, all are shown)."""
    code = chosen_type(answers, knowledge)
    every = [_line(one, answers, knowledge, code) for one in knowledge.requirements]
    every += _wishes(answers)
    left_out = tuple(line for line in every if _is_unwanted_must(line))
    lines = [line for line in every if line not in left_out and _applies(line, code)]
    order = [strategy.id for strategy in knowledge.strategies]
    lines.sort(key=lambda line: _place(line, order))
    subjects = {line.id for line in lines} | {line.strategy.id for line in lines if line.strategy}
    return Programme(
        type=code,
        lines=tuple(lines),
        left_out=left_out,
        tips=tuple(_tip(tip, answers) for tip in knowledge.process_tips),
        practices=tuple(one for one in knowledge.practices if subjects.intersection(one.about)),
    )


def _line(
    requirement: Requirement, answers: Answers, knowledge: Knowledge, code: PlaceTypeCode | None
) -> ProgrammeLine:
    row = answers.one(REQUIREMENTS, requirement.id)
    advised = requirement.priority.get(code) if code is not None else None
    strategies = {strategy.id: strategy for strategy in knowledge.strategies}
    return ProgrammeLine(
        id=requirement.id,
        strategy=strategies.get(requirement.strategy or ""),
        text=requirement.text,
        check=requirement.check,
        advised=advised,
        priority=_priority(row) or advised,
        chosen=row["chosen"] if row.get("chosen") in {"yes", "no"} else "unknown",
        why=row.get("why") or "",
        evidence=row.get("evidence") or "",
        reactions=int(as_number(row["reactions"])) if is_filled(row.get("reactions")) else None,
        said=row.get("said") or "",
        changed=row.get("changed") or "",
        origin=_origin(requirement, knowledge),
        source=requirement.source,
        status=requirement.status,
        is_own=requirement.is_own,
    )


def _wishes(answers: Answers) -> Iterator[ProgrammeLine]:
    """What the team added itself; such a wish is chosen by being there."""
    for key, row in answers.rows(WISHES).items():
        text = in_both_languages(row.get("text") or "")
        if text is not None:
            yield ProgrammeLine(
                id=key,
                strategy=None,
                text=text,
                check=None,
                advised=None,
                priority=_priority(row),
                chosen="yes",
                why=row.get("why") or "",
                evidence="",
                reactions=None,
                said="",
                changed="",
                origin=in_both_languages(row.get("origin") or "") or OWN_WISH,
                source=(),
                status=Status.OWN,
                is_own=True,
            )


def _priority(row: Row) -> Priority | None:
    return next((priority for priority in PRIORITIES if row.get("priority") == priority), None)


def _origin(requirement: Requirement, knowledge: Knowledge) -> Text:
    """Where a line comes from, in words; our own weighing of it is not its origin."""
    if requirement.is_own:
        return OWN_WISH
    named = [one.document for one in requirement.source if one.document not in {None, PRODUCT}]
    if RESIDENTS in named:
        return FROM_RESIDENTS
    titles = {document.id: document.title for document in knowledge.documents}
    other = next((titles[name] for name in named if name in titles and name != HANDBOOK), "")
    if HANDBOOK in named or not other:
        return FROM_HANDBOOK
    return Text(nl=other, en=other)


def _is_unwanted_must(line: ProgrammeLine) -> bool:
    return line.advised == "must" and (line.chosen == "no" or line.priority == "not_applicable")


def _applies(line: ProgrammeLine, code: PlaceTypeCode | None) -> bool:
    """A need of another type does not apply, unless the team wants it all the same."""
    if line.priority is None:
        return code is None or line.is_own or line.chosen == "yes"
    return line.priority != "not_applicable"


def _place(line: ProgrammeLine, order: list[str]) -> tuple[int, int]:
    strategy = order.index(line.strategy.id) if line.strategy is not None else len(order)
    return strategy, PRIORITIES.index(line.priority) if line.priority else len(PRIORITIES)


def _tip(tip: ProcessTip, answers: Answers) -> TipState:
    status = answers.text(PROCESS, "status", tip.id)
    return TipState(
        tip=tip,
        status=status if status in STATES else STATES[0],
        note=answers.text(PROCESS, "note", tip.id),
    )
