"""What is answered and what is missing, step by step; no percentages, no scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schuifaan.core.method.answers import Answers, is_filled
from schuifaan.core.method.checking import is_required
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question, Step
from schuifaan.core.method.quickscan import scan
from schuifaan.core.method.reasons import Reason, Ref, resting_on
from schuifaan.core.method.typology import gates


@dataclass(frozen=True)
class StepProgress:
    step: Step
    state: Literal["empty", "begun", "answered"]
    answered: tuple[Question, ...]
    missing: tuple[Question, ...]
    changes: tuple[Reason, ...]  # what the missing answers would change, in words


def progress(answers: Answers, knowledge: Knowledge) -> tuple[StepProgress, ...]:
    """Every step in order. A question counts as answered when every required field of it is filled somewhere.

    What already exists need not be listed once people searched and found nothing.
    """
    lacking: dict[str, list[Reason]] = {}
    for reason in scan(answers, knowledge).missing:
        for question in dict.fromkeys(ref.question for ref in reason.refs):
            lacking.setdefault(question, []).append(reason)
    return tuple(_step(step, answers, knowledge, lacking) for step in knowledge.steps)


def _step(
    step: Step, answers: Answers, knowledge: Knowledge, lacking: Mapping[str, list[Reason]]
) -> StepProgress:
    questions = knowledge.questions_of(step.id)
    given = {question.id for question in questions if _is_answered(question, answers)}
    missing = tuple(question for question in questions if question.id not in given)
    begun = any(answers.has(question.id) for question in questions)
    changes = [
        reason
        for question in missing
        for reason in (
            *lacking.get(question.id, ()),
            *gates(answers, knowledge, question.id),
            resting_on(question, question.why, Ref(question.id)),
        )
    ]
    return StepProgress(
        step=step,
        state="answered" if begun and not missing else "begun" if begun else "empty",
        answered=tuple(question for question in questions if question.id in given),
        missing=missing,
        changes=tuple(dict.fromkeys(changes)),
    )


def _is_answered(question: Question, answers: Answers) -> bool:
    if question.id == "needs.existing" and _found_none(answers):
        return True
    return any(
        any(is_filled(value) for value in row.values())
        and all(is_filled(row.get(field.id)) for field in question.fields if is_required(field, row))
        for row in answers.rows(question.id).values()
    )


def _found_none(answers: Answers) -> bool:
    return answers.text("needs.existing_searched", "searched") == "found_none"
