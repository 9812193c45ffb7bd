"""May this answer be kept? What was typed is cleaned to its plain form, or refused field by field, in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schuifaan.core.method.answers import Answers, Row, is_filled
from schuifaan.core.method.choosing import items_of, options_of, referred, row_id
from schuifaan.core.method.finance.rules import combination_refused
from schuifaan.core.method.finance.service_costs import service_cost_refused
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.asking import AnswerField, FieldKind, Question
from schuifaan.core.method.locations import location_refused
from schuifaan.core.method.quickscan import decision_refused
from schuifaan.core.method.reasons import phrase
from schuifaan.core.method.typed_values import (
    NotReadable,
    amount,
    between,
    shown,
    typed_date,
    typed_euros,
    typed_link,
    typed_number,
    typed_text,
    within,
)

__all__ = ["AnswerRefused", "check_all", "checked", "items_of", "options_of"]

MOST_TEXT = 500
MOST_LONG_TEXT = 40_000
MOST_LINES = 200
MOST_ROWS = 300
MOST_PROBLEMS = 100
ROW_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


class AnswerRefused(ValueError):  # noqa: N818 - it says what happened
    """What was answered cannot be kept; `problems` says why, by field id ("" is the answer as a whole)."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        super().__init__("; ".join(f"{name}: {text.en}" for name, text in problems.items()))
        self.problems = dict(problems)


@dataclass(frozen=True)
class _Asked:
    """What is known around the answer. `forgets_rows`: names of rows that are gone are left out, not refused."""

    item: str
    answers: Answers
    knowledge: Knowledge
    forgets_rows: bool = False
    today: date | None = None


def checked(
    question: Question,
    value: Mapping[str, Any],
    *,
    item: str,
    answers: Answers,
    knowledge: Knowledge,
    today: date | None = None,
) -> Row:
    """The answer in its plain form (see `answers`), empty fields left out; AnswerRefused says what is wrong.

    `value` holds plain JSON values or what a form posted (texts, lists of texts). Euros: "12,50", "1.250" or whole
    cents as int. Refuses unknown fields, wrong types, options that do not exist, rows that are not there, an `item`
    that the question does not have, text that is too long or holds control characters (new lines are kept, tabs
    become spaces). Also refuses a decision other than the scan proposes without a reason, a location that has a
    "no" without a measure, income that clashes with other income that is counted on, and costs in the service
    costs that stay with the owner. Without `today` every rule about money counts, also one whose period is over.
    """
    asked = _Asked(item, answers, knowledge, today=today)
    refused = _item_refused(question, asked)
    if refused is not None:
        raise AnswerRefused({"": refused})
    row = _row(question, value, asked)
    problem = _against_the_method(question.id, row, asked)
    if problem is not None:
        raise AnswerRefused(problem)
    return row


def check_all(answers: Mapping[str, Any], *, knowledge: Knowledge) -> Answers:
    """A whole set of answers from outside (an imported file); AnswerRefused names `question/item/field`.

    Names of rows that are not in the set are left out, and so is what was said about such a row: taking a row
    away leaves them behind. What the method asks when deciding is not asked again; the scan still says it.
    """
    problems: dict[str, Text] = {}
    whole = Answers(_shaped(answers, knowledge, problems))
    clean: dict[str, dict[str, Row]] = {}
    for question_id, item, value in whole:
        if len(problems) >= MOST_PROBLEMS:
            break
        question = knowledge.questions_by_id[question_id]
        if question.per in knowledge.questions_by_id and item not in whole.rows(str(question.per)):
            continue
        asked = _Asked(item, whole, knowledge, forgets_rows=True)
        refused = _item_refused(question, asked)
        if refused is not None:
            problems[f"{question_id}/{shown(item)}"] = refused
            continue
        try:
            clean.setdefault(question_id, {})[item] = _row(question, value, asked)
        except AnswerRefused as refusal:
            for name, text in refusal.problems.items():
                problems[f"{question_id}/{item}/{name}".rstrip("/")] = text
    if problems:
        raise AnswerRefused(problems)
    return Answers(clean)


def _shaped(
    answers: object, knowledge: Knowledge, problems: dict[str, Text]
) -> dict[str, dict[str, Mapping[str, Any]]]:
    """What has the shape of answers; the rest goes to `problems`, and not more of it than people can read."""
    if not isinstance(answers, Mapping):
        raise AnswerRefused({"": _NOT_ANSWERS})
    shaped: dict[str, dict[str, Mapping[str, Any]]] = {}
    for question_id, items in answers.items():
        name = shown(question_id)
        if len(problems) >= MOST_PROBLEMS:
            break
        if not isinstance(question_id, str) or question_id not in knowledge.questions_by_id:
            problems[name] = phrase(
                "Deze vraag kennen we niet: {name}. Haal haar uit het bestand.",
                "We do not know this question: {name}. Take it out of the file.",
                name=name,
            )
        elif not isinstance(items, Mapping):
            problems[name] = _NOT_ANSWERS
        elif knowledge.questions_by_id[question_id].shape == "rows" and len(items) > MOST_ROWS:
            problems[name] = _TOO_MANY_ROWS
        else:
            for item, row in items.items():
                if isinstance(item, str) and isinstance(row, Mapping):
                    shaped.setdefault(question_id, {})[item] = row
                else:
                    problems[f"{name}/{shown(item)}"] = _NOT_ANSWERS
    return shaped


_NOT_ANSWERS = phrase(
    "Dit heeft niet de vorm van antwoorden. Gebruik een bestand dat hier is gemaakt.",
    "This does not have the shape of answers. Use a file that was made here.",
)
_TOO_MANY_ROWS = phrase(
    "Hier passen {most} regels. Haal eerst een regel weg, of voeg regels samen.",
    "There is room for {most} rows here. Take one away first, or join some.",
    most=str(MOST_ROWS),
)


def _item_refused(question: Question, asked: _Asked) -> Text | None:
    rows = asked.answers.rows(question.id)
    if question.shape == "rows":
        if not ROW_KEY.fullmatch(asked.item):
            return phrase(
                "“{item}” kan geen naam van een regel zijn. Gebruik letters, cijfers, - en _, hoogstens 40.",
                "“{item}” cannot name a row. Use letters, figures, - and _, 40 at most.",
                item=shown(asked.item),
            )
        return _TOO_MANY_ROWS if asked.item not in rows and len(rows) >= MOST_ROWS else None
    if asked.item in items_of(question, answers=asked.answers, knowledge=asked.knowledge):
        return None
    if question.shape == "one":
        return phrase("Deze vraag heeft maar één antwoord.", "This question has one answer only.")
    return phrase(
        "“{item}” staat niet (meer) in deze lijst. Ververs de pagina en kies opnieuw.",
        "“{item}” is not in this list (any more). Reload the page and choose again.",
        item=shown(asked.item),
    )


def _row(question: Question, value: object, asked: _Asked) -> Row:
    if not isinstance(value, Mapping):
        raise AnswerRefused({"": _NOT_ANSWERS})
    known = {field.id for field in question.fields}
    problems = {
        shown(name): phrase(
            "Deze vraag heeft geen veld “{name}”.", "This question has no field “{name}”.", name=shown(name)
        )
        for name in list(value)[:MOST_PROBLEMS]
        if name not in known
    }
    row: dict[str, Any] = {}
    for field in question.fields:
        try:
            read = _read(field, value.get(field.id), asked)
        except NotReadable as refused:
            problems[field.id] = refused.text
        else:
            if is_filled(read):
                row[field.id] = read
    for field in question.fields:
        if field.id not in row and field.id not in problems and _is_needed(field, row, asked):
            problems[field.id] = _please_fill(field)
    if problems:
        raise AnswerRefused(problems)
    return row


def _is_needed(field: AnswerField, row: Row, asked: _Asked) -> bool:
    if asked.forgets_rows and field.rows_of:
        return False
    return is_required(field, row)


def is_required(field: AnswerField, row: Row) -> bool:
    """Must this field be filled, given the rest of the row?"""
    if field.required or field.required_when is None:
        return field.required
    given = row.get(field.required_when.field)
    values = given if isinstance(given, (list, tuple)) else (given,)
    return any(value in field.required_when.is_any_of for value in values)


def _please_fill(field: AnswerField) -> Text:
    chooses = field.kind in _ONE_OPTION | _OPTIONS
    return phrase(
        "Kies iets bij “{label}”." if chooses else "Vul “{label}” nog in.",
        "Choose something for “{label}”." if chooses else "Fill in “{label}” as well.",
        label=field.label,
    )


# ------------------------------------------------------------------ one field


def _read(field: AnswerField, raw: object, asked: _Asked) -> object:
    """The plain value of one field; something empty when nothing was filled in."""
    if field.kind in _ONE_OPTION | _OPTIONS:
        return _chosen(field, raw, asked)
    if field.kind is FieldKind.LINES:
        return _lines(field, raw)
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}:
        return _text(field, raw)
    if field.kind is FieldKind.NUMBER:
        return between(
            typed_number(raw, decimals=field.decimals, unit=field.unit), least=field.least, most=field.most
        )
    return _TYPED[field.kind](raw)


_ONE_OPTION = {FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.BRANCH}
_OPTIONS = {FieldKind.CHOICES, FieldKind.REFERENCES}
_TYPED: Mapping[FieldKind, Callable[[object], object]] = {
    FieldKind.EUROS: typed_euros,
    FieldKind.DATE: typed_date,
    FieldKind.LINK: typed_link,
}


def _text(field: AnswerField, raw: object) -> str:
    is_long = field.kind is FieldKind.LONG_TEXT
    text = typed_text(raw) if is_long else " ".join(typed_text(raw).split("\n"))
    most = field.max_length or (MOST_LONG_TEXT if is_long else MOST_TEXT)
    return within(text, most=most, least=field.min_length or 0)


def _lines(field: AnswerField, raw: object) -> list[str]:
    typed = [line.strip() for text in _listed(raw) for line in typed_text(text).split("\n")]
    lines = [within(line, most=field.max_length or MOST_TEXT) for line in typed if line]
    if len(lines) > MOST_LINES:
        raise NotReadable(
            phrase(
                "Dit zijn {count} regels; er passen er {most}. Voeg regels samen.",
                "These are {count} lines; {most} fit. Join some lines.",
                count=amount(len(lines)),
                most=str(MOST_LINES),
            )
        )
    return lines


def _chosen(field: AnswerField, raw: object, asked: _Asked) -> str | list[str] | None:
    chosen = _among_options(field, raw, asked)
    if field.kind in _ONE_OPTION:
        if len(chosen) > 1:
            raise NotReadable(phrase("Kies er één.", "Choose one."))
        return chosen[0] if chosen else None
    if field.max_choices is not None and len(chosen) > field.max_choices:
        raise NotReadable(
            phrase(
                "Kies er hoogstens {most}. Welke zijn het belangrijkst?",
                "Choose {most} at most. Which matter most?",
                most=str(field.max_choices),
            )
        )
    return chosen


def _among_options(field: AnswerField, raw: object, asked: _Asked) -> list[str]:
    """The options chosen, each once; a row may be named by its key alone."""
    names = [name for name in _listed(raw) if name]
    if not names:
        return []
    options = options_of(field, answers=asked.answers, knowledge=asked.knowledge, item=asked.item)
    known = {option.id for option in options}
    chosen: dict[str, None] = {}
    for name in names:
        row = referred(name, field.rows_of, asked.answers) if field.rows_of else None
        option = row_id(row) if row is not None else name
        if option in known:
            chosen[option] = None
        elif not (field.rows_of and asked.forgets_rows):
            raise NotReadable(
                phrase(
                    "“{shown}” kun je hier niet kiezen. Kies uit de lijst.",
                    "“{shown}” cannot be chosen here. Choose from the list.",
                    shown=shown(name),
                )
            )
    return list(chosen)


def _listed(raw: object) -> list[str]:
    """A text as a list of one; a list of texts as it is."""
    listed = [] if raw is None else [raw] if isinstance(raw, str) else raw
    if not isinstance(listed, (list, tuple)) or not all(isinstance(one, str) for one in listed):
        raise NotReadable(
            phrase("Kies uit de lijst of vul tekst in.", "Choose from the list or fill in text.")
        )
    return list(listed)


# ------------------------------------------------------------------ what the method asks


def _against_the_method(question: str, row: Row, asked: _Asked) -> Mapping[str, Text] | None:
    """Some choices are not kept as they stand: people explain them, change them, or take another one back first."""
    if question == "reflection.decision":
        refused = decision_refused(asked.answers, asked.knowledge, row=row)
        return {"reason": refused} if refused is not None else None
    if question == "location.choice":
        refused = location_refused(asked.answers, asked.knowledge, row=row)
        return {"location": refused} if refused is not None else None
    if question == "money.sources":
        refused = combination_refused(
            asked.answers, asked.knowledge, source=asked.item, row=row, today=asked.today
        )
        return {"use": refused} if refused is not None else None
    if question == "money.costs":
        refused = service_cost_refused(row)
        return {"in_service_costs": refused} if refused is not None else None
    return None
