"""Which kinds and languages there are at all, so that a filter never offers what nobody has."""

from dataclasses import dataclass
from functools import lru_cache

from schuifaan.apps.agenda.models import Activity


@dataclass(frozen=True, slots=True)
class Offered:
    kinds: frozenset[str]
    languages: frozenset[str]


@lru_cache(maxsize=2)
def offered(version: str) -> Offered:
    """One query, once for every state of the agenda (`agenda_version()`)."""
    del version
    rows = Activity.objects.shown().order_by().values_list("kind", "languages").distinct()
    kinds: set[str] = set()
    languages: set[str] = set()
    for kind, spoken in rows:
        kinds.add(kind)
        languages.update(code for code in spoken if isinstance(code, str))
    return Offered(frozenset(kinds), frozenset(languages))
