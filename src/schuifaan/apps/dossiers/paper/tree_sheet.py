"""A laid-out tree in millimetres: the paper it needs, its boxes, and lines that stop at the boxes."""

from collections.abc import Callable, Mapping
from math import hypot
from typing import Any

from schuifaan.apps.dossiers.paper.case import shortened
from schuifaan.core.method.drawing import BOX_HEIGHT, BOX_WIDTH, Drawing, PlacedEdge, PlacedNode, Way

Point = tuple[float, float]

MARGIN = 12
# The title above the drawing and the foot below it.
ABOVE, BELOW = 30, 6
# Smaller cells could not be read.
LEAST_WIDE, LEAST_HIGH = 44, 29
MOST_WIDE, MOST_HIGH = 84, 44
MOST_IN_BOX = 150
MOST_ON_LINE = 40
WORDS_FROM_BOX = 24
WIDEST_LABEL = 30
SHEETS = ((210, 297), (297, 210), (297, 420), (420, 297))


def drawn(
    drawing: Drawing,
    *,
    texts: Mapping[str, str],
    numbers: Mapping[str, str],
    words: Mapping[str, str],
    label: Callable[[str, tuple[Way, ...]], str],
) -> dict[str, Any]:
    """Everything the template needs to draw it."""
    width, height = _sheet(drawing)
    cell = (
        min((width - 2 * MARGIN) / drawing.columns, MOST_WIDE),
        min((height - 2 * MARGIN - ABOVE - BELOW) / drawing.rows, MOST_HIGH),
    )
    middles = {node.id: _middle(node, cell) for node in drawing.nodes}
    return {
        "page": [width, height],
        "margin": MARGIN,
        "height": cell[1] * drawing.rows,
        "boxes": [
            _box(node, middles[node.id], cell, texts=texts, numbers=numbers, words=words)
            for node in sorted(drawing.nodes, key=lambda node: (node.row, node.column))
        ],
        "lines": _apart(
            [
                _line(edge, middles, cell, label(edge.start, edge.ways))
                for edge in sorted(drawing.edges, key=lambda edge: edge.on_path)
            ]
        ),
    }


def _sheet(drawing: Drawing) -> tuple[float, float]:
    """The smallest paper on which it can be read; larger than A3 only for a very large tree."""
    wide = 2 * MARGIN + LEAST_WIDE * drawing.columns
    high = 2 * MARGIN + ABOVE + BELOW + LEAST_HIGH * drawing.rows
    for width, height in SHEETS:
        if wide <= width and high <= height:
            return width, height
    return max(wide, 297), max(high, 420)


def _middle(node: PlacedNode, cell: Point) -> Point:
    return (node.column + 0.5) * cell[0], (node.row + 0.5) * cell[1]


def _box(
    node: PlacedNode,
    middle: Point,
    cell: Point,
    *,
    texts: Mapping[str, str],
    numbers: Mapping[str, str],
    words: Mapping[str, str],
) -> dict[str, Any]:
    width, height = cell[0] * BOX_WIDTH, cell[1] * BOX_HEIGHT
    head = " ".join(part for part in (words[node.kind], numbers.get(node.id, "")) if part)
    if node.is_next:
        head = f"{head} · {words['next']}"
    elif node.on_path:
        head = f"{head} · {words['path']}"
    return {
        "x": middle[0] - width / 2,
        "y": middle[1] - height / 2,
        "width": width,
        "height": height,
        "kind": node.kind,
        "head": head,
        "text": shortened(texts.get(node.id, ""), MOST_IN_BOX),
        "on_path": node.on_path,
        "is_next": node.is_next,
    }


def _line(edge: PlacedEdge, middles: Mapping[str, Point], cell: Point, label: str) -> dict[str, Any]:
    start, end = middles[edge.start], middles[edge.end]
    first, last = _rim(start, end, cell), _rim(end, start, cell)
    length = hypot(last[0] - first[0], last[1] - first[1]) or 1.0
    along = ((last[0] - first[0]) / length, (last[1] - first[1]) / length)
    return {
        "from": first,
        "to": last,
        "along": along,
        "length": length,
        "label_width": _label_width(first, last),
        "label": shortened(label, MOST_ON_LINE),
        "on_path": edge.on_path,
    }


def _apart(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the words close to where each line begins, moved along the line when other words stand there."""
    taken: list[tuple[float, float, float, float]] = []
    for line in sorted(lines, key=lambda line: line["length"]):
        size = _size(line["label"], line["label_width"])
        for share in (0.42, 0.3, 0.55, 0.2, 0.68, 0.8):
            along = min(share * line["length"], WORDS_FROM_BOX * share / 0.42)
            x, y = (line["from"][axis] + line["along"][axis] * along for axis in (0, 1))
            place = (x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
            if not any(_overlap(place, other) for other in taken):
                break
        line["label_at"] = (x, y)
        if line["label"]:
            taken.append(place)
    return lines


def _size(label: str, most: float) -> Point:
    """About how much room the words take, at eight points."""
    long = len(label) * 1.5 + 2
    return min(long, most), 3.6 * max(1, -(-int(long) // int(most)))


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label_width(first: Point, last: Point) -> float:
    """Words on a short level line get the room between the boxes; on any other they may be wider than it."""
    level = abs(last[1] - first[1]) < 1
    return max(abs(last[0] - first[0]) - 2, 12) if level else WIDEST_LABEL


def _rim(start: Point, end: Point, cell: Point) -> Point:
    """Where the line from the middle of a box leaves that box."""
    across, down = end[0] - start[0], end[1] - start[1]
    half = (cell[0] * BOX_WIDTH / 2, cell[1] * BOX_HEIGHT / 2)
    reach = min(
        half[0] / abs(across) if across else float("inf"),
        half[1] / abs(down) if down else float("inf"),
    )
    return start[0] + across * min(reach, 1.0), start[1] + down * min(reach, 1.0)
