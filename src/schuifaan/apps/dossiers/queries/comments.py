"""Remarks at a step."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Comment, Dossier

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class ShownComment:
    """One remark. Of one that was taken away, only that it was."""

    pk: int
    who: str
    at: datetime
    text: str
    by_id: int | None
    is_removed: bool
    is_from_link: bool


def comments_of(dossier: Dossier, step: str) -> tuple[ShownComment, ...]:
    """The remarks at one step, oldest first; one query."""
    found = dossier.comments.filter(step=step).select_related("by", "via_link").order_by("at", "pk")
    return tuple(_shown(comment) for comment in found[:MOST_SHOWN])


def comment_at(dossier: Dossier, pk: int) -> Comment | None:
    return dossier.comments.select_related("dossier__organisation").filter(pk=pk).first()


def _shown(comment: Comment) -> ShownComment:
    if comment.by is not None:
        who = str(comment.by)
    elif comment.via_link is not None:
        who = _("Via de link “%(label)s”") % {"label": comment.via_link.label}
    else:
        who = _("Iemand die niet meer meewerkt")
    removed = comment.removed_at is not None
    return ShownComment(
        pk=comment.pk,
        who=who,
        at=comment.at,
        text="" if removed else comment.text,
        by_id=comment.by_id,
        is_removed=removed,
        is_from_link=comment.via_link_id is not None,
    )
