"""Pauses of a place, and the school holidays that administrators enter for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.agenda.actions import pauses as doing
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.enums import SchoolRegion
from schuifaan.apps.agenda.forms.pauses import PauseForm, SchoolHolidayForm
from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.queries.ideas import official_school_holidays
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def pauses(request: HttpRequest, place: Place) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            doing.add_pause(place=place, by=me(request), now=now, **form.cleaned_data)
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(request, _("In deze dagen is er niets, behalve wat je zelf apart hebt gepland."))
            return redirect("agenda:pauses", slug=place.slug)
    context = {
        "place": place,
        "form": form,
        "pauses": reading.pauses_of(place, today=today),
        "school_holidays": reading.school_holidays(today=today),
        "regions": SchoolRegion.choices,
        "today": today,
    }
    return render(request, "agenda/desk/pauses.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("agenda.change_agenda")
def remove(request: HttpRequest, place: Place, *, pause: int) -> HttpResponse:
    found = reading.pause_at(place, pause)
    if found is None:
        raise Http404
    doing.remove_pause(pause=found, by=me(request), now=timezone.now())
    messages.success(request, _("De pauze is weg. Wat erin viel, staat weer in de agenda."))
    return redirect("agenda:pauses", slug=place.slug)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def school_holidays(request: HttpRequest) -> HttpResponse:
    _require(request)
    now = timezone.now()
    form = SchoolHolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            doing.add_school_holiday(by=me(request), now=now, **form.cleaned_data)
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(request, _("De vakantie staat erin, en alle agenda’s zijn bijgewerkt."))
            return redirect("agenda:school_holidays")
    context = {
        "form": form,
        "holidays": reading.school_holidays(today=timezone.localdate(now)),
        "source": official_school_holidays()[0].source,
        "today": timezone.localdate(now),
    }
    return render(request, "agenda/desk/school_holidays.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
@never_cache
def load(request: HttpRequest) -> HttpResponse:
    """The official dates that came along with this software."""
    _require(request)
    added = doing.load_school_holidays(by=me(request), now=timezone.now())
    said = ngettext("%(number)s vakantie ingelezen.", "%(number)s vakanties ingelezen.", added) % {
        "number": added
    }
    messages.success(request, said if added else _("Alle vakanties stonden er al in."))
    return redirect("agenda:school_holidays")


@require_POST
@login_required
@never_cache
def remove_school_holiday(request: HttpRequest, pause: int) -> HttpResponse:
    _require(request)
    found = reading.school_holiday_at(pause)
    if found is None:
        raise Http404
    doing.remove_school_holiday(pause=found, by=me(request), now=timezone.now())
    messages.success(request, _("De vakantie is weg. Alle agenda’s zijn bijgewerkt."))
    return redirect("agenda:school_holidays")


def _require(request: HttpRequest) -> None:
    if not me(request).has_perm("agenda.enter_school_holidays"):
        raise PermissionDenied
