"""What somebody without an account sees of a poll: the questions, a thank you, and what came out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.voice.actions.poll_answers import PollClosed, take_answer
from schuifaan.apps.voice.actions.wishing import WishError
from schuifaan.apps.voice.forms.poll_answers import AnswerForm
from schuifaan.apps.voice.models import Poll
from schuifaan.apps.voice.queries import poll_results as results
from schuifaan.apps.voice.queries import polls as reading
from schuifaan.ui.doorstep import doorstep, too_many

BUSY, CLOSED, REFUSED = 429, 410, 422


@require_http_methods(["GET", "POST"])
@doorstep
def poll(request: HttpRequest, *, token: str) -> HttpResponse:
    found, today = _found(token), timezone.localdate()
    if not reading.is_taking_answers(found, today=today):
        return _closed(request, found)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, questions=reading.questions_of(found), place=found.place)
    status = 200
    if request.method == "POST" and form.is_valid():
        if too_many(request, "wish"):
            form.add_error(
                None, _("Er komt nu veel tegelijk binnen. Probeer het over tien minuten nog eens.")
            )
            status = BUSY
        else:
            try:
                take_answer(poll=found, said=form.said(), form_token=form.form_token, today=today)
                return redirect("voice:poll_thanks", token=found.token)
            except PollClosed:
                return _closed(request, found)
            except WishError as error:
                form.add_error(None, str(error))
    status = REFUSED if form.errors and status != BUSY else status
    context = {"poll": found, "place": found.place, "form": form, "today": today}
    return render(request, "voice/polls/answer.html", context, status=status)


@require_GET
@doorstep
def poll_thanks(request: HttpRequest, *, token: str) -> HttpResponse:
    found, today = _found(token), timezone.localdate()
    context = {
        "poll": found, "place": found.place, "today": today,
        "is_open": reading.is_taking_answers(found, today=today),
    }  # fmt: skip
    return render(request, "voice/polls/thanks.html", context)


@require_GET
@doorstep
def poll_result(request: HttpRequest, *, token: str) -> HttpResponse:
    """Only after the last day: who looks before and after a neighbour answers, would see what that one said."""
    found, today = _found(token), timezone.localdate()
    is_over = reading.is_over(found, today=today)
    shows = is_over and found.shows_result
    context = {
        "poll": found, "place": found.place, "today": today, "is_over": is_over, "shows": shows,
        "outcomes": results.outcomes(found, for_team=False) if shows else [],
        "became": results.became(found),
    }  # fmt: skip
    return render(request, "voice/polls/result.html", context)


@require_GET
@doorstep
def poll_said(request: HttpRequest, *, token: str, position: int) -> HttpResponse:
    """All lines under one question that everybody may read."""
    found, today = _found(token), timezone.localdate()
    question = next((one for one in reading.questions_of(found) if one.position == position), None)
    if question is None or not found.shows_result or not reading.is_over(found, today=today):
        raise Http404
    after = request.GET.get("na", "")
    number = int(after) if after.isdecimal() and after.isascii() and len(after) < 19 else None  # noqa: PLR2004
    page = results.shown_lines(question, after=number)
    context = {"poll": found, "place": found.place, "question": question, "page": page}
    return render(request, "voice/polls/said.html", context)


def _found(token: str) -> Poll:
    found = reading.poll_with_token(token)
    if found is None:
        raise Http404
    return found


def _closed(request: HttpRequest, found: Poll) -> HttpResponse:
    context = {"poll": found, "place": found.place}
    return render(request, "voice/polls/closed.html", context, status=CLOSED)
