"""What the parts of the business case on paper share: the sums, the list of sources, and how amounts are said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case, Sources
from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_number
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.lines import CERTAIN, Line
from schuifaan.core.method.knowledge import Text
from schuifaan.ui.paper.blocks import Block, Table
from schuifaan.ui.paper.signs import Picture


@dataclass(frozen=True, slots=True)
class Sums:
    """A table of amounts; `totals` are the rows that the others add up to."""

    kind: ClassVar[str] = "sums"
    table: Table
    totals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, and the same in words for who cannot see it. A table with its numbers comes after it."""

    kind: ClassVar[str] = "drawing"
    svg: Picture
    alt: str


Piece = Block | Sums | Drawing


@dataclass(frozen=True, slots=True)
class Report:
    """One business case while it is written down."""

    case: Case
    sums: BusinessCase
    sources: Sources

    @property
    def language(self) -> str:
        return self.case.language

    @property
    def first(self) -> int:
        return self.sums.period.first

    def words(self, text: Text) -> str:
        return text.said(self.language)

    def said(self, cents: int) -> str:
        """In a sentence: "€ 4.120"."""
        return said_cents(cents, self.language)

    def exact(self, cents: int) -> str:
        """In a column that is added up: "€ 4.120,00"."""
        return said_cents(cents, self.language, exact=True)

    def number(self, number: object) -> str:
        return said_number(number, self.language)  # type: ignore[arg-type]

    def name(self, line: Line) -> str:
        """What it is, and who pays it when the name does not say so."""
        name = self.words(line.name)
        return name if not line.party or line.party in name else f"{name} ({line.party})"

    def chance(self, line: Line) -> str:
        if line.chance is None:
            return _("niet ingevuld")
        return (
            _("zeker")
            if line.chance == CERTAIN
            else _("%(number)s procent") % {"number": self.number(line.chance)}
        )

    def years(self, line: Line) -> str:
        """In which years of the plan there is an amount; empty when it is all of them."""
        period = self.sums.period
        there = [year for year, cents in zip(period.years, line.years, strict=True) if cents]
        if not there:
            return _("valt buiten de jaren van dit plan")
        if (there[0], there[-1]) == (period.first, period.last):
            return ""
        if there[0] == there[-1]:
            return _("alleen in %(year)d") % {"year": there[0]}
        if there[0] == period.first:
            return _("tot en met %(year)d") % {"year": there[-1]}
        if there[-1] == period.last:
            return _("vanaf %(year)d") % {"year": there[0]}
        return _("van %(first)d tot en met %(last)d") % {"first": there[0], "last": there[-1]}

    def named(self, line: Line) -> str:
        """The name, and below it the years when it is not there in all of them."""
        return "\n".join(part for part in (self.name(line), self.years(line)) if part)


def report_of(case: Case) -> Report:
    return Report(
        case,
        business_case(case.answers, case.knowledge, today=case.today, local=case.local),
        Sources(case.language),
    )


def amounts_of(lines: Iterable[Line]) -> list[int]:
    """What counts of each line in the first year."""
    return [line.in_scenario("expected")[0] for line in lines]
