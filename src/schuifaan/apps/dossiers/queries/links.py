"""The links of a dossier and whether they work."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.core.method.knowledge import Knowledge

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link with what it shows, until which day, and whether it works now."""

    pk: int
    label: str
    path: str
    step: str
    may_answer: bool
    works: bool
    state: str
    until: date
    by: str


def links_of(
    dossier: Dossier, *, knowledge: Knowledge, language: str, now: datetime
) -> tuple[ShownLink, ...]:
    """Those that work first, then the rest, newest first; one query."""
    found = dossier.links.select_related("created_by").order_by("-created_at", "-pk")[:MOST_SHOWN]
    shown = [shown_link(link, knowledge=knowledge, language=language, now=now) for link in found]
    return tuple(sorted(shown, key=lambda link: not link.works))


def shown_link(link: ShareLink, *, knowledge: Knowledge, language: str, now: datetime) -> ShownLink:
    step = knowledge.index.get(link.step)
    until = timezone.localdate(link.expires_at - timedelta(seconds=1))
    return ShownLink(
        pk=link.pk,
        label=link.label,
        path=reverse("dossiers:shared", kwargs={"token": link.token}),
        step=step.title.said(language) if step is not None else "",  # type: ignore[union-attr]
        may_answer=link.may_answer,
        works=link.revoked_at is None and link.expires_at > now,
        state=_state(link, now),
        until=until,
        by=str(link.created_by) if link.created_by else "",
    )


def _state(link: ShareLink, now: datetime) -> str:
    if link.revoked_at is not None:
        return _("ingetrokken")
    return _("werkt") if link.expires_at > now else _("verlopen")


def link_at(dossier: Dossier, pk: int) -> ShareLink | None:
    return dossier.links.select_related("dossier__organisation", "created_by").filter(pk=pk).first()


def link_with(token: str) -> ShareLink | None:
    """The link with this secret, also when it no longer works: to say so kindly."""
    found = ShareLink.objects.select_related(
        "dossier__organisation", "dossier__neighbourhood__municipality", "dossier__place"
    )
    return found.filter(token=token).first()
