"""Places outside: the list, one of them, and what has to come along on paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.agenda.actions import spots as doing
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.forms.spots import SpotForm, spot_starting
from schuifaan.apps.agenda.models import Spot
from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def spots(request: HttpRequest, place: Place) -> HttpResponse:
    form = SpotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = doing.add_spot(place=place, by=me(request), now=timezone.now(), **form.cleaned_data)
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(
                request, _("%(name)s kun je nu kiezen bij een activiteit.") % {"name": made.name}
            )
            return redirect("agenda:spots", slug=place.slug)
    context = {"place": place, "form": form, "spots": reading.spots_of(place)}
    return render(request, "agenda/desk/spots.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def spot(request: HttpRequest, place: Place, *, spot: int) -> HttpResponse:
    found, now, user = _found(place, spot), timezone.now(), me(request)
    if "use" in request.POST:
        doing.use_spot(spot=found, is_active=request.POST["use"] == "yes", by=user, now=now)
        messages.success(request, _("Bewaard: %(title)s.") % {"title": found.name})
        return redirect("agenda:spots", slug=place.slug)
    form = SpotForm(request.POST or None, initial=spot_starting(found))
    if request.method == "POST" and form.is_valid():
        try:
            doing.change_spot(spot=found, by=user, now=now, **form.cleaned_data)
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard: %(title)s.") % {"title": found.name})
            return redirect("agenda:spots", slug=place.slug)
    context = {"place": place, "form": form, "spot": found, "coming": reading.coming_at_spot(found, now=now)}
    return render(request, "agenda/desk/spot.html", context, status=422 if form.errors else 200)


@require_GET
@of_place("agenda.run_agenda")
def kit_list(request: HttpRequest, place: Place, *, spot: int) -> HttpResponse:
    """To print: what goes along, when, and what to do when it rains."""
    found, now = _found(place, spot), timezone.now()
    context = {
        "place": place,
        "spot": found,
        "things": [line.strip() for line in found.kit_list.splitlines() if line.strip()],
        "coming": reading.coming_at_spot(found, now=now),
        "today": timezone.localdate(now),
    }
    return render(request, "agenda/desk/kit_list.html", context)


def _found(place: Place, pk: int) -> Spot:
    found = reading.spot_at(place, pk)
    if found is None:
        raise Http404
    return found
