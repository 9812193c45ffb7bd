"""What comes out of a dossier as a file, what goes in as one, and the papers of the handbook."""

from hashlib import blake2b

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.actions.taking_in import take_in_dossier
from schuifaan.apps.dossiers.forms.taking_in import TakeInForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.paper.catalog import BY_SLUG
from schuifaan.apps.dossiers.paper.exchange import DossierFileRefused
from schuifaan.apps.dossiers.queries import papers
from schuifaan.apps.dossiers.queries.desk import frame
from schuifaan.apps.dossiers.queries.listing import my_organisations
from schuifaan.apps.dossiers.views.access import me, of_dossier

REFUSED = 422


def _language() -> str:
    return (get_language() or "nl")[:2]


@require_GET
@of_dossier("dossiers.view_dossier")
def outputs(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """All files one can take along, each with what it is for."""
    context = frame(dossier, me(request), language=_language())
    context["documents"] = papers.offered()
    context["has_answering_link"] = papers.answering_link(dossier, now=timezone.now()) is not None
    return render(request, "dossiers/outputs/outputs.html", context)


@require_GET
@of_dossier("dossiers.view_dossier")
def document(request: HttpRequest, dossier: Dossier, *, document: str, ext: str) -> HttpResponse:
    found = BY_SLUG.get(document)
    if found is None or ext not in found.formats:
        raise Http404
    now = timezone.now()
    link = papers.answering_link(dossier, now=now)
    address = request.build_absolute_uri(reverse("dossiers:shared", args=[link.token])) if link else ""
    case = papers.case_of(dossier, language=_language(), now=now, answer_address=address)
    return _sent(papers.document_file(dossier, found, ext, case=case))


def _sent(made: papers.MadeFile) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@require_GET
def paper(request: HttpRequest, document: str) -> HttpResponseBase:
    """A paper that needs no dossier; the same for everybody, in the language of the page."""
    made = papers.blank_file(document, language=_language())
    if made is None:
        raise Http404
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'inline; filename="{made.name}"'
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["ETag"] = f'"{blake2b(made.content, digest_size=12).hexdigest()}"'
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def import_dossier(request: HttpRequest) -> HttpResponse:
    """A dossier from a file, as a new dossier; what does not fit is said with its place."""
    user = me(request)
    if not user.has_perm("dossiers.add_dossier"):
        raise PermissionDenied
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    organisations = my_organisations(user)
    first = str(organisations[0].pk) if organisations else ""
    form = TakeInForm(*posted, organisations=organisations, initial={"organisation": first})
    problems: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            dossier = take_in_dossier(**form.wanted(), by=user, now=timezone.now())
        except DossierFileRefused as refused:
            problems = refused.problems
            form.add_error("file", _("Dit bestand is niet overgenomen. Hieronder staat wat er niet klopt."))
        except DossierError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Het dossier is overgenomen. Alles uit het bestand staat erin."))
            return redirect("dossiers:dossier", key=dossier.key)
    context = {"form": form, "problems": problems}
    return render(request, "dossiers/outputs/import.html", context, status=REFUSED if form.errors else 200)
