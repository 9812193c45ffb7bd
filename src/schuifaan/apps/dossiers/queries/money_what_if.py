"""What if: the three scenarios, the years without some income, and which assumption weighs most."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.dossiers.queries.chart_svg import Drawn, drawn
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.money_charts import SwingBar, swings_chart
from schuifaan.apps.dossiers.queries.reasons import ref_url
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.facts import Local
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.sensitivity import CHANCES as UNCERTAIN
from schuifaan.core.method.finance.sensitivity import INVESTMENT, sensitivity
from schuifaan.core.method.finance.years import YearRow, without
from schuifaan.core.method.reasons import Ref

MOST_SWINGS = 8
SCENARIOS: dict[str, tuple[str | Promise, str | Promise]] = {
    "careful": (gettext_lazy("Voorzichtig"), gettext_lazy("Alleen wat zeker is.")),
    "expected": (
        gettext_lazy("Verwacht"),
        gettext_lazy("Elke inkomst telt mee voor de kans die jullie gaven."),
    ),
    "hopeful": (gettext_lazy("Als het meezit"), gettext_lazy("Alles gaat door.")),
}


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    name: str
    meaning: str
    income: int
    result: int
    balance: int
    runs_out: int | None


@dataclass(frozen=True, slots=True)
class StopLine:
    name: str
    last_year: int
    missing: int
    runs_out: int | None


@dataclass(frozen=True, slots=True)
class Loss:
    """What happens without some income: the first year then, and the year at the end of which nothing is left."""

    name: str
    cents: int
    whole: int  # of all years together
    result: int
    runs_out: int | None

    @property
    def gap(self) -> int:
        """What the first year loses, with its sign."""
        return -self.cents

    @property
    def missing(self) -> int:
        return max(0, -self.result)


@dataclass(frozen=True, slots=True)
class SwingLine:
    """One assumption: what all years together gain or lose with less of it and with more, and where to change it."""

    name: str
    low: int
    high: int
    low_words: str
    high_words: str
    url: str


def scenario_lines(case: BusinessCase) -> tuple[ScenarioLine, ...]:
    return tuple(
        ScenarioLine(
            str(SCENARIOS[name][0]),
            str(SCENARIOS[name][1]),
            rows[0].income,
            rows[0].result,
            rows[-1].balance,
            _runs_out_in(rows),
        )
        for name, rows in case.scenarios.items()
        if rows
    )


def stop_lines(case: BusinessCase, language: str) -> tuple[StopLine, ...]:
    """Each income that ends within these years, and what is missing without it."""
    return tuple(
        StopLine(one.line.name.said(language), one.last_year, one.missing, one.runs_out) for one in case.stops
    )


def _runs_out_in(rows: tuple[YearRow, ...]) -> int | None:
    return next((row.year for row in rows if row.balance < 0), None)


def losing(case: BusinessCase, lines: tuple[Line, ...], name: str) -> Loss:
    """The years without those lines of income."""
    rows = without(lines, case.all_costs, case.income, case.period, in_hand=case.in_hand)
    lost = [line.in_scenario("expected") for line in lines]
    first, whole = sum(cents[0] for cents in lost), sum(sum(cents) for cents in lost)
    return Loss(name, first, whole, rows[0].result, _runs_out_in(rows))


def biggest_loss(case: BusinessCase, language: str) -> Loss | None:
    """The line of income that brings most over all years; what if it stops?"""
    if not case.all_costs:
        return None
    brings = {line.key: sum(line.in_scenario("expected")) for line in case.income}
    line = max(case.income, key=lambda one: brings[one.key], default=None)
    return losing(case, (line,), line.name.said(language)) if line is not None and brings[line.key] else None


# ------------------------------------------------------------------ what weighs most


def swing_lines(reading: Reading, local: Local, *, today: date) -> tuple[SwingLine, ...]:
    found = sensitivity(reading.answers, reading.knowledge, today=today, local=local)
    return tuple(
        SwingLine(
            one.name.said(reading.language),
            one.low,
            one.high,
            *_ends(one.ref),
            ref_url(one.ref, reading.dossier),
        )
        for one in found
    )


def _ends(ref: Ref) -> tuple[str, str]:
    """The words of both ends, in the order in which the assumption names them."""
    if ref.item and ref.question in UNCERTAIN:
        return _("niet"), _("wel")
    if ref.question == INVESTMENT and not ref.item:
        return _("lager"), _("hoger")
    return _("minder"), _("meer")


def swings_drawn(swings: tuple[SwingLine, ...], language: str) -> Drawn | None:
    bars = tuple(
        SwingBar(one.name, one.low, one.high, one.low_words, one.high_words) for one in swings[:MOST_SWINGS]
    )
    charts = tuple(swings_chart(bars, language=language, narrow=narrow) for narrow in (False, True))
    desc = _("Per aanname een balk: hoe langer de balk, hoe meer die aanname uitmaakt.")
    return drawn(charts, title=_("Wat elke aanname uitmaakt"), desc=desc)
