"""One question of a tree at a time: what was answered on the way, and where it led so far."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.making_tasks import origins_of_tasks
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import options_of
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.knowledge.shaping import Outcome, Suggestion, Tree, TreeNode
from schuifaan.core.method.walking import Walk, walk

TREE = "revival.tree"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A question that was answered on the way."""

    node: TreeNode
    answer: str
    note: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class BranchLine:
    id: str
    text: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    suggestion: Suggestion
    has_task: bool


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    outcome: Outcome
    suggestions: tuple[SuggestionLine, ...]


@dataclass(frozen=True, slots=True)
class WalkPage:
    """`node` is the question on this page; None when the walk has ended."""

    tree: Tree
    walk: Walk
    node: TreeNode | None
    branches: tuple[BranchLine, ...]
    note: str
    path: tuple[StepLine, ...]
    back_url: str
    outcomes: tuple[OutcomeLine, ...]


def tree_at(knowledge: Knowledge, tree: str) -> Tree | None:
    return next((one for one in knowledge.trees if one.id == tree), None)


def walk_of(tree: Tree, answers: Answers) -> Walk:
    rows = answers.rows(TREE)
    given = {node: row["answer"] for node, row in rows.items() if row.get("answer")}
    return walk(tree, given, notes={node: row.get("note") or "" for node, row in rows.items()})


def walk_page(
    dossier: Dossier, tree: Tree, answers: Answers, knowledge: Knowledge, *, asked: str, language: str
) -> WalkPage:
    """`asked` is the node to show again; when it is not on the way, the next question is shown."""
    walked = walk_of(tree, answers)
    on_the_way = {step.node.id: step.node for step in walked.path}
    node = on_the_way.get(asked, walked.next)
    row = answers.one(TREE, node.id) if node is not None else {}
    # An answer to a question further on, given before the way changed, is not put in people's mouths.
    given = row.get("answer") if node is not None and node.id in on_the_way else None
    question = knowledge.questions_by_id[TREE]
    return WalkPage(
        tree=tree,
        walk=walked,
        node=node,
        branches=tuple(
            BranchLine(one, text, one == given)
            for one, text in _branches(node, question, answers, knowledge, language)
        ),
        note=row.get("note") or "",
        path=tuple(
            StepLine(
                node=step.node,
                answer=dict(_branches(step.node, question, answers, knowledge, language)).get(
                    step.answer, step.answer
                ),
                note=step.note,
                url=node_url(dossier, tree, step.node),
                is_here=node is not None and step.node.id == node.id,
            )
            for step in walked.path
        ),
        back_url=_back(dossier, tree, walked, node),
        outcomes=outcome_lines(walked, origins_of_tasks(dossier)),
    )


def outcome_lines(walked: Walk, with_task: frozenset[str]) -> tuple[OutcomeLine, ...]:
    """The outcomes found so far, each with the suggestions that hold."""
    return tuple(
        OutcomeLine(
            outcome,
            tuple(
                SuggestionLine(suggestion, suggestion.id in with_task)
                for found, suggestion in walked.suggestions
                if found.id == outcome.id
            ),
        )
        for outcome in walked.outcomes
    )


def node_url(dossier: Dossier, tree: Tree, node: TreeNode) -> str:
    address = reverse("dossiers:tree", kwargs={"key": dossier.key, "tree": tree.id})
    return f"{address}?{urlencode({'vraag': node.id})}"


def _branches(
    node: TreeNode | None, question: Question, answers: Answers, knowledge: Knowledge, language: str
) -> list[tuple[str, str]]:
    if node is None:
        return []
    options = options_of(question.field("answer"), answers=answers, knowledge=knowledge, item=node.id)
    return [(option.id, option.text.said(language)) for option in options]


def _back(dossier: Dossier, tree: Tree, walked: Walk, node: TreeNode | None) -> str:
    """The question before this one on the way; empty at the first."""
    names = [step.node.id for step in walked.path]
    place = names.index(node.id) if node is not None and node.id in names else len(names)
    return node_url(dossier, tree, walked.path[place - 1].node) if place else ""
