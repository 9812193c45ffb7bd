"""The desk: the points of a round, their answers, and what residents sent in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.people.guard import me
from schuifaan.apps.voice.actions import rounds_points as doing
from schuifaan.apps.voice.actions.rounds import RoundError
from schuifaan.apps.voice.forms.rounds_points import AnswerPointForm, PointForm, answer_values, point_values
from schuifaan.apps.voice.models import Point, Round
from schuifaan.apps.voice.queries import rounds as reading
from schuifaan.apps.voice.queries.themes import themes_for
from schuifaan.apps.voice.views.round_access import (
    FormPage,
    data_of,
    form_page,
    of_round,
    point_or_404,
    public_words,
)


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def new_point(request: HttpRequest, round_: Round) -> HttpResponse:
    form = _point_form(request, round_, None)
    refused = ""
    if form.is_valid():
        try:
            made = doing.note_point(of=round_, said=form.said(), by=me(request), now=timezone.now())
        except RoundError as error:
            refused = str(error)
        else:
            messages.success(request, _("Punt %(number)s is genoteerd.") % {"number": made.number})
            return redirect("voice:point", slug=round_.slug, number=made.number)
    page = FormPage(_("Een punt noteren"), _("Bewaar het punt"), _desk(round_))
    return form_page(request, page, form, refused=refused, round=round_)


@require_GET
@of_round("voice.lead_round")
def point(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    found = point_or_404(round_, number)
    points = reading.points_of(round_)
    shown = next(one for one in points.shown if one.point.pk == found.pk)
    context = {"round": round_, "title": found.topic, "shown": shown, "point": found}
    context["given"] = reading.answer_at_desk(found, me(request))
    context["next_open"] = next(
        (one.point for one in points.shown if one.is_open and one.point != found), None
    )
    return render(request, "voice/rounds/point.html", context)


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def change_point(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    found = point_or_404(round_, number)
    form = _point_form(request, round_, found)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            doing.change_point(
                point=found, said=form.said(), version=version, by=me(request), now=timezone.now()
            )
        except RoundError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("voice:point", slug=round_.slug, number=number)
    back = reverse("voice:point", args=[round_.slug, number])
    return form_page(request, FormPage(_("Een punt veranderen"), _("Bewaar"), back), form, round=round_)


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def answer_point(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    found = point_or_404(round_, number)
    form = AnswerPointForm(
        data_of(request),
        versions=reading.versions_of(round_)[::-1],
        to_residents=found.matter_id is not None,
        public=public_words(round_),
        initial=answer_values(found),
    )
    if form.is_valid() and _answered(request, found, form):
        return redirect("voice:point", slug=round_.slug, number=number)
    back = reverse("voice:point", args=[round_.slug, number])
    page = FormPage(_("Antwoord geven"), _("Bewaar het antwoord"), back)
    return form_page(request, page, form, template="voice/rounds/answer.html", round=round_, point=found)


@require_POST
@of_round("voice.lead_round")
def remove_point(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    try:
        doing.remove_point(point=point_or_404(round_, number), by=me(request), now=timezone.now())
    except RoundError as error:
        messages.error(request, str(error))
        return redirect("voice:point", slug=round_.slug, number=number)
    messages.success(request, _("Punt %(number)s is weg.") % {"number": number})
    return redirect(_desk(round_))


@require_POST
@of_round("voice.lead_round")
def remove_landing(request: HttpRequest, round_: Round, *, pk: int) -> HttpResponse:
    landing = reading.landing_at(round_, pk)
    if landing is None:
        raise Http404
    number = landing.point.number
    doing.take_where_back(landing=landing, by=me(request), now=timezone.now())
    messages.success(request, _("Die plek in de tekst staat niet meer bij het punt."))
    return redirect("voice:point", slug=round_.slug, number=number)


@require_GET
@of_round("voice.lead_round")
def reactions(request: HttpRequest, round_: Round) -> HttpResponse:
    found = reading.reactions_to_take_up(round_, me(request))
    context = {"round": round_, "title": _("Reacties van bewoners"), "reactions": found}
    return render(request, "voice/rounds/reactions.html", context)


@require_POST
@of_round("voice.lead_round")
def take_up(request: HttpRequest, round_: Round, *, pk: int) -> HttpResponse:
    found = next((one for one in reading.reactions_to_take_up(round_, me(request)) if one.pk == pk), None)
    if found is None:
        messages.error(request, _("Iemand anders heeft deze reactie al in de ronde gezet."))
        return redirect("voice:reactions", slug=round_.slug)
    try:
        made = doing.take_up(of=round_, matter=found, by=me(request), now=timezone.now())
    except RoundError as error:
        messages.error(request, str(error))
        return redirect("voice:reactions", slug=round_.slug)
    messages.success(request, _("Het staat in de ronde. Kijk of er geen naam in staat."))
    return redirect("voice:change_point", slug=round_.slug, number=made.number)


def _answered(request: HttpRequest, found: Point, form: AnswerPointForm) -> bool:
    told = form.cleaned_data
    try:
        doing.answer_point(
            point=found, outcome=told["outcome"], response=told["response"], landings=form.landings(),
            version=told["version"] or 0, by=me(request), now=timezone.now(),
        )  # fmt: skip
    except Refused as error:
        # Also what a resident's matter says: there the answer is called its text.
        field = error.field if error.field in form.fields else None
        form.add_error(field, str(error))
        return False
    messages.success(request, _("Het antwoord is bewaard."))
    return True


def _point_form(request: HttpRequest, round_: Round, found: Point | None) -> PointForm:
    return PointForm(
        data_of(request),
        meetings=reading.meetings_of(round_),
        versions=reading.versions_of(round_),
        themes=themes_for(reading.municipality_of(round_)),
        public=public_words(round_),
        initial=point_values(found) if found else None,
    )


def _desk(round_: Round) -> str:
    return reverse("voice:round_desk", args=[round_.slug])
