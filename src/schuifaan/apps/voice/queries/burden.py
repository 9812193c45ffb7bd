"""Permits and forms that are asked again and again: the days, the proposal, and what was answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import RuleAsked, RuleProposal
from schuifaan.core.method.rule_burden import Asked, proposals


@dataclass(frozen=True, slots=True)
class FormAsked:
    """One permit or form. `times` is newest first; `is_proposed`: often enough to ask it only once."""

    form: str
    folded: str
    times: tuple[RuleAsked, ...]
    is_proposed: bool
    proposal: RuleProposal | None

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted(one.asked_on for one in self.times))

    @property
    def waits(self) -> bool:
        """Nobody said yet what becomes of the proposal."""
        return self.is_proposed and self.proposal is None


def forms_asked(municipality: Municipality, *, today: date) -> list[FormAsked]:
    """What waits first, then what was proposed, then the rest; each by the day it was last asked. Two queries."""
    rows = RuleAsked.objects.filter(municipality=municipality).select_related("place")
    found = _by_form(rows.order_by("-asked_on", "-pk"), municipality, today)
    return sorted(found, key=lambda one: (not one.waits, not one.is_proposed))


def forms_of(place: Place, *, today: date) -> list[FormAsked]:
    """What this place was asked, with all days of the municipality behind the proposal, and its answer."""
    if place.municipality is None:
        return []
    own = set(RuleAsked.objects.filter(place=place).values_list("folded", flat=True))
    return [one for one in forms_asked(place.municipality, today=today) if one.folded in own]


def asked_at(place: Place, pk: int) -> RuleAsked | None:
    return RuleAsked.objects.filter(place=place, pk=pk).select_related("place", "municipality").first()


def form_called(municipality: Municipality, pk: int) -> RuleAsked | None:
    """The form that was asked that time."""
    return RuleAsked.objects.filter(municipality=municipality, pk=pk).first()


def known_forms(municipality: Municipality | None) -> list[str]:
    """As they were called before, so that the same thing gets the same name."""
    rows = RuleAsked.objects.filter(municipality=municipality).order_by("-asked_on", "-pk")
    spelt: dict[str, str] = {}
    for folded, form in rows.values_list("folded", "form")[:500]:
        spelt.setdefault(folded, form)
    return sorted(spelt.values(), key=str.casefold)


def _by_form(rows: Iterable[RuleAsked], municipality: Municipality, today: date) -> list[FormAsked]:
    times: dict[str, list[RuleAsked]] = defaultdict(list)
    for row in rows:
        times[row.folded].append(row)
    often = {
        one.form
        for one in proposals(
            (Asked(folded, row.asked_on) for folded, asked in times.items() for row in asked), today=today
        )
    }
    answers = {one.folded: one for one in RuleProposal.objects.filter(municipality=municipality)}
    return [
        FormAsked(asked[0].form, folded, tuple(asked), folded in often, answers.get(folded))
        for folded, asked in times.items()
    ]
