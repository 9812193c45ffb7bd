"""What people see who came by a link, without an account: answers in words, never who gave them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.apps.dossiers.queries.speech import SaidLine, item_name, said_row
from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.choosing import items_of
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import FieldKind, Question, Step
from schuifaan.core.method.quickscan import scan

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
LEFT_OUT = "…"
# What only the team decides, whatever step is shared.
FOR_THE_TEAM = frozenset(
    {"reflection.decision", "reflection.outcome", "management.model", "type.choice", "revival.decision"}
)
NOT_SIMPLE = frozenset({FieldKind.REFERENCES, FieldKind.BRANCH})


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A row, an item or a single answer. What its name says already is not said again in its lines."""

    name: str
    lines: tuple[SaidLine, ...]
    item: str = ""
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    text: str
    items: tuple[ReadItem, ...]


@dataclass(frozen=True, slots=True)
class ReadStep:
    id: str
    title: str
    questions: tuple[ReadQuestion, ...]


def without_addresses(text: str) -> str:
    """E-mail addresses that somebody typed are for the team."""
    return EMAIL.sub(LEFT_OUT, text)


def read_steps(
    link: ShareLink, *, answers: Answers, knowledge: Knowledge, language: str
) -> tuple[ReadStep, ...]:
    """The answered questions of what the link shows, step by step; steps that say nothing are left out."""
    shown = []
    for step in knowledge.steps:
        if link.step and step.id != link.step:
            continue
        questions = tuple(
            read
            for question in knowledge.questions_of(step.id)
            if (read := _read(question, answers, knowledge, language)).items
        )
        if questions:
            shown.append(ReadStep(step.id, step.title.said(language), questions))
    return tuple(shown)


def _read(question: Question, answers: Answers, knowledge: Knowledge, language: str) -> ReadQuestion:
    return ReadQuestion(
        question.text.said(language), tuple(_items(question, answers, knowledge, language=language))
    )


def _items(
    question: Question, answers: Answers, knowledge: Knowledge, *, language: str
) -> Iterator[ReadItem]:
    """Those that say something; `may_change` holds for a link that lets people answer."""
    known: dict[str, Any] = {"answers": answers, "knowledge": knowledge, "language": language}
    for item in items_of(question, answers=answers, knowledge=knowledge):
        lines = lines_of(question, item, **known)
        if not lines:
            continue
        name = without_addresses(item_name(question, item, **known)) if question.shape != "one" else ""
        name, lines = _said_once(name, lines)
        yield ReadItem(name, lines, item, may_change=not holds_address(answers.one(question.id, item)))


def _said_once(name: str, lines: tuple[SaidLine, ...]) -> tuple[str, tuple[SaidLine, ...]]:
    """A row is called by its first text; a name that was cut off gives way to the whole text."""
    for line in lines:
        if line.texts == (name,):
            return name, tuple(other for other in lines if other is not line)
        if name.endswith("…") and line.texts[0].startswith(name[:-1]):
            return "", lines
    return name, lines


def lines_of(
    question: Question, item: str, *, answers: Answers, knowledge: Knowledge, language: str
) -> tuple[SaidLine, ...]:
    row = answers.one(question.id, item)
    said = said_row(question, row, answers=answers, knowledge=knowledge, language=language, item=item)
    return tuple(
        SaidLine(line.label, tuple(without_addresses(text) for text in line.texts))
        for line in said
        if line.texts
    )


# ------------------------------------------------------------------ answering along


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that may be answered through the link, with what stands there now."""

    question: Question
    text: str
    why: str
    row_name: str
    items: tuple[ReadItem, ...]
    may_add: bool


def questions_for(link: ShareLink, knowledge: Knowledge) -> tuple[Question, ...]:
    """Those meant for residents when the step has any; else every simple one."""
    if not link.may_answer:
        return ()
    found = knowledge.questions_of(link.step)
    for_residents = tuple(question for question in found if question.for_residents)
    return for_residents or tuple(question for question in found if _is_simple(question))


def _is_simple(question: Question) -> bool:
    if question.id in FOR_THE_TEAM or question.shape == "each":
        return False
    return all(field.kind not in NOT_SIMPLE for field in question.fields)


def open_questions(
    link: ShareLink, *, answers: Answers, knowledge: Knowledge, language: str
) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(
            question=question,
            text=question.text.said(language),
            why=question.why.said(language),
            row_name=question.row_name.said(language) if question.row_name else "",
            items=(items := tuple(_items(question, answers, knowledge, language=language))),
            may_add=question.shape == "rows" or all(item.may_change for item in items),
        )
        for question in questions_for(link, knowledge)
    )


def holds_address(row: Row) -> bool:
    """An answer with an e-mail address in it is not shown in a form, so it cannot be changed through a link."""
    texts = [
        text for value in row.values() for text in (value if isinstance(value, (list, tuple)) else [value])
    ]
    return any(isinstance(text, str) and EMAIL.search(text) is not None for text in texts)


def known_about(dossier: Dossier) -> tuple[str, ...]:
    """Where the dossier is about, in a few words."""
    place = dossier.place.name if dossier.place else ""
    area = ""
    if dossier.neighbourhood is not None:
        area = f"{dossier.neighbourhood.name}, {dossier.neighbourhood.municipality.name}"
    return tuple(part for part in (place, area) if part)


def concluded(*, answers: Answers, knowledge: Knowledge, language: str) -> tuple[str, str]:
    """What the quickscan says so far: in a few words, and what that means."""
    code = scan(answers, knowledge).conclusion
    for one in knowledge.conclusions:
        if one.code == code:
            return one.title.said(language), one.explanation.said(language)
    return "", ""


def step_of(link: ShareLink, knowledge: Knowledge) -> Step | None:
    found = knowledge.index.get(link.step)
    return found if isinstance(found, Step) else None
