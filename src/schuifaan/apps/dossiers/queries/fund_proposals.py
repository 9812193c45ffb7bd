"""Funds that people proposed for the handbook of their organisation."""

from typing import Any

from django.db.models import QuerySet

from schuifaan.apps.dossiers.enums import ProposalState
from schuifaan.apps.dossiers.models import Dossier, FundProposal
from schuifaan.apps.people.models import Organisation

MOST_SHOWN = 50


def waiting_proposals(organisation: Organisation) -> QuerySet[FundProposal]:
    """The one that waits longest first."""
    return FundProposal.objects.filter(organisation=organisation, state=ProposalState.WAITING).order_by(
        "proposed_at", "pk"
    )[:MOST_SHOWN]


def proposals_from(dossier: Dossier) -> QuerySet[FundProposal]:
    """What was proposed from this dossier, the newest first."""
    return FundProposal.objects.filter(dossier=dossier)[:MOST_SHOWN]


def proposal_at(organisation: Organisation, pk: int) -> FundProposal | None:
    found = FundProposal.objects.select_related("organisation", "proposed_by")
    return found.filter(organisation=organisation, pk=pk).first()


def as_own_fund(proposal: FundProposal) -> dict[str, Any]:
    """The proposal as the form of an own fund asks it."""
    return {
        "name": proposal.name,
        "url": proposal.url,
        "applicants": proposal.applicants,
        "region": {"nl": proposal.region, "en": proposal.region},
        "supports": {"nl": proposal.supports, "en": proposal.supports},
    }
