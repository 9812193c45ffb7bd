"""Which of the five types fits: every answer's part in it is shown, and people choose themselves."""

from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.reasons import Reason


@dataclass(frozen=True)
class Part:
    """What one answer adds to or takes from a type."""

    question: str
    option: str
    points: int
    reason: Reason


@dataclass(frozen=True)
class Fit:
    code: PlaceTypeCode
    name: Text
    points: int
    speaks_for: tuple[Part, ...]
    speaks_against: tuple[Part, ...]
    excluded_because: tuple[Reason, ...]
    excluded_unless: tuple[Reason, ...]  # gates not answered yet

    @property
    def is_excluded(self) -> bool:
        return bool(self.excluded_because)


@dataclass(frozen=True)
class Tip:
    """Answering `question` with `option` instead would put another type in front."""

    question: str
    option: str
    option_text: Text
    winner: PlaceTypeCode


@dataclass(frozen=True)
class TypeMatch:
    """All five types, the possible ones first and best first, then the excluded ones."""

    fits: tuple[Fit, ...]
    best: PlaceTypeCode | None  # None: nothing fits well yet
    close_to: PlaceTypeCode | None  # the runner-up when it is a close call
    differ_most: tuple[str, ...]  # the two questions on which these two differ most
    would_tip: tuple[Tip, ...]
    missing: tuple[str, ...]  # questions without an answer
    chosen: PlaceTypeCode | None
    chosen_reason: str


CLOSE_CALL = 4
LEAST_POINTS = 8


def match(answers: Answers, knowledge: Knowledge) -> TypeMatch:
    """The five types ranked for these answers."""
    raise NotImplementedError


def chosen_type(answers: Answers, knowledge: Knowledge) -> PlaceTypeCode | None:
    """The type the team chose, or None."""
    raise NotImplementedError
