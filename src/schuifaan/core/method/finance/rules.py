"""What does not go together: the rules between sources, as they apply to this situation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.finance.duties import soo_duty
from schuifaan.core.method.finance.expressions import Outcome, parse
from schuifaan.core.method.finance.facts import FACTS, FROM_SUMS, Situation, situation_of
from schuifaan.core.method.finance.sources import COUNTED, judged
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import Item
from schuifaan.core.method.knowledge.money import Condition, IncomeRule, IncomeSource
from schuifaan.core.method.reasons import phrase

WORST_FIRST = ("conflict", "have_it_checked", "warning")
# Facts that no question asks for: filling something in does not make them known.
NOT_ASKED = frozenset({*FROM_SUMS, "soo_duty", "wmo_bought", "bylaw"})
AnItem = TypeVar("AnItem", bound=Item)


@dataclass(frozen=True)
class Conflict:
    """A rule that speaks here; `sources` are the sources counted on that it is about, in the order of the rule.

    `missing`: names of facts that decide whether it really applies, and that nobody knows yet.
    """

    rule: IncomeRule
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def conflicts(situation: Situation, knowledge: Knowledge, *, today: date) -> tuple[Conflict, ...]:
    """Every rule that speaks about what is counted on (`situation.used`), worst first.

    A pair of sources speaks as long as its test may turn out true: better safe. A rule without pairs speaks only
    when its test is known to be true: what is not known there, the conditions of the sources already say.
    """
    found = (_speaking(rule, situation) for rule in _in_force(knowledge.income_rules, today))
    return tuple(
        sorted(
            (one for one in found if one is not None), key=lambda one: WORST_FIRST.index(one.rule.severity)
        )
    )


def excluded_pairs(situation: Situation, knowledge: Knowledge, *, today: date) -> frozenset[frozenset[str]]:
    """Pairs of source ids that cannot stand together in this situation, for finding lawful sets."""
    return frozenset(
        frozenset(pair)
        for rule, _outcome in _excluding(situation, knowledge, today=today)
        for pair in rule.between
    )


def combination_refused(
    answers: Answers, knowledge: Knowledge, *, source: str, row: Row, today: date | None = None
) -> Text | None:
    """Why this source cannot be counted on beside the others that are: in plain words, with what to do first.

    Without `today` every rule and condition counts, whatever its period.
    """
    chosen = next((one for one in knowledge.income_sources if one.id == source), None)
    if chosen is None or row.get("use") != "count_on":
        return None
    plan = answers.with_row(COUNTED, source, row)
    duty = soo_duty(plan, knowledge, today=today) if today is not None else None
    situation = situation_of(plan, soo_duty=None if today is None else duty is not None and duty.runs)
    for rule, outcome in _excluding(situation, knowledge, today=today):
        others = _others(source, rule, situation.used, knowledge)
        if others:
            return _clash(chosen, others, rule, outcome)
    unmet = [
        one
        for one in _in_force(chosen.conditions, today)
        if one.kind == "legal" and judged(one, situation, plan).result == "not_met"
    ]
    return _unmet(chosen, unmet) if unmet else None


# ------------------------------------------------------------------ when a rule speaks


def _speaking(rule: IncomeRule, situation: Situation) -> Conflict | None:
    outcome = _tested(rule, situation)
    about = [one for one in rule.about if one in situation.used]
    if rule.between:
        paired = [one for pair in rule.between if situation.used.issuperset(pair) for one in pair]
        speaks = bool(paired) and outcome.value is not False
    else:
        paired = []
        speaks = outcome.value is True and (bool(about) or not rule.about)
    return Conflict(rule, tuple(dict.fromkeys([*paired, *about])), outcome.missing) if speaks else None


def _excluding(
    situation: Situation, knowledge: Knowledge, *, today: date | None
) -> Iterator[tuple[IncomeRule, Outcome]]:
    """The rules whose pairs exclude each other here, as far as anybody knows."""
    for rule in _in_force(knowledge.income_rules, today):
        if rule.severity == "conflict" and rule.between:
            outcome = _tested(rule, situation)
            if outcome.value is not False:
                yield rule, outcome


def _tested(rule: IncomeRule, situation: Situation) -> Outcome:
    return Outcome(True) if rule.test is None else parse(rule.test).holds(situation)


def _in_force(items: Iterable[AnItem], today: date | None) -> Iterator[AnItem]:
    return (one for one in items if today is None or one.holds_on(today))


# ------------------------------------------------------------------ saying no


def _others(source: str, rule: IncomeRule, used: frozenset[str], knowledge: Knowledge) -> list[IncomeSource]:
    """The sources counted on that the rule keeps apart from this one."""
    apart = {one for pair in rule.between if source in pair for one in pair if one != source}
    return [one for one in knowledge.income_sources if one.id in apart & used]


def _clash(chosen: IncomeSource, others: list[IncomeSource], rule: IncomeRule, outcome: Outcome) -> Text:
    names = _named(others)
    said = phrase(
        "“{chosen}” en {others} gaan niet samen. {text} Wil je op “{chosen}” rekenen? Kies dan eerst nee bij {others}. "
        "{advice}",
        "“{chosen}” and {others} do not go together. {text} Do you want to count on “{chosen}”? Then first choose no "
        "for {others}. {advice}",
        chosen=chosen.name,
        others=names,
        text=rule.text,
        advice=rule.advice,
    )
    missing = [FACTS[name].label for name in outcome.missing if name not in NOT_ASKED]
    if not missing:
        return said
    return phrase(
        "{said} We weten nog niet: {labels}. Vul dat in als je het weet: misschien gaat het dan wel samen.",
        "{said} We do not know yet: {labels}. Fill that in when you know it: they may go together after all.",
        said=said,
        labels=Text(nl=", ".join(one.nl for one in missing), en=", ".join(one.en for one in missing)),
    )


def _unmet(chosen: IncomeSource, unmet: list[Condition]) -> Text:
    """The first condition in full, and how many more there are: one thing at a time can be put right."""
    first = unmet[0]
    wrong = first.if_not or phrase(
        "Dit klopt nog niet: {text}", "This is not so yet: {text}", text=first.text
    )
    parts = [
        phrase("Op “{name}” kun je nu niet rekenen.", "You cannot count on “{name}” now.", name=chosen.name),
        wrong,
        *([first.would_change] if first.would_change is not None else []),
    ]
    more = len(unmet) - 1
    if more == 1:
        parts.append(
            Text(
                nl="Er is nog één voorwaarde die niet klopt.",
                en="There is one more condition that is not met.",
            )
        )
    elif more:
        parts.append(
            phrase(
                "Er zijn nog {more} voorwaarden die niet kloppen.",
                "There are {more} more conditions that are not met.",
                more=str(more),
            )
        )
    return Text(nl=" ".join(one.nl for one in parts), en=" ".join(one.en for one in parts))


def _named(sources: list[IncomeSource]) -> Text:
    return Text(
        nl=" en ".join(f"“{one.name.nl}”" for one in sources),
        en=" and ".join(f"“{one.name.en}”" for one in sources),
    )
