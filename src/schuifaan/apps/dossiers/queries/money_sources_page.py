"""Every source of income for this place: which conditions are met, which are not, and what nobody knows yet."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.money_case import money_case
from schuifaan.apps.dossiers.queries.money_figures import ShownAmount, shown_amount
from schuifaan.apps.dossiers.queries.money_sheet import LASTS
from schuifaan.apps.dossiers.queries.money_verdict import STATES, RuleLine, rule_lines
from schuifaan.apps.dossiers.queries.reasons import ShownReason, ref_url
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.facts import FACTS
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.sources import ConditionVerdict, SourceVerdict
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import IncomeSource
from schuifaan.core.method.knowledge.planning import PlaceTypeItem
from schuifaan.core.method.reasons import resting_on

SOURCES = "money.sources"
CONDITIONS = "money.conditions"
ORDER = ("met", "unknown", "not_met", "closed")
USES: dict[str, tuple[str | Promise, str]] = {
    "count_on": (_("telt mee in de som"), "check"),
    "not": (_("doen jullie niet"), "minus"),
    "perhaps": (_("misschien"), "circle-help"),
    "": (_("nog niet gekozen"), "circle"),
}


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """`url` leads to the answer that decides it, as long as nobody knows."""

    reason: ShownReason
    result: str
    result_label: str
    icon: str
    is_legal: bool
    if_not: str
    would_change: str
    missing: tuple[tuple[str, str], ...]  # what is not known yet, and where to say it
    url: str


@dataclass(frozen=True, slots=True)
class Brings:
    """One line of income it could bring; `cents` in its first year that counts."""

    name: str
    cents: int
    why: ShownAmount


@dataclass(frozen=True, slots=True)
class SourceCard:
    source: IncomeSource
    state: str
    state_label: str
    icon: str
    horizon: str
    lasts: str
    doubtful: str
    use_label: str
    use_icon: str
    is_used: bool
    use_url: str
    legal: tuple[ConditionLine, ...]
    social: tuple[ConditionLine, ...]
    brings: tuple[Brings, ...]
    closed_since: date | None

    @property
    def in_the_way(self) -> tuple[ConditionLine, ...]:
        """What stands in the way, and of what is counted on also what nobody knows yet."""
        asks = {"not_met", "unknown"} if self.is_used else {"not_met"}
        return tuple(one for one in self.legal if one.result in asks)

    @property
    def other_legal(self) -> tuple[ConditionLine, ...]:
        return tuple(one for one in self.legal if one not in self.in_the_way)


@dataclass(frozen=True, slots=True)
class SourcesPage:
    place_type: PlaceTypeItem | None
    clashes: tuple[RuleLine, ...]
    cautions: tuple[RuleLine, ...]
    used: tuple[SourceCard, ...]
    others: tuple[SourceCard, ...]
    not_for_type: tuple[SourceCard, ...]


def money_sources_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str, today: date
) -> SourcesPage:
    case = money_case(dossier, answers, knowledge, today=today)
    reading = Reading(dossier, answers, knowledge, language)
    cards = [_card(one, case, reading) for one in case.verdicts]
    here = [one for one in cards if one.state != "not_for_type"]
    code = case.situation.get("place_type")
    return SourcesPage(
        place_type=next((one for one in knowledge.place_types if one.code == code), None),
        clashes=rule_lines(case.clashes, reading),
        cautions=rule_lines(tuple(one for one in case.conflicts if one.rule.severity != "conflict"), reading),
        used=tuple(one for one in cards if one.is_used),
        others=tuple(
            sorted((one for one in here if not one.is_used), key=lambda one: ORDER.index(one.state))
        ),
        not_for_type=tuple(one for one in cards if one.state == "not_for_type" and not one.is_used),
    )


def _card(verdict: SourceVerdict, case: BusinessCase, reading: Reading) -> SourceCard:
    source, language = verdict.source, reading.language
    label, icon = STATES[verdict.state]
    is_used = source.id in case.situation.used
    said = reading.answers.text(SOURCES, "use", source.id)
    use_label, use_icon = USES["count_on" if is_used else said if said in USES else ""]
    code = case.situation.get("place_type")
    doubtful = next((text for one, text in source.doubtful.items() if one == code), None)
    lines = [_condition(one, reading) for one in verdict.conditions]
    return SourceCard(
        source=source,
        state=verdict.state,
        state_label=str(label),
        icon=icon,
        horizon=verdict.horizon or "",
        lasts=str(LASTS[verdict.horizon]) if verdict.horizon else "",
        doubtful=doubtful.said(language) if doubtful is not None else "",
        use_label=str(use_label),
        use_icon=use_icon,
        is_used=is_used,
        use_url=question_url(reading.dossier, SOURCES, source.id),
        legal=tuple(one for one in lines if one.is_legal),
        social=tuple(one for one in lines if not one.is_legal),
        brings=tuple(
            _brings(one, reading) for one in case.possible if one.group == source.id and any(one.years)
        ),
        closed_since=verdict.closed_since,
    )


def _condition(verdict: ConditionVerdict, reading: Reading) -> ConditionLine:
    condition, language = verdict.condition, reading.language
    label, icon = STATES[verdict.result]
    asked = question_url(reading.dossier, CONDITIONS, condition.id) if condition.test is None else ""
    # What nobody answered yet rests on nothing: the link beside it asks.
    because = verdict.because if verdict.result != "unknown" else ()
    return ConditionLine(
        reason=reading.ground(resting_on(condition, condition.text, *because)),
        result=verdict.result,
        result_label=str(label),
        icon=icon,
        is_legal=condition.kind == "legal",
        if_not=condition.if_not.said(language) if condition.if_not is not None else "",
        would_change=condition.would_change.said(language) if condition.would_change is not None else "",
        missing=tuple(
            (FACTS[name].label.said(language), ref_url(FACTS[name].ref, reading.dossier))
            for name in verdict.missing
            if name in FACTS
        ),
        url=asked,
    )


def _brings(line: Line, reading: Reading) -> Brings:
    return Brings(
        line.name.said(reading.language),
        max(line.years),
        shown_amount(line.amount, language=reading.language, dossier=reading.dossier),
    )
