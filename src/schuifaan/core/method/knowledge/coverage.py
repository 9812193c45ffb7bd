"""What of each source stands in the knowledge: how many of every kind, and which items under which heading."""

from collections import Counter

from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.knowledge.collection import KINDS, Knowledge, every_item
from schuifaan.core.method.knowledge.item import Citation, Item

# Kinds whose items hold others that count for themselves: field → what they are called.
NESTED = {
    "partners": ("roles", "strengths", "pitfalls"),
    "management_models": ("conditions", "good_for", "mind"),
    "agreements": ("articles", "mind"),
    "income_sources": ("conditions", "pros", "cons", "examples"),
    "causes": ("examples",),
    "trees": ("nodes", "outcomes"),
    "roomless": ("needs", "mind"),
    "welcome_elements": ("tips",),
    "talk_sheets": ("questions", "noting"),
    "wish_questions": ("options",),
}


def counts(knowledge: Knowledge) -> dict[str, int]:
    """How many items of every kind, and of those inside them, as `partners.pitfalls`."""
    counted: Counter[str] = Counter()
    for kind in KINDS:
        items = getattr(knowledge, kind)
        counted[kind] = len(items)
        for name in NESTED.get(kind, ()):
            counted[f"{kind}.{name}"] = sum(len(getattr(item, name)) for item in items)
        if kind == "place_types":
            counted["place_types.points"] = sum(len(part.points) for item in items for part in item.aspects)
        if kind == "trees":
            counted["trees.suggestions"] = sum(
                len(one.suggestions) for item in items for one in item.outcomes
            )
        if kind == "questions":
            counted["questions.fields"] = sum(len(one.fields) for one in items if isinstance(one, Question))
    return dict(counted)


def headings(knowledge: Knowledge) -> dict[tuple[str, str], list[str]]:
    """(document, where in it) → the ids from there; a nested item only where its heading is another."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind in KINDS:
        for top in getattr(knowledge, kind):
            if not isinstance(top, Item):
                continue
            for item in every_item(top):
                if not isinstance(item, Item) or (item is not top and item.source == top.source):
                    continue
                for citation in item.source:
                    found.setdefault(_place(citation), []).append(item.id)
    documents = [document.id for document in knowledge.documents]
    order = {document: number for number, document in enumerate(documents)}
    return dict(sorted(found.items(), key=lambda pair: (order.get(pair[0][0], len(order)), pair[0])))


def _place(citation: Citation) -> tuple[str, str]:
    if citation.document is None:
        return "", str(citation.url)
    page = f"p. {citation.page}" if citation.page is not None else None
    return citation.document, ", ".join(part for part in (citation.part, citation.heading, page) if part)
