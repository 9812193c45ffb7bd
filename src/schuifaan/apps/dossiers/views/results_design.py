"""The programme of requirements, and the photos that go with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import photos as acting
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.photos import DossierPhotoForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.photos import items_for_photos, photo_at, photos_of
from schuifaan.apps.dossiers.queries.programme_page import programme_page
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.results_page import framed, results
from schuifaan.apps.places.actions.saving import PlaceError


@require_GET
@of_dossier("dossiers.view_dossier")
def programme(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step="step.design")
    context["page"] = programme_page(dossier, context["answers"], context["knowledge"])
    return results(request, "programme", context)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def photos(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step="step.design")
    items = items_for_photos(context["answers"], context["knowledge"], language=context["language"])
    sent = request.method == "POST"
    if sent and not context["may_change"]:
        raise PermissionDenied
    form = DossierPhotoForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        items=items,
        initial={"item": request.GET.get("eis", "")},
    )
    if sent and form.is_valid() and _added(request, dossier, form):
        return redirect("dossiers:photos", key=dossier.key)
    context |= {"form": form, "photos": _named(dossier, dict(items))}
    return results(request, "photos", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, dossier: Dossier, form: DossierPhotoForm) -> bool:
    try:
        acting.add_photo(dossier=dossier, by=me(request), now=timezone.now(), **form.cleaned_data)
    except (DossierError, PlaceError) as error:
        form.add_error(error.field, str(error))
        return False
    messages.success(request, _("De foto staat erbij."))
    return True


def _named(dossier: Dossier, items: dict[str, str]) -> list[dict[str, Any]]:
    return [{"photo": photo, "about": items.get(photo.item, "")} for photo in photos_of(dossier)]


@require_GET
@of_dossier("dossiers.view_dossier")
def photo(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    """The picture itself, for who may see the dossier and for nobody else."""
    del request
    found = photo_at(dossier, pk)
    if found is None:
        raise Http404
    try:
        with found.image.open("rb") as opened:
            picture = opened.read()
    except FileNotFoundError as error:
        raise Http404 from error
    return HttpResponse(picture, content_type="image/jpeg")


@require_POST
@of_dossier("dossiers.change_dossier")
def remove_photo(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    found = photo_at(dossier, pk)
    if found is None:
        raise Http404
    try:
        acting.remove_photo(photo=found, by=me(request), now=timezone.now())
    except DossierError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De foto is verwijderd."))
    return redirect("dossiers:photos", key=dossier.key)
