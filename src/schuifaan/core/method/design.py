"""The programme of requirements: what the type needs at least, what was chosen, and why."""

from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import Citation, PlaceTypeCode, Status
from schuifaan.core.method.knowledge.shaping import DesignStrategy, Practice, Priority, ProcessTip


@dataclass(frozen=True)
class ProgrammeLine:
    """A requirement. `advised` is what its type calls for; `priority` is what the team made of it."""

    id: str
    strategy: DesignStrategy | None
    text: Text
    check: Text | None
    advised: Priority | None
    priority: Priority | None
    chosen: str  # yes, no, unknown
    why: str
    evidence: str
    reactions: int | None
    said: str
    changed: str
    origin: Text  # "handboek", "eigen wens", "bewoners", in words
    source: tuple[Citation, ...]
    status: Status
    is_own: bool


@dataclass(frozen=True)
class TipState:
    tip: ProcessTip
    status: str
    note: str


@dataclass(frozen=True)
class Programme:
    type: PlaceTypeCode | None
    lines: tuple[ProgrammeLine, ...]  # musts first within each strategy; those not applicable left out
    left_out: tuple[ProgrammeLine, ...]  # musts of the type that the team does not want
    tips: tuple[TipState, ...]
    practices: tuple[Practice, ...]


def programme(answers: Answers, knowledge: Knowledge) -> Programme:
    """The programme of requirements for the chosen type (else: the best fitting one is not guessed, all are shown)."""
    raise NotImplementedError
