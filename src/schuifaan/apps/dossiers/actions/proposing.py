"""A fund somebody knows of: proposed from a dossier, then checked by who leads the organisation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.own import save_own_item
from schuifaan.apps.dossiers.actions.saving import DossierError, require, require_open
from schuifaan.apps.dossiers.enums import OwnKind, ProposalState
from schuifaan.apps.dossiers.models import Dossier, FundProposal, OwnItem
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User

# Somebody has to read them all.
MOST_WAITING = 50


class ProposalRefused(DossierError):  # noqa: N818 - it says what happened
    """The proposal cannot be made here, or somebody decided on it already."""


@transaction.atomic
def propose_fund(
    *,
    dossier: Dossier,
    name: str,
    applicants: Sequence[str],
    region: str,
    supports: str,
    by: User,
    now: datetime,
    url: str = "",
) -> FundProposal:
    """It waits with the organisation of the dossier; nothing changes in the handbook yet."""
    require(by, "dossiers.change_dossier", dossier)
    require_open(dossier)
    organisation = dossier.organisation
    if organisation is None:
        raise ProposalRefused(
            _("Dit dossier hoort niet bij een organisatie. Daarom kan niemand het voorstel nakijken.")
        )
    waiting = FundProposal.objects.filter(organisation=organisation, state=ProposalState.WAITING)
    if waiting.count() >= MOST_WAITING:
        raise ProposalRefused(
            _("Er wachten al veel voorstellen. Vraag je organisatie om ze eerst na te kijken.")
        )
    proposal = FundProposal.objects.create(
        organisation=organisation,
        dossier=dossier,
        name=" ".join(name.split()),
        url=url,
        applicants=list(applicants),
        region=" ".join(region.split()),
        supports=supports.strip(),
        proposed_by=by,
        proposed_at=now,
    )
    _note("handbook.fund_proposed", proposal, by=by, now=now)
    return proposal


@transaction.atomic
def accept_proposal(
    *, proposal: FundProposal, content: Mapping[str, Any], by: User, now: datetime
) -> OwnItem:
    """Into the handbook of the organisation, as it was checked: `content` is that of an own fund."""
    locked = _waiting(proposal, by)
    item = save_own_item(
        organisation=locked.organisation, kind=OwnKind.FUNDS, content=content, by=by, now=now
    )
    _decide(locked, ProposalState.ACCEPTED, by=by, now=now)
    _note("handbook.fund_accepted", locked, by=by, now=now)
    return item


@transaction.atomic
def refuse_proposal(*, proposal: FundProposal, note: str, by: User, now: datetime) -> None:
    """Not into the handbook; `note` says why, for who proposed it."""
    locked = _waiting(proposal, by)
    locked.note = " ".join(note.split())
    _decide(locked, ProposalState.REFUSED, by=by, now=now)
    _note("handbook.fund_refused", locked, by=by, now=now)


def _waiting(proposal: FundProposal, by: User) -> FundProposal:
    """The proposal, held until the end of the transaction: of two who decide at once, the second is told."""
    if not by.has_perm("people.lead_organisation", proposal.organisation):
        raise PermissionDenied(_("Dit kan alleen iemand die deze organisatie leidt."))
    found = FundProposal.objects.select_for_update(of=("self",)).select_related("organisation")
    locked = found.get(pk=proposal.pk)
    if locked.state != ProposalState.WAITING:
        raise ProposalRefused(_("Iemand heeft hier al over beslist."))
    return locked


def _decide(proposal: FundProposal, state: ProposalState, *, by: User, now: datetime) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, now
    proposal.save(update_fields=["state", "note", "decided_by", "decided_at"])


def _note(verb: str, proposal: FundProposal, *, by: User, now: datetime) -> None:
    record(verb=verb, scope=proposal.organisation.audit_scope, by=by, now=now, subject=proposal.name)
