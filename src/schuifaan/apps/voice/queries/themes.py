"""The subjects people speak about: those of the knowledge, and what a municipality adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.handbook import shipped
from schuifaan.apps.voice.models import MatterTheme, OwnTheme, PointTheme

OWN: Final = "own."


@dataclass(frozen=True, slots=True)
class Theme:
    """`key` is what is kept: that of the knowledge ("theme.T3"), or "own.12" of a municipality's own."""

    key: str
    name: str
    about: str = ""

    @property
    def is_own(self) -> bool:
        return self.key.startswith(OWN)


def themes_for(municipality: Municipality | str | None) -> list[Theme]:
    """Those of the knowledge in their order, then the municipality's own by name. One query."""
    shared = shared_themes()
    if municipality is None:
        return shared
    return [*shared, *own_themes(municipality)]


def shared_themes() -> list[Theme]:
    language = get_language() or "nl"
    return [Theme(one.id, one.name.said(language), one.about.said(language)) for one in shipped().themes]


def own_themes(municipality: Municipality | str) -> list[Theme]:
    rows = OwnTheme.objects.filter(municipality=municipality).order_by("name", "pk")
    return [Theme(f"{OWN}{pk}", name) for pk, name in rows.values_list("pk", "name")]


def own_theme_rows(municipality: Municipality) -> QuerySet[OwnTheme]:
    return OwnTheme.objects.filter(municipality=municipality).order_by("name", "pk")


def own_theme(municipality: Municipality, pk: int) -> OwnTheme | None:
    return OwnTheme.objects.filter(municipality=municipality, pk=pk).first()


def theme_names(keys: Iterable[str]) -> dict[str, str]:
    """Key → name, in the order in which `themes_for` has them; without those that are no longer there. One query at most."""
    asked = set(keys)
    named = {theme.key: theme.name for theme in shared_themes() if theme.key in asked}
    numbers = [int(key.removeprefix(OWN)) for key in asked if _is_own_key(key)]
    if numbers:
        rows = OwnTheme.objects.filter(pk__in=numbers).order_by("name", "pk").values_list("pk", "name")
        named |= {f"{OWN}{pk}": name for pk, name in rows}
    return named


def is_in_use(theme: OwnTheme) -> bool:
    """Whether anything was said about it: then its name can change, and it does not go."""
    key = Q(theme=f"{OWN}{theme.pk}")
    return PointTheme.objects.filter(key).exists() or MatterTheme.objects.filter(key).exists()


def _is_own_key(key: str) -> bool:
    number = key.removeprefix(OWN)
    # What fits in a key of the database.
    return key.startswith(OWN) and number.isdecimal() and number.isascii() and len(number) <= 18  # noqa: PLR2004
