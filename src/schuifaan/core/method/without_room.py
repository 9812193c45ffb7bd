"""Bringing people together without a room: which strategies fit the situation."""

from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Practice, RoomlessStrategy
from schuifaan.core.method.reasons import Reason

LEAST_SHOWN = 3


@dataclass(frozen=True)
class RoomlessOption:
    strategy: RoomlessStrategy
    speaks_for: tuple[Reason, ...]  # the situations that call for it
    practices: tuple[Practice, ...]
    chosen: bool
    who: str
    when: str
    note: str


@dataclass(frozen=True)
class WithoutRoom:
    fitting: tuple[RoomlessOption, ...]  # most situations first; at least three, in the order of the handbook
    others: tuple[RoomlessOption, ...]


def options(answers: Answers, knowledge: Knowledge) -> WithoutRoom:
    raise NotImplementedError
