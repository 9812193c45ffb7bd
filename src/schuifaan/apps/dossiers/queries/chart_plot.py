"""What charts have in common: how large they are, from a number to a place on the paper, the legend, long words."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from schuifaan.apps.dossiers.queries.chart_svg import Bar, Mark, Stroke, Words
from schuifaan.apps.dossiers.queries.money_figures import said_cents

WIDTH = 704
NARROW = 288  # a telephone of 320 px
RIGHT = 12
PLOT = 260
LINE = 26
LETTER = 8.8  # a letter of 16 px, a little on the wide side
SWATCH = 18
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to a place on the paper."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) * (self.end - self.start) / ((self.high - self.low) or 1)


@dataclass(frozen=True, slots=True)
class Plot:
    """Where amounts go up and something else goes across."""

    up: Scale
    across: Scale
    ticks: tuple[int, ...]

    @classmethod
    def of(
        cls, low: int, high: int, *, top: float, across: tuple[float, float], width: int, language: str
    ) -> "Plot":
        ticks = _ticks(low, high)
        left = max(len(said_cents(one, language)) for one in ticks) * LETTER + 10
        return cls(Scale(ticks[0], ticks[-1], top + PLOT, top), Scale(*across, left, width - RIGHT), ticks)

    @property
    def top(self) -> float:
        return self.up.end

    @property
    def bottom(self) -> float:
        return self.up.start

    def x(self, value: float) -> float:
        return self.across.at(value)

    def y(self, cents: float) -> float:
        return self.up.at(cents)

    def grid(self, language: str) -> Iterator[Mark]:
        left, right = self.across.start, self.across.end
        for cents in self.ticks:
            y = self.y(cents)
            yield Stroke(((left, y), (right, y)), "axis" if cents == 0 else "grid")
            yield Words(left - 8, y + 5, said_cents(cents, language), "quiet", "end")


def _ticks(low: int, high: int) -> tuple[int, ...]:
    """Round amounts from at or under `low` up to at or over `high`, some six of them."""
    span = max(high - low, 100)
    step, factors = 100, (2, 5, 10)
    while span > step * (MOST_TICKS - 2):
        base = step
        step = next((base * one for one in factors if span <= base * one * (MOST_TICKS - 2)), base * 10)
    first, last = low // step * step, -(-high // step) * step
    return tuple(range(first, max(last, first + step) + 1, step))


def legend(entries: list[tuple[str, str]], most: int) -> tuple[list[Mark], float]:
    """Swatches with their words, over as many lines as they need; and where the next thing may begin."""
    marks: list[Mark] = []
    x, y = 0.0, 0.0
    for tone, words in entries:
        width = SWATCH + 8 + len(words) * LETTER + 24
        if x and x + width - 24 > most:
            x, y = 0.0, y + LINE
        if tone == "costs":
            marks.append(Stroke(((x, y + 11), (x + SWATCH, y + 11)), tone))
        else:
            marks.append(Bar(x + 1, y + 2, SWATCH - 2, SWATCH - 2, tone))
        marks.append(Words(x + SWATCH + 8, y + 17, words))
        x += width
    return marks, y + LINE + 8


def named(name: str, *, narrow: bool) -> str:
    return f"{name}-narrow" if narrow else name


def over_lines(words: str, width: float) -> list[str]:
    """The words over as many lines as they need; an amount stays whole, a word is broken only when it must be."""
    return wrap(words, max(int(width / LETTER), 1)) or [""]
