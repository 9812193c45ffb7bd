"""The funds page of a dossier: what fits, the applications, proposing a fund; and each application as a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.proposing import propose_fund
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.proposing import FundProposalForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.fund_papers import FORMATS, application_file
from schuifaan.apps.dossiers.queries.fund_proposals import proposals_from
from schuifaan.apps.dossiers.queries.funds_page import funds_page
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.results_page import framed, language_of_page, results


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def money_funds(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """What fits and what was asked; a POST proposes a fund that is not in the list."""
    context = framed(request, dossier, step="step.funding")
    sent = request.method == "POST"
    if sent and not context["may_change"]:
        raise PermissionDenied
    form = FundProposalForm(request.POST if sent else None)
    if sent and form.is_valid() and _proposed(request, dossier, form):
        return redirect("dossiers:money_funds", key=dossier.key)
    today = timezone.localdate()
    context |= {
        "form": form,
        "today": today,
        "proposals": proposals_from(dossier),
        "page": funds_page(
            dossier, context["answers"], context["knowledge"], today=today, language=context["language"]
        ),
    }
    return results(request, "funds", context, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, dossier: Dossier, form: FundProposalForm) -> bool:
    try:
        propose_fund(dossier=dossier, by=me(request), now=timezone.now(), **form.cleaned_data)
    except DossierError as refused:
        form.add_error(refused.field, str(refused))
        return False
    messages.success(request, _("Dank je wel. Het fonds wacht nu op controle door je organisatie."))
    return True


@require_GET
@of_dossier("dossiers.view_dossier")
def application_paper(request: HttpRequest, dossier: Dossier, *, application: str, ext: str) -> HttpResponse:
    """One application as a file, to send or to write on in."""
    del request
    if ext not in FORMATS:
        raise Http404
    made = application_file(dossier, application, ext, language=language_of_page()[:2], now=timezone.now())
    if made is None:
        raise Http404
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
