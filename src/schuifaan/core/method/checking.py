"""May this answer be kept? What was typed is cleaned to its plain form, or refused field by field, in words."""

from collections.abc import Mapping
from typing import Any

from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.asking import AnswerField, Option, Question

MOST_TEXT = 500
MOST_LONG_TEXT = 40_000
MOST_LINES = 200
MOST_ROWS = 300


class AnswerRefused(ValueError):  # noqa: N818 - it says what happened
    """What was answered cannot be kept; `problems` says why, by field id ("" is the answer as a whole)."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        super().__init__("; ".join(f"{name}: {text.en}" for name, text in problems.items()))
        self.problems = dict(problems)


def checked(
    question: Question, value: Mapping[str, Any], *, item: str, answers: Answers, knowledge: Knowledge
) -> Row:
    """The answer in its plain form (see `answers`), empty fields left out; AnswerRefused says what is wrong.

    `value` holds plain JSON values or what a form posted (texts, lists of texts). Euros: "12,50", "1.250" or whole
    cents as int. Refuses unknown fields, wrong types, options that do not exist, rows that are not there, an `item`
    that the question does not have, text that is too long or holds control characters (new lines are kept).
    """
    raise NotImplementedError


def options_of(
    field: AnswerField, *, answers: Answers, knowledge: Knowledge, item: str = ""
) -> tuple[Option, ...]:
    """What may be chosen: the field's own options, items of a kind, rows by their first text, or a node's answers."""
    raise NotImplementedError


def items_of(question: Question, *, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """The items a question of shape `each` is asked of: ids of knowledge, or keys of rows. ("",) for shape `one`."""
    raise NotImplementedError


def check_all(answers: Mapping[str, Any], *, knowledge: Knowledge) -> Answers:
    """A whole set of answers from outside (an imported file); AnswerRefused names `question/item/field`."""
    raise NotImplementedError
