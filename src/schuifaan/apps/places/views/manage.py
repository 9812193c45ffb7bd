"""The desk: my places, one place, a new one, whether it is visible, and what was changed."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.queries import audit_trail
from schuifaan.apps.places.actions import publishing
from schuifaan.apps.places.actions.creating import create_place
from schuifaan.apps.places.actions.editing import confirm_facts_still_true
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.forms.basics import NewPlaceForm
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries import desk as reading
from schuifaan.apps.places.queries.sections import SECTION_TITLES, summaries
from schuifaan.apps.places.queries.tier_names import municipalities_to_name
from schuifaan.apps.places.views.manage_access import me, of_place
from schuifaan.apps.places.views.manage_sections import preview_page

LAST_CHANGES = 5


@require_GET
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Who has one place is at work there at once; `?alle` shows the list anyway."""
    user = me(request)
    places = reading.my_places(user, now=timezone.now())
    if len(places) == 1 and "alle" not in request.GET:
        return redirect("places:place_desk", slug=places[0].place.slug)
    context = {
        "places": places,
        "may_add": user.has_perm("places.add_place"),
        "may_import": user.has_perm("places.import_places"),
        "to_name": municipalities_to_name(user),
        "today": timezone.localdate(),
    }
    return render(request, "places/manage/desk.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    if not user.has_perm("places.add_place"):
        raise PermissionDenied
    form = NewPlaceForm(request.POST or None, user=user, organisations=reading.organisations_i_lead(user))
    if request.method == "POST" and form.is_valid():
        try:
            place = create_place(by=user, now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, _("De plek staat klaar als concept. Alleen het team ziet de plek nog."))
            return redirect("places:place_desk", slug=place.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "groups": form.groups()}
    return render(request, "places/manage/new.html", context, status=status)


@require_GET
@of_place("places.see_place_desk")
def place_desk(request: HttpRequest, place: Place) -> HttpResponse:
    user, now = me(request), timezone.now()
    today = timezone.localdate(now)
    may_see_trail = user.has_perm("places.see_place_audit", place)
    context = {
        "place": place,
        "opening": reading.opening_of(place, now=now),
        "asked": reading.what_asks(place, today),
        "team": reading.running_team(place, today),
        "summaries": summaries(place, today),
        "may_change": user.has_perm("places.change_place", place),
        "may_lead": user.has_perm("places.lead_place", place),
        "may_add": user.has_perm("places.add_place"),
        "may_import": user.has_perm("places.import_places"),
        "own_faces": reading.faces_of(place, user, today),
        "may_see_trail": may_see_trail,
        "trail": audit_trail(place.audit_scope, limit=LAST_CHANGES) if may_see_trail else None,
        "today": today,
    }
    return render(request, "places/manage/place_desk.html", context)


@require_GET
@of_place("places.see_place_desk")
def preview(request: HttpRequest, place: Place) -> HttpResponse:
    """What visitors see, or would see if it were not a concept."""
    return preview_page(request, place, timezone.now(), not_saved=False)


@require_GET
@of_place("places.see_place_audit")
def trail(request: HttpRequest, place: Place) -> HttpResponse:
    page = audit_trail(place.audit_scope, before=request.GET.get("voor", ""))
    return render(request, "places/manage/trail.html", {"place": place, "trail": page})


@require_POST
@of_place("places.change_place")
def confirm(request: HttpRequest, place: Place) -> HttpResponse:
    """One tap on "alles klopt nog"."""
    confirm_facts_still_true(place=place, by=me(request), now=timezone.now())
    messages.success(request, _("Dank je. Bezoekers zien dat het vandaag is nagekeken."))
    return redirect("places:place_desk", slug=place.slug)


@require_GET
@of_place("places.lead_place")
def visibility(request: HttpRequest, place: Place) -> HttpResponse:
    context = {"place": place, "title": SECTION_TITLES["visibility"][1]}
    return render(request, "places/manage/visibility.html", context)


def _status_view(action: Callable[..., Place], told: Callable[[], str]) -> Callable[..., HttpResponse]:
    @require_POST
    @of_place("places.lead_place")
    def change_status(request: HttpRequest, place: Place) -> HttpResponse:
        action(place=place, by=me(request), now=timezone.now())
        messages.success(request, told())
        return redirect("places:visibility", slug=place.slug)

    return change_status


publish = _status_view(publishing.publish_place, lambda: _("Je pagina is zichtbaar voor iedereen."))
unpublish = _status_view(publishing.unpublish_place, lambda: _("Je pagina is weer een concept."))
archive = _status_view(publishing.archive_place, lambda: _("De plek staat als gesloten. Alles is bewaard."))
restore = _status_view(publishing.restore_place, lambda: _("De plek is terug, als concept."))
