"""Organisations: which are mine, who belongs to them, what was decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people import queries
from schuifaan.apps.people.actions import invitations, organisations
from schuifaan.apps.people.forms import InviteForm, NewOrganisationForm, OrganisationForm
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.people.rules import is_administrator, roles_to_give

of_organisation = guard(queries.organisation_by_slug, by="slug")


@require_GET
@never_cache
@login_required
def organisation_list(request: HttpRequest) -> HttpResponse:
    user = me(request)
    page = queries.organisations_for(user, after=request.GET.get("na", ""))
    return render(
        request,
        "people/organisation_list.html",
        {"page": page, "may_add": is_administrator(user)},
    )


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def organisation_new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    if not user.has_perm("people.add_organisation"):
        raise PermissionDenied
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = organisations.create_organisation(**form.cleaned_data, by=user, now=timezone.now())
        messages.success(request, _("De organisatie is toegevoegd. Nodig nu iemand uit."))
        return redirect("people:organisation", slug=organisation.slug)
    return render(
        request, "people/organisation_new.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _detail(
    request: HttpRequest, organisation: Organisation, form: InviteForm, status: int = 200
) -> HttpResponse:
    user = me(request)
    context: dict[str, Any] = {
        "organisation": organisation,
        "team": queries.team_of(organisation, today=timezone.localdate()),
        "form": form,
        "now": timezone.now(),
        "may_lead": user.has_perm("people.lead_organisation", organisation),
        "may_see_trail": user.has_perm("people.see_organisation_audit", organisation),
        "roles_to_give": [role.value for role in roles_to_give(user, organisation)],
    }
    return render(request, "people/organisation.html", context, status=status)


def _invite_form(request: HttpRequest, organisation: Organisation) -> InviteForm:
    roles = roles_to_give(me(request), organisation)
    return InviteForm(request.POST or None, roles=roles, today=timezone.localdate())


@require_GET
@of_organisation("people.see_organisation")
def organisation_detail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _detail(request, organisation, _invite_form(request, organisation))


@require_POST
@of_organisation("people.lead_organisation")
def organisation_invite(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = _invite_form(request, organisation)
    if form.is_valid():
        try:
            invitations.invite_to_organisation(
                organisation=organisation,
                by=me(request),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except invitations.InvitationError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("De uitnodiging is gestuurd."))
            return redirect("people:organisation", slug=organisation.slug)
    return _detail(request, organisation, form, status=422)


@require_http_methods(["GET", "POST"])
@of_organisation("people.lead_organisation")
def organisation_edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    initial = {"name": organisation.name, "website": organisation.website}
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        organisations.change_organisation(
            organisation=organisation, **form.cleaned_data, by=me(request), now=timezone.now()
        )
        messages.success(request, _("De gegevens zijn opgeslagen."))
        return redirect("people:organisation", slug=organisation.slug)
    context = {"form": form, "organisation": organisation}
    return render(request, "people/organisation_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@of_organisation("people.lead_organisation")
def membership_end(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    membership = queries.membership_at(organisation, pk)
    if membership is None:
        raise Http404
    try:
        organisations.end_membership(membership=membership, by=me(request), now=timezone.now())
    except (organisations.NobodyWouldLead, organisations.MembershipOver) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Vandaag is de laatste dag in deze rol."))
    # Whoever ended the own role may not see the page any more.
    if not me(request).has_perm("people.see_organisation", organisation):
        return redirect("people:organisations")
    return redirect("people:organisation", slug=organisation.slug)


@require_POST
@of_organisation("people.lead_organisation")
def invitation_withdraw(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    return _change_invitation(request, organisation, pk, renew=False)


@require_POST
@of_organisation("people.lead_organisation")
def invitation_renew(request: HttpRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    return _change_invitation(request, organisation, pk, renew=True)


def _change_invitation(
    request: HttpRequest, organisation: Organisation, pk: int, *, renew: bool
) -> HttpResponse:
    invitation = queries.invitation_at(organisation, pk)
    if invitation is None:
        raise Http404
    change = invitations.renew_invitation if renew else invitations.withdraw_invitation
    try:
        change(invitation=invitation, by=me(request), now=timezone.now())
    except invitations.InvitationClosed as error:
        messages.error(request, str(error))
    else:
        sent, gone = _("De uitnodiging is opnieuw gestuurd."), _("De uitnodiging is ingetrokken.")
        messages.success(request, sent if renew else gone)
    return redirect("people:organisation", slug=organisation.slug)


@require_GET
@of_organisation("people.see_organisation_audit")
def organisation_trail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = queries.audit_trail(organisation.audit_scope, before=request.GET.get("voor", ""))
    return render(request, "people/organisation_trail.html", {"organisation": organisation, "page": page})
