"""Searching in the handbook, in the language of the page."""

from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.handbook_chapters import KIND_WORDS, address_of
from schuifaan.core.method.knowledge import Document, Item, Knowledge, Text
from schuifaan.core.method.knowledge.listening import LISTENING_KINDS
from schuifaan.core.method.knowledge.shaping import Chapter
from schuifaan.core.wordsearch import WordIndex

MOST_FOUND = 40
LONGEST_QUERY = 100
_LONGEST_HEADING = 90
_WEIGHTS = {"heading": 3.0, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Found:
    heading: str
    body: str
    where: str  # the kind of item, in words of the page
    address: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    found: tuple[Found, ...]
    partial: bool  # no item has all the words
    suggestion: str | None


def search(query: str, *, language: str) -> SearchResult:
    """The best first, in the shipped handbook."""
    index, items = _index(shipped().version, language)
    hits = index.search(query, limit=MOST_FOUND)
    return SearchResult(
        found=tuple(_found(items[hit.id], language) for hit in hits),
        partial=any(hit.partial for hit in hits),
        suggestion=None if hits else index.suggest(query),
    )


@lru_cache(maxsize=4)
def _index(version: str, language: str) -> tuple[WordIndex, tuple[Item, ...]]:
    """Named after the version of the handbook, so that another handbook gets another index."""
    del version
    knowledge = shipped()
    items = tuple(item for item in knowledge.index.values() if isinstance(item, Item) and _is_shown(item))
    documents = (
        (number, {"heading": heading_of(item, language), "body": _body_of(item, language)})
        for number, item in enumerate(items)
    )
    return WordIndex(documents, _WEIGHTS), items


def _is_shown(item: Item) -> bool:
    if shipped().kind_of[item.id] in LISTENING_KINDS:
        return False
    return address_of(shipped(), item.id) is not None and bool(heading_of(item, "nl"))


def heading_of(item: Item, language: str) -> str:
    """What an item is called; a point has no name but its text."""
    for name in ("title", "name", "text", "because"):
        said = getattr(item, name, None)
        if isinstance(said, Text):
            return said.said(language)
        if isinstance(said, str):
            return said
    return ""


def _body_of(item: Item, language: str) -> str:
    """Every text of the item itself, not of the items in it."""
    parts = []
    for name in type(item).model_fields:
        if name not in {"id", "source", "status"}:
            parts += _texts(getattr(item, name), language)
    return " ".join(parts[1:])


def _texts(value: object, language: str) -> list[str]:
    if isinstance(value, Text):
        return [value.said(language)]
    if isinstance(value, Item):
        return []
    if isinstance(value, BaseModel):
        return [text for name in type(value).model_fields for text in _texts(getattr(value, name), language)]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one, language)]
    if isinstance(value, (tuple, list)):
        return [text for one in value for text in _texts(one, language)]
    return []


def _found(item: Item, language: str) -> Found:
    knowledge: Knowledge = shipped()
    heading = heading_of(item, language)
    body = _body_of(item, language)
    if len(heading) > _LONGEST_HEADING:
        cut = heading[:_LONGEST_HEADING].rsplit(" ", 1)[0]
        heading, body = f"{cut} …", f"… {heading[len(cut) :].strip()} {body}"
    kind = knowledge.kind_of[item.id]
    where = (
        str(KIND_WORDS[kind][0]) if kind in KIND_WORDS and not isinstance(item, (Chapter, Document)) else ""
    )
    return Found(heading, body, where, address_of(knowledge, item.id) or "")
