"""How things are in the municipalities an organisation works in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.dossiers.actions.local_rules import remove_local_rule, save_local_rule
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.local_rules import LocalRuleForm
from schuifaan.apps.dossiers.models import LocalRule
from schuifaan.apps.dossiers.queries.local_rules import local_rule_at, local_rules_of
from schuifaan.apps.dossiers.views.access import me, of_organisation
from schuifaan.apps.people.models import Organisation


@require_http_methods(["GET", "POST"])
@of_organisation("dossiers.change_own_handbook")
def local_rules(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The list, with the form for a new one below it."""
    return _page(request, organisation, rule=None)


@require_http_methods(["GET", "POST"])
@of_organisation("dossiers.change_own_handbook")
def local_rule_edit(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    rule = local_rule_at(organisation, pk)
    if rule is None:
        raise Http404
    return _page(request, organisation, rule=rule)


@require_POST
@of_organisation("dossiers.change_own_handbook")
def local_rule_remove(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    rule = local_rule_at(organisation, pk)
    if rule is None:
        raise Http404
    remove_local_rule(rule=rule, by=me(request), now=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("dossiers:local_rules", slug=organisation.slug)


def _page(request: HttpRequest, organisation: Organisation, *, rule: LocalRule | None) -> HttpResponse:
    form = LocalRuleForm(
        request.POST or None, organisation=organisation, today=timezone.localdate(), rule=rule
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_local_rule(
                organisation=organisation, by=me(request), now=timezone.now(), **form.cleaned_data
            )
        except DossierError as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Bewaard. Dossiers in deze gemeente rekenen ermee."))
            return redirect("dossiers:local_rules", slug=organisation.slug)
    context = {
        "organisation": organisation,
        "form": form,
        "rule": rule,
        "lines": local_rules_of(organisation) if rule is None else (),
    }
    return render(request, "dossiers/own/local_rules.html", context, status=422 if form.errors else 200)
