"""A tree as a drawing: boxes with their words in lines that fit, arrows, and the way taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from schuifaan.apps.dossiers.queries.handbook_trees import outline
from schuifaan.core.method.choosing import ANSWERS
from schuifaan.core.method.drawing import BOX_HEIGHT, Drawing, PlacedEdge, PlacedNode, Way, draw
from schuifaan.core.method.knowledge.shaping import Tree, TreeNode
from schuifaan.core.method.walking import Walk

FONT = 17
LINE = 23
BOX_WIDTH = 240
CELL_WIDTH = 344
PADDING = 14
MARGIN = 12
LABEL_WIDTH = 122
# Between two boxes side by side there is less room, and an arrowhead.
LABEL_WIDTH_ACROSS = 84
Point = tuple[float, float]
Line = tuple[Point, Point]
# How many points of a line are looked at to see what it crosses.
SAMPLES = 60
# Where along a line its words may stand, best first.
SPOTS = (0.42, 0.5, 0.34, 0.58, 0.27, 0.66, 0.2, 0.74)
# On paper, more columns than this only fit on a sheet that lies on its side.
MOST_COLUMNS_UPRIGHT = 3

# Widths in parts of the font size, as Atkinson Hyperlegible Next draws them, a little on the wide side.
NARROW, WIDE, CAPITAL, USUAL = 0.34, 0.92, 0.68, 0.56
NARROW_LETTERS = frozenset("ijltfrI.,:;'’!|()[] -")
WIDE_LETTERS = frozenset("mwMW—…")

CONDITIONS: dict[str, str | Promise] = {
    "nothing_found": gettext_lazy("als er nog niets is gevonden"),
    "something_found": gettext_lazy("als er al iets is gevonden"),
}


@dataclass(frozen=True, slots=True)
class TextLine:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    id: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    radius: int
    head: TextLine
    lines: tuple[TextLine, ...]
    on_path: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """From edge to edge of two boxes, with its words on a small ground of their own."""

    x1: float
    y1: float
    x2: float
    y2: float
    head: str  # the points of the arrowhead
    label_x: float
    label_y: float
    label_width: float
    label_height: float
    lines: tuple[TextLine, ...]
    on_path: bool


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    is_wide: bool


def picture(tree: Tree, *, language: str, walked: Walk | None = None) -> Picture:
    """The tree drawn in `language`; with a walk, the way taken is thick and says so."""
    with override(language):
        return _Drawing(tree, language, walked).made()


def text_width(text: str, size: float = FONT) -> float:
    """About as wide as the letters are drawn; never much too narrow."""
    return sum(_letter(letter) for letter in text) * size


def _letter(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS:
        return WIDE
    return CAPITAL if letter.isupper() else USUAL


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines no wider than `width`; a single word that is wider stays whole at a hyphen or is cut."""
    lines: list[str] = []
    for word in text.split():
        for part in _parts(word, width):
            tried = f"{lines[-1]} {part}" if lines else part
            if lines and text_width(tried) <= width:
                lines[-1] = tried
            else:
                lines.append(part)
    return lines


def _parts(word: str, width: float) -> Iterator[str]:
    rest = word
    while text_width(rest) > width and len(rest) > 1:
        fits = max(
            1, next(n for n in range(len(rest), 0, -1) if n == 1 or text_width(rest[:n] + "-") <= width)
        )
        yield rest[:fits] + "-"
        rest = rest[fits:]
    yield rest


class _Drawing:
    """What the parts of one drawing share."""

    def __init__(self, tree: Tree, language: str, walked: Walk | None) -> None:
        self.tree = tree
        self.language = language
        self.grid: Drawing = draw(tree, walked)
        self.given = {step.node.id: step.answer for step in walked.path} if walked is not None else {}
        self.nodes: dict[str, TreeNode] = {node.id: node for node in tree.nodes}
        self.numbers = {one.node.id: one.number for one in outline(tree).nodes}
        self.words = {node.id: self._wrapped(node) for node in self.grid.nodes}
        highest = max(len(lines) for lines in self.words.values()) + 1
        self.box_height = highest * LINE + 2 * PADDING
        self.cell_height = self.box_height / BOX_HEIGHT
        self.middles = {node.id: self._middle(node) for node in self.grid.nodes}
        self.heights = {name: self._height(name) for name in self.words}
        self.lines: dict[tuple[str, str], Line] = {
            (edge.start, edge.end): (self._clipped(edge.start, edge.end), self._clipped(edge.end, edge.start))
            for edge in self.grid.edges
        }
        # What labels keep clear of: the boxes, and the labels that are there.
        self.taken = [
            (x - BOX_WIDTH / 2, y - self.heights[name] / 2, x + BOX_WIDTH / 2, y + self.heights[name] / 2)
            for name, (x, y) in self.middles.items()
        ]

    def made(self) -> Picture:
        width = (self.grid.columns - 1) * CELL_WIDTH + BOX_WIDTH + 2 * MARGIN
        bottom = max(y + self.heights[name] / 2 for name, (_x, y) in self.middles.items())
        return Picture(
            width=round(width),
            height=round(bottom + MARGIN),
            boxes=tuple(self._box(node) for node in self.grid.nodes),
            # The way taken is drawn last, over the others.
            arrows=tuple(
                self._arrow(edge) for edge in sorted(self.grid.edges, key=lambda edge: edge.on_path)
            ),
            is_wide=self.grid.columns > MOST_COLUMNS_UPRIGHT,
        )

    # -- boxes

    def _wrapped(self, node: PlacedNode) -> list[str]:
        if node.kind == "end":
            text = _("Hier houdt deze weg op.")
        elif node.kind == "outcome":
            text = self.tree.outcome(node.id).text.said(self.language)
        else:
            text = self.nodes[node.id].text.said(self.language)
        return wrapped(text, BOX_WIDTH - 2 * PADDING)

    def _middle(self, node: PlacedNode) -> tuple[float, float]:
        top = MARGIN + self.box_height / 2
        return MARGIN + BOX_WIDTH / 2 + node.column * CELL_WIDTH, top + node.row * self.cell_height

    def _height(self, name: str) -> float:
        return (len(self.words[name]) + 1) * LINE + 2 * PADDING

    def _head(self, node: PlacedNode) -> str:
        number = self.numbers.get(node.id, 0)
        kinds = {
            "question": _("Vraag %(number)d") % {"number": number},
            "action": _("Stap %(number)d") % {"number": number},
            "outcome": _("Uitkomst"),
            "end": _("Einde"),
        }
        if node.is_next:
            return f"{kinds[node.kind]} · " + _("nu aan de beurt")
        return f"{kinds[node.kind]} · {_('gekozen')}" if node.on_path else kinds[node.kind]

    def _box(self, node: PlacedNode) -> Box:
        x, y = self.middles[node.id]
        height = self.heights[node.id]
        first = y - height / 2 + PADDING + LINE * 0.75
        left = x - BOX_WIDTH / 2 + PADDING
        return Box(
            id=node.id,
            kind=node.kind,
            x=round(x - BOX_WIDTH / 2, 1),
            y=round(y - height / 2, 1),
            width=BOX_WIDTH,
            height=round(height, 1),
            radius=24 if node.kind in {"outcome", "end"} else 4,
            head=TextLine(left, round(first, 1), self._head(node)),
            lines=tuple(
                TextLine(left, round(first + (number + 1) * LINE, 1), text)
                for number, text in enumerate(self.words[node.id])
            ),
            on_path=node.on_path,
            is_next=node.is_next,
        )

    # -- arrows

    def _arrow(self, edge: PlacedEdge) -> Arrow:
        (x1, y1), (x2, y2) = self.lines[edge.start, edge.end]
        lines = self._label(edge)
        width = max(text_width(line) for line in lines) + 10
        height = len(lines) * LINE + 4
        spots = [(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for part in SPOTS]
        others = [line for name, line in self.lines.items() if name != (edge.start, edge.end)]
        x, y = min(spots, key=lambda spot: self._in_the_way(spot, (width, height), others))
        self.taken.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
        return Arrow(
            x1=round(x1, 1),
            y1=round(y1, 1),
            x2=round(x2, 1),
            y2=round(y2, 1),
            head=_arrowhead(x1, y1, x2, y2),
            label_x=round(x - width / 2, 1),
            label_y=round(y - height / 2, 1),
            label_width=round(width, 1),
            label_height=height,
            lines=tuple(
                TextLine(round(x, 1), round(y - height / 2 + 2 + LINE * (number + 0.75), 1), line)
                for number, line in enumerate(lines)
            ),
            on_path=edge.on_path,
        )

    def _in_the_way(self, spot: Point, size: Point, others: list[Line]) -> float:
        """How badly a label here would lie over boxes, labels and other lines; the first free spot is the best."""
        x, y = spot
        left, top, right, bottom = x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2
        covered = sum(
            max(0.0, min(right, other[2]) - max(left, other[0]))
            * max(0.0, min(bottom, other[3]) - max(top, other[1]))
            for other in self.taken
        )
        crossed = sum(
            left <= x1 + (x2 - x1) * part / SAMPLES <= right
            and top <= y1 + (y2 - y1) * part / SAMPLES <= bottom
            for (x1, y1), (x2, y2) in others
            for part in range(SAMPLES + 1)
        )
        return covered + 10 * crossed

    def _clipped(self, at: str, towards: str) -> tuple[float, float]:
        """Where the line between two middles leaves the box `at`."""
        (x, y), (to_x, to_y) = self.middles[at], self.middles[towards]
        across, down = to_x - x, to_y - y
        sides = [BOX_WIDTH / 2 / abs(across)] if across else []
        sides += [self.heights[at] / 2 / abs(down)] if down else []
        part = min(sides)
        return x + across * part, y + down * part

    def _label(self, edge: PlacedEdge) -> list[str]:
        (_x1, y1), (_x2, y2) = self.lines[edge.start, edge.end]
        width = LABEL_WIDTH_ACROSS if y1 == y2 else LABEL_WIDTH
        if edge.on_path and edge.start in self.given:
            return [*wrapped(self._answer(edge.start, self.given[edge.start]), width), _("gekozen")]
        said = dict.fromkeys(self._way(edge.start, way) for way in edge.ways)
        return wrapped(_(" of ").join(said), width)

    def _way(self, start: str, way: Way) -> str:
        answer = self._answer(start, way.answer)
        condition = CONDITIONS.get(way.only_when)
        return f"{answer}, {condition}" if condition else answer

    def _answer(self, start: str, answer: str) -> str:
        options = {option.id: option.text for option in self.nodes[start].options}
        text = options.get(answer) or ANSWERS.get(answer)
        # What stands behind the comma explains; the list below the drawing has it in full.
        return (text.said(self.language) if text is not None else answer).partition(",")[0].lower()


ARROW_LENGTH, ARROW_HALF = 13, 6.5


def _arrowhead(x1: float, y1: float, x2: float, y2: float) -> str:
    size = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1
    along_x, along_y = (x2 - x1) / size, (y2 - y1) / size
    back_x, back_y = x2 - along_x * ARROW_LENGTH, y2 - along_y * ARROW_LENGTH
    points = (
        (x2, y2),
        (back_x - along_y * ARROW_HALF, back_y + along_x * ARROW_HALF),
        (back_x + along_y * ARROW_HALF, back_y - along_x * ARROW_HALF),
    )
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
