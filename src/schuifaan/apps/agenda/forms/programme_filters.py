"""The filters of a programme as a page shows them: chips to tick, and the days to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from schuifaan.apps.agenda.enums import LOW_PRICE_CENTS, ActivityKind
from schuifaan.apps.agenda.forms.finding import (
    AROUND,
    DAY_PARTS,
    PRICES,
    STEP_FREE,
    TODAY,
    TOMORROW,
    WEEK,
    WEEKEND,
    WITHOUT_PROFESSIONALS,
    Asked,
    address,
    day_parameters,
    filter_parameters,
)
from schuifaan.apps.agenda.queries.finding import Criteria, DayPart, Price
from schuifaan.apps.agenda.queries.offered import Offered
from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.places.forms.filters import Filters, Option, OptionGroup
from schuifaan.apps.places.naming import language_name
from schuifaan.ui.speech import euros


@dataclass(frozen=True, slots=True)
class ProgrammeFilters(Filters):
    """`days`: the days that are looked at, handed on unseen."""

    days: tuple[tuple[str, str], ...] = ()

    @property
    def used(self) -> list[str]:
        """For on paper: the words of everything that is on."""
        groups = [self.first, *(group.options for group in self.more)]
        return [option.label for options in groups for option in options if option.is_on]


@dataclass(frozen=True, slots=True)
class DayChoice:
    label: str
    href: str
    is_on: bool


def day_choices(path: str, asked: Asked, *, today: date) -> tuple[DayChoice, ...]:
    words = (
        (TODAY, gettext("Vandaag")),
        (TOMORROW, gettext("Morgen")),
        (WEEKEND, gettext("Dit weekend")),
        (WEEK, gettext("Zeven dagen")),
    )
    return tuple(
        DayChoice(
            label,
            address(path, asked.on(word, today=today)),
            asked.days == word and asked.begins in {None, today},
        )
        for word, label in words
    )


def filters(asked: Asked, offered: Offered, *, language: str) -> ProgrammeFilters:
    criteria = asked.criteria
    groups = (
        OptionGroup(gettext("Wanneer op de dag"), tuple(_parts(criteria))),
        OptionGroup(gettext("Wat"), tuple(_kinds(criteria, offered))),
        OptionGroup(gettext("Taal die er gesproken wordt"), tuple(_languages(criteria, offered, language))),
    )
    return ProgrammeFilters(
        first=tuple(_first(criteria)),
        more=tuple(group for group in groups if group.options),
        days=tuple(day_parameters(asked)),
        kept=tuple(filter_parameters(criteria)),
    )


def _first(criteria: Criteria) -> Iterator[Option]:
    if criteria.scope.of is Of.NEIGHBOURHOOD:
        yield Option(AROUND, "1", gettext("Ook de buurten eromheen"), None, criteria.scope.around)
    labels = {
        Price.FREE: gettext("Gratis"),
        Price.LOW: gettext("Hooguit %(amount)s") % {"amount": euros(LOW_PRICE_CENTS)},
    }
    for word, price in PRICES.items():
        yield Option("prijs", word, labels[price], None, criteria.price is price)
    yield Option(STEP_FREE, "1", gettext("Zonder drempel"), None, criteria.step_free)
    yield Option(
        WITHOUT_PROFESSIONALS, "1", gettext("Zonder hulpverleners"), None, criteria.without_professionals
    )


def _parts(criteria: Criteria) -> Iterator[Option]:
    labels = {
        DayPart.MORNING: gettext("Ochtend"),
        DayPart.AFTERNOON: gettext("Middag"),
        DayPart.EVENING: gettext("Avond"),
    }
    for word, part in DAY_PARTS.items():
        yield Option("dagdeel", word, labels[part], None, part in criteria.day_parts)


def _kinds(criteria: Criteria, offered: Offered) -> Iterator[Option]:
    """In their own order: what anybody can do without a plan stands first."""
    for kind in ActivityKind:
        if kind in offered.kinds or kind in criteria.kinds:
            yield Option("soort", kind.value, _sentence(str(kind.label)), None, kind in criteria.kinds)


def _languages(criteria: Criteria, offered: Offered, language: str) -> Iterable[Option]:
    codes = offered.languages.union(criteria.languages)
    named: Sequence[tuple[str, str]] = sorted((language_name(code, language), code) for code in codes)
    for name, code in named:
        yield Option("taal", code, _sentence(name), None, code in criteria.languages)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
