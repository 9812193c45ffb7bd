"""Published figures of an area as a page says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext

from schuifaan.apps.geography.enums import Missing, Unit
from schuifaan.apps.geography.models import Source
from schuifaan.apps.geography.queries import Fact


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    shown: str
    year: int
    source: Source


def figures(facts: Iterable[Fact]) -> list[Figure]:
    return [Figure(str(fact.indicator.label), shown(fact), fact.year, fact.source) for fact in facts]


def shown(fact: Fact) -> str:
    """The number with its unit, or why there is none: never nought for what was withheld."""
    if fact.value is None:
        return str(
            Missing(fact.missing).label if fact.missing in Missing.values else Missing.NOT_PUBLISHED.label
        )
    unit = fact.indicator.unit
    value = fact.value * 1000 if unit is Unit.THOUSAND_EURO else fact.value
    number = number_format(_plain(value), use_l10n=True, force_grouping=True)
    return {
        Unit.PERCENT: gettext("%(number)s %%"),
        Unit.THOUSAND_EURO: gettext("€ %(number)s"),
        Unit.KILOMETRE: gettext("%(number)s km"),
        Unit.HECTARE: gettext("%(number)s hectare"),
        Unit.PER_KM2: gettext("%(number)s per km²"),
        Unit.CLASS_1_5: gettext("%(number)s van 5"),
    }.get(unit, "%(number)s") % {"number": number}


def _plain(value: Decimal) -> Decimal | int:
    """Without the zeros the database keeps behind the comma."""
    return int(value) if value == value.to_integral_value() else value.normalize()
