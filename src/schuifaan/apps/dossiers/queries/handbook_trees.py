"""A decision tree as an outline: every question once, with where each answer leads."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.shaping import Edge, Outcome, Tree, TreeNode

ANSWER_WORDS: dict[str, str | Promise] = {
    "yes": pgettext_lazy("antwoord", "Ja"),
    "no": pgettext_lazy("antwoord", "Nee"),
    "done": pgettext_lazy("antwoord", "Gedaan"),
}
CONDITION_WORDS: dict[str, str | Promise] = {
    "nothing_found": _("als er nog niets is gevonden"),
    "something_found": _("als er al iets is gevonden"),
}
MARK_WORDS: dict[str, str | Promise] = {
    "accessibility": _("toegankelijkheid"),
    "facilities": _("voorzieningen"),
    "furnishing": _("inrichting"),
    "size": _("grootte"),
}


@dataclass(frozen=True, slots=True)
class Branch:
    answer: str | Promise | Text
    condition: str | Promise
    mark: str | Promise
    next_number: int | None
    next_id: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class OutlineNode:
    number: int
    node: TreeNode
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class TreeOutline:
    tree: Tree
    nodes: tuple[OutlineNode, ...]


def outlines(knowledge: Knowledge) -> tuple[TreeOutline, ...]:
    return tuple(outline(tree) for tree in knowledge.trees)


def outline(tree: Tree) -> TreeOutline:
    """Numbered in the order of the file, the first question first."""
    ordered = sorted(tree.nodes, key=lambda node: node.id != tree.start)
    numbers = {node.id: number for number, node in enumerate(ordered, start=1)}
    return TreeOutline(
        tree,
        tuple(
            OutlineNode(
                numbers[node.id], node, tuple(_branch(tree, node, edge, numbers) for edge in node.edges)
            )
            for node in ordered
        ),
    )


def _branch(tree: Tree, node: TreeNode, edge: Edge, numbers: dict[str, int]) -> Branch:
    options = {option.id: option.text for option in node.options}
    return Branch(
        answer=options.get(edge.answer) or ANSWER_WORDS.get(edge.answer, edge.answer),
        condition=CONDITION_WORDS.get(edge.only_when or "", ""),
        mark=MARK_WORDS.get(edge.mark or "", edge.mark or ""),
        next_number=numbers.get(edge.next or ""),
        next_id=edge.next or "",
        outcomes=tuple(tree.outcome(one) for one in edge.outcomes),
    )
