"""Looking back once a year, at the desk of a place."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.voice.actions import evaluation as acting
from schuifaan.apps.voice.forms.evaluation import AgreedForm, AnswersForm, LookedAgainForm, PointsForm
from schuifaan.apps.voice.models import Evaluation
from schuifaan.apps.voice.paper.evaluation import printed_look_back
from schuifaan.apps.voice.queries import evaluation as queries
from schuifaan.apps.voice.queries.evaluation_private import found_in, seen_of_pieces

of_place = guard(place_alone, by="slug")
LARGEST = 2_000_000_000


@require_GET
@of_place("voice.see_evaluation")
def evaluations(request: HttpRequest, place: Place) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "place": place,
        "title": _("Terugblik op het jaar"),
        "today": today,
        "evaluations": queries.evaluations_of(place),
        "again": queries.time_again(place, today),
        "to_look_at": queries.to_look_at_again(place, today),
        "years": queries.years_to_begin(place, today),
        "may_write": me(request).has_perm("voice.evaluate", place),
    }
    return render(request, "voice/evaluation/list.html", context)


@require_POST
@of_place("voice.evaluate")
def begin_evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    now = timezone.now()
    try:
        begun = acting.begin(place=place, year=year, by=me(request), now=now, today=timezone.localdate(now))
    except acting.CannotBegin as error:
        messages.error(request, str(error))
        return redirect("voice:evaluations", slug=place.slug)
    return redirect("voice:evaluation_questions", slug=place.slug, year=begun.year, number=1)


@require_GET
@of_place("voice.see_evaluation")
def evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    return _page(request, place, evaluation_or_404(place, year))


@require_http_methods(["GET", "POST"])
@of_place("voice.evaluate")
def evaluation_questions(request: HttpRequest, place: Place, *, year: int, number: int) -> HttpResponse:
    found = queries.look_back(evaluation_or_404(place, year))
    step = next((one for one in found.steps if one.number == number), None)
    if step is None:
        raise Http404
    there = {one.id: one.answer for one in step.questions}
    seen = queries.seen_of_answers(there, list(there))
    form = AnswersForm(
        request.POST if request.method == "POST" else None, questions=step.questions, seen=seen
    )
    if request.method == "POST" and form.is_valid():
        now, answers = timezone.now(), form.answers()
        try:
            acting.answer(
                evaluation=found.evaluation, answers=answers, seen=form.opened_with(), by=me(request), now=now
            )
        except PlaceError as error:
            form.add_error(None, str(error))
            form.seen_now(seen)
        else:
            return _onward(request, found, number)
    context = {
        "step": step,
        "steps": found.steps,
        "form": form,
        "there": step.questions if form.errors else (),
    }
    return _step(request, place, found, "questions", context, is_wrong=form.errors)


@require_http_methods(["GET", "POST"])
@of_place("voice.evaluate")
def evaluation_points(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    found = queries.look_back(evaluation_or_404(place, year))
    seen = queries.seen_of_points(found.points)
    form = PointsForm(request.POST if request.method == "POST" else None, agreed=found.agreed, seen=seen)
    if request.method == "POST" and form.is_valid():
        try:
            acting.set_points(
                evaluation=found.evaluation,
                points=form.points(),
                seen=form.opened_with(),
                by=me(request),
                now=timezone.now(),
            )
        except PlaceError as error:
            form.add_error(None, str(error))
            form.seen_now(seen)
        else:
            return _saved(
                request, "evaluation_points" if "more" in request.POST else "evaluation_agreed", found
            )
    parts = [(part, form.lines(part.kind)) for part in found.agreed]
    return _step(request, place, found, "points", {"form": form, "parts": parts}, is_wrong=form.errors)


@require_http_methods(["GET", "POST"])
@of_place("voice.evaluate")
def evaluation_agreed(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    found = queries.look_back(evaluation_or_404(place, year))
    seen, now = queries.seen_of_agreement(found.evaluation), timezone.now()
    there = {name: getattr(found.evaluation, name) for name in ("agreed_on", "agreed_how", "next_on")}
    bound = request.POST if request.method == "POST" else None
    form = AgreedForm(bound, seen=seen, initial=there, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        wanted, seen_then = form.wanted(), form.opened_with()
        try:
            acting.agree(evaluation=found.evaluation, seen=seen_then, by=me(request), now=now, **wanted)
        except PlaceError as error:
            form.add_error(None, str(error))
            form.seen_now(seen)
        else:
            return _saved(request, "evaluation", found)
    return _step(request, place, found, "agreed", {"form": form}, is_wrong=form.errors)


@require_POST
@of_place("voice.evaluate")
def finish_evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    found = evaluation_or_404(place, year)
    try:
        acting.finish(evaluation=found, by=me(request), now=timezone.now())
    except acting.NotAgreedYet as error:
        return _page(request, place, found, why_not=str(error))
    messages.success(request, _("Afgerond. Dank aan iedereen die meedacht."))
    return redirect("voice:evaluation", slug=place.slug, year=year)


@require_POST
@of_place("voice.evaluate")
def reopen_evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    acting.reopen(evaluation=evaluation_or_404(place, year), by=me(request), now=timezone.now())
    messages.success(request, _("De terugblik is weer open."))
    return redirect("voice:evaluation", slug=place.slug, year=year)


@require_POST
@of_place("voice.evaluate")
def drop_evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    found = evaluation_or_404(place, year)
    try:
        acting.drop(evaluation=found, by=me(request), now=timezone.now())
    except PlaceError as error:
        return _page(request, place, found, why_not=str(error))
    messages.success(request, _("De lege terugblik is weg."))
    return redirect("voice:evaluations", slug=place.slug)


@require_http_methods(["GET", "POST"])
@of_place("voice.evaluate")
def publish_evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    found, why_not = evaluation_or_404(place, year), ""
    if request.method == "POST":
        mask, seen = request.POST.getlist("mask"), request.POST.get("seen") or None
        try:
            acting.publish(evaluation=found, mask=mask, seen=seen, by=me(request), now=timezone.now())
        except PlaceError as error:
            why_not = str(error)
        else:
            messages.success(request, _("Iedereen kan de terugblik nu lezen."))
            return redirect("voice:evaluation", slug=place.slug, year=year)
    context = {"found": found_in(found), "seen": seen_of_pieces(found), "why_not": why_not}
    return _step(request, place, queries.look_back(found), "publish", context, is_wrong=why_not)


@require_POST
@of_place("voice.evaluate")
def unpublish_evaluation(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    acting.unpublish(evaluation=evaluation_or_404(place, year), by=me(request), now=timezone.now())
    messages.success(request, _("Alleen het team leest de terugblik nog."))
    return redirect("voice:evaluation", slug=place.slug, year=year)


@require_POST
@of_place("voice.evaluate")
def looked_again(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    point = queries.point_at(place, pk) if pk < LARGEST else None
    if point is None:
        raise Http404
    form, now = LookedAgainForm(request.POST), timezone.now()
    if "undo" in request.POST:
        acting.look_later(point=point, by=me(request), now=now)
    elif not form.is_valid():
        return _page(request, place, point.evaluation, again=(pk, form))
    else:
        on = timezone.localdate(now)
        acting.look_again(point=point, note=form.cleaned_data["note"], on=on, by=me(request), now=now)
        messages.success(request, _("Genoteerd dat jullie hier weer naar keken."))
    return redirect("voice:evaluation", slug=place.slug, year=point.evaluation.year)


@require_GET
@of_place("voice.see_evaluation")
def evaluation_pdf(request: HttpRequest, place: Place, *, year: int) -> HttpResponse:
    del request
    found = queries.look_back(evaluation_or_404(place, year))
    pdf = printed_look_back(found, for_everybody=False, now=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="terugblik-{place.slug}-{year}.pdf"'
    return response


# -- Shared ---------------------------------------------------------------------------------------


def evaluation_or_404(place: Place, year: int) -> Evaluation:
    found = queries.evaluation_at(place, year)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    place: Place,
    found: Evaluation,
    *,
    why_not: str = "",
    again: tuple[int, LookedAgainForm] | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "place": place,
        "title": _("Terugblik op %(year)s") % {"year": found.year},
        "look_back": queries.look_back(found),
        "evaluation": found,
        "today": today,
        "why_not": why_not,
        "again_form": LookedAgainForm(),
        "again": again,
        "may_write": me(request).has_perm("voice.evaluate", place),
    }
    return render(request, "voice/evaluation/year.html", context, status=422 if why_not or again else 200)


def _step(
    request: HttpRequest,
    place: Place,
    found: queries.LookBack,
    name: str,
    context: Mapping[str, object],
    *,
    is_wrong: object,
) -> HttpResponse:
    shown = {
        "place": place,
        "title": _("Terugblik op %(year)s") % {"year": found.evaluation.year},
        "evaluation": found.evaluation,
        "look_back": found,
        **context,
    }
    return render(request, f"voice/evaluation/{name}.html", shown, status=422 if is_wrong else 200)


def _onward(request: HttpRequest, found: queries.LookBack, number: int) -> HttpResponse:
    """To the next page of questions, or to what we keep, change and stop; or to the overview to go on later."""
    slug, year = found.evaluation.place.slug, found.evaluation.year
    if "later" in request.POST:
        return _saved(request, "evaluation", found)
    if number < len(found.steps):
        return redirect("voice:evaluation_questions", slug=slug, year=year, number=number + 1)
    return redirect("voice:evaluation_points", slug=slug, year=year)


def _saved(request: HttpRequest, name: str, found: queries.LookBack) -> HttpResponse:
    messages.success(request, _("Bewaard."))
    where = "evaluation" if "later" in request.POST else name
    return redirect(f"voice:{where}", slug=found.evaluation.place.slug, year=found.evaluation.year)
