"""What dossiers do when an invitation is taken up or withdrawn, or an account is about to go."""

from datetime import date, datetime
from typing import Any

from django.db.models.signals import post_delete
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.reminding import remind_dossiers
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Dossier, DossierMember, DossierPhoto
from schuifaan.apps.people.models import Invitation, User
from schuifaan.apps.people.signals import (
    account_erasure_asked,
    invitation_accepted,
    invitation_withdrawn,
    reminders_go_out,
)
from schuifaan.apps.places.actions.photos import delete_file_at_once


def connect() -> None:
    invitation_accepted.connect(_join, dispatch_uid="dossiers.join")
    invitation_withdrawn.connect(_leave, dispatch_uid="dossiers.leave")
    post_delete.connect(_no_picture_without_its_row, sender=DossierPhoto, dispatch_uid="dossiers.photo")
    reminders_go_out.connect(_remind, dispatch_uid="dossiers.remind")
    account_erasure_asked.connect(_left_alone, dispatch_uid="dossiers.left-alone")


def _join(*, invitation: Invitation, user: User, now: datetime, **_kwargs: Any) -> None:
    """Whoever takes up the invitation works along; already in the dossier, the double row goes."""
    for member in DossierMember.objects.filter(invitation=invitation, user__isnull=True):
        if DossierMember.objects.filter(dossier_id=member.dossier_id, user=user).exists():
            member.delete()
        else:
            DossierMember.objects.filter(pk=member.pk).update(user=user, since_at=now)


def _leave(*, invitation: Invitation, **_kwargs: Any) -> None:
    DossierMember.objects.filter(invitation=invitation, user__isnull=True).delete()


def _no_picture_without_its_row(*, instance: DossierPhoto, **_kwargs: Any) -> None:
    delete_file_at_once(instance.image)


def _remind(*, now: datetime, **_kwargs: Any) -> tuple[int, int]:
    return remind_dossiers(now=now)


def _left_alone(*, user: User, today: date, **_kwargs: Any) -> list[str]:
    """What erasing this account would leave behind: dossiers without owner or organisation."""
    del today
    owners = DossierMember.objects.filter(role=DossierRole.OWNER, user__is_active=True)
    mine = Dossier.objects.filter(
        pk__in=owners.filter(user=user).values("dossier"), organisation=None, archived_at=None
    )
    alone = mine.exclude(pk__in=owners.exclude(user=user).values("dossier")).order_by("title", "pk")
    return [
        _("Dan is er niemand meer van wie het dossier %(title)s is.") % {"title": dossier.title}
        for dossier in alone
    ]
