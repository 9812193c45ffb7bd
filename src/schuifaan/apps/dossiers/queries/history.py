"""What was answered, changed and taken away: by whom, when, and from what into what, in words."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import AnswerChange, Dossier
from schuifaan.apps.dossiers.queries.speech import item_name, said_texts
from schuifaan.core.method.answers import Answers, Row, is_filled
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import AnswerField, Question

PAGE = 30


@dataclass(frozen=True, slots=True)
class SaidChange:
    """One field: what stood there and what it became."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    pk: int
    at: datetime
    who: str
    what: str
    is_new: bool
    step: str
    question_id: str
    question: str
    item: str
    changes: tuple[SaidChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    rows: tuple[HistoryRow, ...]
    # Hand this back as `before` for the next page; empty when this is the last.
    next_before: str

    @property
    def next_before_quoted(self) -> str:
        return quote(self.next_before)


def history_of(
    dossier: Dossier,
    *,
    answers: Answers,
    knowledge: Knowledge,
    language: str,
    step: str = "",
    before: str = "",
    limit: int = PAGE,
) -> HistoryPage:
    """Newest first; one query. `answers` are the ones of now, to name rows by."""
    found = dossier.history.select_related("by", "via_link").order_by("-at", "-pk")
    if step:
        found = found.filter(question__in=[question.id for question in knowledge.questions_of(step)])
    rows = list(_after(found, before)[: limit + 1])
    shown = rows[:limit]
    more = f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if len(rows) > limit else ""
    return HistoryPage(
        tuple(_row(change, answers=answers, knowledge=knowledge, language=language) for change in shown), more
    )


def change_at(dossier: Dossier, pk: int) -> AnswerChange | None:
    return dossier.history.select_related("dossier__organisation").filter(pk=pk).first()


def _after(found: QuerySet[AnswerChange], cursor: str) -> QuerySet[AnswerChange]:
    at, _separator, pk = cursor.partition("_")
    if not pk.isdecimal():
        return found
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return found
    return found.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=int(pk)))


def who_did(change: AnswerChange) -> str:
    if change.by is not None:
        return str(change.by)
    if change.via_link is not None:
        return _("Via de link “%(label)s”") % {"label": change.via_link.label}
    return _("Iemand die niet meer meewerkt")


def _row(change: AnswerChange, *, answers: Answers, knowledge: Knowledge, language: str) -> HistoryRow:
    question = knowledge.questions_by_id.get(change.question)
    step = knowledge.index.get(question.step) if question else None
    return HistoryRow(
        pk=change.pk,
        at=change.at,
        who=who_did(change),
        what=_what(change),
        is_new=change.before is None,
        step=step.short.said(language) if step is not None else "",  # type: ignore[union-attr]
        question_id=question.id if question else "",
        question=question.text.said(language) if question else _("Een vraag die er niet meer is"),
        item=_item(change, question, answers=answers, knowledge=knowledge, language=language),
        changes=_changes(change, question, answers=answers, knowledge=knowledge, language=language),
    )


def _what(change: AnswerChange) -> str:
    if change.before is None:
        return _("heeft dit ingevuld")
    return _("heeft dit weggehaald") if change.after is None else _("heeft dit veranderd")


def _item(
    change: AnswerChange, question: Question | None, *, answers: Answers, knowledge: Knowledge, language: str
) -> str:
    """A row is called what it was called then: it may be gone by now."""
    if question is None or question.shape == "one":
        return ""
    if question.shape == "rows":
        answers = answers.with_row(question.id, change.item, change.after or change.before or {})
    return item_name(question, change.item, answers=answers, knowledge=knowledge, language=language)


def _changes(
    change: AnswerChange, question: Question | None, *, answers: Answers, knowledge: Knowledge, language: str
) -> tuple[SaidChange, ...]:
    if question is None:
        return ()
    before, after = change.before or {}, change.after or {}

    def said(field: AnswerField, row: Row) -> tuple[str, ...]:
        value = row.get(field.id)
        texts = said_texts(
            field, value, answers=answers, knowledge=knowledge, language=language, item=change.item
        )
        return texts or ((_("iets dat er nu niet meer is"),) if is_filled(value) else ())

    return tuple(
        SaidChange(field.label.said(language), said(field, before), said(field, after))
        for field in question.fields
        if before.get(field.id) != after.get(field.id)
    )
