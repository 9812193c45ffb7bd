"""Variants of a plan: made, listed, laid side by side; and versions that are kept."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.actions.starting import keep_version, make_variant
from schuifaan.apps.dossiers.forms.working import VariantForm, VersionForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.comparing import Side, comparison, side_of
from schuifaan.apps.dossiers.queries.local_rules import local_for
from schuifaan.apps.dossiers.queries.variants import family_of, variant_name, version_at, versions_of
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import (
    REFUSED,
    desk_frame,
    desk_page,
    language_now,
    while_open,
)
from schuifaan.core.method.answers import Answers


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
@while_open
def variants(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The family and the versions; a POST makes a variant."""
    form = VariantForm(request.POST or None)
    if request.method == "POST":
        if not me(request).has_perm("dossiers.change_dossier", dossier):
            raise PermissionDenied
        if form.is_valid():
            try:
                made = make_variant(
                    dossier=dossier, name=form.cleaned_data["name"], by=me(request), now=timezone.now()
                )
            except DossierError as error:
                form.add_error(error.field, str(error))
            else:
                messages.success(request, _("De variant is klaar. Verander hier wat anders moet."))
                return redirect("dossiers:dossier", key=made.key)
    return desk_page(
        request,
        "variants",
        desk_frame(request, dossier),
        status=REFUSED if form.errors else 200,
        form=form,
        version_form=VersionForm(),
        family=[(one, variant_name(one)) for one in family_of(dossier, me(request))],
        versions=versions_of(dossier),
    )


@require_GET
@of_dossier("dossiers.view_dossier")
def compare(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    framed = desk_frame(request, dossier)
    family = [one for one in family_of(dossier, me(request)) if one.pk != dossier.pk]
    left = side_of(dossier, framed["answers"], name=variant_name(dossier))
    other = _other_variant(request, family) or _version(request, dossier)
    if other is None:
        return desk_page(request, "compare_choose", framed, family=[(one, variant_name(one)) for one in family],
            versions=versions_of(dossier))  # fmt: skip
    if "versie" in request.GET:
        left, other = other, Side(_("Nu"), left.answers, left.url)
    found = comparison(
        left,
        other,
        framed["knowledge"],
        language=language_now(),
        today=timezone.localdate(),
        local=local_for(dossier),
    )
    return desk_page(request, "compare", framed, comparison=found)


def _other_variant(request: HttpRequest, family: list[Dossier]) -> Side | None:
    if "met" not in request.GET:
        return None
    try:
        key = UUID(request.GET["met"])
    except ValueError:
        raise Http404 from None
    for one in family:
        if one.key == key:
            return side_of(one, answers_of(one), name=variant_name(one))
    raise Http404


def _version(request: HttpRequest, dossier: Dossier) -> Side | None:
    number = request.GET.get("versie")
    if number is None:
        return None
    found = version_at(dossier, int(number)) if number.isdecimal() and len(number) < 9 else None  # noqa: PLR2004 - a sane number
    if found is None:
        raise Http404
    return Side(_("Versie %(number)d") % {"number": found.number}, Answers(found.answers))


@require_POST
@of_dossier("dossiers.change_dossier")
@while_open
def version_keep(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    form = VersionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    version = keep_version(dossier=dossier, reason=reason, by=me(request), now=timezone.now())
    told = _("Versie %(number)d is bewaard. Je kunt gewoon verder werken.")
    messages.success(request, told % {"number": version.number})
    return redirect("dossiers:variants", key=dossier.key)
