"""Asking the people of a dossier, once a month at most, to look again at what they dated."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.due import dossiers_with_dates, due_lines
from schuifaan.apps.people.actions.reminding import Reminder, send_reminders
from schuifaan.apps.people.models import User

WORKING = (DossierRole.OWNER, DossierRole.EDITOR)


def remind_dossiers(*, now: datetime) -> tuple[int, int]:
    """(letters sent, dossiers of which nobody was reached). A second run this month finds nothing to do."""
    reminded = send_reminders(reminders=_due(timezone.localdate(now)), now=now)
    return reminded.letters, reminded.failed


def _due(today: date) -> Iterator[Reminder]:
    for dossier in dossiers_with_dates().iterator(chunk_size=200):
        if due_lines(dossier, today=today, language=settings.LANGUAGE_CODE):
            yield Reminder(
                verb="dossier.reminded",
                about=dossier,
                scope=dossier.audit_scope,
                people=_working(dossier),
                template="dossiers/email/reminder",
                path=reverse("dossiers:management", kwargs={"key": dossier.key}),
                context=partial(_said, dossier, today),
            )


def _working(dossier: Dossier) -> list[User]:
    members = dossier.members.filter(role__in=WORKING, user__is_active=True).select_related("user")
    return [member.user for member in members if member.user]


def _said(dossier: Dossier, today: date, reader: User) -> dict[str, Any]:
    return {
        "dossier": str(dossier),
        "lines": due_lines(dossier, today=today, language=reader.language),
    }
