"""What dossiers do when something happens with an invitation."""

from datetime import datetime
from typing import Any

from schuifaan.apps.dossiers.models import DossierMember
from schuifaan.apps.people.models import Invitation, User
from schuifaan.apps.people.signals import invitation_accepted, invitation_withdrawn


def connect() -> None:
    invitation_accepted.connect(_join, dispatch_uid="dossiers.join")
    invitation_withdrawn.connect(_leave, dispatch_uid="dossiers.leave")


def _join(*, invitation: Invitation, user: User, now: datetime, **_kwargs: Any) -> None:
    """Whoever takes up the invitation works along; already in the dossier, the double row goes."""
    for member in DossierMember.objects.filter(invitation=invitation, user__isnull=True):
        if DossierMember.objects.filter(dossier_id=member.dossier_id, user=user).exists():
            member.delete()
        else:
            DossierMember.objects.filter(pk=member.pk).update(user=user, since_at=now)


def _leave(*, invitation: Invitation, **_kwargs: Any) -> None:
    DossierMember.objects.filter(invitation=invitation, user__isnull=True).delete()
