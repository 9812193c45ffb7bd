"""Writing the audit trail: the one function every action calls."""

from datetime import datetime
from typing import Any

from schuifaan.apps.people.models import AuditEvent, User


def record(
    *,
    verb: str,
    scope: str,
    by: User | None,
    now: datetime,
    subject: str = "",
    changes: dict[str, Any] | None = None,
) -> AuditEvent:
    """Note that `by` did `verb` ("place.published") within `scope` ("place:12").

    `changes` maps a field to [before, after]; JSON-able values, never personal data of visitors.
    """
    return AuditEvent.objects.create(
        at=now,
        actor=by,
        actor_name=str(by) if by else "",
        verb=verb,
        scope=scope,
        subject=subject[:200],
        changes=changes or {},
    )
