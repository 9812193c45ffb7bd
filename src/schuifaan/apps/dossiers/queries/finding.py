"""Which dossier this is, and which ones a person may open."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.apps.people.models import User
from schuifaan.apps.people.rules import is_administrator, running_roles


def find_dossier(key: UUID) -> Dossier | None:
    return (
        Dossier.objects.select_related("organisation", "neighbourhood__municipality", "place", "variant_of")
        .filter(key=key)
        .first()
    )


def dossiers_of(user: User) -> QuerySet[Dossier]:
    """Those `user` takes part in, and those of the organisations `user` works for; newest first."""
    found = Dossier.objects.select_related("organisation", "neighbourhood", "place")
    if is_administrator(user):
        return found
    at = {organisation_id for organisation_id, _role in running_roles(user)}
    mine = Q(pk__in=user.dossier_roles.values("dossier_id"))
    return found.filter(mine | Q(organisation__in=at))


def open_link(token: str, *, now: datetime) -> ShareLink | None:
    """The link people came with, if it works now and its dossier was not put away."""
    return (
        ShareLink.objects.select_related("dossier__organisation", "dossier__neighbourhood", "dossier__place")
        .filter(token=token, revoked_at__isnull=True, expires_at__gt=now, dossier__archived_at__isnull=True)
        .first()
    )
