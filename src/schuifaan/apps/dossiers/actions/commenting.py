"""Remarks at a step: by who works along, or through a link that was shared."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, LinkClosed, require, require_open
from schuifaan.apps.dossiers.models import Comment, Dossier, ShareLink
from schuifaan.apps.people.models import User

MOST_COMMENTS_AT_A_STEP = 500
# A whole meeting may hold the same link.
MOST_THROUGH_A_LINK = 200
IN_ONE_GO = timedelta(hours=1)


class TooMuchAtOnce(DossierError):  # noqa: N818 - it says what happened
    """More came through one link than people write in an hour."""


@transaction.atomic
def comment_on_step(
    *,
    dossier: Dossier,
    step: str,
    text: str,
    now: datetime,
    by: User | None = None,
    via: ShareLink | None = None,
) -> Comment:
    """Say something at a step. Whoever may read the dossier may; through a link, at what the link shows."""
    if via is None:
        require(by, "dossiers.view_dossier", dossier)
    else:
        _require_open_link(dossier, step, via, now)
    require_open(dossier)
    said = text.strip()
    if not said:
        raise DossierError(_("Schrijf eerst iets op."), field="text")
    if dossier.comments.filter(step=step, removed_at__isnull=True).count() >= MOST_COMMENTS_AT_A_STEP:
        raise DossierError(_("Bij deze stap staan al heel veel opmerkingen. Er kunnen er niet meer bij."))
    return Comment.objects.create(dossier=dossier, step=step, text=said[:4000], by=by, via_link=via, at=now)


def _require_open_link(dossier: Dossier, step: str, via: ShareLink, now: datetime) -> None:
    works = via.revoked_at is None and via.expires_at > now and via.dossier_id == dossier.pk
    if not works or (via.step and via.step != step):
        raise LinkClosed(_("Met deze link kun je hier niets schrijven."))
    if Comment.objects.filter(via_link=via, at__gt=now - IN_ONE_GO).count() >= MOST_THROUGH_A_LINK:
        raise TooMuchAtOnce(_("Er is in korte tijd heel veel geschreven. Probeer het over een uur nog eens."))


def may_remove(comment: Comment, user: User) -> bool:
    """One's own words, or who leads the dossier."""
    mine = comment.by_id is not None and comment.by_id == user.pk
    return (mine and user.has_perm("dossiers.view_dossier", comment.dossier)) or user.has_perm(
        "dossiers.lead_dossier", comment.dossier
    )


@transaction.atomic
def remove_comment(*, comment: Comment, by: User, now: datetime) -> None:
    """Nobody reads it any more. `restore_comment` undoes it for thirty days; then it is gone."""
    if not may_remove(comment, by):
        raise PermissionDenied(_("Je kunt alleen je eigen opmerkingen weghalen."))
    Comment.objects.filter(pk=comment.pk, removed_at__isnull=True).update(removed_at=now)


@transaction.atomic
def restore_comment(*, comment: Comment, by: User) -> None:
    if not may_remove(comment, by):
        raise PermissionDenied(_("Je kunt alleen je eigen opmerkingen terugzetten."))
    Comment.objects.filter(pk=comment.pk).update(removed_at=None)
