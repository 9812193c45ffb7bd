"""Bringing people together without a room: which strategies fit the situation."""

from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Practice, RoomlessStrategy
from schuifaan.core.method.reasons import Reason, Ref, resting_on

LEAST_SHOWN = 3
SITUATIONS = "without_room.situations"
CHOICE = "without_room.choice"


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
    """Every strategy: those that suit the situation, and the others, so that people can choose freely."""
    every = tuple(_option(strategy, answers, knowledge) for strategy in knowledge.roomless)
    called = sorted((one for one in every if one.speaks_for), key=lambda one: -len(one.speaks_for))
    rest = [one for one in every if not one.speaks_for]
    room = max(0, LEAST_SHOWN - len(called))
    return WithoutRoom(fitting=(*called, *rest[:room]), others=tuple(rest[room:]))


def _option(strategy: RoomlessStrategy, answers: Answers, knowledge: Knowledge) -> RoomlessOption:
    chosen = answers.many(SITUATIONS, "situations")
    return RoomlessOption(
        strategy=strategy,
        speaks_for=tuple(
            resting_on(situation, situation.because, Ref(SITUATIONS))
            for situation in knowledge.situations
            if situation.id in chosen and strategy.id in situation.strategies
        ),
        practices=tuple(one for one in knowledge.practices if strategy.id in one.about),
        chosen=answers.text(CHOICE, "chosen", strategy.id) == "yes",
        who=answers.text(CHOICE, "who", strategy.id),
        when=answers.text(CHOICE, "when", strategy.id),
        note=answers.text(CHOICE, "note", strategy.id),
    )
