"""One time of an activity: call it off or let it go on after all, move it, or say what happens on a holiday."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.agenda.actions import planning as doing
from schuifaan.apps.agenda.actions.activities import stop_activity
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.cancel_words import cancel_buttons
from schuifaan.apps.agenda.forms.occurrence import CancelForm, MoveForm
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.views.desk_parts import me, of_place, remark_on_hours
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place


@require_GET
@of_place("agenda.run_agenda")
def occurrence(request: HttpRequest, place: Place, *, pk: int, occurrence: int) -> HttpResponse:
    found = _found(place, pk, occurrence)
    return _page(request, place, found, timezone.now())


@require_http_methods(["POST"])
@of_place("agenda.run_agenda")
def cancel(request: HttpRequest, place: Place, *, pk: int, occurrence: int) -> HttpResponse:
    """The button that was pressed says which times: this one, this and following, or all."""
    now, found, user = timezone.now(), _found(place, pk, occurrence), me(request)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, place, found, now, status=422, cancel_form=form)
    reason, which = form.cleaned_data["reason"], request.POST.get("which", "this")
    if which == "this":
        doing.cancel_occurrence(occurrence=found, reason=reason, by=user, now=now)
        messages.success(
            request, _("Deze keer gaat niet door. Dat staat nu overal. Toch wel? Zet het hieronder terug.")
        )
        return redirect("agenda:occurrence", slug=place.slug, pk=pk, occurrence=occurrence)
    if not user.has_perm("agenda.change_agenda", found.activity.place):
        raise PermissionDenied
    if which == "all":
        told = stop_activity(activity=found.activity, reason=reason, by=user, now=now)
    else:
        told = doing.cancel_following(occurrence=found, reason=reason, by=user, now=now)
    messages.success(request, _told_ended(len(told)))
    return redirect("agenda:plan", slug=found.activity.place.slug, pk=pk)


@require_POST
@of_place("agenda.run_agenda")
def restore(request: HttpRequest, place: Place, *, pk: int, occurrence: int) -> HttpResponse:
    """The undo of calling off."""
    found = _found(place, pk, occurrence)
    try:
        doing.restore_occurrence(occurrence=found, by=me(request), now=timezone.now())
    except (PlaceError, AgendaError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Het gaat door zoals gepland."))
    return redirect("agenda:occurrence", slug=place.slug, pk=pk, occurrence=occurrence)


@require_POST
@of_place("agenda.change_agenda")
def move(request: HttpRequest, place: Place, *, pk: int, occurrence: int) -> HttpResponse:
    now, found = timezone.now(), _found(place, pk, occurrence)
    form = _move_form(found, now, request)
    if form.is_valid():
        try:
            doing.move_occurrence(occurrence=found, by=me(request), now=now, **form.wanted())
        except (PlaceError, AgendaError) as error:
            error.say_on(form)
        else:
            messages.success(request, _("Alleen deze keer is verplaatst. Dat staat nu overal."))
            remark_on_hours(request, found, now)
            return redirect("agenda:occurrence", slug=place.slug, pk=pk, occurrence=occurrence)
    return _page(request, place, found, now, status=422, move_form=form)


@require_POST
@of_place("agenda.run_agenda")
def decide(request: HttpRequest, place: Place, *, occurrence: int) -> HttpResponse:
    """Whether it goes on on a public holiday."""
    found = reading.asked_occurrence_at(place, occurrence)
    if found is None:
        raise Http404
    goes_on = request.POST.get("answer") == "yes"
    try:
        doing.decide_holiday(occurrence=found, goes_on=goes_on, by=me(request), now=timezone.now())
    except (PlaceError, AgendaError) as error:
        messages.error(request, str(error))
    else:
        said = _("%(title)s gaat die dag door.") if goes_on else _("%(title)s slaat die dag over.")
        messages.success(request, said % {"title": found.activity.title})
    return redirect("agenda:desk", slug=place.slug)


def _page(
    request: HttpRequest, place: Place, found: Occurrence, now: datetime, *, status: int = 200, **extra: Any
) -> HttpResponse:
    user = me(request)
    may_change = user.has_perm("agenda.change_agenda", found.activity.place)
    context = {
        "place": place,
        "activity": found.activity,
        "occurrence": found,
        "cancel_form": CancelForm(),
        "move_form": _move_form(found, now),
        "buttons": cancel_buttons(found, now=now, may_change=may_change),
        "may_change": may_change,
        "is_over": found.ends_at <= now,
        "today": timezone.localdate(now),
        **extra,
    }
    return render(request, "agenda/desk/occurrence.html", context, status=status)


def _move_form(found: Occurrence, now: datetime, request: HttpRequest | None = None) -> MoveForm:
    return MoveForm(
        request.POST if request else None,
        occurrence=found,
        rooms=reading.rooms_to_choose(found.place),
        today=timezone.localdate(now),
    )


def _told_ended(number: int) -> str:
    if not number:
        return _("Afgezegd. Het staat niet meer in de agenda.")
    return ngettext(
        "Afgezegd. %(number)s keer blijft nog als afgezegd zichtbaar, zodat niemand voor niets komt.",
        "Afgezegd. De eerste %(number)s keren blijven als afgezegd zichtbaar, zodat niemand voor niets komt.",
        number,
    ) % {"number": number}


def _found(place: Place, pk: int, occurrence: int) -> Occurrence:
    found = reading.occurrence_at(place, pk, occurrence)
    if found is None:
        raise Http404
    return found
