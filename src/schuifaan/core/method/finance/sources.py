"""For each source of income: are its conditions met, not met, or not known yet, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.money import Condition, Horizon, IncomeSource
from schuifaan.core.method.reasons import Ref

Result = Literal["met", "not_met", "unknown"]
State = Literal["met", "not_met", "unknown", "closed", "not_for_type"]


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

    The state follows from the legal conditions alone; the social ones are things to arrange.
    """

    source: IncomeSource
    state: State
    horizon: Horizon | None  # None when the type is not known, or it is not for that type
    conditions: tuple[ConditionVerdict, ...] = ()

    @property
    def failing(self) -> tuple[ConditionVerdict, ...]:
        return tuple(one for one in self.conditions if one.result == "not_met" and one.condition.kind == "legal")

    @property
    def open(self) -> tuple[ConditionVerdict, ...]:
        """Legal conditions that nobody knows the answer to yet."""
        return tuple(one for one in self.conditions if one.result == "unknown" and one.condition.kind == "legal")

    @property
    def to_arrange(self) -> tuple[ConditionVerdict, ...]:
        return tuple(one for one in self.conditions if one.condition.kind == "social" and one.result != "met")


def verdicts(
    situation: Situation, answers: Answers, knowledge: Knowledge, *, today: date
) -> tuple[SourceVerdict, ...]:
    """Every source of income in the order of the knowledge."""
    return tuple(verdict(one, situation, answers, today=today) for one in _sources(knowledge))


def verdict(source: IncomeSource, situation: Situation, answers: Answers, *, today: date) -> SourceVerdict:
    """One source; a condition whose period is over is left out."""
    return SourceVerdict(source, "unknown", None)


def _sources(knowledge: Knowledge) -> Iterable[IncomeSource]:
    return knowledge.income_sources
