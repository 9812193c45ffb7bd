"""Who works on a dossier."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import membership
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.sharing import MemberForm, RoleForm
from schuifaan.apps.dossiers.models import Dossier, DossierMember
from schuifaan.apps.dossiers.queries.members import colleagues_of, member_at, members_of
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.desk_page import REFUSED, desk_frame, desk_page, while_open
from schuifaan.apps.people.actions.invitations import InvitationError


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
@while_open
def members(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Everybody; a POST invites somebody."""
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        if not me(request).has_perm("dossiers.lead_dossier", dossier):
            raise PermissionDenied
        if form.is_valid() and _invited(request, dossier, form):
            return redirect("dossiers:members", key=dossier.key)
    everybody, now = members_of(dossier), timezone.now()
    return desk_page(
        request,
        "members",
        desk_frame(request, dossier),
        status=REFUSED if form.errors else 200,
        members=everybody,
        colleagues=colleagues_of(dossier, everybody, today=timezone.localdate(now)),
        form=form,
        roles=RoleForm.base_fields["role"].choices,  # type: ignore[attr-defined]
        me=me(request),
        now=now,
    )


def _invited(request: HttpRequest, dossier: Dossier, form: MemberForm) -> bool:
    try:
        member = membership.invite_member(
            dossier=dossier, **form.cleaned_data, by=me(request), now=timezone.now()
        )
    except DossierError as error:
        form.add_error(error.field, str(error))
        return False
    told = _("%(name)s doet nu mee en krijgt een e-mail.")
    if member.user is None:
        told = _("We hebben een uitnodiging gestuurd naar %(name)s.")
    messages.success(request, told % {"name": member.user or form.cleaned_data["email"]})
    return True


@require_POST
@of_dossier("dossiers.lead_dossier")
@while_open
def member_role(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    form, member = RoleForm(request.POST), _member(dossier, pk)
    if not form.is_valid():
        messages.error(request, _("Kies een rol uit de lijst."))
        return redirect("dossiers:members", key=dossier.key)
    try:
        membership.change_role(
            member=member, role=form.cleaned_data["role"], by=me(request), now=timezone.now()
        )
    except DossierError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De rol is veranderd."))
    return redirect("dossiers:members", key=dossier.key)


@require_POST
@of_dossier("dossiers.view_dossier")
def member_remove(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    """Somebody goes, or leaves; whoever left may not see the page any more."""
    try:
        membership.remove_member(member=_member(dossier, pk), by=me(request), now=timezone.now())
    except (DossierError, InvitationError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Deze persoon doet niet meer mee. Opnieuw uitnodigen kan altijd."))
    if me(request).has_perm("dossiers.view_dossier", dossier):
        return redirect("dossiers:members", key=dossier.key)
    return redirect("dossiers:list")


def _member(dossier: Dossier, pk: int) -> DossierMember:
    found = member_at(dossier, pk)
    if found is None:
        raise Http404
    return found
