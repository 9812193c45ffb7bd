"""Walking a tree of questions: from the start, answer by answer, to where it ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schuifaan.core.method.knowledge.shaping import Edge, Outcome, Suggestion, Tree, TreeNode


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
    path: list[PathStep] = []
    # Dictionaries, because each is kept once, in the order found.
    marks: dict[str, None] = {}
    outcomes: dict[str, None] = {}
    following: str | None = tree.start
    for node, answer, edge in steps(tree, given):
        path.append(PathStep(node=node, answer=answer, note=(notes or {}).get(node.id, "")))
        following = edge.next if edge is not None else None
        if edge is not None:
            outcomes.update(dict.fromkeys(edge.outcomes))
            marks.update({edge.mark: None} if edge.mark is not None else {})
    found = tuple(tree.outcome(outcome) for outcome in outcomes)
    return Walk(
        tree=tree,
        path=tuple(path),
        next=tree.node(following) if following is not None else None,
        marks=tuple(marks),
        outcomes=found,
        suggestions=tuple(
            (outcome, suggestion)
            for outcome in found
            for suggestion in outcome.suggestions
            if suggestion.when_mark is None or suggestion.when_mark in marks
        ),
    )


def steps(tree: Tree, given: Mapping[str, str]) -> Iterator[tuple[TreeNode, str, Edge | None]]:
    """(question, its answer, the edge taken) along the way; without an edge the way ends there."""
    following: str | None = tree.start
    something_found = False
    while following is not None:
        node = tree.node(following)
        answer = given.get(node.id)
        if answer is None or answer not in node.answers:
            return
        edge = taken(node, answer, something_found=something_found)
        yield node, answer, edge
        if edge is None:
            return
        something_found = something_found or bool(edge.outcomes) or edge.mark is not None
        following = edge.next


def taken(node: TreeNode, answer: str, *, something_found: bool) -> Edge | None:
    """The first edge of that answer that applies to what was found before."""
    applies = {None, "something_found" if something_found else "nothing_found"}
    return next((one for one in node.edges if one.answer == answer and one.only_when in applies), None)
