"""Reviving a silent room: causes, the walk through their trees, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Cause, Outcome, Suggestion, Tree, TreeNode
from schuifaan.core.method.reasons import Reason


@dataclass(frozen=True)
class PathStep:
    node: TreeNode
    answer: str
    note: str


@dataclass(frozen=True)
class Walk:
    """How far people came in one tree. `next` is the question to ask now; None when the walk has ended."""

    tree: Tree
    path: tuple[PathStep, ...]
    next: TreeNode | None
    marks: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    suggestions: tuple[tuple[Outcome, Suggestion], ...]  # those whose mark was made, or that need none

    @property
    def is_finished(self) -> bool:
        return self.next is None


def walk(tree: Tree, given: Mapping[str, str], *, notes: Mapping[str, str] | None = None) -> Walk:
    """Follow `given` (node id -> answer) from the start. An answer the node does not know stops the walk there.

    Answers to nodes that are not on the path are kept by the dossier but do not count.
    """
    raise NotImplementedError


@dataclass(frozen=True)
class Revival:
    causes: tuple[Cause, ...]  # chosen, in the order of the handbook
    walks: tuple[Walk, ...]  # of the chosen causes
    heard_causes: tuple[tuple[Cause, int], ...]  # how many talks named each cause
    missing: tuple[Reason, ...]
    decision: str  # revive, not_now, stop, ""
    recheck_date: date | None
    evaluate_from: date | None  # three to six months after the decision to revive
    evaluate_until: date | None


def revival(answers: Answers, knowledge: Knowledge) -> Revival:
    raise NotImplementedError


@dataclass(frozen=True)
class PlacedNode:
    """A box of a drawn tree: column and row on a grid, from the top left."""

    id: str
    kind: str  # question, action, outcome, end
    column: int
    row: int
    on_path: bool
    is_next: bool


@dataclass(frozen=True)
class PlacedEdge:
    start: str
    end: str
    answer: str
    on_path: bool


@dataclass(frozen=True)
class Drawing:
    """A tree laid out on a grid, without overlap: questions down, outcomes to the right."""

    columns: int
    rows: int
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]


def draw(tree: Tree, walked: Walk | None = None) -> Drawing:
    """Where every node and outcome goes on paper and screen; the way taken is marked."""
    raise NotImplementedError
