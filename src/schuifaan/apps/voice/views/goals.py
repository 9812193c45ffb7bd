"""What a place wants together: for everybody to read, and for the team to set and to ask again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.voice.actions import goals as doing
from schuifaan.apps.voice.actions.wishing import WishError
from schuifaan.apps.voice.enums import GoalState
from schuifaan.apps.voice.forms.goals import GoalAnswerForm, GoalForm
from schuifaan.apps.voice.models import Goal
from schuifaan.apps.voice.queries import goals as reading
from schuifaan.apps.voice.views.poll_access import REFUSED, of_place


@require_GET
def goals_together(request: HttpRequest, *, slug: str) -> HttpResponse:
    """What everybody may read: how it was chosen, what lives and what was reached."""
    place = place_alone(slug)
    if place is None or not place.is_published:
        raise Http404
    context = {"place": place, "goals": reading.public_goals(place), "today": timezone.localdate()}
    return render(request, "voice/goals/public.html", context)


@require_GET
@of_place("voice.note_wishes")
def goals(request: HttpRequest, place: Place) -> HttpResponse:
    found, today = reading.goals_of(place), timezone.localdate()
    living = [one for one in found if one.state == GoalState.LIVES]
    context = {
        "place": place,
        "title": _("Doelen"),
        "may_set": me(request).has_perm("voice.ask_wishes", place),
        "to_ask": [one for one in living if one.ask_on <= today],
        "living": [one for one in living if one.ask_on > today],
        "ended": [one for one in found if one.state != GoalState.LIVES],
        "today": today,
    }
    return render(request, "voice/goals/list.html", context)


@require_http_methods(["GET", "POST"])
@of_place("voice.ask_wishes")
def new_goal(request: HttpRequest, place: Place) -> HttpResponse:
    today = timezone.localdate()
    start = {"set_on": today, "is_public": True}
    data = request.POST if request.method == "POST" else None
    form = GoalForm(data, initial=start, public=(place.name, place.address_line))
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("text", "set_how", "set_on", "is_public")}
        try:
            doing.set_goal(place=place, by=me(request), now=timezone.now(), today=today, **wanted)
        except WishError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Het doel staat er. Over een half jaar vragen we of het nog leeft."))
            return redirect("voice:goals", slug=place.slug)
    context = {"place": place, "title": _("Een doel opschrijven"), "form": form}
    return render(request, "voice/goals/goal.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("voice.ask_wishes")
def goal(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found, today = _found(place, pk), timezone.localdate()
    start = {name: getattr(found, name) for name in ("text", "set_how", "set_on", "is_public", "version")}
    data = request.POST if request.method == "POST" else None
    form = GoalForm(data, initial=start, public=(place.name, place.address_line))
    if form.is_valid():
        wanted = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        try:
            doing.change_goal(goal=found, by=me(request), now=timezone.now(), today=today, **wanted)
        except WishError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("voice:goals", slug=place.slug)
    context = {"place": place, "title": _("Een doel veranderen"), "form": form, "goal": found}
    return render(request, "voice/goals/goal.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("voice.ask_wishes")
def ask_goal(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found, today = _found(place, pk), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = GoalAnswerForm(data, initial={"version": found.version})
    if form.is_valid():
        said = form.cleaned_data
        try:
            doing.answer_goal(
                goal=found, state=said["state"], note_of_it=said["note"], version=said["version"] or 0,
                by=me(request), now=timezone.now(), today=today,
            )  # fmt: skip
        except WishError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Dat is bewaard. Terugnemen kan bij het doel."))
            return redirect("voice:goals", slug=place.slug)
    context = {"place": place, "title": _("Leeft dit doel nog?"), "form": form, "goal": found, "today": today}
    return render(request, "voice/goals/ask.html", context, status=REFUSED if form.errors else 200)


@require_POST
@of_place("voice.ask_wishes")
def undo_goal(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    try:
        doing.undo_answer(goal=_found(place, pk), by=me(request), now=timezone.now())
    except WishError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Teruggenomen. Het doel staat er weer zoals daarvoor."))
    return redirect("voice:goals", slug=place.slug)


def _found(place: Place, pk: int) -> Goal:
    found = reading.goal_at(place, pk)
    if found is None:
        raise Http404
    return found
