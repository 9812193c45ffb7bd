"""Typing over what came in on paper, in talks and at doors: piles that can be corrected and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.voice.actions import poll_answers as doing
from schuifaan.apps.voice.actions.wishing import WishError
from schuifaan.apps.voice.enums import PollState
from schuifaan.apps.voice.forms.poll_answers import TypedForm, typed_in
from schuifaan.apps.voice.models import Poll, PollEntry
from schuifaan.apps.voice.models.polls import new_token
from schuifaan.apps.voice.queries import polls as reading
from schuifaan.apps.voice.views.poll_access import REFUSED, of_poll


@require_http_methods(["GET", "POST"])
@of_poll("voice.note_wishes")
def type_over(request: HttpRequest, poll: Poll) -> HttpResponse:
    """The whole pile on one screen; beneath it what was typed over before."""
    if poll.state == PollState.DRAFT:
        raise Http404
    data = request.POST if request.method == "POST" else None
    initial = {"form_token": new_token(), "way": request.GET.get("hoe", "paper")}
    form = TypedForm(data, questions=reading.questions_of(poll), initial=initial)
    if form.is_valid():
        try:
            doing.type_over(
                poll=poll, way=form.cleaned_data["way"], forms=form.cleaned_data["forms_in"], said=form.said(),
                form_token=form.cleaned_data["form_token"] or new_token(), by=me(request), now=timezone.now(),
            )  # fmt: skip
        except WishError as error:
            error.say_on(form)
        else:
            papers = form.cleaned_data["forms_in"]
            words = ngettext("%(papers)d blaadje is opgeteld.", "%(papers)d blaadjes zijn opgeteld.", papers)
            messages.success(request, words % {"papers": papers} + " " + _("Gooi het papier veilig weg."))
            return redirect("voice:type_over", slug=poll.place.slug, pk=poll.pk)
    context = {
        "place": poll.place, "poll": poll, "title": _("Papier overtypen"), "form": form,
        "piles": reading.piles_of(poll), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "voice/polls/type_over.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_poll("voice.note_wishes")
def entry(request: HttpRequest, poll: Poll, *, entry: int) -> HttpResponse:
    """One pile, to correct."""
    pile = _pile(poll, entry)
    data = request.POST if request.method == "POST" else None
    form = TypedForm(data, questions=reading.questions_of(poll), initial=typed_in(pile))
    if form.is_valid():
        try:
            doing.correct_entry(
                entry=pile, way=form.cleaned_data["way"], forms=form.cleaned_data["forms_in"],
                said=form.said(), by=me(request), now=timezone.now(),
            )  # fmt: skip
        except WishError as error:
            error.say_on(form)
        else:
            messages.success(request, _("De stapel is verbeterd."))
            return redirect("voice:type_over", slug=poll.place.slug, pk=poll.pk)
    context = {
        "place": poll.place, "poll": poll, "title": _("Een stapel verbeteren"), "form": form, "pile": pile,
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "voice/polls/type_over.html", context, status=REFUSED if form.errors else 200)


@require_POST
@of_poll("voice.note_wishes")
def take_back_entry(request: HttpRequest, poll: Poll, *, entry: int) -> HttpResponse:
    """The same button puts it back."""
    pile = _pile(poll, entry)
    if "back" in request.POST:
        doing.put_back_entry(entry=pile, by=me(request), now=timezone.now())
        messages.success(request, _("De stapel telt weer mee."))
    else:
        doing.take_back_entry(entry=pile, by=me(request), now=timezone.now())
        messages.success(request, _("De stapel telt niet meer mee. Terugzetten kan hieronder."))
    return redirect("voice:type_over", slug=poll.place.slug, pk=poll.pk)


def _pile(poll: Poll, pk: int) -> PollEntry:
    found = reading.pile_at(poll, pk)
    if found is None:
        raise Http404
    return found
