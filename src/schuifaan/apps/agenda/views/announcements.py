"""Announcements of a place: a line for the screen and the programme."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.agenda.actions import announcements as doing
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.forms.pauses import AnnouncementForm
from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place


@require_http_methods(["GET", "POST"])
@of_place("agenda.run_agenda")
def announcements(request: HttpRequest, place: Place) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    form = AnnouncementForm(request.POST or None, initial={"first_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            doing.announce(place=place, by=me(request), now=now, **form.cleaned_data)
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(request, _("De mededeling staat erop, zolang de dagen lopen."))
            return redirect("agenda:announcements", slug=place.slug)
    context = {
        "place": place,
        "form": form,
        "announcements": reading.announcements_of(place, today=today),
        "today": today,
    }
    return render(request, "agenda/desk/announcements.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("agenda.run_agenda")
def remove(request: HttpRequest, place: Place, *, announcement: int) -> HttpResponse:
    found = reading.announcement_at(place, announcement)
    if found is None:
        raise Http404
    doing.remove_announcement(announcement=found, by=me(request), now=timezone.now())
    messages.success(request, _("De mededeling is weg."))
    return redirect("agenda:announcements", slug=place.slug)
