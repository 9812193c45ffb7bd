"""The pages of a shared link: reading, answering a step and saying something, without an account.

They set no cookie but the one that keeps others from posting in somebody's name, and search engines stay out.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.dossiers.actions.commenting import TooMuchAtOnce, comment_on_step
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError, LinkClosed
from schuifaan.apps.dossiers.actions.sharing import answer_through_link
from schuifaan.apps.dossiers.forms.answering import AnswerForm
from schuifaan.apps.dossiers.forms.sharing import SharedCommentForm, TrapForm
from schuifaan.apps.dossiers.forms.working import steps_with_questions
from schuifaan.apps.dossiers.models import Answer, ShareLink
from schuifaan.apps.dossiers.queries import shared as reading
from schuifaan.apps.dossiers.queries.answers import answers_of, revision_of
from schuifaan.apps.dossiers.queries.asking import NEW_ROW
from schuifaan.apps.dossiers.queries.finding import open_link
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.links import link_with
from schuifaan.apps.dossiers.views.asked import sent_whole
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import ROW_KEY, AnswerRefused
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Question

NOT_FOUND, OVERTAKEN, GONE, REFUSED, TOO_MANY = 404, 409, 410, 422, 429
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Opened:
    """The link somebody came with, and what it opens."""

    link: ShareLink
    answers: Answers
    knowledge: Knowledge
    language: str

    def page(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        shown = {
            "dossier": self.link.dossier,
            "link": self.link,
            "where": reading.known_about(self.link.dossier),
            "step": reading.step_of(self.link, self.knowledge),
        }
        return render(request, f"dossiers/public/{template}.html", {**shown, **context}, status=status)

    @property
    def url(self) -> str:
        return reverse("dossiers:shared", kwargs={"token": self.link.token})


def through_link(view: View) -> View:
    """Hand what the link opens to the view; say kindly that a link does not work any more."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        link = open_link(token, now=timezone.now())
        if link is None:
            status = NOT_FOUND if link_with(token) is None else GONE
            response = render(
                request, "dossiers/public/closed.html", {"was_there": status == GONE}, status=status
            )
        else:
            opened = Opened(
                link, answers_of(link.dossier), knowledge_for(link.dossier), get_language() or "nl"
            )
            response = view(request, opened, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@require_GET
@through_link
def shared(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything the link shows: the whole dossier, or one step with its questions."""
    return _reading_page(request, opened, _comment_form(opened))


def _reading_page(
    request: HttpRequest, opened: Opened, comment_form: SharedCommentForm, *, status: int = 200
) -> HttpResponse:
    known: dict[str, Any] = {
        "answers": opened.answers,
        "knowledge": opened.knowledge,
        "language": opened.language,
    }
    open_ones = reading.open_questions(opened.link, **known)
    asked = {one.text for one in open_ones}
    steps = [
        (step, [question for question in step.questions if question.text not in asked])
        for step in reading.read_steps(opened.link, **known)
    ]
    return opened.page(
        request,
        "shared",
        status=status,
        steps=[(step, questions) for step, questions in steps if questions],
        open_questions=open_ones,
        conclusion=None if opened.link.step else reading.concluded(**known),
        comment_form=comment_form,
        thanks=request.GET.get("dank", ""),
    )


def _comment_form(opened: Opened, data: Any = None) -> SharedCommentForm:
    steps = tuple(
        (step.id, step.title.said(opened.language))
        for step in steps_with_questions(opened.knowledge)
        if not opened.link.step or step.id == opened.link.step
    )
    return SharedCommentForm(data, steps=steps)


@require_POST
@through_link
def shared_comment(request: HttpRequest, opened: Opened) -> HttpResponse:
    form = _comment_form(opened, request.POST)
    if form.is_sprung:
        return redirect(f"{opened.url}?dank=opmerking#dank")
    if not form.is_valid():
        return _reading_page(request, opened, form, status=REFUSED)
    try:
        comment_on_step(
            dossier=opened.link.dossier, step=form.cleaned_data["step"], text=form.cleaned_data["text"],
            via=opened.link, now=timezone.now(),
        )  # fmt: skip
    except DossierError as error:
        form.add_error(error.field, str(error))
        status = TOO_MANY if isinstance(error, TooMuchAtOnce) else REFUSED
        return _reading_page(request, opened, form, status=status)
    return redirect(f"{opened.url}?dank=opmerking#dank")


# ------------------------------------------------------------------ answering


@require_http_methods(["GET", "POST"])
@through_link
def shared_question(request: HttpRequest, opened: Opened, *, question: str) -> HttpResponse:
    found = _question(opened, question)
    if found.shape != "one":
        raise Http404
    return _answer(request, opened, found, "", post_url=request.path)


@require_http_methods(["GET", "POST"])
@through_link
def shared_row(request: HttpRequest, opened: Opened, *, question: str, item: str) -> HttpResponse:
    """One row; `nieuw` adds one, with its key made beforehand so that sending twice does not add it twice."""
    found = _question(opened, question)
    if found.shape != "rows":
        raise Http404
    if item == NEW_ROW:
        sent = request.POST.get("row", "")
        item = sent if ROW_KEY.fullmatch(sent) and sent != NEW_ROW else secrets.token_hex(4)
    elif item not in opened.answers.rows(found.id):
        raise Http404
    return _answer(request, opened, found, item, post_url=request.path)


def _question(opened: Opened, question_id: str) -> Question:
    for question in reading.questions_for(opened.link, opened.knowledge):
        if question.id == question_id:
            return question
    raise Http404


def _answer(
    request: HttpRequest, opened: Opened, question: Question, item: str, *, post_url: str
) -> HttpResponse:
    now_there = opened.answers.one(question.id, item)
    if reading.holds_address(now_there):
        raise Http404
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        question=question,
        item=item,
        answers=opened.answers,
        knowledge=opened.knowledge,
        language=opened.language,
        initial=now_there,
    )
    context: dict[str, Any] = {
        "question": question,
        "item": item,
        "form": form,
        "post_url": post_url,
        "trap": TrapForm(),
    }
    if request.method == "GET":
        revision = revision_of(opened.link.dossier, question.id, item)
        return opened.page(request, "question", **context, revision=revision)
    return _keep(request, opened, context)


def _keep(request: HttpRequest, opened: Opened, context: dict[str, Any]) -> HttpResponse:
    form, revision = context["form"], sent_whole(request, "revision")
    done = redirect(f"{opened.url}?dank=antwoord#dank")
    if TrapForm(request.POST).is_sprung:
        return done
    try:
        answer_through_link(
            link=opened.link, question_id=context["question"].id, item=context["item"], value=form.plain(),
            revision=revision, now=timezone.now(),
        )  # fmt: skip
    except AnswerRefused as refused:
        form.refuse(refused)
        status = REFUSED
    except LinkClosed as error:
        form.add_error(None, str(error))
        status = GONE
    except DossierError as error:
        form.add_error(None, str(error))
        status = TOO_MANY if isinstance(error, TooMuchAtOnce) else REFUSED
    except AnsweredMeanwhile as meanwhile:
        return _overtaken(request, opened, context, meanwhile.theirs)
    else:
        return done
    return opened.page(request, "question", status=status, **context, revision=revision)


def _overtaken(
    request: HttpRequest, opened: Opened, context: dict[str, Any], theirs: Answer | None
) -> HttpResponse:
    """Theirs stands beside what was typed; sending it again is knowing of theirs."""
    fresh = answers_of(opened.link.dossier)
    lines = reading.lines_of(
        context["question"],
        context["item"],
        answers=fresh,
        knowledge=opened.knowledge,
        language=opened.language,
    )
    return opened.page(
        request,
        "question",
        status=OVERTAKEN,
        **context,
        revision=theirs.revision if theirs is not None else 0,
        overtaken=_("Iemand anders heeft dit net ook beantwoord"),
        their_lines=lines,
    )
