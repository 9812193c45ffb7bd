"""A chart as a list of marks, and those marks as SVG: with classes for a page, with its own colours for paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FONT_SIZE = 16
PRINTED_FONT = "Atkinson Hyperlegible Next"
# On paper: fill and stroke of each tone. On a page the style sheet says so.
PRINTED: dict[str, dict[str, str]] = {
    "structural": {"fill": "#4d6b2c"},
    "multi_year": {"fill": "#8fb3b6"},
    "incidental": {"fill": "#f0dcae"},
    "costs": {"fill": "none", "stroke": "#2a2320", "stroke-width": "3"},
    "costs_bar": {"fill": "#6b5f56"},
    "short": {"fill": "#fae4da", "stroke": "#a63d23", "stroke-width": "2", "stroke-dasharray": "5 4"},
    "left": {"fill": "#e8efd8", "stroke": "#4d6b2c", "stroke-width": "2"},
    "swing": {"fill": "#8fb3b6"},
    "grid": {"stroke": "#e2d8c9", "stroke-width": "1"},
    "axis": {"stroke": "#2a2320", "stroke-width": "2"},
    "guide": {"stroke": "#52473f", "stroke-width": "2", "stroke-dasharray": "3 4"},
    "mark": {"stroke": "#a63d23", "stroke-width": "2", "stroke-dasharray": "6 4"},
    "curve": {"fill": "none", "stroke": "#0f5c63", "stroke-width": "3"},
    "dot": {"fill": "#0f5c63"},
    "words": {"fill": "#2a2320"},
    "quiet": {"fill": "#52473f"},
    "strong": {"fill": "#2a2320", "font-weight": "700"},
    "hatch": {"stroke": "#2a2320", "stroke-width": "1.5"},
    "dots": {"fill": "#2a2320"},
}
# What tells tones apart without colour: lines over what lasts some years, dots over what varies or comes once.
PATTERNS = {"multi_year": "hatch", "incidental": "dots", "swing": "hatch"}


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Stroke:
    points: tuple[tuple[float, float], ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    tone: str = "dot"
    radius: float = 6


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    y: float
    text: str
    tone: str = "words"
    anchor: str = "start"


Mark = Bar | Stroke | Dot | Words


@dataclass(frozen=True, slots=True)
class Chart:
    """`name` is part of the ids in the drawing: one of each name on a page."""

    name: str
    width: float
    height: float
    marks: tuple[Mark, ...] = field(default_factory=tuple)


def as_svg(chart: Chart, *, title: str, desc: str, printed: bool = False) -> SafeString:
    """The chart with its words for who cannot see it. `printed`: colours in the drawing itself."""
    ids = f"chart-{chart.name}"
    size = f'width="{_n(chart.width)}" height="{_n(chart.height)}"'
    look = f' font-family="{PRINTED_FONT}" font-size="{FONT_SIZE}"' if printed else ' class="chart__svg"'
    box = f'viewBox="0 0 {_n(chart.width)} {_n(chart.height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} {size}{look}',
        f' role="img" aria-labelledby="{ids}-title {ids}-desc">',
        f'<title id="{ids}-title">{escape(title)}</title><desc id="{ids}-desc">{escape(desc)}</desc>',
        _patterns(ids, chart.marks, printed=printed),
        *(_mark(mark, ids, printed=printed) for mark in chart.marks),
        "</svg>",
    ]
    return mark_safe("".join(parts))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart for a wide page, and the same for a telephone; equal where there is no narrow one."""

    wide: SafeString
    narrow: SafeString


def drawn(charts: tuple[Chart | None, ...], *, title: str, desc: str) -> Drawn | None:
    wide, narrow = charts
    if wide is None or narrow is None:
        return None
    return Drawn(as_svg(wide, title=title, desc=desc), as_svg(narrow, title=title, desc=desc))


def _patterns(ids: str, marks: Iterable[Mark], *, printed: bool) -> str:
    used = {PATTERNS[mark.tone] for mark in marks if isinstance(mark, Bar) and mark.tone in PATTERNS}
    shapes = {
        "hatch": f'<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" {_look("hatch", printed=printed)}/>',
        "dots": f'<circle cx="4" cy="4" r="1.5" {_look("dots", printed=printed)}/>',
    }
    drawn = "".join(
        f'<pattern id="{ids}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">{shapes[name]}</pattern>'
        for name in sorted(used)
    )
    return f"<defs>{drawn}</defs>" if drawn else ""


def _mark(mark: Mark, ids: str, *, printed: bool) -> str:
    look = _look(mark.tone, printed=printed)
    if isinstance(mark, Bar):
        box = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
        over = f'<rect {box} fill="url(#{ids}-{PATTERNS[mark.tone]})"/>' if mark.tone in PATTERNS else ""
        return f"<rect {box} {look}/>{over}"
    if isinstance(mark, Stroke):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in mark.points)
        return f'<polyline points="{points}" {look}/>'
    if isinstance(mark, Dot):
        return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}" {look}/>'
    anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
    return f'<text x="{_n(mark.x)}" y="{_n(mark.y)}"{anchor} {look}>{escape(mark.text)}</text>'


def _look(tone: str, *, printed: bool) -> str:
    if not printed:
        return f'class="chart__{tone.replace("_", "-")}"'
    return " ".join(f'{name}="{value}"' for name, value in PRINTED[tone].items())


def _n(number: float) -> str:
    """One decimal and a point, whatever the language of the page."""
    return f"{number:.1f}".removesuffix(".0")
