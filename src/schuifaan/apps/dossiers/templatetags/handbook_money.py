"""What templates of the handbook's money chapter need."""

from collections.abc import Iterable

from django import template

from schuifaan.apps.dossiers.queries import handbook_money
from schuifaan.apps.dossiers.queries.handbook_money import Basis, FigureGroup, RentRow, Row
from schuifaan.apps.places.enums import PlaceType
from schuifaan.apps.places.naming import page_language
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import Condition, Figure, IncomeRule, IncomeSource, RentTable

register = template.Library()


@register.filter
def money_matrix(sources: Iterable[IncomeSource]) -> tuple[Row, ...]:
    return handbook_money.matrix(sources)


@register.simple_tag
def money_legend() -> tuple[Basis, ...]:
    return handbook_money.legend()


@register.simple_tag
def type_labels() -> list[str]:
    return [str(one.label) for one in PlaceType]


@register.filter
def doubts(source: IncomeSource) -> tuple[tuple[str, Text], ...]:
    return handbook_money.doubts(source)


@register.filter
def of_kind(conditions: Iterable[Condition], kind: str) -> tuple[Condition, ...]:
    """`{{ item.conditions|of_kind:"legal" }}`"""
    return tuple(one for one in conditions if one.kind == kind)


@register.filter
def rules_of(source: IncomeSource, knowledge: Knowledge) -> tuple[IncomeRule, ...]:
    return handbook_money.rules_of(source, knowledge)


@register.filter
def sources_of(rule: IncomeRule, knowledge: Knowledge) -> tuple[IncomeSource, ...]:
    return handbook_money.sources_of(rule, knowledge)


@register.filter
def severity_label(rule: IncomeRule) -> str:
    return str(handbook_money.SEVERITY_WORDS[rule.severity])


@register.filter
def figure_groups(figures: Iterable[Figure]) -> tuple[FigureGroup, ...]:
    return handbook_money.figure_groups(figures)


@register.filter
def figure_value(figure: Figure) -> str:
    return handbook_money.said_value(figure, language=page_language())


@register.filter
def rent_rows(tables: Iterable[RentTable]) -> tuple[RentRow, ...]:
    return handbook_money.rent_rows(tables, language=page_language())
