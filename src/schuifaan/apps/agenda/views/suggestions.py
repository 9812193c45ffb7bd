"""Sending in an idea without an account, and what the place does with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.agenda.actions import suggesting as doing
from schuifaan.apps.agenda.enums import SuggestionState
from schuifaan.apps.agenda.forms.suggestions import AnswerForm, SuggestionForm
from schuifaan.apps.agenda.models import Suggestion
from schuifaan.apps.agenda.queries import suggestions as reading
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.ui.doorstep import doorstep, too_many

of_place = guard(place_alone, by="slug")
BUSY = 429


@require_http_methods(["GET", "POST"])
@doorstep
def suggest(request: HttpRequest, *, slug: str) -> HttpResponse:
    place = _open_place(slug)
    form = SuggestionForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if too_many(request, "idea"):
            form.add_error(None, _("Er komen nu veel ideeën binnen. Probeer het over tien minuten nog eens."))
            status = BUSY
        else:
            doing.suggest(place=place, now=timezone.now(), language=get_language() or "nl", **form.wanted())
            return redirect("agenda:suggested", slug=place.slug)
    status = 422 if form.errors and status != BUSY else status
    return render(request, "agenda/joining/suggest.html", {"place": place, "form": form}, status=status)


@require_GET
@doorstep
def suggested(request: HttpRequest, *, slug: str) -> HttpResponse:
    """Thank you, and what happens next."""
    return render(request, "agenda/joining/suggested.html", {"place": _open_place(slug)})


@require_GET
@of_place("agenda.change_agenda")
def suggestions(request: HttpRequest, place: Place) -> HttpResponse:
    context = {
        "place": place,
        "title": _("Ideeën van bewoners"),
        "new": reading.new_suggestions(place),
        "answered": reading.answered_suggestions(place),
        "today": timezone.localdate(),
    }
    return render(request, "agenda/joining/suggestions.html", context)


@require_GET
@of_place("agenda.change_agenda")
def suggestion(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found = _found(place, pk)
    context = {
        "place": place,
        "title": found.title,
        "suggestion": found,
        "is_new": found.state == SuggestionState.NEW,
        "by_mail": "@" in found.contact,
        "form": AnswerForm(),
        "today": timezone.localdate(),
    }
    return render(request, "agenda/joining/suggestion.html", context)


@require_POST
@of_place("agenda.change_agenda")
def answer(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """The button says which: it becomes an activity, or not now."""
    found, user, now = _found(place, pk), me(request), timezone.now()
    form = AnswerForm(request.POST)
    said = form.cleaned_data["answer"] if form.is_valid() else request.POST.get("answer", "")[:500]
    try:
        if request.POST.get("what") == "accept":
            done = doing.accept_suggestion(suggestion=found, answer=said, by=user, now=now)
            messages.success(request, _("Er staat een concept klaar. Vul het aan en kies wanneer het is."))
            return redirect("agenda:edit", slug=place.slug, pk=done.activity_id)
        doing.decline_suggestion(suggestion=found, answer=said, by=user, now=now)
    except doing.AlreadyAnswered as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Je antwoord is bewaard."))
    return redirect("agenda:suggestions", slug=place.slug)


def _open_place(slug: str) -> Place:
    place = place_alone(slug)
    if place is None or place.status != PlaceStatus.PUBLISHED:
        raise Http404
    return place


def _found(place: Place, pk: int) -> Suggestion:
    found = reading.suggestion_at(place, pk)
    if found is None:
        raise Http404
    return found
