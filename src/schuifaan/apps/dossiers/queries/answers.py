"""The answers of a dossier as the method reads them."""

from typing import Any

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.core.method.answers import Answers


def answers_of(dossier: Dossier) -> Answers:
    """Every answer, rows in the order they were added; one query."""
    plain: dict[str, dict[str, Any]] = {}
    rows = dossier.answers.order_by("pk").values_list("question", "item", "value")
    for question, item, value in rows:
        plain.setdefault(question, {})[item] = value
    return Answers(plain)


def revision_of(dossier: Dossier, question: str, item: str = "") -> int:
    """The revision a page is made with; 0 when nobody answered yet."""
    found = dossier.answers.filter(question=question, item=item).values_list("revision", flat=True).first()
    return found or 0
