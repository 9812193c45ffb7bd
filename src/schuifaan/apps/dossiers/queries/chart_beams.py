"""Bars under each other in a chart, each with its words above it so that long names have room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schuifaan.apps.dossiers.queries.chart_plot import LETTER, NARROW, WIDTH, Scale, over_lines
from schuifaan.apps.dossiers.queries.chart_svg import Bar, Mark, Stroke, Words

BAR = 22
FIRST_LINE = 18
NEXT_LINE = 22
AIR = 8  # between words and the bar they are of
APART = 10


@dataclass(frozen=True, slots=True)
class Beam:
    name: str
    low: int
    high: int
    tone: str
    amount: str


@dataclass(frozen=True, slots=True)
class Beams:
    low: int
    high: int
    narrow: bool
    under: bool = False  # the amount under the name, also where there is room beside it

    @property
    def width(self) -> int:
        return NARROW if self.narrow else WIDTH

    def x(self, cents: int) -> float:
        return Scale(self.low, self.high, 2, self.width - 2).at(cents)

    def drawn(self, beams: Iterable[Beam]) -> tuple[list[Mark], float]:
        """All of them, and where the next thing may begin."""
        marks: list[Mark] = []
        y = 0.0
        for beam in beams:
            words, top = self._words(beam, y)
            marks += [*words, *self._bar(beam, top)]
            y = top + BAR + APART
        return marks, y

    def _words(self, beam: Beam, y: float) -> tuple[list[Mark], float]:
        """The name, the amount (beside it, or under it where there is no room), and where the bar begins."""
        is_under = self.narrow or self.under
        room = self.width if is_under else self.width - len(beam.amount) * LETTER - 24
        lines = [(text, "words") for text in over_lines(beam.name, room)]
        if is_under:
            lines += [(text, "strong") for text in over_lines(beam.amount, room)]
        marks: list[Mark] = [
            Words(0, y + FIRST_LINE + number * NEXT_LINE, text, tone)
            for number, (text, tone) in enumerate(lines)
        ]
        if not is_under:
            marks.append(Words(self.width, y + FIRST_LINE, beam.amount, "strong", "end"))
        return marks, y + FIRST_LINE + (len(lines) - 1) * NEXT_LINE + AIR

    def _bar(self, beam: Beam, top: float) -> Iterator[Mark]:
        """The bar, and where nothing is."""
        start, end, nothing = self.x(beam.low), self.x(beam.high), self.x(0)
        yield Bar(start, top, max(end - start, 1), BAR, beam.tone)
        yield Stroke(((nothing, top - 3), (nothing, top + BAR + 3)), "axis")
