"""When an activity is: its series, one more, a roadshow along several places, and changes for all times."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.agenda.actions import planning as doing
from schuifaan.apps.agenda.actions.planning import RoomNotFree
from schuifaan.apps.agenda.actions.saving import AgendaError
from schuifaan.apps.agenda.forms.roadshow import StopsForm
from schuifaan.apps.agenda.forms.when import WhenForm, starting_with
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.queries.ideas import idea_of
from schuifaan.apps.agenda.views.desk_parts import me, of_activity, of_place, remark_on_hours
from schuifaan.apps.places.models import Place
from schuifaan.core.timeline.wallclock import to_wall


@require_GET
@of_activity("agenda.run_agenda")
def plan(request: HttpRequest, activity: Activity) -> HttpResponse:
    """One activity at a glance: what people see, when it is, and everything that can be done with it."""
    now = timezone.now()
    coming = reading.coming_of(activity, now=now)
    context = {
        "place": activity.place,
        "activity": activity,
        "series": reading.series_of(activity, today=timezone.localdate(now)),
        "coming": coming,
        "is_ending": reading.is_ending(coming),
        "today": timezone.localdate(now),
        "may_change": me(request).has_perm("agenda.change_agenda", activity.place),
    }
    return render(request, "agenda/desk/plan.html", context)


@require_http_methods(["GET", "POST"])
@of_activity("agenda.change_agenda")
def add_series(request: HttpRequest, activity: Activity) -> HttpResponse:
    now = timezone.now()
    form = _form(request, activity, now, initial=_suggested(request, now))

    def save() -> Series:
        return doing.add_series(
            activity=activity, when=form.when(), by=me(request), now=now, on_clash=form.clash_choice
        )

    return _answer(
        request, activity, form, save, now,
        title=_("Wanneer is %(title)s?") % {"title": activity.title},
        button=_("Zet dit erbij"),
        said=_("Het staat erbij."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_activity("agenda.change_agenda")
def change_series(request: HttpRequest, activity: Activity, *, series: int) -> HttpResponse:
    """All times from today on."""
    now, found = timezone.now(), _series(activity, series)
    form = _form(request, activity, now, initial=starting_with(found), series=found)

    def save() -> Series:
        doing.change_series(
            series=found, when=form.when(), by=me(request), now=now, on_clash=form.clash_choice
        )
        return found

    return _answer(
        request, activity, form, save, now,
        title=_("Alle keren veranderen"),
        button=_("Verander alle keren vanaf vandaag"),
        said=_("Alle keren vanaf vandaag zijn veranderd."),
        reach=reading.reach_of_activity(activity, now=now, today=timezone.localdate(now)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def change_following(request: HttpRequest, place: Place, *, pk: int, occurrence: int) -> HttpResponse:
    """From one time on."""
    now, found = timezone.now(), _occurrence(place, pk, occurrence)
    series = found.series
    first_on = to_wall(found.original_at).date()
    form = _form(
        request, found.activity, now, initial=starting_with(series, first_on=first_on), series=series
    )

    def save() -> Series:
        return doing.change_following(
            occurrence=found, when=form.when(), by=me(request), now=now, on_clash=form.clash_choice
        )[0]

    return _answer(
        request, found.activity, form, save, now,
        title=_("Deze en alle volgende keren veranderen"),
        button=_("Verander deze en alle volgende keren"),
        said=_("Deze en alle volgende keren zijn veranderd."),
        reach=reading.reach_of_following(found, now=now),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_activity("agenda.change_agenda")
def roadshow(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Several places, each with its own day, in one go."""
    now = timezone.now()
    form = StopsForm(
        request.POST or None,
        today=timezone.localdate(now),
        places=reading.places_to_visit(activity.place),
        spots=reading.spots_to_choose(activity.place),
        home=activity.place,
    )
    if request.method == "POST" and "add_line" not in request.POST and form.is_valid():
        try:
            made = doing.add_stops(activity=activity, stops=form.stops(), by=me(request), now=now)
        except AgendaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _told_stops(made))
            remark_on_hours(request, made, now)
            return redirect("agenda:plan", slug=activity.place.slug, pk=activity.pk)
    if "add_line" in request.POST:
        form = form.longer()
    context = {"place": activity.place, "activity": activity, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "agenda/desk/roadshow.html", context, status=status)


@require_POST
@of_place("agenda.change_agenda")
def answer_visit(request: HttpRequest, place: Place, *, series: int) -> HttpResponse:
    """Another place's activity would like to come here."""
    found = reading.visit_at(place, series)
    if found is None:
        raise Http404
    yes = request.POST.get("answer") == "yes"
    doing.answer_stop(series=found, agreed=yes, by=me(request), now=timezone.now())
    said = (
        _("Fijn, het bezoek staat in jullie agenda.")
        if yes
        else _("Het bezoek komt niet. Het is eruit gehaald.")
    )
    messages.success(request, said)
    return redirect("agenda:desk", slug=place.slug)


# -- Shared by the forms about time ---------------------------------------------------------------


def _form(
    request: HttpRequest,
    activity: Activity,
    now: datetime,
    *,
    initial: dict[str, Any] | None = None,
    series: Series | None = None,
) -> WhenForm:
    where = series.place if series else activity.place
    return WhenForm(
        request.POST or None,
        place=where,
        today=timezone.localdate(now),
        rooms=reading.rooms_to_choose(where),
        spots=reading.spots_to_choose(activity.place),
        series=series,
        initial=initial,
    )


def _answer(
    request: HttpRequest,
    activity: Activity,
    form: WhenForm,
    save: Callable[[], Series],
    now: datetime,
    *,
    said: str,
    **context: Any,
) -> HttpResponse:
    clash: RoomNotFree | None = None
    if request.method == "POST" and form.is_valid():
        try:
            planned = save()
        except RoomNotFree as taken:
            clash = taken
        except AgendaError as error:
            form.add_error(_FIELDS.get(error.field or ""), str(error))
        else:
            messages.success(request, said)
            remark_on_hours(request, [planned], now)
            return redirect("agenda:plan", slug=activity.place.slug, pk=activity.pk)
    status = 409 if clash else 422 if form.errors else 200
    context |= {"place": activity.place, "activity": activity, "form": form, "clash": clash}
    return render(request, "agenda/desk/when.html", context, status=status)


# What an action calls its fields, and what the form does.
_FIELDS = {"ends": "ends", "rule": "how_often"}


def _suggested(request: HttpRequest, now: datetime) -> dict[str, Any] | None:
    idea = idea_of(request.GET.get("idee", ""))
    if idea is None:
        return None
    day = idea.first_day(timezone.localdate(now))
    return {"first_on": day, "starts": idea.starts, "ends": idea.ends, "how_often": idea.how_often}


def _told_stops(made: list[Series]) -> str:
    waiting = [series.place.name for series in made if not series.agreed]
    if not waiting:
        return _("De tournee staat in de agenda.")
    return _("De tournee is gepland. Deze plekken moeten nog ja zeggen: %(places)s.") % {
        "places": ", ".join(dict.fromkeys(waiting))
    }


def _series(activity: Activity, pk: int) -> Series:
    found = reading.series_at(activity, pk)
    if found is None:
        raise Http404
    return found


def _occurrence(place: Place, activity: int, pk: int) -> Occurrence:
    found = reading.occurrence_at(place, activity, pk)
    if found is None or found.activity.place_id != place.pk:
        raise Http404
    return found
