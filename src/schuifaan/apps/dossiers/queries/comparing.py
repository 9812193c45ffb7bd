"""Two plans side by side: only the answers that differ, and what the handbook concludes about each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from babel.numbers import format_currency, format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.money_figures import said_cents
from schuifaan.apps.dossiers.queries.money_verdict import verdict_of
from schuifaan.apps.dossiers.queries.speech import item_name, said_texts
from schuifaan.core.method.advice import Advice, advise
from schuifaan.core.method.answers import Answers, as_number
from schuifaan.core.method.comparison import Difference, differences
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.facts import Local
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Step

CENTS_IN_EURO = 100


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called, what was answered, where it can be opened."""

    name: str
    answers: Answers
    url: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing on both sides, each as a few lines."""

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return self.left != self.right


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """A row, an item or a single answer; `only` says so when it stands on one side alone."""

    name: str
    only: str
    fields: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class ComparedQuestion:
    text: str
    items: tuple[ComparedItem, ...]


@dataclass(frozen=True, slots=True)
class ComparedStep:
    title: str
    questions: tuple[ComparedQuestion, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Side
    right: Side
    concluded: tuple[Beside, ...]
    steps: tuple[ComparedStep, ...]


def comparison(
    left: Side,
    right: Side,
    knowledge: Knowledge,
    *,
    language: str,
    today: date,
    local: Local | None = None,
) -> Comparison:
    """`local`: what is known of the municipality, which decides part of the business case."""
    found = differences(left.answers, right.answers, knowledge)
    steps = tuple(
        _step(step, list(of_step), left=left, right=right, knowledge=knowledge, language=language)
        for step, of_step in groupby(found, key=lambda difference: difference.question.step)
    )
    concluded = (
        *_concluded(left, right, knowledge, language=language, today=today),
        *_money_concluded(left, right, knowledge, language=language, today=today, local=local),
    )
    return Comparison(left, right, concluded, steps)


def side_of(dossier: Dossier, answers: Answers, *, name: str) -> Side:
    return Side(name, answers, reverse("dossiers:dossier", kwargs={"key": dossier.key}))


# ------------------------------------------------------------------ answers


def _step(
    step_id: str, found: list[Difference], *, left: Side, right: Side, knowledge: Knowledge, language: str
) -> ComparedStep:
    step = knowledge.index.get(step_id)
    questions = tuple(
        ComparedQuestion(
            text.said(language), tuple(_item(one, left, right, knowledge, language) for one in of_question)
        )
        for text, of_question in groupby(found, key=lambda difference: difference.question.text)
    )
    return ComparedStep(step.title.said(language) if isinstance(step, Step) else step_id, questions)


def _item(one: Difference, left: Side, right: Side, knowledge: Knowledge, language: str) -> ComparedItem:
    question = one.question
    only, named_by = "", left
    if question.shape == "rows" and not one.left:
        only, named_by = _("Staat alleen bij %(side)s") % {"side": right.name}, right
    elif question.shape == "rows" and not one.right:
        only = _("Staat alleen bij %(side)s") % {"side": left.name}
    name = ""
    if question.shape != "one":
        rows = named_by.answers if one.left or not one.right else right.answers
        name = item_name(question, one.item, answers=rows, knowledge=knowledge, language=language)

    def said(field_id: str, row: object, answers: Answers) -> tuple[str, ...]:
        return said_texts(
            question.field(field_id),
            row,
            answers=answers,
            knowledge=knowledge,
            language=language,
            item=one.item,
        )

    known = {field.id for field in question.fields}
    return ComparedItem(
        name,
        only,
        tuple(
            Beside(
                question.field(field_id).label.said(language),
                said(field_id, one.left.get(field_id), left.answers),
                said(field_id, one.right.get(field_id), right.answers),
            )
            for field_id in one.fields
            if field_id in known
        ),
    )


# ------------------------------------------------------------------ what the handbook concludes


def _concluded(
    left: Side, right: Side, knowledge: Knowledge, *, language: str, today: date
) -> Iterator[Beside]:
    one, other = (advise(side.answers, knowledge, today=today) for side in (left, right))
    for label, say in (
        (_("Is er een ruimte nodig?"), _conclusion),
        (_("Soort plek die het best past"), _best_type),
        (_("Soort plek die is gekozen"), _chosen_type),
        (_("Taken die nog van niemand zijn"), _open_tasks),
        (_("Geld van partijen samen"), _money),
        (_("Uren van partijen samen"), _hours),
    ):
        yield Beside(label, say(one, knowledge, language), say(other, knowledge, language))


def _conclusion(advice: Advice, knowledge: Knowledge, language: str) -> tuple[str, ...]:
    code = advice.quickscan.conclusion
    named = [one.title.said(language) for one in knowledge.conclusions if one.code == code]
    return (named[0] if named else code,)


def _type_name(code: str | None, advice: Advice, language: str) -> tuple[str, ...]:
    return tuple(fit.name.said(language) for fit in advice.types.fits if fit.code == code)


def _best_type(advice: Advice, knowledge: Knowledge, language: str) -> tuple[str, ...]:
    del knowledge
    return _type_name(advice.types.best, advice, language) or (_("nog niet te zeggen"),)


def _chosen_type(advice: Advice, knowledge: Knowledge, language: str) -> tuple[str, ...]:
    del knowledge
    return _type_name(advice.types.chosen, advice, language) or (_("nog niet gekozen"),)


def _open_tasks(advice: Advice, knowledge: Knowledge, language: str) -> tuple[str, ...]:
    del knowledge
    return tuple(task.name.said(language) for task in advice.management.open_tasks) or (_("geen"),)


def _money(advice: Advice, knowledge: Knowledge, language: str) -> tuple[str, ...]:
    del knowledge
    locale = "nl" if language == "nl" else "en_GB"
    amount = format_currency(advice.gives.cents / CENTS_IN_EURO, "EUR", locale=locale)
    return (_("%(amount)s per jaar") % {"amount": amount},)


def _hours(advice: Advice, knowledge: Knowledge, language: str) -> tuple[str, ...]:
    del knowledge
    hours = format_decimal(as_number(advice.gives.hours), locale="nl" if language == "nl" else "en_GB")
    return (_("%(hours)s uur per week") % {"hours": hours},)


# ------------------------------------------------------------------ what the business case comes to


def _money_concluded(
    left: Side, right: Side, knowledge: Knowledge, *, language: str, today: date, local: Local | None
) -> Iterator[Beside]:
    """Nothing as long as neither has anything to add up."""
    one, other = (business_case(side.answers, knowledge, today=today, local=local) for side in (left, right))
    if not (one.has_sums or other.has_sums):
        return
    for label, say in (
        (_("Komt het uit?"), _verdict),
        (_("Eerste jaar waarin er meer uit gaat dan erin komt"), _gap_year),
        (_("Inkomsten waar op wordt gerekend"), _income),
        (_("Kosten per woning per maand"), _per_home),
    ):
        yield Beside(label, say(one, language), say(other, language))


def _verdict(case: BusinessCase, language: str) -> tuple[str, ...]:
    return (verdict_of(case, language).title,)


def _gap_year(case: BusinessCase, language: str) -> tuple[str, ...]:
    del language
    if not case.all_costs:
        return (_("nog niet te zeggen"),)
    return (str(case.gap_opens) if case.gap_opens else _("niet in deze jaren"),)


def _income(case: BusinessCase, language: str) -> tuple[str, ...]:
    used = case.situation.used
    return tuple(one.source.name.said(language) for one in case.verdicts if one.source.id in used) or (
        _("geen"),
    )


def _per_home(case: BusinessCase, language: str) -> tuple[str, ...]:
    amount = case.unit_costs.per_home
    return (said_cents(amount.cents, language) if amount else _("nog niet te zeggen"),)
