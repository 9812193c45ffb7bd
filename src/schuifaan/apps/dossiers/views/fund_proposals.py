"""Checking a fund that somebody proposed: into the organisation's handbook with the day it was checked, or not."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schuifaan.apps.dossiers.actions.proposing import accept_proposal, refuse_proposal
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.own_items import FundForm
from schuifaan.apps.dossiers.forms.proposing import RefuseProposalForm
from schuifaan.apps.dossiers.models import FundProposal
from schuifaan.apps.dossiers.queries.fund_proposals import as_own_fund, proposal_at
from schuifaan.apps.dossiers.views.access import me, of_organisation
from schuifaan.apps.people.models import Organisation


@require_http_methods(["GET", "POST"])
@of_organisation("people.lead_organisation")
def fund_proposal(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    """What was proposed, in the form of an own fund to check and complete; below it the way to say no."""
    proposal = proposal_at(organisation, pk)
    if proposal is None:
        raise Http404
    accepting = request.method == "POST" and "refuse" not in request.POST
    refusing = request.method == "POST" and not accepting
    checked = {**as_own_fund(proposal), "checked_on": timezone.localdate().isoformat()}
    form = FundForm(request.POST if accepting else None, item=checked)
    no = RefuseProposalForm(request.POST if refusing else None)
    sent: FundForm | RefuseProposalForm = form if accepting else no
    if sent.is_valid() and _decided(request, proposal, sent):
        return redirect("dossiers:own_handbook", slug=organisation.slug)
    context = {"organisation": organisation, "proposal": proposal, "form": form, "no": no}
    return render(request, "dossiers/own/proposal.html", context, status=422 if sent.errors else 200)


def _decided(request: HttpRequest, proposal: FundProposal, form: FundForm | RefuseProposalForm) -> bool:
    who: dict[str, Any] = {"proposal": proposal, "by": me(request), "now": timezone.now()}
    try:
        if isinstance(form, FundForm):
            accept_proposal(content=form.content(), **who)
        else:
            refuse_proposal(note=form.cleaned_data["note"], **who)
    except DossierError as refused:
        form.add_error(refused.field, str(refused))
        return False
    if isinstance(form, FundForm):
        messages.success(request, _("Het fonds staat in jullie handboek, met de dag waarop je het nakeek."))
    else:
        messages.success(request, _("Het voorstel is niet overgenomen. Wie het deed, ziet waarom."))
    return True
