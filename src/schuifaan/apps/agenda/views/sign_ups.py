"""Who comes: for who opens the door. Nobody here is kept longer than fourteen days."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.agenda.actions import joining as doing
from schuifaan.apps.agenda.forms.joining import NoteForm
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries import joining as reading
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("agenda.run_agenda")
def sign_ups(request: HttpRequest, place: Place, *, pk: int, occurrence: int) -> HttpResponse:
    """The list, to print too; and the form for who phones."""
    found, now = _found(place, pk, occurrence), timezone.now()
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = doing.note_sign_up(occurrence=found, by=me(request), now=now, **form.wanted())
        except doing.SignUpRefused as error:
            form.add_error(None, str(error))
        else:
            said = (
                _("%(name)s komt erbij.") if row.seat else _("Het is vol. %(name)s staat op de wachtlijst.")
            )
            messages.success(request, said % {"name": row.first_name})
            return _back(place, found)
    context = {
        "place": place,
        "activity": found.activity,
        "occurrence": found,
        "list": reading.door_list(found),
        "calls": reading.calls_to_make(found.activity.place),
        "form": form,
        "closed": doing.refusal(found, now=now, at_the_door=True) is not None,
        "today": timezone.localdate(now),
    }
    return render(request, "agenda/joining/sign_ups.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("agenda.run_agenda")
def cancel(request: HttpRequest, place: Place, *, pk: int, occurrence: int, sign_up: int) -> HttpResponse:
    """Somebody phoned that they cannot come."""
    found = _found(place, pk, occurrence)
    row = reading.sign_up_at(found, sign_up)
    if row is None:
        raise Http404
    before = {one.pk for one in reading.door_list(found).waiting}
    row = doing.withdraw_for(sign_up=row, by=me(request), now=timezone.now())
    messages.success(
        request,
        _("%(name)s is afgemeld. Een vergissing? Zet de naam hieronder weer op de lijst.")
        % {"name": row.first_name},
    )
    up = [one for one in reading.door_list(found).placed if one.pk in before]
    for one in up:
        messages.info(request, _("%(name)s schuift aan van de wachtlijst.") % {"name": one.first_name})
    return _back(place, found)


@require_POST
@of_place("agenda.run_agenda")
def called(request: HttpRequest, place: Place, *, notice: int) -> HttpResponse:
    """The host has told them by phone."""
    found = reading.call_at(place, notice)
    if found is None:
        raise Http404
    doing.called(notice=found, by=me(request), now=timezone.now())
    messages.success(request, _("Gebeld. Het nummer is gewist."))
    return redirect("agenda:calls", slug=place.slug)


@require_http_methods(["GET"])
@of_place("agenda.run_agenda")
def calls(request: HttpRequest, place: Place) -> HttpResponse:
    """Whom to phone: people who left a number and must hear that something changed."""
    context = {"place": place, "title": _("Nog te bellen"), "calls": reading.calls_to_make(place)}
    return render(request, "agenda/joining/calls.html", context)


def _found(place: Place, pk: int, occurrence: int) -> Occurrence:
    found = reading.occurrence_at_door(place, pk, occurrence)
    if found is None:
        raise Http404
    return found


def _back(place: Place, found: Occurrence) -> HttpResponse:
    return redirect("agenda:sign_ups", slug=place.slug, pk=found.activity_id, occurrence=found.pk)
