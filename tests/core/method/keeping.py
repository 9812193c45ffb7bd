"""Keeping one answer beside others that are there, and what is said when it is refused."""

from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import AnswerRefused, checked
from schuifaan.core.method.knowledge import Knowledge

FILLED = Answers(
    {
        "goal.assumptions": {"a1": {"text": "Ouderen zijn alleen"}, "a2": {"text": "Er is geld"}},
        "needs.conversations": {
            "t1": {"form": "door"},
            "t2": {"form": "street", "notes": "Koffie!\nElke dag."},
        },
        "needs.evidence": {
            "e1": {"kind": "evidence.cbs", "title": "Cijfers", "says": "Veel", "direction": "neutral"}
        },
        "needs.existing": {"t1": {"name": "De Inloop"}},
        "partners.parties": {"p1": {"name": "Buren", "kind": "residents"}},
        "location.candidates": {"l1": {"name": "Kerk"}, "l2": {"name": "Zaal", "is_safe": "no"}},
    }
)


def keep(
    knowledge: Knowledge, question: str, value: Any, *, item: str = "", answers: Answers = FILLED
) -> dict[str, Any]:
    asked = knowledge.questions_by_id[question]
    return dict(checked(asked, value, item=item, answers=answers, knowledge=knowledge))


def refused(knowledge: Knowledge, question: str, value: Any, **kept: Any) -> dict[str, str]:
    with pytest.raises(AnswerRefused) as refusal:
        keep(knowledge, question, value, **kept)
    assert all(text.nl and text.en for text in refusal.value.problems.values())
    return {name: text.en for name, text in refusal.value.problems.items()}
