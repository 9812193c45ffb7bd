"""Asking the people of a dossier, once a month at most, to look again at what they dated."""

from datetime import date, datetime

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.due import dossiers_with_dates, due_lines
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import AuditEvent, User

VERB = "dossier.reminded"
WORKING = (DossierRole.OWNER, DossierRole.EDITOR)

logger = structlog.get_logger(__name__)


def remind_dossiers(*, now: datetime) -> tuple[int, int]:
    """(letters sent, letters that could not go). A second run in the same month finds nothing to do."""
    today = timezone.localdate(now)
    sent = failed = 0
    for dossier in dossiers_with_dates().iterator(chunk_size=200):
        if not due_lines(dossier, today=today, language=settings.LANGUAGE_CODE):
            continue
        try:
            sent += _remind_once(dossier, today=today, now=now)
        except OSError:
            # The mail server took nothing: nothing is noted, so the next run tries again.
            logger.exception("dossier_reminder_failed", dossier=dossier.pk)
            failed += 1
    return sent, failed


@transaction.atomic
def _remind_once(dossier: Dossier, *, today: date, now: datetime) -> int:
    month = f"{today:%Y-%m}"
    # Whoever holds the dossier first this month writes; another run waits here and then finds the note.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if AuditEvent.objects.filter(scope=dossier.audit_scope, verb=VERB, changes__month__1=month).exists():
        return 0
    people = [
        member.user
        for member in dossier.members.filter(role__in=WORKING, user__is_active=True).select_related("user")
        if member.user
    ]
    if not people:
        return 0
    record(
        verb=VERB,
        scope=dossier.audit_scope,
        by=None,
        now=now,
        subject=str(dossier),
        changes={"month": [None, month]},
    )
    return sum(_write(dossier, user, today=today, is_last=user is people[-1]) for user in people)


def _write(dossier: Dossier, user: User, *, today: date, is_last: bool) -> int:
    """1 when the letter went. The last one failing undoes the note: then the next run tries again."""
    with translation.override(user.language):
        context = {
            "dossier": str(dossier),
            "lines": due_lines(dossier, today=today, language=user.language),
            "name": user.get_short_name() or user.email,
            "url": settings.BASE_URL + reverse("dossiers:management", kwargs={"key": dossier.key}),
        }
        subject = " ".join(render_to_string("dossiers/email/reminder_subject.txt", context).split())
        message = render_to_string("dossiers/email/reminder_message.txt", context)
    try:
        send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [user.email])
    except OSError:
        if is_last:
            raise
        logger.exception("dossier_reminder_failed", dossier=dossier.pk)
        return 0
    return 1
