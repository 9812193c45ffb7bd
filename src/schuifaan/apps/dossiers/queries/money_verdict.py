"""The one sentence a business case comes to, and what stands in its way in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.money_case import money_case
from schuifaan.apps.dossiers.queries.money_figures import said_cents
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.rules import Conflict
from schuifaan.core.method.finance.sources import ConditionVerdict, SourceVerdict
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import IncomeSource
from schuifaan.core.method.reasons import resting_on

MONEY_STEP = "step.money"
STATES: dict[str, tuple[str | Promise, str]] = {
    "met": (gettext_lazy("voldaan"), "circle-check"),
    "not_met": (gettext_lazy("niet voldaan"), "circle-x"),
    "unknown": (gettext_lazy("nog niet bekend"), "circle-help"),
    "closed": (gettext_lazy("gesloten"), "lock"),
    "not_for_type": (gettext_lazy("niet voor deze soort plek"), "ban"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state`: empty, refused, closes, runs_out, short. Said with a word and a shape, never with colour alone."""

    state: str
    icon: str
    title: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """What stands beside the questions about money: the sentence, and the first year in three amounts."""

    verdict: Verdict
    has_sums: bool
    year: int
    costs: int
    income: int
    result: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that speaks: what clashes, what to do, and which sources it is about."""

    reason: ShownReason
    advice: str
    severity: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """A source that is counted on though it cannot be: why, and what would change that."""

    source: str
    name: str
    state_label: str
    why: tuple[tuple[str, str], ...]  # what is wrong, what one could do


def glance(dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str, today: date) -> Glance:
    """Only the sums themselves; what would close it or weighs most is for the page of the money."""
    case = money_case(dossier, answers, knowledge, today=today)
    first = case.years[0]
    return Glance(
        verdict_of(case, language), case.has_sums, first.year, first.costs, first.income, first.result
    )


def verdict_of(case: BusinessCase, language: str) -> Verdict:
    """Say whether it closes; never that it does when a condition is not met or sources clash."""
    if not case.is_lawful:
        more = _("Reken er nog niet op. Hieronder staat waarom, en wat je eraan doet.")
        return Verdict("refused", "octagon-x", _("Deze combinatie kan zo niet"), more)
    if not case.all_costs:
        return Verdict("empty", "circle-dashed", _("Vul eerst kosten in"))
    first = case.years[0]
    if case.runs_out is None:
        title = _("Dit komt uit, tot en met %(year)d.") % {"year": case.period.last}
        return Verdict("closes", "circle-check", title, _closing(case, language))
    if case.runs_out == first.year:
        title = _("Er ontbreekt %(amount)s in het eerste jaar.") % {
            "amount": said_cents(-first.balance, language)
        }
        return Verdict("short", "trending-down", title)
    title = _("Vanaf %(year)d is het geld op.") % {"year": case.runs_out}
    return Verdict("runs_out", "hourglass", title, _gap(case, language))


def _closing(case: BusinessCase, language: str) -> str:
    """When it closes thanks to what was in hand, that is worth a sentence."""
    if case.gap_opens is None:
        return ""
    lowest = min(row.balance for row in case.years)
    words = {"year": case.gap_opens, "amount": said_cents(lowest, language)}
    return (
        _(
            "In %(year)d gaat er voor het eerst meer uit dan erin komt. Dat vang je op met wat er nog is. "
            "Op het laagste punt is er %(amount)s."
        )
        % words
    )


def _gap(case: BusinessCase, language: str) -> str:
    row = next(one for one in case.years if one.result < 0)
    words = {"year": row.year, "amount": said_cents(-row.result, language)}
    return _("In %(year)d gaat er voor het eerst meer uit dan erin komt: %(amount)s.") % words


def rule_lines(found: tuple[Conflict, ...], reading: Reading) -> tuple[RuleLine, ...]:
    return tuple(rule_line(one, reading) for one in found)


def rule_line(conflict: Conflict, reading: Reading) -> RuleLine:
    rule = conflict.rule
    names = {one.id: one.name.said(reading.language) for one in reading.knowledge.income_sources}
    return RuleLine(
        reason=reading.ground(resting_on(rule, rule.text)),
        advice=rule.advice.said(reading.language),
        severity=rule.severity,
        sources=tuple(names[one] for one in conflict.sources if one in names),
    )


def unmet_lines(case: BusinessCase, reading: Reading) -> tuple[UnmetLine, ...]:
    """What a clash says already is not said a second time."""
    told = {source for clash in case.clashes for source in clash.sources}
    return tuple(
        UnmetLine(
            source=one.source.id,
            name=one.source.name.said(reading.language),
            state_label=str(STATES[one.state][0]),
            why=tuple(_why(one, reading.language)),
        )
        for one in case.unmet
        if one.source.id not in told
    )


def _why(verdict: SourceVerdict, language: str) -> Iterator[tuple[str, str]]:
    if verdict.state == "not_for_type":
        yield said_not_for_type(), _("Haal het uit de som.")
    if verdict.state == "closed":
        yield said_closed(verdict.source, language), _("Haal het uit de som.")
    for one in verdict.failing:
        yield said_failing(one, language)


def said_not_for_type() -> str:
    return _("Het handboek noemt dit niet bij deze soort plek.")


def said_closed(source: IncomeSource, language: str) -> str:
    note = source.closed_note
    return note.said(language) if note is not None else _("Je kunt dit niet meer aanvragen.")


def said_failing(one: ConditionVerdict, language: str) -> tuple[str, str]:
    """What is wrong, and what would change that ("" when nothing we know of does)."""
    wrong, change = one.condition.if_not or one.condition.text, one.condition.would_change
    return wrong.said(language), change.said(language) if change is not None else ""
