"""The questions of a step as a page shows them: what was answered, in words, and which one comes next."""

from dataclasses import dataclass

from django.urls import reverse

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.speech import SaidLine, item_name, said_row
from schuifaan.core.method.answers import Answers, is_filled
from schuifaan.core.method.choosing import items_of
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question

NEW_ROW = "nieuw"
MOST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row, or an item a question is asked of, with what was said about it."""

    item: str
    name: str
    url: str
    lines: tuple[SaidLine, ...]
    is_there: bool = True

    @property
    def is_answered(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question on the page of its step."""

    question: Question
    url: str
    lines: tuple[SaidLine, ...]
    items: tuple[ListedItem, ...]  # those with an answer
    is_answered: bool

    @property
    def shown_items(self) -> tuple[ListedItem, ...]:
        return self.items[:MOST_ITEMS]

    @property
    def more_items(self) -> int:
        return max(len(self.items) - MOST_ITEMS, 0)


def question_url(dossier: Dossier, question: str, item: str | None = None) -> str:
    keys = {"key": dossier.key, "question": question}
    if item is None:
        return reverse("dossiers:question", kwargs=keys)
    return reverse("dossiers:row", kwargs={**keys, "item": item})


def asked_questions(
    dossier: Dossier, step: str, *, answers: Answers, knowledge: Knowledge, language: str
) -> tuple[AskedQuestion, ...]:
    return tuple(
        asked(dossier, question, answers=answers, knowledge=knowledge, language=language)
        for question in knowledge.questions_of(step)
    )


def asked(
    dossier: Dossier, question: Question, *, answers: Answers, knowledge: Knowledge, language: str
) -> AskedQuestion:
    single = question.shape == "one"
    lines = (
        said_row(question, answers.one(question.id), answers=answers, knowledge=knowledge, language=language)
        if single
        else ()
    )
    items = (
        ()
        if single
        else listed_items(dossier, question, answers=answers, knowledge=knowledge, language=language)
    )
    return AskedQuestion(
        question=question,
        url=question_url(dossier, question.id),
        lines=lines,
        items=tuple(one for one in items if question.shape == "rows" or one.is_answered),
        is_answered=answers.has(question.id),
    )


def listed_items(
    dossier: Dossier,
    question: Question,
    *,
    answers: Answers,
    knowledge: Knowledge,
    language: str,
    only: tuple[str, ...] | None = None,
) -> tuple[ListedItem, ...]:
    """Every row or item in order; `only` leaves out what does not matter here, unless it was answered."""
    found = []
    for item in items_of(question, answers=answers, knowledge=knowledge):
        row = answers.one(question.id, item)
        if only is not None and item not in only and not row:
            continue
        lines = said_row(question, row, answers=answers, knowledge=knowledge, language=language, item=item)
        name = item_name(question, item, answers=answers, knowledge=knowledge, language=language)
        # The name of a row is its first text: saying it twice helps nobody.
        shown = tuple(line for line in lines if line.texts != (name,)) if question.shape == "rows" else lines
        found.append(ListedItem(item, name, question_url(dossier, question.id, item), shown))
    return tuple(found)


def following(question: Question, *, knowledge: Knowledge, answers: Answers | None = None) -> Question | None:
    """The next question of the step; with answers, the next one without an answer."""
    own = knowledge.questions_of(question.step)
    for later in own[own.index(question) + 1 :]:
        if answers is None or not answers.has(later.id):
            return later
    return None


def next_item(question: Question, item: str, *, answers: Answers, items: tuple[str, ...]) -> str | None:
    """The first item after this one that says nothing yet; then one before it."""
    if item not in items:
        return None
    here = items.index(item)
    for other in (*items[here + 1 :], *items[:here]):
        if not any(is_filled(value) for value in answers.one(question.id, other).values()):
            return other
    return None
