"""Answers said in words: options by their text, rows by their name, days and amounts as people write them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.choosing import name_of, options_of, referred, row_id, row_name
from schuifaan.core.method.knowledge import Item, Knowledge, Text
from schuifaan.core.method.knowledge.asking import AnswerField, FieldKind, Question
from schuifaan.core.method.reasons import Ref
from schuifaan.core.method.typed_values import EARLIEST, LATEST

CHOSEN = frozenset(
    {FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.YES_NO, FieldKind.REFERENCES, FieldKind.BRANCH}
)
CENTS_IN_EURO = 100


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One field of an answer: what was asked, and what was answered."""

    label: str
    texts: tuple[str, ...]


def said_row(
    question: Question, row: Row, *, answers: Answers, knowledge: Knowledge, language: str, item: str = ""
) -> tuple[SaidLine, ...]:
    """The filled fields of one answer, in the order they are asked. A tree's answers need their `item`."""
    return tuple(
        SaidLine(
            field.label.said(language),
            said_texts(
                field, row[field.id], answers=answers, knowledge=knowledge, language=language, item=item
            ),
        )
        for field in question.fields
        if is_filled(row.get(field.id))
    )


def said_text(
    question: Question,
    field_id: str,
    value: Any,
    *,
    answers: Answers,
    knowledge: Knowledge,
    language: str,
    item: str = "",
) -> str:
    """One value on one line."""
    field = question.field(field_id)
    texts = said_texts(field, value, answers=answers, knowledge=knowledge, language=language, item=item)
    return ", ".join(texts)


def said_texts(
    field: AnswerField, value: Any, *, answers: Answers, knowledge: Knowledge, language: str, item: str = ""
) -> tuple[str, ...]:
    """The value in words; what is not known any more is left out."""
    if not is_filled(value):
        return ()
    if field.kind in CHOSEN:
        named = [value] if isinstance(value, str) else value
        options = {
            option.id: option.text
            for option in options_of(field, answers=answers, knowledge=knowledge, item=item)
        }
        if field.rows_of:
            rows = (referred(name, field.rows_of, answers) for name in named)
            named = [row_id(row) for row in rows if row is not None]
        return tuple(options[name].said(language) for name in named if name in options)
    if isinstance(value, (list, tuple)):
        return tuple(str(one) for one in value)
    return (_written(field, value, language),)


def _written(field: AnswerField, value: Any, language: str) -> str:
    locale = "nl" if language == "nl" else "en_GB"
    if field.kind is FieldKind.DATE:
        return said_day(date.fromisoformat(value), language=language)
    if field.kind is FieldKind.EUROS:
        return format_currency(as_number(value) / CENTS_IN_EURO, "EUR", locale=locale)
    if field.kind is FieldKind.NUMBER:
        if (field.least, field.most) == (EARLIEST, LATEST):  # a year has no dot
            return str(value)
        number = format_decimal(as_number(value), locale=locale)
        return f"{number} {field.unit.said(language)}" if field.unit else number
    return str(value)


def said_day(day: date, *, language: str) -> str:
    """Say "14 oktober 2026": a dossier is read years later."""
    return format_date(day, "d MMMM y", locale="nl" if language == "nl" else "en_GB")


def item_name(question: Question, item: str, *, answers: Answers, knowledge: Knowledge, language: str) -> str:
    """What a row or item is called: its first text, the name of its task, the text of its question."""
    return item_text(question, item, answers=answers, knowledge=knowledge).said(language)


def item_text(question: Question, item: str, *, answers: Answers, knowledge: Knowledge) -> Text:
    if question.shape == "rows":
        return row_name(Ref(question.id, item), answers, knowledge)
    if question.shape == "one":
        return question.text
    if question.per in knowledge.questions_by_id:
        return row_name(Ref(str(question.per), item), answers, knowledge)
    found = knowledge.index.get(item)
    return name_of(found) if isinstance(found, Item) else Text(nl=item, en=item)
