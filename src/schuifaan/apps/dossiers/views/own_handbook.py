"""What an organisation adds to the handbook, and its role per type of place."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import own
from schuifaan.apps.dossiers.enums import OwnKind
from schuifaan.apps.dossiers.forms.own_items import FORMS, OwnFileForm, OwnItemForm, RolePoliciesForm
from schuifaan.apps.dossiers.models import OwnItem
from schuifaan.apps.dossiers.queries import own as reading
from schuifaan.apps.dossiers.queries.fund_proposals import waiting_proposals
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.handbook_chapters import chapter_slug
from schuifaan.apps.dossiers.views.access import me, of_organisation
from schuifaan.apps.people.models import Organisation
from schuifaan.core.method.knowledge import KnowledgeRefused, Problem

_MOST_PROBLEMS_SHOWN = 50


@require_GET
@of_organisation("dossiers.see_own_handbook")
def own_handbook(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "items": reading.own_items_of(organisation),
        "proposals": waiting_proposals(organisation),
        "may_check": me(request).has_perm("people.lead_organisation", organisation),
        "kinds": [(kind.value, kind.label) for kind in OwnKind if kind in FORMS],
        "chapters": [(chapter, chapter_slug(chapter)) for chapter in shipped().chapters],
    }
    return render(request, "dossiers/own/list.html", context)


@require_http_methods(["GET", "POST"])
@of_organisation("dossiers.change_own_handbook")
def own_new(request: HttpRequest, organisation: Organisation, *, kind: str) -> HttpResponse:
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None)
    return _form_page(request, organisation, form, kind=kind, item=None)


@require_http_methods(["GET", "POST"])
@of_organisation("dossiers.change_own_handbook")
def own_edit(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    item = reading.own_item_at(organisation, pk)
    if item is None or item.kind not in FORMS:
        raise Http404
    form = FORMS[item.kind](request.POST or None, item=item.data)
    return _form_page(request, organisation, form, kind=item.kind, item=item)


def _form_page(
    request: HttpRequest, organisation: Organisation, form: OwnItemForm, *, kind: str, item: OwnItem | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            own.save_own_item(
                organisation=organisation,
                kind=kind,
                content=form.content(),
                by=me(request),
                now=timezone.now(),
                item=item,
            )
        except own.OwnItemRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Bewaard. Je ziet het terug in het handboek van je organisatie."))
            return redirect("dossiers:own_handbook", slug=organisation.slug)
    context = {"organisation": organisation, "form": form, "item": item, "kind_label": OwnKind(kind).label}
    return render(request, "dossiers/own/form.html", context, status=422 if form.errors else 200)


@require_POST
@of_organisation("dossiers.change_own_handbook")
def own_remove(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    item = reading.own_item_at(organisation, pk)
    if item is None:
        raise Http404
    own.remove_own_item(item=item, by=me(request), now=timezone.now())
    messages.success(request, _("Weggehaald uit jullie handboek."))
    return redirect("dossiers:own_handbook", slug=organisation.slug)


@require_http_methods(["GET", "POST"])
@of_organisation("dossiers.change_own_handbook")
def own_import(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = OwnFileForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            number = own.import_own_items(
                organisation=organisation,
                content=file.read(),
                filename=file.name,
                by=me(request),
                now=timezone.now(),
            )
        except KnowledgeRefused as refused:
            problems = refused.problems
        except own.OwnItemRefused as refused:
            form.add_error("file", str(refused))
        else:
            said = ngettext("%(number)d regel overgenomen.", "%(number)d regels overgenomen.", number)
            messages.success(request, said % {"number": number})
            return redirect("dossiers:own_handbook", slug=organisation.slug)
    context = {
        "organisation": organisation,
        "form": form,
        "problems": problems[:_MOST_PROBLEMS_SHOWN],
        "more": max(0, len(problems) - _MOST_PROBLEMS_SHOWN),
    }
    status = 422 if problems or form.errors else 200
    return render(request, "dossiers/own/import.html", context, status=status)


@require_GET
@of_organisation("dossiers.see_own_handbook")
def own_export(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    del request
    response = HttpResponse(reading.own_file(organisation), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="handboek-{organisation.slug}.yaml"'
    return response


@require_http_methods(["GET", "POST"])
@of_organisation("dossiers.change_own_handbook")
def role_policies(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = RolePoliciesForm(request.POST or None, own=reading.role_policies_of(organisation))
    if request.method == "POST" and form.is_valid():
        own.set_role_policies(
            organisation=organisation, texts=form.texts(), by=me(request), now=timezone.now()
        )
        messages.success(request, _("Bewaard. Wie een dossier begint, ziet nu wat jullie zelf doen."))
        return redirect("dossiers:own_handbook", slug=organisation.slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "dossiers/own/roles.html", context, status=422 if form.errors else 200)
