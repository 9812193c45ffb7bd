"""What every change to an agenda has in common: allowed, not over somebody else's, in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people import domain_errors
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.models import Place


class AgendaError(Refused):
    """What was asked of an agenda cannot be."""


class ChangedMeanwhile(domain_errors.ChangedMeanwhile):
    """Somebody saved this activity after the form was opened; nothing of theirs was overwritten."""

    def __str__(self) -> str:
        return _("Intussen heeft %(name)s deze activiteit veranderd.") % {
            "name": self.by or _("iemand anders")
        }


def require(by: User, permission: str, place: Place | None = None) -> None:
    if not by.has_perm(permission, place):
        raise NotAllowed(_("Dit kan alleen iemand die de agenda van deze plek beheert."))


def note(
    *,
    verb: str,
    activity: Activity,
    by: User | None,
    now: datetime,
    changes: Mapping[str, list[Any]] | None = None,
) -> None:
    """In the trail of the place that runs it."""
    record(
        verb=verb,
        scope=activity.place.audit_scope,
        by=by,
        now=now,
        subject=activity.title,
        changes=dict(changes or {}),
    )


def begin_change(activity: Activity, version: int | None, now: datetime) -> None:
    """Hold the activity, see that nobody saved since `version` (None: whatever is there), and number anew."""
    current = Activity.objects.select_for_update(of=("self",)).only("version").get(pk=activity.pk)
    if version is not None and current.version != version:
        last = (
            AuditEvent.objects.filter(scope=activity.place.audit_scope, subject=activity.title)
            .order_by("-at", "-id")
            .first()
        )
        at = Activity.objects.values_list("changed_at", flat=True).get(pk=activity.pk)
        raise ChangedMeanwhile(by=last.actor_name if last else "", at=at)
    Activity.objects.filter(pk=activity.pk).update(version=F("version") + 1, changed_at=now)
    activity.version, activity.changed_at = current.version + 1, now
