"""What is known about getting in, in the words and groups in which a visitor reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext

from schuifaan.apps.places.access import FACTS, GROUP_LABELS, FactDefinition, FactGroup, FactKind
from schuifaan.apps.places.enums import CheckedBy
from schuifaan.apps.places.models import AccessFact
from schuifaan.ui.speech import spoken_month

# Said elsewhere on the page, with the reason to call.
FETCHING = frozenset({"fetch_service", "fetch_phone"})


@dataclass(frozen=True, slots=True)
class KnownFact:
    """`is_good` is True for a yes, False for a no, None for a measure."""

    key: str
    label: str
    sentence: str
    is_good: bool | None
    checked_on: date | None
    checked_by: str

    @property
    def check(self) -> tuple[date | None, str]:
        return self.checked_on, self.checked_by


@dataclass(frozen=True, slots=True)
class AccessGroup:
    label: str
    facts: tuple[KnownFact, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetching:
    """Somebody of the place can come and get you. Asked by phone only: no form, nothing about health."""

    phone: str

    @property
    def dial(self) -> str:
        return dialled(self.phone)


def access_groups(facts: Iterable[AccessFact]) -> tuple[AccessGroup, ...]:
    """All four groups in their order; a fact without a value is not known, which is an answer too."""
    by_key = {fact.key: fact for fact in facts if fact.key in FACTS}
    return tuple(_group(group, by_key) for group in GROUP_LABELS)


def _group(group: FactGroup, by_key: dict[str, AccessFact]) -> AccessGroup:
    known: list[KnownFact] = []
    unknown: list[str] = []
    for key, definition in FACTS.items():
        if definition.group is not group or key in FETCHING or _is_beside_the_point(key, by_key):
            continue
        fact = by_key.get(key)
        if fact is None or fact.value is None or fact.value == "":
            unknown.append(str(definition.label))
        else:
            known.append(_known(definition, fact))
    return AccessGroup(str(GROUP_LABELS[group]), tuple(known), tuple(unknown))


def _is_beside_the_point(key: str, by_key: dict[str, AccessFact]) -> bool:
    """Without a step nobody wonders how high it is; a distance needs something to be far from."""
    step = by_key.get("step_free")
    if key in {"step_height_cm", "step_count", "has_ramp"} and step is not None and step.value is True:
        return True
    missing = {"parking_distance_m": "parking_accessible", "bus_stop_distance_m": "bus_stop"}.get(key)
    if missing is None or key in by_key:
        return False
    other = by_key.get(missing)
    return other is None or not other.value


def _known(definition: FactDefinition, fact: AccessFact) -> KnownFact:
    good = fact.value if definition.kind is FactKind.YES_NO else None
    return KnownFact(
        key=definition.key,
        label=str(definition.label),
        sentence=fact_sentence(definition, fact.value),
        is_good=good if isinstance(good, bool) else None,
        checked_on=fact.checked_on,
        checked_by=fact.checked_by,
    )


def fact_sentence(definition: FactDefinition, value: object) -> str:
    """“Geen trede bij de ingang”, “Breedte van de deur: 85 cm”."""
    if definition.kind is FactKind.YES_NO:
        return str(definition.yes if value else definition.no)
    shown = number_format(value, use_l10n=True) if isinstance(value, int | float) else str(value)
    unit = {FactKind.CENTIMETRES: " cm", FactKind.METRES: gettext(" meter")}.get(definition.kind, "")
    return f"{definition.label}: {shown}{unit}"


def check_said(checked_on: date | None, checked_by: str) -> str:
    """“nagekeken in mei 2026 door de beheerder”; nothing when nobody checked it."""
    if checked_on is None:
        return ""
    when = spoken_month(checked_on)
    if not checked_by:
        return gettext("nagekeken %(when)s") % {"when": when}
    return gettext("nagekeken %(when)s door %(who)s") % {
        "when": when,
        "who": checker_in_sentence(checked_by),
    }


def checker_in_sentence(key: str) -> str:
    spoken = {
        CheckedBy.MANAGER.value: gettext("de beheerder"),
        CheckedBy.HOST.value: gettext("de gastvrouw of gastheer"),
        CheckedBy.VISITOR.value: gettext("een bezoeker die het zelf probeerde"),
        CheckedBy.EXPERT.value: gettext("een deskundige"),
        CheckedBy.IMPORT.value: gettext("wie de lijst maakte waaruit dit komt"),
    }
    return spoken.get(key) or checker(key)


def dialled(phone: str) -> str:
    """The number as a telephone wants it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def checker(key: str) -> str:
    return str(CheckedBy(key).label) if key in CheckedBy.values else ""


def fetching(facts: Iterable[AccessFact]) -> Fetching | None:
    values = {fact.key: fact.value for fact in facts if fact.key in FETCHING}
    phone = str(values.get("fetch_phone") or "").strip()
    if values.get("fetch_service") is False or not (values.get("fetch_service") or phone):
        return None
    return Fetching(phone)
