"""The programme of requirements and all answers as tables, to work on further in Excel."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case
from schuifaan.apps.dossiers.paper.programma import grouped
from schuifaan.apps.dossiers.paper.words import priority_words
from schuifaan.apps.dossiers.queries.reasons import STATUS_LABELS, source_lines
from schuifaan.apps.dossiers.queries.speech import item_name
from schuifaan.core.method.answers import is_filled
from schuifaan.core.method.design import ProgrammeLine
from schuifaan.core.method.knowledge.asking import AnswerField, FieldKind, Question
from schuifaan.ui.paper.workbook import Sheet, Value

CENTS_IN_EURO = 100


def programme_sheets(case: Case) -> Iterator[Sheet]:
    made = case.advice.programme
    head = (
        _("Groep"), _("Eis"), _("Zo kun je het nagaan"), _("Hoe belangrijk"), _("Advies"), _("Gekozen"), _("Van wie"),
        _("Waarom"), _("Voorbeeld of bewijs"), _("Wat bewoners zeggen"), _("Wat daardoor veranderde"), _("Bron"), _("Status van de bron"),
    )  # fmt: skip
    yield Sheet(
        _("Programma van eisen"),
        head,
        tuple(_line(case, name, line) for name, lines in grouped(case).items() for line in lines),
    )
    if made.left_out:
        yield Sheet(
            _("Niet gekozen"),
            head,
            tuple(
                _line(case, line.strategy.name.said(case.language) if line.strategy else "", line)
                for line in made.left_out
            ),
        )


def _line(case: Case, group: str, line: ProgrammeLine) -> tuple[Value, ...]:
    words = priority_words()
    chosen = {"yes": _("ja"), "no": _("nee")}
    return (
        group,
        line.text.said(case.language),
        line.check.said(case.language) if line.check else "",
        words[line.priority] if line.priority else "",
        words[line.advised] if line.advised else "",
        chosen.get(line.chosen, ""),
        line.origin.said(case.language),
        line.why,
        line.evidence,
        line.said,
        line.changed,
        "; ".join(str(one) for one in source_lines(line.source, language=case.language)),
        str(STATUS_LABELS[line.status]) if line.source else "",
    )


def dossier_sheets(case: Case) -> Iterator[Sheet]:
    """All answers below each other, then a sheet of its own for every list."""
    yield Sheet(
        _("Antwoorden"),
        (_("Stap"), _("Vraag"), _("Regel"), _("Onderdeel"), _("Antwoord")),
        tuple(row for question in case.knowledge.questions for row in _answers(case, question)),
    )
    for question in case.knowledge.questions:
        rows = case.answers.rows(question.id)
        if question.shape == "rows" and rows:
            yield Sheet(
                question.text.said(case.language),
                tuple(field.label.said(case.language) for field in question.fields),
                tuple(
                    tuple(_value(case, question, field, row.get(field.id), key) for field in question.fields)
                    for key, row in rows.items()
                ),
            )
    if case.to_do:
        yield Sheet(
            _("Nog te doen"),
            (_("Wat"), _("Wie"), _("Voor wanneer")),
            tuple((one.what, one.owner, one.due) for one in case.to_do),
        )


def _answers(case: Case, question: Question) -> Iterator[tuple[Value, ...]]:
    steps = {step.id: step.short.said(case.language) for step in case.knowledge.steps}
    for key, row in case.answers.rows(question.id).items():
        name = ""
        if question.shape != "one":
            name = item_name(
                question, key, answers=case.answers, knowledge=case.knowledge, language=case.language
            )
        for field in question.fields:
            if is_filled(row.get(field.id)):
                yield (
                    steps.get(question.step, ""),
                    question.text.said(case.language),
                    name,
                    field.label.said(case.language),
                    _value(case, question, field, row[field.id], key),
                )


def _value(case: Case, question: Question, field: AnswerField, value: Any, item: str) -> Value:
    """Amounts, whole numbers and days as such, so that Excel can count with them; the rest in words."""
    if not is_filled(value):
        return None
    if field.kind is FieldKind.EUROS:
        return int(value) / CENTS_IN_EURO
    if field.kind is FieldKind.NUMBER:
        return float(value)
    if field.kind is FieldKind.DATE:
        return date.fromisoformat(value)
    return case.said(question.id, field.id, {field.id: value}, item=item)
