"""When someone takes an invitation to a team, the name in that team becomes their account."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.people import signals
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Invitation, User
from schuifaan.apps.places.actions.creating import forget_roles
from schuifaan.apps.places.actions.team import LEADING
from schuifaan.apps.places.models import Place, TeamMember


def link_account(
    sender: type[Invitation], *, invitation: Invitation, user: User, now: datetime, **kwargs: Any
) -> None:
    del sender, kwargs
    member = (
        TeamMember.objects.select_related("place")
        .filter(invitation=invitation, user=None, until_date=None)
        .first()
    )
    if member is None:
        return
    if TeamMember.objects.filter(place=member.place, user=user, role=member.role, until_date=None).exists():
        # They have this role already, under another address.
        member.delete()
        return
    member.user = user
    member.save(update_fields=["user"])
    forget_roles(user)
    record(
        verb="team.invitation_accepted",
        scope=member.place.audit_scope,
        by=user,
        now=now,
        subject=member.name,
        changes={"role": [None, member.role]},
    )


def places_left_alone(sender: Any, *, user: User, today: date, **kwargs: Any) -> list[str]:
    """What erasing this account would leave behind: places that nobody can change any more."""
    del sender, kwargs
    running = TeamMember.objects.filter(role__in=LEADING, user__is_active=True).exclude(until_date__lt=today)
    mine = Place.objects.filter(pk__in=running.filter(user=user).values("place"), organisation=None)
    alone = mine.exclude(pk__in=running.exclude(user=user).values("place")).order_by("name")
    return [
        _("Dan is er niemand meer die de pagina van %(place)s bijhoudt.") % {"place": place.name}
        for place in alone
    ]


def connect() -> None:
    signals.invitation_accepted.connect(link_account, dispatch_uid="places-link-account")
    signals.account_erasure_asked.connect(places_left_alone, dispatch_uid="places-left-alone")
