"""Dossiers and answers as they stand in the database, without the checks of the method."""

from typing import Any

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Answer, Dossier, DossierMember
from schuifaan.apps.people.models import User
from tests.factories import NOW


def make_dossier(by: User, **fields: Any) -> Dossier:
    """A dossier that `by` owns."""
    dossier = Dossier.objects.create(
        title=fields.pop("title", "Buurtkamer Malberg"),
        knowledge_version=fields.pop("knowledge_version", "begin"),
        created_by=by,
        created_at=fields.pop("created_at", NOW),
        changed_at=fields.pop("changed_at", NOW),
        **fields,
    )
    make_member(dossier, by, DossierRole.OWNER)
    return dossier


def make_member(dossier: Dossier, user: User, role: str = DossierRole.EDITOR) -> DossierMember:
    user.__dict__.pop("_dossier_roles", None)
    return DossierMember.objects.create(dossier=dossier, user=user, role=role, since_at=NOW)


def answer(
    dossier: Dossier, question: str, value: dict[str, Any], item: str = "", by: User | None = None
) -> Answer:
    """One answer in its plain form; answering again replaces it under the next revision."""
    there = Answer.objects.filter(dossier=dossier, question=question, item=item).first()
    revision = there.revision + 1 if there else 1
    said = {"value": value, "revision": revision, "answered_by": by, "answered_at": NOW}
    return Answer.objects.update_or_create(dossier=dossier, question=question, item=item, defaults=said)[0]
