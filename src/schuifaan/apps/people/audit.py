"""Writing the audit trail: the one function every action calls."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from schuifaan.apps.people.models import AuditEvent, User

# What no page shows, nor that of support: what a team says to itself, and what is said about somebody, who may be the
# one that looks.
CLOSED_TRAILS: Final = ("welcome:", "matter:")


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
    event = _event(verb, subject, changes, scope=scope, by=by, now=now)
    event.save(force_insert=True)
    return event


def record_many(
    *, told: Iterable[tuple[str, str, dict[str, Any] | None]], scope: str, by: User | None, now: datetime
) -> None:
    """Each of `told` is (verb, subject, changes), all by one person at one moment."""
    AuditEvent.objects.bulk_create(
        [_event(verb, subject, changes, scope=scope, by=by, now=now) for verb, subject, changes in told],
        batch_size=500,
    )


def _event(
    verb: str, subject: str, changes: dict[str, Any] | None, *, scope: str, by: User | None, now: datetime
) -> AuditEvent:
    return AuditEvent(
        at=now,
        actor=by,
        actor_name=str(by) if by else "",
        verb=verb,
        scope=scope,
        subject=subject[:200],
        changes=changes or {},
    )
