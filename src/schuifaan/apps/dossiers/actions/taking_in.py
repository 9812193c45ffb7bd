"""Taking over a dossier from a file: it becomes a new dossier, whole or not at all."""

from datetime import datetime

from django.db import transaction

from schuifaan.apps.dossiers.actions.starting import start_dossier
from schuifaan.apps.dossiers.models import Comment, Dossier, Task, Version
from schuifaan.apps.dossiers.paper.exchange import read_file
from schuifaan.apps.dossiers.queries.handbook import knowledge_of
from schuifaan.apps.people.models import Organisation, User


@transaction.atomic
def take_in_dossier(
    *, content: bytes, by: User, now: datetime, organisation: Organisation | None = None
) -> Dossier:
    """Raises DossierFileRefused when anything in the file does not fit, and DossierError as when starting one."""
    arrived = read_file(content, knowledge=knowledge_of(organisation))
    filed = arrived.filed
    dossier = start_dossier(
        title=filed.title,
        kind=filed.kind,
        organisation=organisation,
        by=by,
        now=now,
        rows={question: {item: dict(row) for item, row in rows.items()} for question, rows in arrived.answers.plain.items()},
    )  # fmt: skip
    Comment.objects.bulk_create(
        Comment(dossier=dossier, step=one.step, text=one.text, at=one.at) for one in filed.comments
    )
    Task.objects.bulk_create(
        Task(
            dossier=dossier,
            step=one.step,
            what=one.what,
            owner=one.owner,
            due_date=one.due_date,
            origin=one.origin,
            created_by=by,
            created_at=now,
            done_at=one.done_at,
        )
        for one in filed.tasks
    )
    Version.objects.bulk_create(
        Version(
            dossier=dossier,
            number=version.number,
            reason=version.reason,
            answers=answers.plain,
            made_at=version.made_at,
        )
        for version, answers in arrived.versions
    )
    return dossier
