"""Income that counts for nothing yet: what people filled in or count on without an amount, and what fits without one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.reasons import ShownRef, shown
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.income_parts import NoAmount
from schuifaan.core.method.knowledge import Knowledge

SOURCES = "money.sources"
ROWS = ("money.parties", "money.grants")
# Where the amount of a source is filled in, when it is not a row that says by itself what it is.
ASKED_AT = {
    "income.drinks": "money.sales",
    "income.activities": "money.sales",
    "income.soo": "money.soo",
    "income.rent_points": "money.rent",
    "income.service_agreement": "money.rent",
    "income.service_costs": "money.costs",
}
# The engine always says of these why there is no amount; that tells something only to who began on them.
NEEDS_A_START = {"income.rent_points": "money.rent"}
WHEN_USED = frozenset({"income.soo"})


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A source without an amount: why, and the answers that would change that."""

    source: str
    name: str
    why: str
    refs: tuple[ShownRef, ...]


def uncounted(case: BusinessCase, reading: Reading) -> tuple[Uncounted, ...]:
    """What people count on or filled in, and still adds nothing to the sum."""
    return tuple(_uncounted(case, reading))


def _uncounted(case: BusinessCase, reading: Reading) -> Iterator[Uncounted]:
    names = {one.id: one.name.said(reading.language) for one in reading.knowledge.income_sources}
    told = {line.group for line in case.possible}
    for one in case.without_amount:
        if one.source in names and _is_wanted(one, case, reading.answers):
            told.add(one.source)
            because = shown(one.reason, language=reading.language, dossier=reading.dossier)
            yield Uncounted(one.source, names[one.source], because.text, because.refs)
    for source, name in names.items():
        if source in case.situation.used and source not in told:
            why = _("Jullie rekenen hierop, maar vulden nog geen bedrag in.")
            yield Uncounted(source, name, why, tuple(_asked(source, reading)))


def _is_wanted(one: NoAmount, case: BusinessCase, answers: Answers) -> bool:
    if one.source in case.situation.used:
        return True
    if one.source in WHEN_USED or answers.text(SOURCES, "use", one.source) == "not":
        return False
    start = NEEDS_A_START.get(one.source)
    return start is None or bool(answers.one(start))


def _asked(source: str, reading: Reading) -> Iterator[ShownRef]:
    question = reading.knowledge.questions_by_id.get(_question_of(source, reading.knowledge))
    if question is not None:
        url = question_url(reading.dossier, question.id)
        yield ShownRef(question.id, "", question.text.said(reading.language), url)


def _question_of(source: str, knowledge: Knowledge) -> str:
    if source in ASKED_AT:
        return ASKED_AT[source]
    for question in ROWS:
        options = knowledge.questions_by_id[question].field("pays_as").options
        if source in {f"income.{one.id}" for one in options}:
            return question
    return ""


def without_amount(case: BusinessCase, reading: Reading) -> tuple[Uncounted, ...]:
    """What could be counted on here as far as anybody knows, and has no amount: no set can be made with it."""
    there = {line.group for line in case.possible}
    return tuple(
        Uncounted(one.source.id, one.source.name.said(reading.language), "", ())
        for one in case.verdicts
        if one.state in {"met", "unknown"}
        and one.source.id not in there
        and reading.answers.text(SOURCES, "use", one.source.id) != "not"
    )
