"""For each source of income: are its conditions met, not met, or not known yet, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.expressions import Expression, parse
from schuifaan.core.method.finance.facts import FACTS, Situation
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Condition, Horizon, IncomeSource
from schuifaan.core.method.reasons import Ref

Result = Literal["met", "not_met", "unknown"]
State = Literal["met", "not_met", "unknown", "closed", "not_for_type"]

SOO = "income.soo"
ASKED = "money.conditions"
COUNTED = "money.sources"
RESULTS: dict[bool | None, Result] = {True: "met", False: "not_met", None: "unknown"}


@dataclass(frozen=True)
class ConditionVerdict:
    """One condition, and the answers it was judged by. `missing`: names of facts that are not known yet."""

    condition: Condition
    result: Result
    because: tuple[Ref, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceVerdict:
    """closed: no new requests are taken; not_for_type: the handbook does not name it for the chosen type.

    The state follows from the legal conditions alone; the social ones are things to arrange. `closed_since` is there
    for every plan that comes too late, also when the state names something that weighs heavier.
    """

    source: IncomeSource
    state: State
    horizon: Horizon | None  # None when the type is not known, or it is not for that type
    conditions: tuple[ConditionVerdict, ...] = ()
    closed_since: date | None = None

    @property
    def failing(self) -> tuple[ConditionVerdict, ...]:
        return tuple(
            one for one in self.conditions if one.result == "not_met" and one.condition.kind == "legal"
        )

    @property
    def open(self) -> tuple[ConditionVerdict, ...]:
        """Legal conditions that nobody knows the answer to yet."""
        return tuple(
            one for one in self.conditions if one.result == "unknown" and one.condition.kind == "legal"
        )

    @property
    def to_arrange(self) -> tuple[ConditionVerdict, ...]:
        return tuple(one for one in self.conditions if one.condition.kind == "social" and one.result != "met")


def verdicts(
    situation: Situation, answers: Answers, knowledge: Knowledge, *, today: date
) -> tuple[SourceVerdict, ...]:
    """Every source of income in the order of the knowledge."""
    return tuple(verdict(one, situation, answers, today=today) for one in knowledge.income_sources)


def verdict(source: IncomeSource, situation: Situation, answers: Answers, *, today: date) -> SourceVerdict:
    """One source; a condition whose period is over is left out.

    What nobody can change comes first: `not_for_type`, then `closed`; the conditions still say what would be in the
    way. Then `not_met`, which says what is wrong with the plan itself. What is not known comes after what is, and
    `met` is left. A room that got its SOO is not closed out: it keeps its duties.
    """
    conditions = tuple(judged(one, situation, answers) for one in source.conditions if one.holds_on(today))
    closed_since = _closed_since(source, situation, today=today)
    legal = {one.result for one in conditions if one.condition.kind == "legal"}
    known_type = situation.get("place_type")
    horizon = next((horizon for code, horizon in source.types.items() if code == known_type), None)
    state: State
    if known_type is not None and horizon is None:
        state = "not_for_type"
    elif closed_since is not None:
        state = "closed"
    elif "not_met" in legal:
        state = "not_met"
    else:
        state = "unknown" if "unknown" in legal else "met"
    return SourceVerdict(source, state, horizon, conditions, closed_since)


def judged(condition: Condition, situation: Situation, answers: Answers) -> ConditionVerdict:
    """One condition: by its test, or without one by what people say themselves."""
    if condition.test is None:
        said = answers.text(ASKED, "holds", condition.id)
        result = RESULTS[{"yes": True, "no": False}.get(said)]
        return ConditionVerdict(condition, result, (Ref(ASKED, condition.id),))
    expression = parse(condition.test)
    outcome = expression.holds(situation)
    return ConditionVerdict(
        condition, RESULTS[outcome.value], tuple(dict.fromkeys(_refs(expression))), outcome.missing
    )


def _refs(expression: Expression) -> Iterator[Ref]:
    """Where people filled in, or can fill in, what the test looks at."""
    yield from (FACTS[name].ref for name in expression.facts)
    yield from (Ref(COUNTED, source) for source in expression.sources)


def _closed_since(source: IncomeSource, situation: Situation, *, today: date) -> date | None:
    if source.closed_since is None or source.closed_since > today:
        return None
    is_granted = source.id == SOO and situation.get("soo_granted") is True
    return None if is_granted else source.closed_since
