"""The team of a place: add someone, note consent, end a role."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.actions.invitations import InvitationError
from schuifaan.apps.places.actions import team
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.forms.people import ConsentForm, TeamMemberForm
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.places.queries import desk as reading
from schuifaan.apps.places.queries.sections import SECTION_TITLES
from schuifaan.apps.places.views.manage_access import me, of_place


@require_GET
@of_place("places.lead_place")
def team_list(request: HttpRequest, place: Place) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "place": place,
        "title": SECTION_TITLES["team"][1],
        "running": reading.running_team(place, today),
        "ended": reading.ended_team(place, today),
        "today": today,
    }
    return render(request, "places/manage/team.html", context)


@require_http_methods(["GET", "POST"])
@of_place("places.lead_place")
def add_member(request: HttpRequest, place: Place) -> HttpResponse:
    form = TeamMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = team.add_team_member(
                place=place, by=me(request), now=timezone.now(), **form.cleaned_data
            )
        except PlaceError as error:
            form.add_error(error.field, str(error))
        else:
            told = _("%(name)s hoort bij het team.")
            if member.invitation:
                told = _("%(name)s hoort bij het team. We hebben een e-mail gestuurd met een link.")
            messages.success(request, told % {"name": member.name})
            return redirect("places:edit_team", slug=place.slug)
    context = {"place": place, "title": _("Iemand toevoegen"), "form": form}
    return render(request, "places/manage/team_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("places.lead_place")
def member_page(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """One member. The form notes that they agreed to be shown."""
    member = _member(place, pk)
    sent = request.method == "POST"
    form = ConsentForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            team.give_consent(
                member=member, photo=form.cleaned_data["photo"], by=me(request), now=timezone.now()
            )
        except PlaceError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("%(name)s staat op de pagina.") % {"name": member.name})
            return redirect("places:edit_team", slug=place.slug)
    context = {"place": place, "title": member.name, "member": member, "form": form}
    return render(request, "places/manage/team_member.html", context, status=422 if form.errors else 200)


def _member(place: Place, pk: int) -> TeamMember:
    member = reading.team_member_at(place, pk)
    if member is None:
        raise Http404
    return member


def _member_view(
    action: Callable[..., object], told: Callable[[], str], *, permission: str = "places.lead_place"
) -> Callable[..., HttpResponse]:
    @require_POST
    @of_place(permission)
    def change_member(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
        member = _member(place, pk)
        try:
            action(member=member, by=me(request), now=timezone.now())
        except (PlaceError, InvitationError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, told() % {"name": member.name})
        leads = me(request).has_perm("places.lead_place", place)
        return redirect("places:edit_team" if leads else "places:place_desk", slug=place.slug)

    return change_member


# One's own name and photo one takes away oneself, without asking whoever leads; the actions see to whose it is.
withdraw_consent = _member_view(
    team.withdraw_consent,
    lambda: _("Naam en foto van %(name)s zijn nu overal weg."),
    permission="places.see_place_desk",
)
remove_face = _member_view(
    team.remove_face, lambda: _("De foto van %(name)s is weg."), permission="places.see_place_desk"
)
end_role = _member_view(team.end_team_role, lambda: _("%(name)s hoort niet meer bij het team."))
resume_role = _member_view(team.resume_team_role, lambda: _("%(name)s hoort weer bij het team."))
send_again = _member_view(
    team.send_invitation_again, lambda: _("%(name)s krijgt een nieuwe e-mail. De oude link werkt niet meer.")
)
