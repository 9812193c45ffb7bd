"""What changed in the handbook since a dossier last took it over."""

from collections.abc import Iterator
from dataclasses import dataclass

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.reasons import about_url
from schuifaan.core.method.choosing import name_of
from schuifaan.core.method.knowledge import Document, Item, Knowledge
from schuifaan.core.method.knowledge.listening import LISTENING_KINDS


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An item of the handbook; of one that is gone only its id is known."""

    id: str
    name: str
    url: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class HandbookChanges:
    added: tuple[ChangedItem, ...]
    changed: tuple[ChangedItem, ...]
    removed: tuple[ChangedItem, ...]
    # Whether the dossier ever kept what the handbook was like; without it nothing can be compared.
    is_known: bool

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


def handbook_changes(dossier: Dossier, knowledge: Knowledge, *, language: str) -> HandbookChanges:
    """Prints then beside prints now; no query."""
    then, now = dossier.knowledge_prints, knowledge.fingerprints
    return HandbookChanges(
        added=tuple(_shown(knowledge, (key for key in now if key not in then), language)),
        changed=tuple(
            _shown(knowledge, (key for key in now if key in then and then[key] != now[key]), language)
        ),
        removed=tuple(
            ChangedItem(key, key, "", key.startswith("own.")) for key in sorted(then) if key not in now
        ),
        is_known=bool(then),
    )


def _shown(knowledge: Knowledge, keys: Iterator[str], language: str) -> Iterator[ChangedItem]:
    for key in keys:
        item = knowledge.index[key]
        if isinstance(item, Document):
            yield ChangedItem(key, item.title, "", is_own=False)
        elif isinstance(item, Item) and knowledge.kind_of[key] not in LISTENING_KINDS:
            yield ChangedItem(key, name_of(item).said(language), about_url(key), is_own=item.is_own)
