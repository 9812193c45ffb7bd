"""Random trees that are valid, and every way through a tree; for tests."""

from collections.abc import Iterator

from hypothesis import strategies as st

from schuifaan.core.method.knowledge import Citation, Text
from schuifaan.core.method.knowledge.shaping import BranchOption, Edge, Outcome, Tree, TreeNode
from schuifaan.core.method.walking import taken

SOURCE = (Citation(document="doc.own", heading="Proef"),)
WORDS = Text(nl="Proef", en="Test")
MARKS = (None, "size", "furnishing")


def every_way(tree: Tree) -> Iterator[dict[str, str]]:
    """The answers of every path from the start to an end."""
    waiting: list[tuple[str | None, dict[str, str], bool]] = [(tree.start, {}, False)]
    while waiting:
        node_id, given, found = waiting.pop()
        if node_id is None:
            yield given
            continue
        node = tree.node(node_id)
        for answer in node.answers:
            edge = taken(node, answer, something_found=found)
            now_found = found or (edge is not None and (bool(edge.outcomes) or edge.mark is not None))
            waiting.append((edge.next if edge else None, {**given, node_id: answer}, now_found))


@st.composite
def trees(draw: st.DrawFn, *, most: int = 8) -> Tree:
    """Every way leads on to later questions, to outcomes, or just ends."""
    count = draw(st.integers(1, most))
    outcomes = [f"own.t.O{number}" for number in range(draw(st.integers(1, 5)))]
    later = {number: [f"own.t.q{one}" for one in range(number + 1, count)] for number in range(count)}
    nodes = {f"own.t.q{number}": _node(draw, f"own.t.q{number}", later[number], outcomes) for number in later}
    reached, waiting = set(), ["own.t.q0"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [edge.next for edge in nodes[name].edges if edge.next]
    # An outcome must be told somewhere; a tree without one is given one at its start.
    kept = [node for name, node in nodes.items() if name in reached]
    told = {one for node in kept for edge in node.edges for one in edge.outcomes}
    if not told:
        first = kept[0].edges[0].model_copy(update={"outcomes": (outcomes[0],)})
        kept[0] = kept[0].model_copy(update={"edges": (first, *kept[0].edges[1:])})
        told = {outcomes[0]}
    return Tree(
        id="own.t",
        source=SOURCE,
        name=WORDS,
        intro=WORDS,
        start="own.t.q0",
        nodes=tuple(kept),
        outcomes=tuple(Outcome(id=one, source=SOURCE, text=WORDS) for one in outcomes if one in told),
    )


def _node(draw: st.DrawFn, name: str, later: list[str], outcomes: list[str]) -> TreeNode:
    kind = draw(st.sampled_from(["question", "question", "action"]))
    named = draw(st.sampled_from([(), ("a", "b", "c")])) if kind == "question" else ()
    answers = ("done",) if kind == "action" else named or ("yes", "no")
    edges = []
    for answer in answers:
        if draw(st.booleans()):
            when = draw(st.sampled_from(["nothing_found", "something_found"]))
            edges.append(_edge(draw, answer, later, outcomes, when))
        edges.append(_edge(draw, answer, later, outcomes, None))
    return TreeNode(
        id=name,
        source=SOURCE,
        kind=kind,
        text=WORDS,
        options=tuple(BranchOption(id=one, text=WORDS) for one in named),
        edges=tuple(edges),
    )


def _edge(draw: st.DrawFn, answer: str, later: list[str], outcomes: list[str], when: str | None) -> Edge:
    return Edge(
        answer=answer,
        next=draw(st.sampled_from([None, *later])),
        outcomes=tuple(draw(st.lists(st.sampled_from(outcomes), max_size=2, unique=True))),
        mark=draw(st.sampled_from(MARKS)),
        only_when=when,
    )
