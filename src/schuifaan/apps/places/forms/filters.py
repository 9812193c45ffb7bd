"""The filters as a page shows them: each option with its name, its count, and whether it is on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from schuifaan.apps.places.forms.finding import WHEN, WISHES, parameters, when_label, wish_label
from schuifaan.apps.places.naming import focus_name, language_name, type_name
from schuifaan.apps.places.queries.criteria import Criteria
from schuifaan.apps.places.queries.directory import Found
from schuifaan.apps.places.queries.snapshot import YES

_AREA_PARAMETERS = ("buurt", "wijk", "gemeente")


@dataclass(frozen=True, slots=True)
class Option:
    """`count`: how many there are with it; None where a list does not say."""

    name: str
    value: str
    label: str
    count: int | None
    is_on: bool

    @property
    def id(self) -> str:
        return f"filter-{self.name}-{self.value}"


@dataclass(frozen=True, slots=True)
class OptionGroup:
    legend: str
    options: tuple[Option, ...]

    @property
    def is_used(self) -> bool:
        return any(option.is_on for option in self.options)


@dataclass(frozen=True, slots=True)
class Filters:
    """`first`: what most people ask. `more`: folded. `kept`: what the form hands on without showing it."""

    first: tuple[Option, ...]
    more: tuple[OptionGroup, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def more_is_used(self) -> bool:
        return any(group.is_used for group in self.more)


def filters(found: Found, language: str) -> Filters:
    criteria, counts = found.criteria, found.counts
    wishes = {wish: _wish(wish, criteria, counts) for wish in WISHES}
    when = (
        Option("open", word, when_label(moment), counts[moment.value][YES], moment in criteria.when)
        for word, moment in WHEN.items()
    )
    groups = (
        OptionGroup(gettext("In de plek"), (wishes["kitchen"], wishes["rent"])),
        OptionGroup(gettext("Soort plek"), tuple(_kinds(criteria, counts["type"]))),
        OptionGroup(
            gettext("Talen die ze er spreken"), tuple(_languages(criteria, counts["language"], language))
        ),
        OptionGroup(gettext("Met extra aandacht voor"), tuple(_focus(criteria, counts["focus"]))),
    )
    return Filters(
        first=(*when, wishes["coffee"], wishes["step_free"], wishes["quiet"]),
        more=tuple(group for group in groups if group.options),
        kept=tuple(pair for pair in parameters(criteria) if pair[0] in {*_AREA_PARAMETERS, "lat", "lon"}),
    )


def start_options() -> tuple[Option, ...]:
    """The two filters that stand beside the search field of the start page, without counts."""
    when = next(iter(WHEN.items()))
    parameter, value = WISHES["step_free"]
    return (
        Option("open", when[0], when_label(when[1]), 0, is_on=False),
        Option(parameter, value, wish_label("step_free"), 0, is_on=False),
    )


def _wish(wish: str, criteria: Criteria, counts: Mapping[str, Mapping[str, int]]) -> Option:
    parameter, value = WISHES[wish]
    return Option(parameter, value, wish_label(wish), counts[wish][YES], wish in criteria.wishes)


def _kinds(criteria: Criteria, counts: Mapping[str, int]) -> Iterator[Option]:
    return _options("soort", {key: type_name(key) for key in counts}, counts, criteria.kinds)


def _languages(criteria: Criteria, counts: Mapping[str, int], language: str) -> Iterator[Option]:
    return _options("taal", {key: language_name(key, language) for key in counts}, counts, criteria.languages)


def _focus(criteria: Criteria, counts: Mapping[str, int]) -> Iterator[Option]:
    return _options("voor", {key: focus_name(key) for key in counts}, counts, criteria.focus)


def _options(
    name: str, labels: Mapping[str, str], counts: Mapping[str, int], on: Sequence[str]
) -> Iterator[Option]:
    """In order of the alphabet, never of the count; what nobody has is left out unless it is on."""
    for key, label in sorted(labels.items(), key=lambda pair: pair[1].casefold()):
        if counts[key] or key in on:
            yield Option(name, key, label[:1].upper() + label[1:], counts[key], key in on)
