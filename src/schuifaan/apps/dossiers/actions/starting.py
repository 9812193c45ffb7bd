"""Beginning a dossier, making a variant of it, keeping a version, putting it away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, require
from schuifaan.apps.dossiers.enums import DossierKind, DossierRole
from schuifaan.apps.dossiers.models import Answer, AnswerChange, Dossier, DossierMember, Version
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import knowledge_for, knowledge_of
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import Place


@transaction.atomic
def start_dossier(
    *,
    title: str,
    by: User,
    now: datetime,
    kind: str = DossierKind.IDEA,
    organisation: Organisation | None = None,
    neighbourhood: Neighbourhood | None = None,
    place: Place | None = None,
    rows: dict[str, dict[str, dict[str, Any]]] | None = None,
) -> Dossier:
    """Begin one. `rows` is what comes along from the neighbourhood: plain answers by question and item."""
    if not by.has_perm("dossiers.add_dossier"):
        raise DossierError(_("Log in om een dossier te beginnen."))
    if organisation is not None and not by.has_perm("people.see_organisation", organisation):
        raise DossierError(_("Je hoort niet bij deze organisatie."), field="organisation")
    if not title.strip():
        raise DossierError(_("Geef het dossier een naam."), field="title")
    knowledge = knowledge_of(organisation)
    dossier = Dossier.objects.create(
        title=title.strip(),
        kind=kind,
        organisation=organisation,
        neighbourhood=neighbourhood,
        place=place,
        knowledge_version=knowledge.version,
        knowledge_prints=knowledge.fingerprints,
        created_by=by,
        created_at=now,
        changed_at=now,
    )
    DossierMember.objects.create(dossier=dossier, user=by, role=DossierRole.OWNER, since_at=now)
    forget_roles(by)
    bring_along(dossier, rows or {}, by=by, now=now)
    record(verb="dossier.started", scope=dossier.audit_scope, by=by, now=now, subject=dossier.title)
    return dossier


def forget_roles(user: User) -> None:
    """What was remembered no longer holds; also for the user of a request, who is wrapped."""
    if hasattr(user, "_dossier_roles"):
        del user._dossier_roles  # noqa: SLF001 - remembered on the user object


def bring_along(
    dossier: Dossier, rows: dict[str, dict[str, dict[str, Any]]], *, by: User | None, now: datetime
) -> None:
    """Write answers that were checked already, with their history."""
    written = [
        (question, item, value) for question, items in rows.items() for item, value in items.items() if value
    ]
    Answer.objects.bulk_create(
        Answer(dossier=dossier, question=question, item=item, value=value, answered_by=by, answered_at=now)
        for question, item, value in written
    )
    AnswerChange.objects.bulk_create(
        AnswerChange(dossier=dossier, question=question, item=item, after=value, by=by, at=now)
        for question, item, value in written
    )


@transaction.atomic
def make_variant(*, dossier: Dossier, name: str, by: User, now: datetime) -> Dossier:
    """A copy with the same answers and people, to change one thing in and lay beside the first."""
    require(by, "dossiers.change_dossier", dossier)
    if not name.strip():
        raise DossierError(_("Geef de variant een naam."), field="name")
    first = dossier.variant_of or dossier
    variant = Dossier.objects.create(
        title=first.title,
        kind=dossier.kind,
        organisation=dossier.organisation,
        neighbourhood=dossier.neighbourhood,
        place=dossier.place,
        variant_of=first,
        variant_name=name.strip()[:80],
        knowledge_version=dossier.knowledge_version,
        knowledge_prints=dossier.knowledge_prints,
        created_by=by,
        created_at=now,
        changed_at=now,
    )
    DossierMember.objects.bulk_create(
        DossierMember(dossier=variant, user_id=member.user_id, role=member.role, since_at=now)
        for member in dossier.members.filter(user__isnull=False)
    )
    if not variant.members.filter(user=by).exists():
        DossierMember.objects.create(dossier=variant, user=by, role=DossierRole.EDITOR, since_at=now)
    forget_roles(by)
    bring_along(variant, {q: dict(items) for q, items in answers_of(dossier).plain.items()}, by=by, now=now)  # type: ignore[arg-type]
    record(
        verb="dossier.variant_made", scope=dossier.audit_scope, by=by, now=now, subject=variant.variant_name
    )
    return variant


@transaction.atomic
def keep_version(*, dossier: Dossier, reason: str, by: User, now: datetime) -> Version:
    """Keep all answers as they are now under the next number; nothing is emptied."""
    require(by, "dossiers.change_dossier", dossier)
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    last = dossier.versions.order_by("-number").first()
    return Version.objects.create(
        dossier=dossier,
        number=last.number + 1 if last else 1,
        reason=reason.strip()[:300],
        answers=answers_of(dossier).plain,
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def take_over_handbook(*, dossier: Dossier, by: User, now: datetime) -> None:
    """From now on this dossier goes by the handbook as it is today."""
    require(by, "dossiers.change_dossier", dossier)
    knowledge = knowledge_for(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(
        knowledge_version=knowledge.version, knowledge_prints=knowledge.fingerprints, changed_at=now
    )
    record(
        verb="dossier.handbook_taken_over", scope=dossier.audit_scope, by=by, now=now, subject=dossier.title
    )


@transaction.atomic
def rename_dossier(*, dossier: Dossier, title: str, by: User, now: datetime) -> None:
    require(by, "dossiers.change_dossier", dossier)
    if not title.strip():
        raise DossierError(_("Geef het dossier een naam."), field="title")
    Dossier.objects.filter(pk=dossier.pk).update(title=title.strip()[:160], changed_at=now)


@transaction.atomic
def archive_dossier(*, dossier: Dossier, by: User, now: datetime) -> None:
    """Put it away: nobody works on it any more, everything stays. `restore_dossier` undoes it."""
    require(by, "dossiers.lead_dossier", dossier)
    Dossier.objects.filter(pk=dossier.pk, archived_at__isnull=True).update(archived_at=now)
    record(verb="dossier.archived", scope=dossier.audit_scope, by=by, now=now, subject=dossier.title)


@transaction.atomic
def restore_dossier(*, dossier: Dossier, by: User, now: datetime) -> None:
    require(by, "dossiers.lead_dossier", dossier)
    Dossier.objects.filter(pk=dossier.pk).update(archived_at=None, changed_at=now)
    record(verb="dossier.restored", scope=dossier.audit_scope, by=by, now=now, subject=dossier.title)
