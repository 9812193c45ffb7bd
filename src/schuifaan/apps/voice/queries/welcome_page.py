"""One page of the self-check as plain values, and what two people on it at once mean together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schuifaan.apps.places.handbook import shipped
from schuifaan.apps.voice.models import OwnTip, Reflection, TipChoice, WelcomeCheck
from schuifaan.core.method.knowledge.shaping import WelcomeElement
from schuifaan.core.method.welcome import FREE_LINES_PER_ELEMENT

Values = dict[str, str]
LINES = range(1, FREE_LINES_PER_ELEMENT + 1)
_PREFIX = "element."


@dataclass(frozen=True, slots=True)
class Merged:
    """`values` hold what both said; of the fields in `clashes` they hold mine, while `theirs` is what is kept."""

    values: Values
    clashes: tuple[str, ...]
    theirs: Values


def elements() -> tuple[WelcomeElement, ...]:
    return shipped().welcome_elements


def slug_of(element: WelcomeElement) -> str:
    return element.id.removeprefix(_PREFIX).lower()


def element_at(slug: str) -> WelcomeElement | None:
    return next((one for one in elements() if slug_of(one) == slug), None)


def element_with(element_id: str) -> WelcomeElement | None:
    return next((one for one in elements() if one.id == element_id), None)


def tip_fields(element: WelcomeElement) -> dict[str, str]:
    """Field → id of the tip, in the order of the handbook."""
    return {f"tip_{number}": tip.id for number, tip in enumerate(element.tips, start=1)}


def units(element: WelcomeElement) -> Iterator[tuple[str, ...]]:
    """Fields that change together: an own tip and where it was borrowed."""
    yield from ((name,) for name in tip_fields(element))
    for line in LINES:
        yield f"own_{line}", f"own_{line}_from"
        yield (f"own_{line}_choice",)
    yield ("reflection",)


def empty_page(element: WelcomeElement) -> Values:
    return {name: "" for unit in units(element) for name in unit}


def page_values(check: WelcomeCheck, element: WelcomeElement) -> Values:
    """As it is kept now; what was not answered is empty. Three queries."""
    fields = {tip: name for name, tip in tip_fields(element).items()}
    values = empty_page(element)
    for tip, choice in TipChoice.objects.filter(check_of=check, tip__in=fields).values_list("tip", "choice"):
        values[fields[tip]] = choice
    for own in OwnTip.objects.filter(check_of=check, element=element.id):
        name = f"own_{own.line}"
        values[name], values[f"{name}_choice"] = own.text, own.choice
        values[f"{name}_from"] = str(own.borrowed_from_id or "")
    said = Reflection.objects.filter(check_of=check, element=element.id).first()
    values["reflection"] = said.text if said else ""
    return values


def merged(
    element: WelcomeElement, *, was: Mapping[str, str], mine: Mapping[str, str], theirs: Values
) -> Merged:
    """What I did not touch stays theirs; what only I changed is mine; what both changed is asked."""
    values, clashes = dict(theirs), []
    for unit in units(element):
        before, typed, kept = (tuple(side.get(name, "") for name in unit) for side in (was, mine, theirs))
        if typed in (before, kept):
            continue
        values |= dict(zip(unit, typed, strict=True))
        if kept != before:
            clashes.append(unit[0])
    return Merged(values, tuple(clashes), theirs)
