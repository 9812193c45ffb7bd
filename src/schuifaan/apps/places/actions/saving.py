"""How every change to a place is kept: allowed, not over somebody else's, in the trail."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people import domain_errors
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.models import Place


class PlaceError(Refused):
    """What was asked of a place cannot be."""


class ChangedMeanwhile(domain_errors.ChangedMeanwhile):
    """Somebody saved this page after the form was opened; nothing of theirs was overwritten."""

    def __str__(self) -> str:
        return _("Intussen heeft %(name)s deze plek veranderd.") % {"name": self.by or _("iemand anders")}


def require(by: User, permission: str, place: Place | None = None) -> None:
    if not by.has_perm(permission, place):
        raise NotAllowed(_("Dit kan alleen iemand die deze plek beheert."))


@transaction.atomic
def save_place(
    *,
    place: Place,
    by: User | None,
    now: datetime,
    verb: str,
    version: int | None = None,
    fields: Mapping[str, Any] | None = None,
    changes: Mapping[str, list[Any]] | None = None,
    quiet_fields: Mapping[str, Any] | None = None,
    subject: str = "",
) -> bool:
    """Write `fields` if nobody saved since `version` (None: whatever is there), and note it in the trail.

    `changes` is what was changed in rows beside the place. `quiet_fields` are written along but make no
    change by themselves. False when there was nothing to change.
    """
    # The lock keeps two people on PostgreSQL apart; SQLite's transactions already are one at a time.
    current = Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    changed = {name: [_before(current, name), value] for name, value in (fields or {}).items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if not changed and not changes:
        return False
    writing = {name: value for name, value in (fields or {}).items() if name in changed} | dict(
        quiet_fields or {}
    )
    rows = Place.objects.filter(pk=place.pk, version=current.version if version is None else version)
    if not rows.update(**writing, version=models.F("version") + 1, changed_at=now):
        raise changed_meanwhile(place)
    for name, value in writing.items():
        setattr(place, name, value)
    place.version, place.changed_at = current.version + 1, now
    told = {name: [plain(before), plain(after)] for name, (before, after) in changed.items()}
    record(
        verb=verb,
        scope=place.audit_scope,
        by=by,
        now=now,
        subject=subject or place.name,
        changes=told | {name: [plain(value) for value in pair] for name, pair in (changes or {}).items()},
    )
    # The conditional update sends no signal.
    raise_version()
    return True


def begin_change(place: Place, version: int | None) -> None:
    """For changes in rows beside the place: hold the place, and see that nobody saved since `version`."""
    current = Place.objects.select_for_update(of=("self",)).only("version").get(pk=place.pk)
    if version is not None and current.version != version:
        raise changed_meanwhile(place)


def changed_meanwhile(place: Place) -> ChangedMeanwhile:
    last = AuditEvent.objects.filter(scope=place.audit_scope).order_by("-at", "-id").first()
    at = Place.objects.values_list("changed_at", flat=True).get(pk=place.pk)
    return ChangedMeanwhile(by=last.actor_name if last else "", at=at)


def plain(value: Any) -> Any:
    """As the trail keeps it: readable, and possible in JSON."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _before(place: Place, name: str) -> Any:
    return getattr(place, name)
