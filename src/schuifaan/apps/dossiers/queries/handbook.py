"""The handbook: the shipped knowledge, and with it what an organisation adds."""

from functools import cache
from pathlib import Path

from django.conf import settings
from pydantic import ValidationError

import schuifaan
from schuifaan.apps.dossiers.models import Dossier, OwnItem
from schuifaan.apps.people.models import Organisation
from schuifaan.core.method.knowledge import Knowledge, OwnKnowledge, load
from schuifaan.core.method.knowledge.loading import own_misfits

KNOWLEDGE_DIRECTORY = Path(schuifaan.__file__).parent / "knowledge"


@cache
def shipped() -> Knowledge:
    """The knowledge that comes with the product; read once per process."""
    return load(KNOWLEDGE_DIRECTORY, kept_in=settings.VAR_DIR / "knowledge")


def own_knowledge(organisation: Organisation | None) -> OwnKnowledge:
    """What this organisation added. An item that no longer fits a newer handbook is left out, not fatal."""
    if organisation is None:
        return OwnKnowledge()
    own = OwnKnowledge()
    for item in OwnItem.objects.filter(organisation=organisation):
        try:
            one = OwnKnowledge.model_validate({item.kind: [item.data]})
        except ValidationError:
            continue
        tried = own.model_copy(update={item.kind: (*getattr(own, item.kind), *getattr(one, item.kind))})
        if next(own_misfits(tried, shipped()), None) is None:
            own = tried
    return own


def knowledge_of(organisation: Organisation | None) -> Knowledge:
    own = own_knowledge(organisation)
    return shipped() if own == OwnKnowledge() else shipped().with_own(own)


def knowledge_for(dossier: Dossier) -> Knowledge:
    """The handbook as this dossier sees it."""
    return knowledge_of(dossier.organisation)
