"""Links for people without an account: made, printed, taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import sharing
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.sharing import LinkForm
from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.links import link_at, links_of, shown_link
from schuifaan.apps.dossiers.queries.shared import known_about
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import (
    REFUSED,
    desk_frame,
    desk_page,
    language_now,
    while_open,
)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.lead_dossier")
@while_open
def links(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    framed, now = desk_frame(request, dossier), timezone.now()
    knowledge, language = framed["knowledge"], language_now()
    form = LinkForm(
        request.POST or None, knowledge=knowledge, language=language, today=timezone.localdate(now)
    )
    if request.method == "POST" and form.is_valid():
        try:
            sharing.make_link(dossier=dossier, **form.cleaned_data, by=me(request), now=now)
        except DossierError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("De link is klaar. Je kunt hem kopiëren of printen."))
            return redirect("dossiers:links", key=dossier.key)
    shown = [
        (link, request.build_absolute_uri(link.path))
        for link in links_of(dossier, knowledge=knowledge, language=language, now=now)
    ]
    return desk_page(
        request, "links", framed, status=REFUSED if form.errors else 200, form=form, links=shown,
        today=timezone.localdate(now),
    )  # fmt: skip


@require_GET
@of_dossier("dossiers.lead_dossier")
def link_sheet(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    """One link on one page, to hang up or hand out."""
    link = shown_link(
        _link(dossier, pk), knowledge=knowledge_for(dossier), language=language_now(), now=timezone.now()
    )
    context = {
        "dossier": dossier,
        "link": link,
        "address": request.build_absolute_uri(link.path),
        "where": known_about(dossier),
        "today": timezone.localdate(),
    }
    return render(request, "dossiers/sharing/link_sheet.html", context)


@require_POST
@of_dossier("dossiers.lead_dossier")
def link_revoke(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    link = _link(dossier, pk)
    sharing.revoke_link(link=link, by=me(request), now=timezone.now())
    messages.success(
        request,
        _("De link voor %(label)s werkt niet meer. Wat er binnenkwam, blijft.") % {"label": link.label},
    )
    return redirect("dossiers:links", key=dossier.key)


def _link(dossier: Dossier, pk: int) -> ShareLink:
    found = link_at(dossier, pk)
    if found is None:
        raise Http404
    return found
