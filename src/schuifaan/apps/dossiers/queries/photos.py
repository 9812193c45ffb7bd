"""Photos of the room as it is, and the requirements they belong to."""

from schuifaan.apps.dossiers.models import Dossier, DossierPhoto
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import shortened
from schuifaan.core.method.design import programme
from schuifaan.core.method.knowledge import Knowledge


def photos_of(dossier: Dossier) -> list[DossierPhoto]:
    return list(dossier.photos.all())


def photos_by_item(dossier: Dossier) -> dict[str, list[DossierPhoto]]:
    """Requirement id → its photos; one query."""
    found: dict[str, list[DossierPhoto]] = {}
    for photo in dossier.photos.all():
        found.setdefault(photo.item, []).append(photo)
    return found


def photo_at(dossier: Dossier, pk: int) -> DossierPhoto | None:
    return dossier.photos.filter(pk=pk).first()


def items_for_photos(answers: Answers, knowledge: Knowledge, *, language: str) -> list[tuple[str, str]]:
    """(id, text) of everything in the programme a photo may show."""
    found = programme(answers, knowledge)
    return [(line.id, shortened(line.text.said(language))) for line in (*found.lines, *found.left_out)]
