"""Looking at written lines before others read them, joining them to a wish, and wishes that become an activity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions import poll_lines as doing
from schuifaan.apps.voice.actions.wishing import WishError
from schuifaan.apps.voice.enums import LineState
from schuifaan.apps.voice.forms.poll_lines import JoinForm, RewordForm
from schuifaan.apps.voice.models import FreeLine, Poll
from schuifaan.apps.voice.queries import poll_results as results
from schuifaan.apps.voice.queries.polls import questions_of
from schuifaan.apps.voice.queries.private_lines import found_in, masked_line, pieces_of
from schuifaan.apps.voice.views.poll_access import REFUSED, of_poll


@require_GET
@of_poll("voice.ask_wishes")
def poll_lines(request: HttpRequest, poll: Poll) -> HttpResponse:
    asked = request.GET.get("welke", "")
    state = asked if asked in LineState.values else LineState.NEW.value
    after = request.GET.get("na", "")
    counts = results.line_states(poll)
    page = results.lines_to_look_at(poll, state=state, after=_number(after))
    context = {
        "place": poll.place,
        "poll": poll,
        "title": _("Wat mensen opschreven"),
        "state": state,
        "counts": [(f"?welke={one}", one.label, counts.get(one, 0), one == state) for one in LineState],
        "lines": [(line, pieces_of(line.text, found_in(line.text, poll.place))) for line in page.lines],
        "following": page.following,
    }
    return render(request, "voice/polls/lines.html", context)


@require_http_methods(["GET", "POST"])
@of_poll("voice.ask_wishes")
def poll_line(request: HttpRequest, poll: Poll, *, line: int) -> HttpResponse:
    """One line: what was caught, other words, the wish it belongs to. The button says what it does."""
    found = _line(poll, line)
    reword, join = _forms(request, poll, found)
    if request.method == "POST" and _done(request, poll, found, reword, join):
        if request.POST.get("from") == "list":
            return redirect("voice:poll_lines", slug=poll.place.slug, pk=poll.pk)
        return redirect("voice:poll_line", slug=poll.place.slug, pk=poll.pk, line=found.pk)
    caught = found_in(found.text, poll.place)
    context = {
        "place": poll.place, "poll": poll, "line": found, "title": _("Eén regel"), "caught": caught,
        "pieces": pieces_of(found.text, caught), "masked": masked_line(found.text, poll.place),
        "reword_form": reword, "join_form": join,
    }  # fmt: skip
    refused = reword.errors or join.errors
    return render(request, "voice/polls/line.html", context, status=REFUSED if refused else 200)


def _forms(request: HttpRequest, poll: Poll, line: FreeLine) -> tuple[RewordForm, JoinForm]:
    does = request.POST.get("do", "") if request.method == "POST" else ""
    options = [one for question in questions_of(poll) for one in question.options.all()]
    start = {"text": line.text, "was": line.text}
    reword = RewordForm(request.POST if does == "reword" else None, initial=start)
    return reword, JoinForm(request.POST if does == "join" else None, line=line, options=options)


def _done(request: HttpRequest, poll: Poll, line: FreeLine, reword: RewordForm, join: JoinForm) -> bool:
    by, now, does = me(request), timezone.now(), request.POST.get("do", "")
    try:
        if does == "reword":
            if not reword.is_valid():
                return False
            doing.reword_line(line=line, by=by, now=now, **reword.cleaned_data)
        elif does == "join":
            if not join.is_valid():
                return False
            chosen = join.cleaned_data["option"]
            doing.join_line(line=line, option=results.option_at(poll, chosen) if chosen else None, by=by)
        elif work := _simple(does, request, line, by, now):
            work()
    except doing.TellsWho as error:
        messages.warning(request, str(error))
        return True
    except WishError as error:
        reword.add_error(None, str(error)) if reword.is_bound else messages.error(request, str(error))
        return not reword.is_bound
    return True


def _simple(
    does: str, request: HttpRequest, line: FreeLine, by: User, now: datetime
) -> Callable[[], object] | None:
    ways: dict[str, Callable[[], object]] = {
        "show": partial(doing.show_line, line=line, by=by, now=now, seen="seen" in request.POST),
        "keep": partial(doing.keep_line, line=line, by=by, now=now),
        "mask": partial(doing.mask_line, line=line, was=request.POST.get("was", ""), by=by, now=now),
    }
    return ways.get(does)


@require_POST
@of_poll("voice.ask_wishes")
def line_to_activity(request: HttpRequest, poll: Poll, *, line: int) -> HttpResponse:
    activity = doing.line_to_activity(line=_line(poll, line), by=me(request), now=timezone.now())
    messages.success(request, _("Er staat een concept klaar. Vul het aan en kies wanneer het is."))
    return redirect("agenda:edit", slug=poll.place.slug, pk=activity.pk)


@require_POST
@of_poll("voice.ask_wishes")
def wish_to_activity(request: HttpRequest, poll: Poll, *, option: int) -> HttpResponse:
    found = results.option_at(poll, option)
    if found is None:
        raise Http404
    activity = doing.wish_to_activity(option=found, by=me(request), now=timezone.now())
    messages.success(request, _("Er staat een concept klaar. Vul het aan en kies wanneer het is."))
    return redirect("agenda:edit", slug=poll.place.slug, pk=activity.pk)


def _line(poll: Poll, pk: int) -> FreeLine:
    found = results.line_at(poll, pk)
    if found is None:
        raise Http404
    return found


def _number(said: str) -> int | None:
    """What fits in a key of the database."""
    return int(said) if said.isdecimal() and said.isascii() and len(said) < 19 else None  # noqa: PLR2004
