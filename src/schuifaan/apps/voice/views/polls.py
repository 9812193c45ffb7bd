"""Making polls, opening and closing them, and reading what came in."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.importing.formula import guard as guarded
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import polls as doing
from schuifaan.apps.voice.actions.wishing import WishError
from schuifaan.apps.voice.enums import PollState
from schuifaan.apps.voice.forms.poll_answers import AnswerForm
from schuifaan.apps.voice.forms.polls import NewPollForm, OpenForm, QuestionsForm
from schuifaan.apps.voice.models import Poll
from schuifaan.apps.voice.queries import poll_results as results
from schuifaan.apps.voice.queries import polls as reading
from schuifaan.apps.voice.views.poll_access import REFUSED, of_place, of_poll


@require_GET
@of_place("voice.note_wishes")
def polls(request: HttpRequest, place: Place) -> HttpResponse:
    may_ask = me(request).has_perm("voice.ask_wishes", place)
    today = timezone.localdate()
    found = reading.polls_of(place, drafts=may_ask)
    context = {
        "place": place,
        "title": _("Wat mensen wensen"),
        "may_ask": may_ask,
        "polls": [(one, reading.is_taking_answers(one, today=today)) for one in found],
        "today": today,
    }
    return render(request, "voice/polls/list.html", context)


@require_http_methods(["GET", "POST"])
@of_place("voice.ask_wishes")
def new_poll(request: HttpRequest, place: Place) -> HttpResponse:
    form = NewPollForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("title", "intro", "shows_result")}
        poll = doing.make_poll(
            place=place, questions=form.questions(), by=me(request), now=timezone.now(), **wanted
        )
        messages.success(request, _("Er staat een concept klaar. Verander de woorden zoals je wilt."))
        return redirect("voice:poll_questions", slug=place.slug, pk=poll.pk)
    context = {"place": place, "title": _("Vraag wat mensen wensen"), "form": form}
    return render(request, "voice/polls/new.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_poll("voice.ask_wishes")
def poll_questions(request: HttpRequest, poll: Poll) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = QuestionsForm(data, poll=poll, may_ask_otherwise=not reading.has_answers(poll))
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("title", "intro", "shows_result", "closes_on")}
        try:
            doing.change_poll(
                poll=poll, questions=form.questions(), version=form.cleaned_data["version"] or 0,
                by=me(request), now=timezone.now(), **wanted,
            )  # fmt: skip
        except WishError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            more = "poll_questions" if "more" in request.POST else "poll_desk"
            return redirect(f"voice:{more}", slug=poll.place.slug, pk=poll.pk)
    context = {"place": poll.place, "poll": poll, "title": _("Vragen en woorden"), "form": form}
    return render(request, "voice/polls/questions.html", context, status=REFUSED if form.errors else 200)


@require_GET
@of_poll("voice.note_wishes")
def poll_desk(request: HttpRequest, poll: Poll) -> HttpResponse:
    return _desk(request, poll, OpenForm(poll=poll, today=timezone.localdate()))


def _desk(request: HttpRequest, poll: Poll, form: OpenForm) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "place": poll.place,
        "poll": poll,
        "title": poll.title,
        "open_form": form,
        "may_ask": me(request).has_perm("voice.ask_wishes", poll.place),
        "is_draft": poll.state == PollState.DRAFT,
        "is_open": reading.is_taking_answers(poll, today=today),
        "address": request.build_absolute_uri(reverse("voice:poll", args=[poll.token])),
        "outcomes": results.outcomes(poll, for_team=True),
        "states": results.line_states(poll),
        "piles": reading.piles_of(poll),
        "today": today,
    }
    return render(request, "voice/polls/desk.html", context, status=REFUSED if form.errors else 200)


@require_GET
@of_poll("voice.ask_wishes")
def poll_preview(request: HttpRequest, poll: Poll) -> HttpResponse:
    """As people will see it, with nothing to send."""
    form = AnswerForm(questions=reading.questions_of(poll), place=poll.place)
    context = {
        "place": poll.place, "poll": poll, "form": form, "is_preview": True, "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "voice/polls/answer.html", context)


@require_POST
@of_poll("voice.ask_wishes")
def open_poll(request: HttpRequest, poll: Poll) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    form = OpenForm(request.POST, poll=poll, today=today)
    if form.is_valid():
        try:
            doing.open_poll(
                poll=poll, closes_on=form.cleaned_data["closes_on"], by=me(request), now=now, today=today
            )
        except WishError as error:
            error.say_on(form)
        else:
            messages.success(request, _("De vragenlijst staat open. Deel het adres, of print de blaadjes."))
            return redirect("voice:poll_desk", slug=poll.place.slug, pk=poll.pk)
    return _desk(request, poll, form)


@require_POST
@of_poll("voice.ask_wishes")
def close_poll(request: HttpRequest, poll: Poll) -> HttpResponse:
    doing.close_poll(poll=poll, by=me(request), now=timezone.now())
    messages.success(request, _("De vragenlijst is afgesloten. Papier overtypen kan nog."))
    return redirect("voice:poll_desk", slug=poll.place.slug, pk=poll.pk)


@require_POST
@of_poll("voice.ask_wishes")
def copy_poll(request: HttpRequest, poll: Poll) -> HttpResponse:
    made = doing.copy_poll(poll=poll, by=me(request), now=timezone.now())
    messages.success(request, _("Er staat een kopie klaar als concept."))
    return redirect("voice:poll_questions", slug=poll.place.slug, pk=made.pk)


@require_POST
@of_poll("voice.ask_wishes")
def drop_poll(request: HttpRequest, poll: Poll) -> HttpResponse:
    try:
        doing.drop_draft(poll=poll, by=me(request))
    except WishError as error:
        messages.error(request, str(error))
        return redirect("voice:poll_desk", slug=poll.place.slug, pk=poll.pk)
    messages.success(request, _("Het concept is weg."))
    return redirect("voice:polls", slug=poll.place.slug)


@require_GET
@of_poll("voice.ask_wishes")
def poll_csv(request: HttpRequest, poll: Poll) -> HttpResponse:
    """All wishes and lines, to count further with."""
    del request
    response = HttpResponse(content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="wensen-{poll.pk}.csv"'
    response.write("\ufeff")
    lines = csv.writer(response)
    lines.writerow(
        [_("vraag"), _("wens"), _("hoe vaak"), _("waarvan via telefoon of computer"), _("waarvan overgetypt"), _("wie het mag lezen")]
    )  # fmt: skip
    for question, words, *times, state in results.table_of(poll):
        lines.writerow([guarded(question), guarded(words), *times, state])
    return response
