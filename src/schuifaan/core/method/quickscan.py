"""The quickscan: does what we know say that a room is the answer?"""

from dataclasses import dataclass
from typing import Literal

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.reasons import Reason

Verdict = Literal["yes", "no", "unknown"]
ConclusionCode = Literal["adapt_goal", "no_room", "support_existing", "go_on", "not_yet_known"]


@dataclass(frozen=True)
class Reflected:
    """A reflection question and how it counts: yes or no only with evidence behind it."""

    id: str
    text: Text
    said: Verdict
    counts: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Quickscan:
    """What the scan says so far. `missing` is what stands between now and a conclusion."""

    conclusion: ConclusionCode
    with_caution: bool
    reflected: tuple[Reflected, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    decided: ConclusionCode | None  # what the team chose
    differs: bool  # the team chose otherwise than proposed


def scan(answers: Answers, knowledge: Knowledge) -> Quickscan:
    """The quickscan over these answers; never raises on what is missing."""
    raise NotImplementedError


@dataclass(frozen=True)
class Gives:
    """What parties bring together: euros a year in cents, hours a week, goods by name."""

    cents: int
    hours: str
    goods: tuple[tuple[int, str], ...]


def contributions(answers: Answers) -> Gives:
    """The contributions of all parties, summed; "20 stoelen" and "5 Stoelen" make 25 stoelen."""
    raise NotImplementedError


@dataclass(frozen=True)
class LocationView:
    """A candidate location: each factor yes, no or unknown; `may_be_called_safe` needs both kinds of safety."""

    item: str
    name: str
    central: Verdict
    affordable: Verdict
    safe: Verdict
    felt_safe: Verdict
    may_be_called_safe: bool
    open_points: tuple[Reason, ...]
    may_be_chosen: bool


def locations(answers: Answers, knowledge: Knowledge) -> tuple[LocationView, ...]:
    """The candidate locations side by side, in the order they were added."""
    raise NotImplementedError
