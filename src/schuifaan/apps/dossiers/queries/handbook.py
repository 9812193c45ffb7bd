"""The handbook: the shipped knowledge, and with it what an organisation adds."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max
from pydantic import ValidationError

from schuifaan.apps.dossiers.models import Dossier, OwnItem
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.handbook import KNOWLEDGE_DIRECTORY, shipped
from schuifaan.core.method.knowledge import Knowledge, OwnKnowledge
from schuifaan.core.method.knowledge.collection import OWN_KINDS
from schuifaan.core.method.knowledge.loading import own_misfits

__all__ = [
    "KNOWLEDGE_DIRECTORY",
    "forget_own",
    "knowledge_for",
    "knowledge_of",
    "own_knowledge",
    "shipped",
]


def own_knowledge(organisation: Organisation | None) -> OwnKnowledge:
    """What this organisation added. An item that no longer fits a newer handbook is left out, not fatal."""
    if organisation is None:
        return OwnKnowledge()
    rows = OwnItem.objects.filter(organisation=organisation).values_list("kind", "data")
    return _together(tuple(one for kind, data in rows if (one := _readable(kind, data)) is not None))


def _readable(kind: str, data: Any) -> OwnKnowledge | None:
    try:
        return OwnKnowledge.model_validate({kind: [data]})
    except ValidationError:
        return None


def _together(ones: tuple[OwnKnowledge, ...]) -> OwnKnowledge:
    """All of them if they fit beside the handbook; else those that do, in their order."""
    every = _joined(ones)
    if next(own_misfits(every, shipped()), None) is None:
        return every
    kept: tuple[OwnKnowledge, ...] = ()
    for one in ones:
        if next(own_misfits(_joined((*kept, one)), shipped()), None) is None:
            kept = (*kept, one)
    return _joined(kept)


def _joined(ones: tuple[OwnKnowledge, ...]) -> OwnKnowledge:
    return OwnKnowledge(
        **{kind: tuple(item for one in ones for item in getattr(one, kind)) for kind in OWN_KINDS}
    )


def knowledge_of(organisation: Organisation | None) -> Knowledge:
    """The shipped handbook with what this organisation added; made again only when that changed."""
    if organisation is None:
        return shipped()
    stamp = OwnItem.objects.filter(organisation=organisation).aggregate(
        count=Count("pk"), newest=Max("pk"), changed=Max("changed_at")
    )
    if not stamp["count"]:
        return shipped()
    return _with_own(organisation, (stamp["count"], stamp["newest"], stamp["changed"]))


@lru_cache(maxsize=64)
def _with_own(organisation: Organisation, stamp: tuple[int, int, datetime]) -> Knowledge:
    """`stamp` changes with every item that is added, changed or taken away."""
    del stamp
    return shipped().with_own(own_knowledge(organisation))


def forget_own() -> None:
    """Read what organisations added anew; for tests, whose rows begin again at the same numbers."""
    _with_own.cache_clear()


def knowledge_for(dossier: Dossier) -> Knowledge:
    """The handbook as this dossier sees it."""
    return knowledge_of(dossier.organisation)
