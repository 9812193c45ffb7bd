"""The desk: calendars kept elsewhere, brought in by address or by file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.agenda.actions import calendars as doing
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.actions.taking_over import TakenOver
from schuifaan.apps.agenda.forms.calendars import CalendarForm
from schuifaan.apps.agenda.models import Calendar
from schuifaan.apps.agenda.queries.calendars import calendar_at, calendars_of
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def calendars(request: HttpRequest, place: Place) -> HttpResponse:
    now = timezone.now()
    form = CalendarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        shared: dict[str, Any] = {"place": place, "by": me(request), "now": now, **form.shared()}
        try:
            if form.cleaned_data["file"]:
                _calendar, taken = doing.upload_calendar(content=form.cleaned_data["file"].read(), **shared)
            else:
                _calendar, taken = doing.add_calendar(address=form.cleaned_data["address"], **shared)
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(request, _told(taken))
            return redirect("agenda:calendars", slug=place.slug)
    rows = calendars_of(place, now=now)
    context = {
        "place": place,
        "form": form,
        "rows": rows,
        "is_first": not rows,
        "today": timezone.localdate(now),
    }
    return render(request, "agenda/calendars/calendars.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("agenda.change_agenda")
def refresh(request: HttpRequest, place: Place, *, calendar: int) -> HttpResponse:
    found = _found(place, calendar)
    if not found.address:
        raise Http404
    outcome = doing.fetch(calendar=found, now=timezone.now())
    if outcome.problem:
        messages.error(
            request, doing.refusal_words(outcome.problem) + " " + _("Wat er al stond, blijft staan.")
        )
    else:
        messages.success(request, _told(outcome.taken))
    return redirect("agenda:calendars", slug=place.slug)


@require_POST
@of_place("agenda.change_agenda")
def stop(request: HttpRequest, place: Place, *, calendar: int) -> HttpResponse:
    keep = request.POST.get("keep") == "yes"
    doing.stop_following(calendar=_found(place, calendar), keep=keep, by=me(request), now=timezone.now())
    if keep:
        said = _("We volgen deze agenda niet meer. Alles wat erin stond, is nu van jullie: pas het hier aan.")
    else:
        said = _(
            "We volgen deze agenda niet meer. Wat nog kwam, gaat niet door; wie zich aanmeldde, krijgt bericht."
        )
    messages.success(request, said)
    return redirect("agenda:calendars", slug=place.slug)


def _found(place: Place, pk: int) -> Calendar:
    found = calendar_at(place, pk)
    if found is None:
        raise Http404
    return found


def _told(taken: TakenOver | None) -> str:
    if taken is None or not (taken.new or taken.changed or taken.removed):
        return _("Gelukt. Er is niets veranderd.")
    parts = [
        ngettext("%(number)s activiteit erbij", "%(number)s activiteiten erbij", taken.new)
        % {"number": taken.new},
        ngettext("%(number)s veranderd", "%(number)s veranderd", taken.changed) % {"number": taken.changed},
        ngettext("%(number)s weg", "%(number)s weg", taken.removed) % {"number": taken.removed},
    ]
    counts = (taken.new, taken.changed, taken.removed)
    done = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    return _("Gelukt: %(done)s.") % {"done": done}
