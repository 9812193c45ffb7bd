"""What does not go together: the rules between sources, as they apply to this situation."""

from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.finance.facts import Situation
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import IncomeRule


@dataclass(frozen=True)
class Conflict:
    """A rule that speaks here; `sources` are the sources counted on that it is about, in the order of the rule."""

    rule: IncomeRule
    sources: tuple[str, ...] = ()


def conflicts(situation: Situation, knowledge: Knowledge, *, today: date) -> tuple[Conflict, ...]:
    """Every rule that speaks about what is counted on (`situation.used`), worst first."""
    return ()


def excluded_pairs(situation: Situation, knowledge: Knowledge, *, today: date) -> frozenset[frozenset[str]]:
    """Pairs of source ids that cannot stand together in this situation, for finding lawful sets."""
    return frozenset()


def combination_refused(answers: Answers, knowledge: Knowledge, *, source: str, row: Row) -> Text | None:
    """Why this source cannot be counted on beside the others that are: in plain words, with what to do first."""
    return None
