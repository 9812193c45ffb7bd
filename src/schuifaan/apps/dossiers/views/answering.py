"""Answering: one question or one row a page, saved to the next, and never over somebody else's answer."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.dossiers.actions.deciding import DECISION, decide
from schuifaan.apps.dossiers.actions.saving import (
    AnsweredMeanwhile,
    DossierError,
    keep_answer,
    remove_answer,
)
from schuifaan.apps.dossiers.forms.answering import AnswerForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries import beside
from schuifaan.apps.dossiers.queries.answers import answers_of, revision_of
from schuifaan.apps.dossiers.queries.asking import (
    NEW_ROW,
    following,
    listed_items,
    next_item,
    question_url,
)
from schuifaan.apps.dossiers.queries.desk import frame
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.real_use import Offer, row_of
from schuifaan.apps.dossiers.queries.speech import said_row
from schuifaan.apps.dossiers.views.access import me, must_be_open, of_dossier
from schuifaan.apps.dossiers.views.asked import (
    Asked,
    about,
    money_glance,
    next_url,
    sent_whole,
    skip_url,
    step_url,
)
from schuifaan.apps.dossiers.views.from_letting import boxed, letting_row, offered_to
from schuifaan.core.method.checking import ROW_KEY, AnswerRefused, checked, items_of
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.typology import chosen_type

REFUSED, OVERTAKEN = 422, 409


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def question(request: HttpRequest, dossier: Dossier, *, question: str) -> HttpResponse:
    found = _question(dossier, question)
    if found.shape != "one":
        return (
            HttpResponseNotAllowed(["GET"]) if request.method == "POST" else _items(request, dossier, found)
        )
    asked = Asked(dossier, found, "")
    return _save(request, asked) if request.method == "POST" else _form_page(request, asked)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def row(request: HttpRequest, dossier: Dossier, *, question: str, item: str) -> HttpResponse:
    """One row or item; `nieuw` adds one. A row that was taken away meanwhile can still be sent."""
    found = _question(dossier, question)
    if found.shape == "one":
        raise Http404
    if found.shape == "rows" and item == NEW_ROW:
        sent = request.POST.get("row", "")
        wanted = letting_row(request, found) or secrets.token_hex(4)
        key = sent if ROW_KEY.fullmatch(sent) and sent != NEW_ROW else wanted
        asked = Asked(dossier, found, key, is_new=True)
    else:
        asked = Asked(dossier, found, item)
        _must_be_there(request, asked)
    return _save(request, asked) if request.method == "POST" else _form_page(request, asked)


@require_POST
@of_dossier("dossiers.change_dossier")
def row_remove(request: HttpRequest, dossier: Dossier, *, question: str, item: str) -> HttpResponse:
    """Take a row away, or empty the answer about an item; the history can put it back."""
    found = _question(dossier, question)
    must_be_open(dossier)
    revision = sent_whole(request, "revision")
    try:
        remove_answer(
            dossier=dossier,
            question_id=found.id,
            item=item,
            revision=revision,
            by=me(request),
            now=timezone.now(),
        )
    except AnsweredMeanwhile:
        messages.warning(
            request, _("Iemand heeft dit net veranderd. Er is niets weggehaald: kijk eerst even.")
        )
        return redirect(question_url(dossier, found.id, item))
    messages.success(request, _("Weggehaald. Bij Geschiedenis kun je het terugzetten."))
    return redirect(question_url(dossier, found.id))


# ------------------------------------------------------------------ saving


def _save(request: HttpRequest, asked: Asked) -> HttpResponse:
    dossier = asked.dossier
    if not me(request).has_perm("dossiers.change_dossier", dossier):
        raise PermissionDenied
    must_be_open(dossier)
    form = _form(asked, data=request.POST)
    if "take" in request.POST:
        return _take_over(request, asked, form)
    try:
        _keep(request, asked, form.plain(), sent_whole(request, "revision"))
    except AnswerRefused as refused:
        form.refuse(refused)
    except DossierError as error:
        form.add_error(None, str(error))
    except AnsweredMeanwhile as meanwhile:
        return _overtaken(request, asked, form, meanwhile)
    else:
        return redirect(_onwards(asked))
    return _form_page(request, asked, form=form, status=REFUSED)


def _keep(request: HttpRequest, asked: Asked, value: dict[str, Any], revision: int) -> None:
    by, now = me(request), timezone.now()
    if asked.question.id != DECISION:
        keep_answer(
            dossier=asked.dossier, question_id=asked.question.id, item=asked.item, value=value,
            revision=revision, by=by, now=now,
        )  # fmt: skip
        messages.success(request, _("Bewaard."))
        return
    version = decide(dossier=asked.dossier, value=value, revision=revision, by=by, now=now)
    if version is None:
        messages.success(request, _("Bewaard."))
    else:
        told = _("Terug naar stap 1. Het oude doel is bewaard, in versie %(number)d.")
        messages.success(request, told % {"number": version.number})


def _take_over(request: HttpRequest, asked: Asked, form: AnswerForm) -> HttpResponse:
    """Fill in one figure from the place's own letting; all else that was typed stays, and nothing is kept yet."""
    name, language = request.POST["take"], get_language() or "nl"
    offered = offered_to(request, asked, answers_of(asked.dossier), language)
    if name not in offered:
        return _form_page(request, asked, form=form)
    before = form.plain()[name]
    taken = _form(asked, data=form.with_taken(name, offered))
    field = taken.fields[name]
    field.widget.attrs["autofocus"] = True
    field.help_text = f"{offered[name].words}. {_('Overgenomen, nog niet bewaard.')}"
    if before and isinstance(before, str):
        field.help_text += " " + _("Eerst stond er: %(before)s.") % {"before": before}
    return _form_page(request, asked, form=taken)


def _onwards(asked: Asked) -> str:
    """Where to go after saving: the next item or question that says nothing yet, else back to the list or step."""
    knowledge, answers = knowledge_for(asked.dossier), answers_of(asked.dossier)
    question = asked.question
    if question.id == DECISION and answers.text(DECISION, "decision") == "adapt_goal":
        return question_url(asked.dossier, knowledge.questions_of("step.goal")[0].id)
    if question.shape == "rows":
        return question_url(asked.dossier, question.id)
    if question.shape == "each":
        items = items_of(question, answers=answers, knowledge=knowledge)
        wanted = beside.items_of_type(question, knowledge, chosen_type(answers, knowledge))
        items = tuple(one for one in items if wanted is None or one in wanted or one == asked.item)
        other = next_item(question, asked.item, answers=answers, items=items)
        return question_url(asked.dossier, question.id, other)
    later = following(question, knowledge=knowledge, answers=answers)
    return question_url(asked.dossier, later.id) if later is not None else step_url(asked.dossier, question)


def _overtaken(
    request: HttpRequest, asked: Asked, form: AnswerForm, meanwhile: AnsweredMeanwhile
) -> HttpResponse:
    """Both answers side by side. Saving mine is knowing of theirs: it goes with their revision."""
    language = get_language() or "nl"
    context = frame(asked.dossier, me(request), language=language, step=asked.question.step)
    known = {"answers": context["answers"], "knowledge": context["knowledge"]}
    today = timezone.localdate()
    try:
        mine = dict(checked(asked.question, form.plain(), item=asked.item, today=today, **known))
    except AnswerRefused:
        mine = {}
    said = {"language": language, "item": asked.item, **known}
    theirs = meanwhile.theirs
    context |= {
        **about(asked, context, language),
        "form": form,
        "revision": theirs.revision if theirs is not None else 0,
        "post_url": question_url(asked.dossier, asked.question.id, asked.item or None),
        "mine": said_row(asked.question, mine, **said),
        "theirs": theirs,
        "their_lines": said_row(asked.question, theirs.value, **said) if theirs is not None else (),
        "keep_theirs_url": skip_url(asked, context),
        "today": today,
    }
    return render(request, "dossiers/desk/conflict.html", context, status=OVERTAKEN)


# ------------------------------------------------------------------ showing


def _form_page(
    request: HttpRequest, asked: Asked, *, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    language = get_language() or "nl"
    context = frame(asked.dossier, me(request), language=language, step=asked.question.step)
    answers, knowledge = context["answers"], context["knowledge"]
    now_there = answers.one(asked.question.id, asked.item)
    offered = offered_to(request, asked, answers, language)
    form = form or _form(asked, known=context, wanted=request.GET, offered=offered)
    if context["may_change"]:
        form.offer(offered)
    if form.is_bound:
        revision = sent_whole(request, "revision")
    else:
        revision = revision_of(asked.dossier, asked.question.id, asked.item)
    context |= {
        **about(asked, context, language),
        "form": form,
        "revision": revision,
        "post_url": asked.url,
        "is_there": bool(now_there),
        "lines": said_row(
            asked.question,
            now_there,
            answers=answers,
            knowledge=knowledge,
            language=language,
            item=asked.item,
        ),
        "skip_url": skip_url(asked, context),
        "real_use": boxed(request, asked.dossier, asked.question, answers, language)
        if asked.question.shape == "one"
        else None,
    }
    return render(request, "dossiers/desk/question.html", context, status=status)


def _items(request: HttpRequest, dossier: Dossier, question: Question) -> HttpResponse:
    language = get_language() or "nl"
    context = frame(dossier, me(request), language=language, step=question.step)
    answers, knowledge = context["answers"], context["knowledge"]
    code = chosen_type(answers, knowledge)
    only = beside.items_of_type(question, knowledge, code)
    items = listed_items(
        dossier, question, answers=answers, knowledge=knowledge, language=language, only=only
    )
    groups = beside.groups_of(question, knowledge, language=language)
    found = beside.evidence_about
    context |= {
        "question": question,
        "step": knowledge.item(question.step),
        "items": [
            {
                "listed": one,
                "group": groups.get(one.item, ""),
                "evidence": found(answers, knowledge, language=language, assumption=one.item)
                if question.id == beside.ASSUMPTIONS
                else (),
            }
            for one in items
        ],
        "first_open": next((one.url for one in items if not one.is_answered), "")
        if question.shape == "each"
        else "",
        "add_url": question_url(dossier, question.id, NEW_ROW),
        "next_url": next_url(dossier, question, knowledge),
        "nobody_unheard": question.id == beside.CONVERSATIONS and beside.nobody_unheard(answers),
        "computed": beside.computed_reflections(dossier, answers, knowledge, language=language)
        if question.id == beside.REFLECTIONS
        else (),
        "for_type": only is not None,
        "glance": money_glance(dossier, question, context, language),
        "real_use": boxed(request, dossier, question, answers, language),
        "trees": knowledge.trees if question.per == "tree_nodes" else (),
    }
    return render(request, "dossiers/desk/items.html", context)


# ------------------------------------------------------------------ small things


def _question(dossier: Dossier, question_id: str) -> Question:
    found = knowledge_for(dossier).questions_by_id.get(question_id)
    if found is None:
        raise Http404
    return found


def _must_be_there(request: HttpRequest, asked: Asked) -> None:
    knowledge = knowledge_for(asked.dossier)
    by_rows = asked.question.shape == "rows" or asked.question.per in knowledge.questions_by_id
    if request.method == "POST" and by_rows and ROW_KEY.fullmatch(asked.item):
        return
    if asked.item not in items_of(asked.question, answers=answers_of(asked.dossier), knowledge=knowledge):
        raise Http404


def _form(
    asked: Asked,
    *,
    data: Any = None,
    known: dict[str, Any] | None = None,
    wanted: Mapping[str, str] | None = None,
    offered: Mapping[str, Offer] | None = None,
) -> AnswerForm:
    """`wanted` is what the address asks to begin with, on a form that nobody filled in yet."""
    answers = known["answers"] if known else answers_of(asked.dossier)
    knowledge = known["knowledge"] if known else knowledge_for(asked.dossier)
    initial = answers.one(asked.question.id, asked.item)
    begun = beside.Prefilled()
    if not initial and data is None:
        begun = beside.prefilled(
            asked.question, asked.dossier, answers, today=timezone.localdate(), wanted=wanted or {}
        )
        if asked.is_new and offered:
            begun = beside.Prefilled(row_of(offered), {name: one.words for name, one in offered.items()})
    form = AnswerForm(
        data,
        question=asked.question,
        item=asked.item,
        answers=answers,
        knowledge=knowledge,
        language=get_language() or "nl",
        initial=initial or begun.row,
    )
    for name, told in begun.told.items():
        form.fields[name].help_text = told
    return form
