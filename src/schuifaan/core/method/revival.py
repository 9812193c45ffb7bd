"""Reviving a silent room: causes, the walk through their trees, and what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers, as_date
from schuifaan.core.method.drawing import Drawing, PlacedEdge, PlacedNode, draw
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Cause
from schuifaan.core.method.management import add_months
from schuifaan.core.method.reasons import Reason, Ref, phrase, resting_on
from schuifaan.core.method.walking import PathStep, Walk, walk

__all__ = [
    "Drawing",
    "PathStep",
    "PlacedEdge",
    "PlacedNode",
    "Revival",
    "Walk",
    "draw",
    "revival",
    "walk",
]

TALKS = "revival.talks"
CAUSES = "revival.causes"
TREE = "revival.tree"
DECISION = "revival.decision"
DECISIONS = ("revive", "not_now", "stop")
# So long after the decision to revive people look back: from, until, in months.
EVALUATION = (3, 6)


@dataclass(frozen=True)
class Revival:
    causes: tuple[Cause, ...]  # chosen, in the order of the handbook
    walks: tuple[Walk, ...]  # of the chosen causes
    heard_causes: tuple[tuple[Cause, int], ...]  # how many talks named each cause
    missing: tuple[Reason, ...]
    decision: str  # revive, not_now, stop, ""
    recheck_date: date | None
    evaluate_from: date | None  # three to six months after the decision to revive
    evaluate_until: date | None


def revival(answers: Answers, knowledge: Knowledge) -> Revival:
    """What was found about a room that fell still, and what was decided; never raises on what is missing."""
    named = answers.many(CAUSES, "causes")
    causes = tuple(cause for cause in knowledge.causes if cause.id in named)
    walks = _walks(causes, answers, knowledge)
    decision = answers.text(DECISION, "decision")
    decided_on = as_date(answers.value(DECISION, "decided_on"))
    starts = decided_on if decision == "revive" else None
    return Revival(
        causes=causes,
        walks=walks,
        heard_causes=tuple(_heard(answers, knowledge)),
        missing=tuple(_missing(answers, causes, walks)),
        decision=decision if decision in DECISIONS else "",
        recheck_date=as_date(answers.value(DECISION, "recheck_date")),
        evaluate_from=add_months(starts, EVALUATION[0]) if starts else None,
        evaluate_until=add_months(starts, EVALUATION[1]) if starts else None,
    )


def _walks(causes: tuple[Cause, ...], answers: Answers, knowledge: Knowledge) -> tuple[Walk, ...]:
    given = {node: answers.text(TREE, "answer", node) for node in answers.rows(TREE)}
    notes = {node: answers.text(TREE, "note", node) for node in answers.rows(TREE)}
    trees = {tree.id: tree for tree in knowledge.trees}
    wanted = dict.fromkeys(cause.tree for cause in causes)
    return tuple(walk(trees[one], given, notes=notes) for one in wanted if one in trees)


def _heard(answers: Answers, knowledge: Knowledge) -> Iterator[tuple[Cause, int]]:
    """In the order of the handbook: how often a cause is named does not make it the most important one."""
    for cause in knowledge.causes:
        talks = sum(cause.id in answers.many(TALKS, "causes", key) for key in answers.rows(TALKS))
        if talks:
            yield cause, talks


def _missing(answers: Answers, causes: tuple[Cause, ...], walks: tuple[Walk, ...]) -> Iterator[Reason]:
    if not answers.has("revival.stakeholders"):
        yield Reason(
            phrase("Wie was en is erbij betrokken?", "Who was and is involved?"),
            (Ref("revival.stakeholders"),),
        )
    if not answers.has(TALKS):
        text = phrase(
            "Er is nog met niemand gepraat over waarom het stil werd.",
            "Nobody has been asked yet why it fell still.",
        )
        yield Reason(text, (Ref(TALKS),))
    if not causes:
        yield Reason(
            phrase("Er is nog geen oorzaak gekozen.", "No cause has been chosen yet."), (Ref(CAUSES),)
        )
    for walked in walks:
        if walked.next is not None:
            text = phrase(
                "{tree}: deze vragen zijn nog niet tot het eind beantwoord.",
                "{tree}: these questions have not been answered to the end yet.",
                tree=walked.tree.name,
            )
            yield resting_on(walked.tree, text, Ref(TREE, walked.next.id))
    yield from _missing_in_decision(answers)


def _missing_in_decision(answers: Answers) -> Iterator[Reason]:
    decision = answers.text(DECISION, "decision")
    if decision not in DECISIONS:
        text = phrase(
            "Er is nog niet besloten: nieuw leven geven, nu niet, of stoppen.",
            "It has not been decided yet: revive, not now, or stop.",
        )
        yield Reason(text, (Ref(DECISION),))
    elif decision == "not_now" and as_date(answers.value(DECISION, "recheck_date")) is None:
        text = phrase(
            "Spreek een datum af waarop jullie opnieuw kijken.", "Agree on a date when you will look again."
        )
        yield Reason(text, (Ref(DECISION),))
    elif decision == "revive" and as_date(answers.value(DECISION, "decided_on")) is None:
        text = phrase(
            "Vul in wanneer dit is besloten. Dan weet je wanneer je terugkijkt.",
            "Fill in when this was decided. Then you know when to look back.",
        )
        yield Reason(text, (Ref(DECISION),))
