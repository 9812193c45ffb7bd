"""Kinds of knowledge about design, revival, meeting without a room, and the welcome."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schuifaan.core.method.knowledge.item import Frozen, Item, PlaceTypeCode, Point, Text

# ------------------------------------------------------------------ design

Priority = Literal["must", "should", "could", "not_applicable"]


class DesignStrategy(Item):
    group: Literal["physical", "interior"]
    name: Text
    summary: Text


class Requirement(Item):
    """A line of the programme of requirements. `strategy` is empty for needs of one type and own wishes."""

    strategy: str | None = None
    text: Text
    check: Text
    priority: dict[PlaceTypeCode, Priority]


class ProcessTip(Item):
    text: Text
    question: Text


class Practice(Item):
    """An example from elsewhere; `about` names the items it illustrates."""

    name: Text
    where: Text
    text: Text
    about: tuple[str, ...] = ()


# ------------------------------------------------------------------ revival


class Cause(Item):
    code: Literal["A", "B", "C", "D", "E"]
    name: Text
    examples: tuple[Point, ...]
    tree: str


class Suggestion(Point):
    """Something to do; with `when_mark` only when that mark was made on the way."""

    when_mark: str | None = None


class Outcome(Item):
    text: Text
    suggestions: tuple[Suggestion, ...] = ()


class Edge(Frozen):
    """Where an answer leads. `only_when` looks at what was found before (outcomes or marks) on this path.

    Of several edges with the same answer the first that applies is taken. `next` empty: the path ends.
    """

    answer: str
    next: str | None = None
    outcomes: tuple[str, ...] = ()
    mark: str | None = None
    only_when: Literal["nothing_found", "something_found"] | None = None


class BranchOption(Frozen):
    id: str
    text: Text


class TreeNode(Item):
    """A question (yes or no, or its own `options`) or an action that is done and then goes on."""

    kind: Literal["question", "action"] = "question"
    text: Text
    why: Text | None = None
    hint: str | None = None  # which known figure of the running place is worth showing here
    options: tuple[BranchOption, ...] = ()
    edges: tuple[Edge, ...] = Field(min_length=1)

    @property
    def answers(self) -> tuple[str, ...]:
        if self.kind == "action":
            return ("done",)
        return tuple(option.id for option in self.options) or ("yes", "no")


class Tree(Item):
    name: Text
    intro: Text
    start: str
    # More questions than this nobody walks, and drawing them takes long.
    nodes: tuple[TreeNode, ...] = Field(min_length=1, max_length=60)
    outcomes: tuple[Outcome, ...] = Field(min_length=1, max_length=60)

    @model_validator(mode="after")
    def _has_no_loose_ends(self) -> Self:
        problems = loose_ends(self)
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def node(self, node_id: str) -> TreeNode:
        return next(node for node in self.nodes if node.id == node_id)

    def outcome(self, outcome_id: str) -> Outcome:
        return next(outcome for outcome in self.outcomes if outcome.id == outcome_id)


def loose_ends(tree: Tree) -> list[str]:
    """Why this is not a tree one can walk to an end; empty when it is."""
    nodes = {node.id: node for node in tree.nodes}
    outcomes = {outcome.id for outcome in tree.outcomes}
    problems = [] if tree.start in nodes else [f"start {tree.start} is no node"]
    for node in tree.nodes:
        for edge in node.edges:
            if edge.next is not None and edge.next not in nodes:
                problems.append(f"{node.id}: {edge.next} is no node")
            problems += [f"{node.id}: {one} is no outcome" for one in edge.outcomes if one not in outcomes]
            if edge.answer not in node.answers:
                problems.append(f"{node.id}: {edge.answer} is no answer here")
        for answer in node.answers:
            edges = [edge for edge in node.edges if edge.answer == answer]
            if not edges:
                problems.append(f"{node.id}: the answer {answer} leads nowhere")
            elif edges[-1].only_when == "something_found" and len(edges) == 1:
                problems.append(f"{node.id}: the answer {answer} is not complete")
    if problems:
        return problems
    reached = _reached(nodes, tree.start)
    if reached is None:
        return ["the tree goes round in a circle"]
    problems += [f"{node_id} is never reached" for node_id in nodes if node_id not in reached]
    told = {one for node in tree.nodes for edge in node.edges for one in edge.outcomes}
    return problems + [f"{one} is never an outcome" for one in sorted(outcomes - told)]


def _reached(nodes: dict[str, TreeNode], start: str) -> set[str] | None:
    """Every node one can come to, or None when a way leads back to where it has been."""
    done: set[str] = set()
    on_the_way: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        node_id, leaving = stack.pop()
        if leaving:
            on_the_way.discard(node_id)
            done.add(node_id)
            continue
        if node_id in on_the_way:
            return None
        if node_id in done:
            continue
        on_the_way.add(node_id)
        stack.append((node_id, True))
        for edge in nodes[node_id].edges:
            if edge.next in on_the_way:
                return None
            if edge.next is not None and edge.next not in done:
                stack.append((edge.next, False))
    return done


# ------------------------------------------------------------------ without a room


class RoomlessStrategy(Item):
    name: Text
    summary: Text
    who: Text
    needs: tuple[Point, ...]
    mind: tuple[Point, ...] = ()
    mobile: bool = False
    start_this_week: bool = False


class Situation(Item):
    """A circumstance that speaks for some strategies."""

    text: Text
    strategies: tuple[str, ...] = Field(min_length=1)
    because: Text


# ------------------------------------------------------------------ the welcome


class Tip(Point):
    """`short`: a few words for a wall or a table, after "this we do"."""

    short: Text


class WelcomeElement(Item):
    name: Text
    statement: Text
    tips: tuple[Tip, ...]
    question: Text
    why: Text


class OwnTip(Item):
    """A tip an organisation adds, to a chapter of the handbook."""

    chapter: Literal["design", "management", "welcome", "without_room", "revival", "quickscan"]
    text: Text


class Chapter(Item):
    """A chapter of the handbook on the site; `kinds` are the kinds of knowledge it shows, in order."""

    title: Text
    intro: Text
    kinds: tuple[str, ...] = ()


TypeCodes = tuple[PlaceTypeCode, ...]
