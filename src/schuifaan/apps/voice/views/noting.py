"""Noting what somebody says, and phoning who is to hear an answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.people.guard import me
from schuifaan.apps.places.queries.desk import running_team
from schuifaan.apps.voice.actions import handling
from schuifaan.apps.voice.actions.saying import say
from schuifaan.apps.voice.enums import Desk
from schuifaan.apps.voice.forms.noting import NoteForm
from schuifaan.apps.voice.queries import matters as reading
from schuifaan.apps.voice.views.at_desk import of_desk, to


@require_http_methods(["GET", "POST"])
@of_desk("voice.note_signals")
def note(request: HttpRequest, desk: reading.AtDesk) -> HttpResponse:
    """Hosts too: they note it, who runs the place answers it."""
    user, now = me(request), timezone.now()
    team = running_team(desk.place, timezone.localdate(now)) if desk.place else []
    form = NoteForm(request.POST or None, team=team)
    noted = None
    if request.method == "POST" and form.is_valid():
        desk_of = Desk.PLACE if desk.place else Desk.MUNICIPALITY
        try:
            noted = say(
                to=desk_of,
                place=desk.place,
                municipality=desk.municipality,
                by=user,
                now=now,
                **form.wanted(),
            )
        except Refused as error:
            error.say_on(form)
    context = {
        "desk": desk,
        "title": _("Noteer wat iemand zei"),
        "form": form,
        "noted": noted,
        "may_handle": desk.place is None or user.has_perm("voice.handle_signals", desk.place),
    }
    return render(request, "voice/matters/note.html", context, status=422 if form.errors else 200)


@require_GET
@of_desk()
def calls(request: HttpRequest, desk: reading.AtDesk) -> HttpResponse:
    found = reading.calls_of(reading.at_desk(me(request), desk))
    context = {"desk": desk, "title": _("Nog te bellen"), "calls": list(found[: reading.MOST_CALLS])}
    return render(request, "voice/matters/calls.html", context)


@require_POST
@of_desk()
def called(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    user = me(request)
    found = reading.call_at(reading.at_desk(user, desk), pk)
    if found is None:
        raise Http404
    handling.called(letter=found, by=user, now=timezone.now())
    messages.success(request, _("Gebeld. Het nummer is gewist."))
    return to(desk, "calls")


@require_GET
@of_desk()
def new_places(request: HttpRequest, desk: reading.AtDesk) -> HttpResponse:
    """For a municipality: where people miss a place, and how it stands with that."""
    rows = reading.new_places(reading.at_desk(me(request), desk))
    context = {"desk": desk, "title": _("Plekken die mensen missen"), "rows": rows}
    return render(request, "voice/matters/new_places.html", context)
