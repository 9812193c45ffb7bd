"""The money chapter of the handbook: which income goes with which type and why we say so, and figures in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.queries.money_figures import PER, UNITS, said_cents, said_number
from schuifaan.apps.places.enums import PlaceType
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import Figure, IncomeRule, IncomeSource, RentTable

HORIZON_WORDS: dict[str, str | Promise] = {
    "incidental": _("wisselend of eenmalig"),
    "multi_year": _("voor een paar jaar"),
    "structural": _("vast, elk jaar"),
}
SEVERITY_WORDS: dict[str, str | Promise] = {
    "conflict": _("Gaat niet samen"),
    "have_it_checked": _("Laat dit nakijken"),
    "warning": _("Let op"),
}
GROUP_WORDS: dict[str, str | Promise] = {
    "soo": _("SOO-subsidie"),
    "wws": _("Punten voor gedeelde ruimten"),
    "rent": _("Grenzen van de huur"),
    "points": _("Grenzen in punten"),
    "vat": _("Btw"),
    "orientation": _("Oude richtprijzen: vraag zelf offertes"),
}
OTHER = _("Wat gebruikelijk is, en grenzen die wij aanhouden")
# Enough to see how the rent goes up; the whole table is at its source.
SHOWN_POINTS = (40, 80, 100, 120, 136, 143, 144, 160, 180, 186, 187, 200, 250)
CENTS = 100


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the handbook says that a source goes with a type; `mark` stands in the table, `label` is read out."""

    mark: str
    label: str | Promise


BASES: dict[str, Basis] = {
    "both": Basis("●", _("overzicht en factsheet noemen het")),
    "factsheet": Basis("◐", _("alleen de factsheet noemt het")),
    "overview": Basis("○", _("alleen het overzicht noemt het")),
    "overview_only": Basis("◇", _("het overzicht noemt het, een factsheet is er niet")),
    "own_rule": Basis("+", _("onze eigen aanvulling")),
}
DOUBT = Basis("!", _("twijfelachtig: lees waarom bij deze inkomst"))


@dataclass(frozen=True, slots=True)
class Cell:
    type_label: str
    words: str | Promise
    basis: Basis | None
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Row:
    source: IncomeSource
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    title: str | Promise
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class RentRow:
    points: int
    rents: tuple[str, ...]


def matrix(sources: Iterable[IncomeSource]) -> tuple[Row, ...]:
    """Sources by types, in the order types are always in."""
    return tuple(Row(one, tuple(_cell(one, kind) for kind in PlaceType)) for one in sources)


def legend() -> tuple[Basis, ...]:
    return (*BASES.values(), DOUBT)


def _cell(source: IncomeSource, kind: PlaceType) -> Cell:
    """What is doubtful and has no horizon is probably not for that type."""
    horizon = {str(code): word for code, word in source.types.items()}.get(kind.value)
    basis = {str(code): word for code, word in source.basis.items()}.get(kind.value)
    doubtful = kind.value in source.doubtful
    words = HORIZON_WORDS[horizon] if horizon else _("waarschijnlijk niet") if doubtful else ""
    return Cell(str(kind.label), words, BASES[basis] if basis else None, doubtful)


def doubts(source: IncomeSource) -> tuple[tuple[str, Text], ...]:
    """(type, why it is doubtful for it)"""
    return tuple((str(PlaceType(code).label), why) for code, why in source.doubtful.items())


def rules_of(source: IncomeSource, knowledge: Knowledge) -> tuple[IncomeRule, ...]:
    """The rules that speak about this source."""
    return tuple(
        rule
        for rule in knowledge.income_rules
        if source.id in rule.about
        or any(source.id in pair for pair in rule.between)
        or f"'{source.id}'" in (rule.test or "")
    )


def sources_of(rule: IncomeRule, knowledge: Knowledge) -> tuple[IncomeSource, ...]:
    """The sources a rule speaks about; none when it is about the plan as a whole."""
    return tuple(one for one in knowledge.income_sources if rule in rules_of(one, knowledge))


def figure_groups(figures: Iterable[Figure]) -> tuple[FigureGroup, ...]:
    return tuple(
        FigureGroup(title, tuple(group))
        for title, group in groupby(figures, key=lambda one: GROUP_WORDS.get(one.key.split(".")[0], OTHER))
    )


def said_value(figure: Figure, *, language: str) -> str:
    """Say "€ 2.500 per m²", "€ 12 tot € 15 per m²", "vanaf 5: € 100.000; vanaf 21: € 150.000"."""
    if figure.brackets:
        return "; ".join(
            gettext("vanaf %(from)s: %(value)s")
            % {
                "from": said_number(one.at_least, language),
                "value": _with_unit(_number(figure, one.value, language), figure, one.value),
            }
            for one in figure.brackets
        )
    if figure.value is None:
        return ""
    said = _number(figure, figure.value, language)
    if figure.most is not None:
        said = gettext("%(least)s tot %(most)s") % {
            "least": said,
            "most": _number(figure, figure.most, language),
        }
    return _with_unit(said, figure, figure.value if figure.most is None else figure.most)


def _number(figure: Figure, value: Decimal, language: str) -> str:
    return (
        said_cents(int(value * CENTS), language)
        if figure.unit.startswith("eur")
        else said_number(value, language)
    )


def _with_unit(said: str, figure: Figure, value: Decimal) -> str:
    """One of something is said so: "1 punt", "0,75 punten"."""
    if figure.unit in UNITS:
        return f"{said} {UNITS[figure.unit](1 if value == 1 else 2)}"
    if figure.unit == "eur_per_m2":
        return gettext("%s per m²") % said
    if figure.unit == "eur_per_month":
        return f"{said} {PER['month']}"
    return said


def rent_rows(tables: Iterable[RentTable], *, language: str) -> tuple[RentRow, ...]:
    every = tuple(tables)
    return tuple(
        RentRow(points, tuple(_rent(table, points, language) for table in every)) for points in SHOWN_POINTS
    )


def _rent(table: RentTable, points: int, language: str) -> str:
    rent = table.rent(points)
    return "" if rent is None else said_cents(int(rent * CENTS), language, exact=True)
