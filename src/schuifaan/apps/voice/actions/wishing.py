"""What everything done with wishes and goals has in common: allowed, and in the trail of the place."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place


class WishError(Refused):
    """What was asked of a poll or a goal cannot be."""


class ColleagueWasFirst(WishError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(
            _("Een collega heeft dit net veranderd. Open de pagina opnieuw en kijk wat er nu staat.")
        )


def require(by: User, permission: str, place: Place) -> None:
    if not by.has_perm(permission, place):
        raise NotAllowed(_("Dit kan alleen iemand die bij deze plek werkt."))


def note(*, verb: str, place: Place, subject: str, by: User, now: datetime) -> None:
    record(verb=verb, scope=place.audit_scope, by=by, now=now, subject=subject)
