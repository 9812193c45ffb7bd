"""Laying out a tree on a grid: questions down, outcomes to the right, and no line behind a box."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from schuifaan.core.method.knowledge.shaping import Edge, Tree, TreeNode
from schuifaan.core.method.walking import Walk, steps

# How much of its cell a box may fill for the straight lines between the middles of boxes to stay free of it.
BOX_WIDTH = 0.8
BOX_HEIGHT = 0.6
# So much further a line stays away from a box.
MARGIN = 0.02
# How many columns and rows around its questions a box looks for a cell, at least.
FEWEST_OPTIONS = 6

Cell = tuple[int, int]  # column, row


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
class Way:
    """An answer by which a line is followed; `only_when` as with the edges of the tree, or ""."""

    answer: str
    only_when: str


@dataclass(frozen=True)
class PlacedEdge:
    """One line between two boxes. When several answers lead the same way, `answer` is "" and `ways` has them all."""

    start: str
    end: str
    answer: str
    on_path: bool
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A tree laid out on a grid, without overlap: questions down, outcomes to the right.

    A straight line between the middles of two joined boxes meets no third box, as long as boxes fill no more of
    their cell than BOX_WIDTH and BOX_HEIGHT.
    """

    columns: int
    rows: int
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]


def draw(tree: Tree, walked: Walk | None = None) -> Drawing:
    """Where every node and outcome goes on paper and screen; the way taken is marked."""
    lines = _lines(tree)
    cells = _placed(tree, lines)
    gone = _gone(tree, walked)
    reached = {name for line in gone for name in line} | (
        {step.node.id for step in walked.path} if walked else set()
    )
    asked_now = walked.next.id if walked is not None and walked.next is not None else None
    kinds = {node.id: node.kind for node in tree.nodes} | {one.id: "outcome" for one in tree.outcomes}
    return Drawing(
        columns=max(column for column, _ in cells.values()) + 1,
        rows=max(row for _, row in cells.values()) + 1,
        nodes=tuple(
            PlacedNode(
                id=name,
                kind=kinds.get(name, "end"),
                column=column,
                row=row,
                on_path=name in reached and name != asked_now,
                is_next=name == asked_now,
            )
            for name, (column, row) in cells.items()
        ),
        edges=tuple(
            PlacedEdge(
                start=start,
                end=end,
                answer=ways[0].answer if len({way.answer for way in ways}) == 1 else "",
                on_path=(start, end) in gone,
                ways=ways,
            )
            for (start, end), ways in lines.items()
        ),
    )


def _ends(node: TreeNode, edge: Edge) -> Iterator[str]:
    """The boxes an edge leads to; one of its own when the path just ends there."""
    yield from edge.outcomes
    if edge.next is not None:
        yield edge.next
    elif not edge.outcomes:
        yield f"{node.id}:end"  # no item has such an id


def _lines(tree: Tree) -> dict[tuple[str, str], tuple[Way, ...]]:
    """Every line between two boxes once, with the answers that go along it."""
    lines: dict[tuple[str, str], tuple[Way, ...]] = {}
    for node in tree.nodes:
        for edge in node.edges:
            for end in _ends(node, edge):
                ways = lines.get((node.id, end), ())
                lines[node.id, end] = (*ways, Way(edge.answer, edge.only_when or ""))
    return lines


def _gone(tree: Tree, walked: Walk | None) -> set[tuple[str, str]]:
    given = {step.node.id: step.answer for step in walked.path} if walked is not None else {}
    return {
        (node.id, end)
        for node, _, edge in steps(tree, given)
        if edge is not None
        for end in _ends(node, edge)
    }


# ------------------------------------------------------------------ placing


def _placed(tree: Tree, lines: Iterable[tuple[str, str]]) -> dict[str, Cell]:
    """A cell for every box, as close together as leaves every line to be seen."""
    sources: dict[str, list[str]] = {tree.start: []}
    for start, end in lines:
        sources.setdefault(end, []).append(start)
    order = _order(tree, sources)
    # The further apart, the less a box hides, so that in the end there is always a way.
    return next(cells for room in _rooms() if (cells := _layout(order, sources, room)) is not None)


def _rooms() -> Iterator[Cell]:
    """Ever more room: a box stands on every so many columns and rows."""
    for size in count(1):
        yield from sorted(
            {(size, one) for one in range(1, size + 1)} | {(one, size) for one in range(1, size + 1)}
        )


@dataclass(frozen=True)
class _Box:
    id: str
    aside: int
    goes_down: bool


def _order(tree: Tree, sources: dict[str, list[str]]) -> list[_Box]:
    """In which order boxes are given their cell: the questions first, then around them where they come out."""
    questions = _downwards(tree, sources)
    known = {outcome.id for outcome in tree.outcomes}
    outcomes = [name for name in sources if name in known]
    # Where the path just ends, it ends below its question.
    ends = [name for name in sources if name not in questions and name not in known]
    # The one that many questions lead to has the fewest places to go.
    outcomes.sort(key=lambda name: -len(sources[name]))
    aside = _aside(tree)
    return [
        *(_Box(name, aside.get(name, 0), goes_down=True) for name in (*questions, *ends)),
        *(_Box(name, 1, goes_down=False) for name in outcomes),
    ]


def _layout(order: list[_Box], sources: dict[str, list[str]], room: Cell) -> dict[str, Cell] | None:
    """Box by box the best cell from which its lines are seen and hide nothing; None when one finds no place."""
    cells: dict[str, Cell] = {}
    drawn: list[tuple[Cell, Cell]] = []
    for box in order:
        from_cells = [cells[source] for source in sources[box.id]]
        taken = set(cells.values())
        options = _options(box, from_cells, room) if from_cells else [(0, 0)]
        cell = next((one for one in options if _is_clear(one, from_cells, taken, drawn)), None)
        if cell is None:
            return None
        cells[box.id] = cell
        drawn += [(source, cell) for source in from_cells]
    return cells


def _downwards(tree: Tree, sources: dict[str, list[str]]) -> list[str]:
    """The questions, each behind every question that leads to it."""
    done: list[str] = []
    waiting = [node.id for node in tree.nodes]
    while waiting:
        ready = next(name for name in waiting if all(source in done for source in sources[name]))
        waiting.remove(ready)
        done.append(ready)
    return done


def _aside(tree: Tree) -> dict[str, int]:
    """How many columns to the right of the question before it a question stands best.

    Of the ways on from a question, one that comes back to another is a detour and stands aside of it.
    """
    after = {
        node.id: list(dict.fromkeys(edge.next for edge in node.edges if edge.next)) for node in tree.nodes
    }
    aside: dict[str, int] = {}
    for ways in after.values():
        straight_on = [one for one in ways if not any(two in _beyond(one, after) for two in ways)]
        for place, one in enumerate([*straight_on, *(one for one in ways if one not in straight_on)]):
            aside.setdefault(one, place)
    return aside


def _beyond(name: str, after: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(after[name])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += after[one]
    return found


def _options(box: _Box, sources: list[Cell], room: Cell) -> list[Cell]:
    """The cells where a box may stand, best first: close by, and questions rather down than sideways."""
    wide, high = room
    many = FEWEST_OPTIONS + max(room)
    left = sources[0][0] + box.aside * wide
    below = max(row for _, row in sources) + high
    beyond = max(column for column, _ in sources) + wide
    if box.goes_down:
        columns, rows = range(0, left + many * wide, wide), range(below, below + many * high, high)
        return sorted(
            ((column, row) for row in rows for column in columns),
            key=lambda cell: (abs(cell[0] - left) * high + 2 * (cell[1] - below) * wide, cell[1], cell[0]),
        )
    columns, rows = range(beyond, beyond + many * wide, wide), range(0, below + many * high, high)
    return sorted(
        ((column, row) for row in rows for column in columns),
        key=lambda cell: (
            2 * (cell[0] - beyond) * high + sum(abs(cell[1] - row) for _, row in sources) * wide,
            cell[1],
            cell[0],
        ),
    )


def _is_clear(cell: Cell, sources: list[Cell], taken: set[Cell], drawn: list[tuple[Cell, Cell]]) -> bool:
    if cell in taken:
        return False
    if any(_meets(source, cell, box) for source in sources for box in taken if box != source):
        return False
    return not any(_meets(start, end, cell) for start, end in drawn)


def _meets(start: Cell, end: Cell, box: Cell) -> bool:
    """Does the line between two middles touch the box in that cell?"""
    enters, leaves = 0.0, 1.0
    for axis, half in ((0, BOX_WIDTH / 2 + MARGIN), (1, BOX_HEIGHT / 2 + MARGIN)):
        length = end[axis] - start[axis]
        offset = box[axis] - start[axis]
        if length == 0:
            if abs(offset) > half:
                return False
            continue
        first, second = sorted(((offset - half) / length, (offset + half) / length))
        enters, leaves = max(enters, first), min(leaves, second)
    return enters <= leaves
