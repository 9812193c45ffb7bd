"""Every source of income for this place: which conditions are met, which are not, and what nobody knows yet."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.money_brings import Brings, brings_of, counted_of, total_of
from schuifaan.apps.dossiers.queries.money_case import money_case
from schuifaan.apps.dossiers.queries.money_sheet import LASTS, nothing_because
from schuifaan.apps.dossiers.queries.money_verdict import STATES, RuleLine, rule_lines
from schuifaan.apps.dossiers.queries.reasons import ShownReason, ShownSource, ref_url, shown_source
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.facts import FACTS
from schuifaan.core.method.finance.sources import ConditionVerdict, SourceVerdict
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Condition, IncomeSource
from schuifaan.core.method.knowledge.planning import PlaceTypeItem
from schuifaan.core.method.reasons import resting_on

SOURCES = "money.sources"
CONDITIONS = "money.conditions"
PREFIX = "income."
POSSIBLE, WRONG = ("met", "unknown"), ("not_met",)
WORST_FIRST = ("not_met", "unknown", "met")
USES: dict[str, tuple[str | Promise, str]] = {
    "count_on": (_("telt mee in de som"), "check"),
    "not": (_("doen jullie niet"), "minus"),
    "perhaps": (_("misschien"), "circle-help"),
    "": (_("nog niet gekozen"), "circle"),
}
Kept = Mapping[tuple[str, str], tuple[int, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class AskedCondition:
    """A condition that people judge themselves, and what they said of it when the page was made."""

    id: str
    text: str
    holds: str = ""
    revision: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaidCondition:
    """What somebody says of one condition; `revision` is of the answer the page was made with."""

    condition: str
    holds: str
    revision: int


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """`asked` when people judge it themselves; `choice` is where they do, for who may."""

    reason: ShownReason
    result: str
    result_label: str
    icon: str
    is_legal: bool
    if_not: str
    would_change: str
    missing: tuple[tuple[str, str], ...]  # what is not known yet, and where to say it
    asked: AskedCondition | None = None
    has_own_source: bool = True  # else its source is named once for the whole card
    choice: BoundField | None = None


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source that several conditions rest on, with those conditions and their pages in the handbook."""

    reason: ShownReason
    conditions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceCard:
    source: IncomeSource
    slug: str
    state: str
    state_label: str
    icon: str
    counts: str  # "1 niet voldaan, 2 voldaan"
    horizon: str
    lasts: str
    doubtful: str
    use_label: str
    use_icon: str
    is_used: bool
    is_refused: bool  # people said they do not do this
    use_revision: int
    use_url: str
    legal: tuple[ConditionLine, ...]
    social: tuple[ConditionLine, ...]
    brings: tuple[Brings, ...]
    brings_nothing: str  # why, when there is an amount and it is nothing
    total: str
    counted: str  # how much of that the sum takes and why, when that is not all of it
    own_source: ShownSource
    for_own: tuple[tuple[str, str], ...]  # the conditions that rest on the source of the card itself
    shared: tuple[SharedSource, ...]
    closed_since: date | None
    is_open: bool
    form: BaseForm | None = None  # to answer its conditions with


@dataclass(frozen=True, slots=True)
class SourcesPage:
    place_type: PlaceTypeItem | None
    clashes: tuple[RuleLine, ...]
    cautions: tuple[RuleLine, ...]
    used: tuple[SourceCard, ...]
    possible: tuple[SourceCard, ...]
    wrong: tuple[SourceCard, ...]
    closed: tuple[SourceCard, ...]
    not_for_type: tuple[SourceCard, ...]

    @property
    def others(self) -> tuple[SourceCard, ...]:
        """What could be counted on beside what is, or not any more."""
        return (*self.possible, *self.wrong, *self.closed)

    def card(self, slug: str) -> SourceCard | None:
        """The card of a source, when it has one."""
        return next((one for one in (*self.used, *self.others) if one.slug == slug), None)


def money_sources_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str, today: date, opened: str = ""
) -> SourcesPage:
    """Give `opened`, the slug of a source, to have it stand open."""
    case = money_case(dossier, answers, knowledge, today=today)
    reading = Reading(dossier, answers, knowledge, language)
    made = Making(case, reading, kept_answers(dossier), opened)
    cards = [made.card(one) for one in case.verdicts]
    others = [one for one in cards if not one.is_used]
    code = case.situation.get("place_type")
    return SourcesPage(
        place_type=next((one for one in knowledge.place_types if one.code == code), None),
        clashes=rule_lines(case.clashes, reading),
        cautions=rule_lines(tuple(one for one in case.conflicts if one.rule.severity != "conflict"), reading),
        used=tuple(one for one in cards if one.is_used),
        possible=tuple(one for state in POSSIBLE for one in others if one.state == state),
        wrong=tuple(one for one in others if one.state in WRONG),
        closed=tuple(one for one in others if one.state == "closed"),
        not_for_type=tuple(one for one in others if one.state == "not_for_type"),
    )


def slug_of(source: IncomeSource) -> str:
    """income.soo → soo"""
    return source.id.removeprefix(PREFIX)


def source_named(knowledge: Knowledge, slug: str) -> IncomeSource | None:
    return next((one for one in knowledge.income_sources if slug_of(one) == slug), None)


def asked_of(source: IncomeSource, *, language: str, today: date) -> tuple[AskedCondition, ...]:
    """The conditions of a source that people judge themselves, in its order."""
    return tuple(
        AskedCondition(one.id, one.text.said(language))
        for one in source.conditions
        if one.test is None and one.holds_on(today)
    )


def kept_answers(dossier: Dossier) -> Kept:
    """What was said of sources and conditions: by question and item the revision and the answer."""
    rows = dossier.answers.filter(question__in=(SOURCES, CONDITIONS))
    return {
        (question, item): (revision, value)
        for question, item, revision, value in rows.values_list("question", "item", "revision", "value")
    }


@dataclass(frozen=True)
class Making:
    """What every card of the page is made with."""

    case: BusinessCase
    reading: Reading
    kept: Kept
    opened: str = ""

    def card(self, verdict: SourceVerdict) -> SourceCard:
        source, language = verdict.source, self.reading.language
        label, icon = STATES[verdict.state]
        is_used = source.id in self.case.situation.used
        revision, row = self.kept.get((SOURCES, source.id), (0, {}))
        said = str(row.get("use", ""))
        use_label, use_icon = USES["count_on" if is_used else said if said in USES else ""]
        brings = tuple(self._brings(source))
        own_source = shown_source(source, language=language)
        lines, for_own, shared = told_once([self._condition(one) for one in verdict.conditions], own_source)
        fails = is_used and bool(verdict.failing)
        return SourceCard(
            source=source,
            slug=slug_of(source),
            state=verdict.state,
            state_label=str(label),
            icon=icon,
            counts=_counted(verdict),
            horizon=verdict.horizon or "",
            lasts=str(LASTS[verdict.horizon]) if verdict.horizon else "",
            doubtful=self._doubtful(source),
            use_label=str(use_label),
            use_icon=use_icon,
            is_used=is_used,
            is_refused=said == "not",
            use_revision=revision,
            use_url=question_url(self.reading.dossier, SOURCES, source.id),
            legal=tuple(one for one in lines if one.is_legal),
            social=tuple(one for one in lines if not one.is_legal),
            brings=brings,
            brings_nothing="" if brings else self._nothing(source),
            total=total_of(brings, language),
            counted=counted_of(brings, language) if is_used else "",
            own_source=own_source,
            for_own=for_own,
            shared=shared,
            closed_since=verdict.closed_since,
            is_open=fails or slug_of(source) == self.opened,
        )

    def _doubtful(self, source: IncomeSource) -> str:
        code = self.case.situation.get("place_type")
        found = next((text for one, text in source.doubtful.items() if one == code), None)
        return found.said(self.reading.language) if found is not None else ""

    def _condition(self, verdict: ConditionVerdict) -> ConditionLine:
        condition, reading = verdict.condition, self.reading
        label, icon = STATES[verdict.result]
        # What nobody answered yet rests on nothing, and what people judge themselves on what stands right there.
        because = verdict.because if verdict.result != "unknown" and condition.test is not None else ()
        return ConditionLine(
            reason=reading.ground(resting_on(condition, condition.text, *because)),
            result=verdict.result,
            result_label=str(label),
            icon=icon,
            is_legal=condition.kind == "legal",
            if_not=condition.if_not.said(reading.language) if condition.if_not is not None else "",
            would_change=condition.would_change.said(reading.language)
            if condition.would_change is not None
            else "",
            missing=tuple(
                (FACTS[name].label.said(reading.language), ref_url(FACTS[name].ref, reading.dossier))
                for name in verdict.missing
                if name in FACTS
            ),
            asked=self._asked(condition) if condition.test is None else None,
        )

    def _asked(self, condition: Condition) -> AskedCondition:
        revision, row = self.kept.get((CONDITIONS, condition.id), (0, {}))
        text = condition.text.said(self.reading.language)
        return AskedCondition(
            condition.id, text, str(row.get("holds", "")), revision, str(row.get("note", ""))
        )

    def _brings(self, source: IncomeSource) -> Iterable[Brings]:
        for line in self.case.possible:
            if line.group == source.id and any(line.years):
                yield brings_of(line, self.reading)

    def _nothing(self, source: IncomeSource) -> str:
        lines = (line for line in self.case.possible if line.group == source.id)
        return next((because for line in lines if (because := nothing_because(line))), "")


# ------------------------------------------------------------------ small things


def _counted(verdict: SourceVerdict) -> str:
    """How many of the legal conditions stand how; the worst first."""
    found: Counter[str] = Counter(one.result for one in verdict.conditions if one.condition.kind == "legal")
    return ", ".join(f"{found[one]} {STATES[one][0]}" for one in WORST_FIRST if found[one])


def told_once(
    lines: list[ConditionLine], own: ShownSource
) -> tuple[list[ConditionLine], tuple[tuple[str, str], ...], tuple[SharedSource, ...]]:
    """Sources that are equal are named once for the card: the lines, what rests on its own source, and the rest."""
    named = Counter(_source_of(one) for one in lines)
    mine = (own.lines, own.status_label)
    kept = [
        replace(one, has_own_source=_source_of(one) != mine and named[_source_of(one)] == 1) for one in lines
    ]
    resting: dict[tuple[object, ...], list[ConditionLine]] = {}
    for one in kept:
        if not one.has_own_source and one.reason.source_lines:
            resting.setdefault(_source_of(one), []).append(one)
    for_own = _leading(resting.pop(mine, []))
    return kept, for_own, tuple(SharedSource(found[0].reason, _leading(found)) for found in resting.values())


def _source_of(line: ConditionLine) -> tuple[object, ...]:
    return (line.reason.source_lines, line.reason.status_label)


def _leading(lines: list[ConditionLine]) -> tuple[tuple[str, str], ...]:
    return tuple((one.reason.text, one.reason.about_url) for one in lines)
