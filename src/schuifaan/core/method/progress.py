"""What is answered and what is missing, step by step; no percentages, no scores."""

from dataclasses import dataclass
from typing import Literal

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question, Step
from schuifaan.core.method.reasons import Reason


@dataclass(frozen=True)
class StepProgress:
    step: Step
    state: Literal["empty", "begun", "answered"]
    answered: tuple[Question, ...]
    missing: tuple[Question, ...]
    changes: tuple[Reason, ...]  # what the missing answers would change, in words


def progress(answers: Answers, knowledge: Knowledge) -> tuple[StepProgress, ...]:
    """Every step in order. A question counts as answered when every required field of it is filled somewhere."""
    raise NotImplementedError
