"""Two sets of answers side by side: two variants of a plan, or now and an earlier version."""

from dataclasses import dataclass

from schuifaan.core.method.answers import Answers, Row
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
    raise NotImplementedError
