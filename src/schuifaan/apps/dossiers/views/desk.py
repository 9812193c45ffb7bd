"""The desk of dossiers: which there are, a new one, one with what it says so far, and each of its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.actions.starting import start_dossier
from schuifaan.apps.dossiers.enums import DossierKind
from schuifaan.apps.dossiers.forms.starting import StartForm
from schuifaan.apps.dossiers.forms.working import CommentForm
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.asking import asked_questions, question_url
from schuifaan.apps.dossiers.queries.beside import looks_without_room
from schuifaan.apps.dossiers.queries.coming_along import found_neighbourhoods
from schuifaan.apps.dossiers.queries.comments import comments_of
from schuifaan.apps.dossiers.queries.desk import frame, step_id, step_slug
from schuifaan.apps.dossiers.queries.listing import my_organisations, page_of_dossiers
from schuifaan.apps.dossiers.queries.money_verdict import MONEY_STEP, glance
from schuifaan.apps.dossiers.queries.overview import next_after, overview
from schuifaan.apps.dossiers.queries.reasons import shown_all
from schuifaan.apps.dossiers.queries.starting import (
    Beginning,
    beginning,
    brought,
    found_places,
    money_dossier_of,
)
from schuifaan.apps.dossiers.views.access import me, of_dossier

FOR_MONEY = "geld"  # in the address: people came to see whether the money of a place closes


@require_GET
@login_required
@never_cache
def dossiers(request: HttpRequest) -> HttpResponse:
    put_away = "weggezet" in request.GET
    page = page_of_dossiers(me(request), before=request.GET.get("voor", ""), put_away=put_away)
    context = {
        "page": page,
        "put_away": put_away,
        "today": timezone.localdate(),
        "is_first": "voor" not in request.GET,
        "organisations": my_organisations(me(request)),
    }
    return render(request, "dossiers/desk/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """The neighbourhood first, by its name; then what the dossier is about. All of it may stay empty."""
    user = me(request)
    if not user.has_perm("dossiers.add_dossier"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    start = beginning(user, area=sent.get("buurt", ""), place=sent.get("plek", ""))
    for_money = FOR_MONEY in sent and start.about_place is not None
    there = money_dossier_of(user, start.about_place) if for_money and request.method == "GET" else None
    if there is not None:
        return redirect("dossiers:money", key=there.key)
    organisations = my_organisations(user)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        organisations=organisations,
        brings=start.neighbourhood is not None,
        initial=_initial_for_money(start, organisations) if for_money else _initial(start, organisations),
    )
    if request.method == "POST" and form.is_valid():
        dossier = _start(request, form, start)
        if dossier is not None:
            return _first_page(dossier, for_money=for_money)
    wanted = request.GET.get("zoek", "").strip()
    context = {
        "form": form,
        "start": start,
        "for_money": for_money,
        "wanted": wanted,
        "found": found_neighbourhoods(wanted) if wanted else [],
        "found_places": found_places(wanted) if wanted else [],
    }
    return render(request, "dossiers/desk/new.html", context, status=422 if form.errors else 200)


def _initial(start: Beginning, organisations: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "title": start.title,
        "kind": DossierKind.SILENT_ROOM if start.about_place else DossierKind.IDEA,
        "organisation": str(organisations[0].pk) if organisations else "",
        "bring": True,
    }


def _initial_for_money(start: Beginning, organisations: tuple[Any, ...]) -> dict[str, Any]:
    """Of a place that runs: its money, whose it is there, and nothing about whether it is needed."""
    assert start.about_place is not None  # noqa: S101 - there is a place when it is about its money
    own = next((one for one in organisations if one.pk == start.about_place.organisation_id), None)
    return {
        "title": _("Het geld van %(place)s") % {"place": start.about_place.name},
        "kind": DossierKind.IDEA,
        "organisation": str(own.pk) if own is not None else "",
        "bring": False,
    }


def _first_page(dossier: Dossier, *, for_money: bool) -> HttpResponse:
    if for_money:
        return redirect("dossiers:step", key=dossier.key, step=step_slug(MONEY_STEP))
    return redirect("dossiers:dossier", key=dossier.key)


def _start(request: HttpRequest, form: StartForm, start: Beginning) -> Dossier | None:
    wanted = form.wanted()
    rows = brought(start, wanted["organisation"]) if form.cleaned_data.get("bring") else {}
    try:
        dossier = start_dossier(
            by=me(request), now=timezone.now(), rows=rows, neighbourhood=start.neighbourhood, place=start.place,
            **wanted,
        )  # fmt: skip
    except DossierError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
    messages.success(request, _("Je dossier staat klaar."))
    return dossier


@require_GET
@of_dossier("dossiers.view_dossier")
def dossier(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    language, today = get_language() or "nl", timezone.localdate()
    context = frame(dossier, me(request), language=language)
    so_far = overview(dossier, context["answers"], context["knowledge"], today=today, language=language)
    return render(request, "dossiers/desk/dossier.html", context | {"so_far": so_far, "today": today})


@require_GET
@of_dossier("dossiers.view_dossier")
def step(request: HttpRequest, dossier: Dossier, *, step: str) -> HttpResponse:
    language = get_language() or "nl"
    context = frame(dossier, me(request), language=language, step=step_id(step))
    answers, knowledge = context["answers"], context["knowledge"]
    here = next((one for one in context["progress"] if one.step.id == step_id(step)), None)
    if here is None:
        raise Http404
    context |= {
        "step": here.step,
        "slug": step,
        "questions": asked_questions(
            dossier, here.step.id, answers=answers, knowledge=knowledge, language=language
        ),
        "changes": shown_all(here.changes, language=language, dossier=dossier),
        "begun": here.state != "empty",
        "open_url": question_url(dossier, here.missing[0].id) if here.missing else "",
        "onward": next_after(dossier, context["progress"], answers, here=here.step.id, language=language),
        "looks_without_room": step == "location" and looks_without_room(answers),
        "comments": comments_of(dossier, here.step.id),
        "comment_form": CommentForm(),
        "today": timezone.localdate(),
    }
    if here.step.id == MONEY_STEP:
        context["fold"] = True
        context["glance"] = glance(dossier, answers, knowledge, language=language, today=timezone.localdate())
    return render(request, "dossiers/desk/step.html", context)
