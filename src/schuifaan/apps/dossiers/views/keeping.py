"""The dossier itself: its name, the handbook it goes by, putting it away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import starting
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.working import RenameForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.taking_over import handbook_changes
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import (
    REFUSED,
    desk_frame,
    desk_page,
    language_now,
    while_open,
)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
@while_open
def changes_in_handbook(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """What changed since; a POST goes by the new one from now on."""
    if request.method == "POST":
        if not me(request).has_perm("dossiers.change_dossier", dossier):
            raise PermissionDenied
        starting.take_over_handbook(dossier=dossier, by=me(request), now=timezone.now())
        messages.success(request, _("Dit dossier gaat nu uit van het handboek van vandaag."))
        return redirect("dossiers:handbook_changes", key=dossier.key)
    framed = desk_frame(request, dossier)
    found = handbook_changes(dossier, framed["knowledge"], language=language_now())
    return desk_page(request, "handbook_changes", framed, changes=found)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.change_dossier")
@while_open
def rename(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    form = RenameForm(request.POST or None, initial={"title": dossier.title})
    if request.method == "POST" and form.is_valid():
        try:
            starting.rename_dossier(
                dossier=dossier, title=form.cleaned_data["title"], by=me(request), now=timezone.now()
            )
        except DossierError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("De naam is veranderd."))
            return redirect("dossiers:dossier", key=dossier.key)
    status = REFUSED if form.errors else 200
    return desk_page(request, "rename", desk_frame(request, dossier), status=status, form=form)


@require_POST
@of_dossier("dossiers.lead_dossier")
def archive(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    starting.archive_dossier(dossier=dossier, by=me(request), now=timezone.now())
    messages.success(request, _("Het dossier is weggezet. Alles is er nog: je kunt het hier terughalen."))
    return redirect("dossiers:dossier", key=dossier.key)


@require_POST
@of_dossier("dossiers.lead_dossier")
def restore(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    starting.restore_dossier(dossier=dossier, by=me(request), now=timezone.now())
    messages.success(request, _("Het dossier is terug. Je kunt er weer aan werken."))
    return redirect("dossiers:dossier", key=dossier.key)
