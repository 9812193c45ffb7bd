"""Two sets of answers side by side: two variants of a plan, or now and an earlier version."""

from collections.abc import Iterator
from dataclasses import dataclass

from schuifaan.core.method.answers import EMPTY, Answers, Row, is_filled
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question


@dataclass(frozen=True)
class Difference:
    question: Question
    item: str
    fields: tuple[str, ...]  # ids of the fields that differ
    left: Row
    right: Row


def differences(left: Answers, right: Answers, knowledge: Knowledge) -> tuple[Difference, ...]:
    """Where the two differ, in the order of the steps; a row on one side only has an empty row on the other."""
    return tuple(
        difference for question in _in_order(knowledge) for difference in _of_question(question, left, right)
    )


def _in_order(knowledge: Knowledge) -> Iterator[Question]:
    """The questions step by step; those of no step last, so that nothing is left unsaid."""
    steps = {step.id: number for number, step in enumerate(knowledge.steps)}
    yield from sorted(knowledge.questions, key=lambda question: steps.get(question.step, len(steps)))


def _of_question(question: Question, left: Answers, right: Answers) -> Iterator[Difference]:
    ours, theirs = left.rows(question.id), right.rows(question.id)
    for item in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(item, EMPTY), theirs.get(item, EMPTY)
        named = [field.id for field in question.fields]
        fields = tuple(
            name for name in dict.fromkeys((*named, *one, *other)) if _differ(one.get(name), other.get(name))
        )
        if fields:
            yield Difference(question=question, item=item, fields=fields, left=one, right=other)


def _differ(one: object, other: object) -> bool:
    if not is_filled(one) and not is_filled(other):
        return False
    return one != other
