"""Trees on a grid: one box a cell, downwards, and every line to be seen."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from schuifaan.core.method.drawing import BOX_HEIGHT, BOX_WIDTH, Drawing, Way
from schuifaan.core.method.knowledge.shaping import Edge, Outcome, Tree, TreeNode
from schuifaan.core.method.revival import draw, walk
from tests.core.method.trees import SOURCE, WORDS, every_way, trees

TREES = ("T1", "T2", "T3", "T4", "T5")
POINTS = 200


def _check(tree: Tree, drawing: Drawing) -> None:
    """What holds of every drawing."""
    cells = {node.id: (node.column, node.row) for node in drawing.nodes}
    kinds = {node.id: node.kind for node in drawing.nodes}
    assert len(cells) == len(drawing.nodes)
    assert len(set(cells.values())) == len(cells)
    assert all(0 <= column < drawing.columns and 0 <= row < drawing.rows for column, row in cells.values())
    assert {node.id: node.kind for node in tree.nodes} == {
        name: kind for name, kind in kinds.items() if kind in {"question", "action"}
    }
    assert {one.id for one in tree.outcomes} == {name for name, kind in kinds.items() if kind == "outcome"}
    for line in drawing.edges:
        if kinds[line.end] == "outcome":
            assert cells[line.end][0] > cells[line.start][0]
        else:
            assert cells[line.end][1] > cells[line.start][1]
        assert not [
            name for name in cells if name not in {line.start, line.end} and _hides(cells, line, name)
        ]
    _every_edge_is_drawn(tree, drawing)


def _hides(cells, line, name) -> bool:
    """Found by walking along the line, another way than the layout itself does."""
    (first_column, first_row), (last_column, last_row) = cells[line.start], cells[line.end]
    column, row = cells[name]
    for step in range(POINTS + 1):
        at_column = first_column + (last_column - first_column) * step / POINTS
        at_row = first_row + (last_row - first_row) * step / POINTS
        if abs(at_column - column) < BOX_WIDTH / 2 and abs(at_row - row) < BOX_HEIGHT / 2:
            return True
    return False


def _every_edge_is_drawn(tree: Tree, drawing: Drawing) -> None:
    drawn = {(line.start, line.end): line for line in drawing.edges}
    assert len(drawn) == len(drawing.edges)
    for node in tree.nodes:
        for edge in node.edges:
            ends = [*edge.outcomes, *([edge.next] if edge.next else [])] or [f"{node.id}:end"]
            for end in ends:
                line = drawn[node.id, end]
                assert Way(edge.answer, edge.only_when or "") in line.ways
                assert line.answer in {"", edge.answer}


@pytest.mark.parametrize("name", TREES)
def test_shipped_tree_is_drawn_for_paper(knowledge, name):
    tree = next(tree for tree in knowledge.trees if tree.id == f"tree.{name}")
    drawing = draw(tree)
    _check(tree, drawing)
    assert drawing.columns <= (5 if name == "T3" else 3)
    assert drawing.rows <= 8
    assert not any(node.on_path or node.is_next for node in drawing.nodes)
    assert not any(line.on_path for line in drawing.edges)


@pytest.mark.parametrize("name", TREES)
def test_way_taken_is_marked(knowledge, name):
    tree = next(tree for tree in knowledge.trees if tree.id == f"tree.{name}")
    for way in every_way(tree):
        walked = walk(tree, way)
        drawing = draw(tree, walked)
        passed = [step.node.id for step in walked.path]
        on_path = {node.id for node in drawing.nodes if node.on_path}
        ends = {node.id for node in drawing.nodes if node.kind == "end"}
        assert on_path - ends == {*passed, *(outcome.id for outcome in walked.outcomes)}
        lines = {(line.start, line.end) for line in drawing.edges if line.on_path}
        assert set(pairwise(passed)) <= lines
        assert not any(node.is_next for node in drawing.nodes)


def test_question_to_ask_now_is_marked(knowledge):
    tree = next(tree for tree in knowledge.trees if tree.id == "tree.T1")
    drawing = draw(tree, walk(tree, {"tree.T1.T1_1": "no"}))
    assert [node.id for node in drawing.nodes if node.is_next] == ["tree.T1.T1_2"]
    assert [node.id for node in drawing.nodes if node.on_path] == ["tree.T1.T1_1"]
    assert [(line.start, line.end) for line in drawing.edges if line.on_path] == [
        ("tree.T1.T1_1", "tree.T1.T1_2")
    ]


def test_answers_that_lead_the_same_way_share_a_line(knowledge):
    tree = next(tree for tree in knowledge.trees if tree.id == "tree.T1")
    lines = {(line.start, line.end): line for line in draw(tree).edges}
    together = lines["tree.T1.T1_2", "tree.T1.T1_3"]
    assert (together.answer, together.ways) == ("", (Way("yes", ""), Way("no", "")))
    assert lines["tree.T1.T1_2", "tree.T1.O1"].answer == "yes"
    assert lines["tree.T1.T1_5", "tree.T1.O5"].ways == (Way("no", "nothing_found"),)


def test_path_that_just_ends_has_an_end(knowledge):
    tree = next(tree for tree in knowledge.trees if tree.id == "tree.T1")
    way = {"1": "no", "2": "yes", "3": "no", "4": "no", "5": "no"}
    walked = walk(tree, {f"tree.T1.T1_{node}": answer for node, answer in way.items()})
    end = next(node for node in draw(tree, walked).nodes if node.kind == "end")
    assert (end.id, end.on_path) == ("tree.T1.T1_5:end", True)


@settings(max_examples=150, deadline=None)
@given(trees(most=10))
def test_any_tree_is_drawn_without_overlap(tree):
    _check(tree, draw(tree))


@settings(max_examples=50, deadline=None)
@given(trees())
def test_any_walk_is_marked(tree):
    for way in list(every_way(tree))[:8]:
        walked = walk(tree, way)
        on_path = {node.id for node in draw(tree, walked).nodes if node.on_path}
        assert {step.node.id for step in walked.path} <= on_path
        assert {outcome.id for outcome in walked.outcomes} <= on_path


def test_answer_that_leads_nowhere_marks_no_line():
    asked = TreeNode(
        id="own.t.q",
        source=SOURCE,
        text=WORDS,
        edges=(
            Edge(answer="yes", outcomes=("own.t.O",)),
            Edge(answer="no", only_when="something_found"),
            Edge(answer="no", only_when="something_found"),
        ),
    )
    end = Outcome(id="own.t.O", source=SOURCE, text=WORDS)
    tree = Tree(
        id="own.t", source=SOURCE, name=WORDS, intro=WORDS, start=asked.id, nodes=(asked,), outcomes=(end,)
    )
    drawing = draw(tree, walk(tree, {asked.id: "no"}))
    assert not any(line.on_path for line in drawing.edges)
    assert [node.id for node in drawing.nodes if node.on_path] == [asked.id]
