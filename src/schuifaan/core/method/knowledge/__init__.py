"""What the method knows: the kinds of items, read from YAML files and checked as one whole.

`load(directory)` gives a `Knowledge`; every text stands in it in Dutch and English, every item says where
it comes from. Kinds and their files: see `collection.py`.
"""

from schuifaan.core.method.knowledge.collection import Knowledge, OwnKnowledge
from schuifaan.core.method.knowledge.item import Citation, Document, Item, Point, Status, Text
from schuifaan.core.method.knowledge.loading import KnowledgeRefused, Problem, load, read_own

__all__ = [
    "Citation",
    "Document",
    "Item",
    "Knowledge",
    "KnowledgeRefused",
    "OwnKnowledge",
    "Point",
    "Problem",
    "Status",
    "Text",
    "load",
    "read_own",
]
