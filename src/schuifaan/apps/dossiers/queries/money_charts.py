"""The charts of the business case, as plain geometry; the page and the papers draw the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.dossiers.queries.chart_beams import Beam, Beams
from schuifaan.apps.dossiers.queries.chart_plot import (
    LETTER,
    LINE,
    NARROW,
    WIDTH,
    Plot,
    legend,
    named,
)
from schuifaan.apps.dossiers.queries.chart_svg import Bar, Chart, Dot, Mark, Stroke, Words
from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_change, said_number
from schuifaan.apps.dossiers.queries.money_sheet import LASTS
from schuifaan.core.method.finance.breaking_even import BreakEven
from schuifaan.core.method.finance.years import YearRow

__all__ = [
    "NARROW",
    "WIDTH",
    "Coverage",
    "SwingBar",
    "break_even_chart",
    "swings_chart",
    "waterfall_chart",
    "years_chart",
]

YEAR_WIDTH = 50
GAP = 6  # between words and a line that is not theirs
HORIZONS = ("structural", "multi_year", "incidental")


def horizon_words() -> dict[str, str]:
    return {horizon: str(words) for horizon, words in LASTS.items()}


# ------------------------------------------------------------------ the years


def years_chart(
    rows: tuple[YearRow, ...], *, gap_opens: int | None, language: str, narrow: bool = False
) -> Chart:
    """Income by how long it lasts, stacked, against the costs; the year that comes short first has its words."""
    entries = [one for one in horizon_words().items() if any(getattr(row, one[0]) for row in rows)]
    entries.append(("costs", _("kosten")))
    if gap_opens is not None:
        entries.append(("short", _("tekort")))
    width = NARROW if narrow else WIDTH
    keys, at = legend(entries, width)
    most = max((max(row.costs, row.income) for row in rows), default=0)
    across = (0, max(len(rows), 1))
    plot = Plot.of(0, most, top=at + LINE, across=across, width=width, language=language)
    marks: list[Mark] = [*keys, *plot.grid(language)]
    for number, row in enumerate(rows):
        marks += _year_bars(row, plot.x(number), plot.x(number + 1), plot)
    marks.append(Stroke(tuple(_cost_steps(rows, plot)), "costs"))
    marks += _year_words(rows, plot)
    if gap_opens is not None:
        marks += _gap(gap_opens, rows, plot, width)
    return Chart(named("years", narrow=narrow), width, plot.bottom + 32, tuple(marks))


def _year_bars(row: YearRow, start: float, end: float, plot: Plot) -> Iterator[Mark]:
    gutter = min((end - start) * 0.16, 10)
    x, width = start + gutter, end - start - 2 * gutter
    so_far = 0
    for tone in HORIZONS:
        cents = getattr(row, tone)
        if cents > 0:
            y = plot.y(so_far + cents)
            yield Bar(x, y, width, plot.y(so_far) - y, tone)
            so_far += cents
    if row.costs > so_far:
        y = plot.y(row.costs)
        yield Bar(x, y, width, plot.y(so_far) - y, "short")


def _cost_steps(rows: tuple[YearRow, ...], plot: Plot) -> Iterator[tuple[float, float]]:
    for number, row in enumerate(rows):
        yield plot.x(number), plot.y(row.costs)
        yield plot.x(number + 1), plot.y(row.costs)


def _year_words(rows: tuple[YearRow, ...], plot: Plot) -> Iterator[Mark]:
    every = max(1, ceil(YEAR_WIDTH / (plot.x(1) - plot.x(0))))
    for number, row in enumerate(rows):
        if number % every == 0:
            yield Words(plot.x(number + 0.5), plot.bottom + 22, str(row.year), "quiet", "middle")


def _gap(year: int, rows: tuple[YearRow, ...], plot: Plot, width: int) -> Iterator[Mark]:
    x = plot.x(next(at for at, row in enumerate(rows) if row.year == year))
    words = _("Tekort vanaf %(year)d") % {"year": year}
    room = len(words) * LETTER + 6
    yield Stroke(((x, plot.top - LINE + 6), (x, plot.bottom)), "mark")
    if x + room > width and x > room:
        yield Words(x - 6, plot.top - 12, words, "strong", "end")
    else:
        yield Words(min(x + 6, width - room + 6), plot.top - 12, words, "strong")


# ------------------------------------------------------------------ from costs to coverage


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one source of income pays of the costs of a year."""

    name: str
    cents: int
    tone: str


def waterfall_chart(
    costs: int, paid: tuple[Coverage, ...], *, year: int, language: str, narrow: bool = False
) -> Chart:
    """All costs of the year, what each source pays of it, and what is missing or left."""
    left = costs - sum(one.cents for one in paid)
    beams = Beams(min(0, left), max(costs, 1), narrow)
    words = _("Kosten in %(year)d") % {"year": year}
    rows = [Beam(words, 0, costs, "costs_bar", said_cents(costs, language))]
    so_far = costs
    for one in paid:
        rows.append(Beam(one.name, so_far - one.cents, so_far, one.tone, said_cents(one.cents, language)))
        so_far -= one.cents
    end = _("Dit ontbreekt") if left > 0 else _("Dit blijft over") if left < 0 else _("Precies genoeg")
    tone = "short" if left > 0 else "left"
    rows.append(Beam(end, min(0, left), max(0, left), tone, said_cents(-left, language)))
    marks, height = beams.drawn(rows)
    return Chart(named("waterfall", narrow=narrow), beams.width, height, tuple(marks))


# ------------------------------------------------------------------ breaking even


def break_even_chart(found: BreakEven, *, language: str, narrow: bool = False) -> Chart | None:
    """The result at each number of day-parts let; None without a curve."""
    if len(found.points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    width = NARROW if narrow else WIDTH
    results, most = [cents for _number, cents in found.points], found.points[-1][0]
    low, high = min(0, *results), max(0, *results)
    plot = Plot.of(low, high, top=2 * LINE + 8, across=(0, most), width=width, language=language)
    feet, height = _feet(plot, most, language)
    marks: list[Mark] = [
        *plot.grid(language),
        Stroke(tuple((plot.x(number), plot.y(cents)) for number, cents in found.points), "curve"),
        *_flags(_flagged(found, plot, most, language), plot, width),
        *feet,
    ]
    return Chart(named("break-even", narrow=narrow), width, height, tuple(marks))


def _feet(plot: Plot, most: int, language: str) -> tuple[tuple[Mark, ...], float]:
    """From nothing to all day-parts, on a line of its own where there is no room beside the nought."""
    words = ngettext("%(number)s dagdeel per jaar", "%(number)s dagdelen per jaar", most)
    words %= {"number": said_number(most, language)}
    fits = plot.x(most) - len(words) * LETTER > plot.x(0) + 2 * LETTER
    y = plot.bottom + 24
    below = y if fits else y + LINE
    feet = (Words(plot.x(0), y, "0", "quiet"), Words(plot.x(most), below, words, "quiet", "end"))
    return feet, below + 10


@dataclass(frozen=True, slots=True)
class Flag:
    """A number of day-parts that has a name."""

    x: float
    y: float
    words: str

    @property
    def room(self) -> float:
        return len(self.words) * LETTER


def _flagged(found: BreakEven, plot: Plot, most: int, language: str) -> list[Flag]:
    """What is let now; and what it takes, as far as there are that many."""
    booked, needed = float(found.booked), found.needed
    words = _("nu verhuurd: %(number)s") % {"number": said_number(found.booked, language)}
    flags = [Flag(plot.x(min(booked, most)), plot.y(_result_at(found, booked)), words)]
    if needed and needed <= most:
        words = _("nodig: %(number)s") % {"number": said_number(needed, language)}
        flags.append(Flag(plot.x(needed), plot.y(0), words))
    return flags


def _flags(flags: list[Flag], plot: Plot, width: int) -> Iterator[Mark]:
    """Each with its words on a line of its own; a line that would run through words below it stops for them."""
    ends: list[tuple[float, float]] = []  # where the words begin and end, for each flag
    for number, one in enumerate(flags):
        others = [other.x for other in flags[:number]]
        ends.append(_beside(one, others, width))
    for number, one in enumerate(flags):
        top = (number + 1) * LINE - 2
        for below in range(number + 1, len(flags)):
            start, end = ends[below]
            if start - GAP < one.x < end + GAP:
                yield Stroke(((one.x, top), (one.x, below * LINE + 2)), "guide")
                top = (below + 1) * LINE - 2
        yield Stroke(((one.x, top), (one.x, plot.bottom)), "guide")
        yield Dot(one.x, one.y)
        yield Words(ends[number][0], (number + 1) * LINE - 8, one.words, "strong")


def _beside(flag: Flag, others: list[float], width: int) -> tuple[float, float]:
    """Right of its line, or left of it where another line stands at the right or the paper ends."""
    left = min(flag.x, width) - flag.room
    is_left_of_another = any(flag.x < x < flag.x + flag.room + GAP for x in others)
    wants_left = is_left_of_another or flag.x + flag.room > width
    start = max(left, 0) if wants_left and (left >= 0 or not is_left_of_another) else flag.x
    start = max(0, min(start, width - flag.room))
    return start, start + flag.room


def _result_at(found: BreakEven, at: float) -> float:
    """The result at that number of day-parts, between the points of the curve."""
    for (start, low), (end, high) in pairwise(found.points):
        if at <= end:
            return low + (high - low) * (at - start) / max(end - start, 1)
    return float(found.points[-1][1])


# ------------------------------------------------------------------ what weighs most


@dataclass(frozen=True, slots=True)
class SwingBar:
    """By how much the result of all years together changes with less of one assumption, and with more."""

    name: str
    low: int
    high: int
    low_words: str
    high_words: str


def swings_chart(bars: tuple[SwingBar, ...], *, language: str, narrow: bool = False) -> Chart | None:
    """One bar for each assumption, around what is expected now."""
    if not bars:
        return None
    ends = [0, *(end for one in bars for end in (one.low, one.high))]
    beams = Beams(min(ends), max(*ends, min(ends) + 1), narrow, under=True)
    marks, below = beams.drawn(_swing(one, language) for one in bars)
    words = _("zoals het nu staat")
    half = len(words) * LETTER / 2
    height = below + LINE
    at = min(max(beams.x(0), half), beams.width - half)
    marks.append(Words(at, height - 6, words, "quiet", "middle"))
    return Chart(named("swings", narrow=narrow), beams.width, height, tuple(marks))


def _swing(one: SwingBar, language: str) -> Beam:
    span = "; ".join(
        f"{words}:\N{NO-BREAK SPACE}{said_change(_whole(cents), language)}"
        for words, cents in ((one.low_words, one.low), (one.high_words, one.high))
    )
    return Beam(one.name, min(one.low, one.high), max(one.low, one.high), "swing", span)


def _whole(cents: int) -> int:
    """What an assumption weighs is not known to the cent."""
    return round(cents, -2)
