"""One activity at the desk: begin it, tell more about it, show it, stop it, take it away."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.agenda.actions import activities as doing
from schuifaan.apps.agenda.actions.copying import copy_activity
from schuifaan.apps.agenda.actions.pictures import remove_picture, set_picture
from schuifaan.apps.agenda.actions.planning import RoomNotFree
from schuifaan.apps.agenda.actions.saving import AgendaError, ChangedMeanwhile
from schuifaan.apps.agenda.cancel_words import cancel_words
from schuifaan.apps.agenda.forms.activity import ActivityForm, NewActivityForm
from schuifaan.apps.agenda.forms.picture import PictureForm
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.agenda.queries import desk as reading
from schuifaan.apps.agenda.queries.ideas import coming_occasion
from schuifaan.apps.agenda.views.desk_parts import me, of_activity, of_place, remark_on_hours
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import page_language


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """The one form that has to be quick. A room that is taken shows all days at once and keeps what was typed."""
    now, clash = timezone.now(), None
    form = NewActivityForm(
        request.POST or None,
        initial=_suggested(request, timezone.localdate(now)),
        place=place,
        today=timezone.localdate(now),
        rooms=reading.rooms_to_choose(place),
        spots=reading.spots_to_choose(place),
    )
    if request.method == "POST" and form.is_valid():
        try:
            activity = _plan(request, place, form, now)
        except RoomNotFree as taken:
            clash = taken
        except AgendaError as error:
            error.say_on(form)
        else:
            messages.success(request, _told_planned(activity))
            remark_on_hours(request, activity, now)
            return redirect("agenda:plan", slug=place.slug, pk=activity.pk)
    status = 409 if clash else 422 if form.errors else 200
    context = {"place": place, "form": form, "clash": clash, "today": timezone.localdate(now)}
    return render(request, "agenda/desk/new.html", context, status=status)


def _suggested(request: HttpRequest, today: date) -> dict[str, Any]:
    """From the days of the year: `?dag=` names one."""
    chosen = coming_occasion(request.GET.get("dag", ""), today, language=page_language())
    if chosen is None:
        return {}
    return {"title": chosen.title, "kind": chosen.occasion.kind, "first_on": chosen.day}


def _plan(request: HttpRequest, place: Place, form: NewActivityForm, now: datetime) -> Activity:
    cleaned = form.cleaned_data
    return doing.plan_new_activity(
        place=place,
        title=cleaned["title"],
        kind=cleaned["kind"],
        cost_cents=cleaned["cost_cents"],
        sign_up=cleaned["sign_up"],
        seats=cleaned["seats"],
        language=page_language(),
        when=form.when(),
        publish="concept" not in request.POST,
        on_clash=form.clash_choice,
        by=me(request),
        now=now,
    )


def _told_planned(activity: Activity) -> str:
    if not activity.is_published:
        return _("Het concept is bewaard. Alleen het team ziet het.")
    if activity.place.status != "published":
        return _("Het staat in de agenda. Bezoekers zien het zodra de pagina van je plek zichtbaar is.")
    return _("Het staat in de agenda, en iedereen kan het nu zien.")


@require_http_methods(["GET", "POST"])
@of_activity("agenda.change_agenda")
def edit(request: HttpRequest, activity: Activity) -> HttpResponse:
    now = timezone.now()
    form = _form(request, activity, now)
    if request.method == "GET":
        return _page(request, activity, form, now)
    rearranged = form.rearranged()
    if rearranged is not None:
        # Still the version that was opened: what a colleague saved meanwhile must not be passed over.
        rearranged |= {name: request.POST.get(name, "") for name in ActivityForm.HIDDEN}
        return _page(request, activity, _form(request, activity, now, initial=rearranged), now)
    if not form.is_valid():
        return _page(request, activity, form, now, status=422)
    try:
        doing.change_activity(
            activity=activity,
            by=me(request),
            now=now,
            version=form.cleaned_data["version"] or 0,
            **form.wanted(),
        )
    except AgendaError as error:
        error.say_on(form)
        return _page(request, activity, form, now, status=422)
    except ChangedMeanwhile as conflict:
        return _overtaken(request, activity, conflict, now)
    messages.success(request, _("Bewaard: %(title)s.") % {"title": activity.title})
    return redirect("agenda:plan", slug=activity.place.slug, pk=activity.pk)


def _form(
    request: HttpRequest, activity: Activity, now: datetime, *, initial: dict[str, Any] | None = None
) -> ActivityForm:
    data = request.POST if initial is None and request.method == "POST" else None
    return ActivityForm(
        data, activity=activity, user=me(request), today=timezone.localdate(now), initial=initial
    )


def _overtaken(
    request: HttpRequest, activity: Activity, conflict: ChangedMeanwhile, now: datetime
) -> HttpResponse:
    """The typed text stays; who was earlier and what it says now stand beside it; saving again is knowing."""
    fresh = reading.activity_at(activity.place, activity.pk) or activity
    sent = request.POST.copy()
    sent["version"] = str(fresh.version)
    form = ActivityForm(sent, activity=fresh, user=me(request), today=timezone.localdate(now))
    return _page(request, fresh, form, now, status=409, conflict=conflict)


def _page(
    request: HttpRequest,
    activity: Activity,
    form: ActivityForm,
    now: datetime,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    today = timezone.localdate(now)
    reach = reading.reach_of_activity(activity, now=now, today=today)
    context = {
        "place": activity.place,
        "activity": activity,
        "form": form,
        "groups": form.groups(),
        "today": today,
        "picture_form": PictureForm(),
        "stop_words": cancel_words(_("Stop met deze activiteit"), reach),
        "delete_words": cancel_words(_("Verwijder voorgoed"), reach),
        **extra,
    }
    return render(request, "agenda/desk/edit.html", context, status=status)


@require_POST
@of_activity("agenda.change_agenda")
def publish(request: HttpRequest, activity: Activity) -> HttpResponse:
    try:
        doing.publish_activity(activity=activity, by=me(request), now=timezone.now())
    except AgendaError as error:
        messages.error(request, str(error))
        return redirect("agenda:edit", slug=activity.place.slug, pk=activity.pk)
    messages.success(request, _told_planned(activity))
    return redirect("agenda:plan", slug=activity.place.slug, pk=activity.pk)


@require_POST
@of_activity("agenda.change_agenda")
def unpublish(request: HttpRequest, activity: Activity) -> HttpResponse:
    doing.unpublish_activity(activity=activity, by=me(request), now=timezone.now())
    messages.success(request, _("Het is weer een concept. Alleen het team ziet het."))
    return redirect("agenda:plan", slug=activity.place.slug, pk=activity.pk)


@require_POST
@of_activity("agenda.change_agenda")
def stop(request: HttpRequest, activity: Activity) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:240]
    told = doing.stop_activity(activity=activity, reason=reason, by=me(request), now=timezone.now())
    said = ngettext(
        "Gestopt. %(number)s keer blijft nog als afgezegd in de agenda staan, zodat niemand voor niets komt.",
        "Gestopt. %(number)s keren blijven nog als afgezegd in de agenda staan, zodat niemand voor niets komt.",
        len(told),
    ) % {"number": len(told)}
    messages.success(request, said if told else _("Gestopt. Het staat niet meer in de agenda."))
    return redirect("agenda:desk", slug=activity.place.slug)


@require_POST
@of_activity("agenda.change_agenda")
def go_on(request: HttpRequest, activity: Activity) -> HttpResponse:
    """A trial that was a success."""
    doing.end_trial(activity=activity, by=me(request), now=timezone.now())
    messages.success(
        request, _("Fijn. %(title)s is geen proef meer en gaat gewoon door.") % {"title": activity.title}
    )
    return redirect("agenda:desk", slug=activity.place.slug)


@require_POST
@of_activity("agenda.change_agenda")
def delete(request: HttpRequest, activity: Activity) -> HttpResponse:
    title = activity.title
    doing.delete_activity(activity=activity, by=me(request), now=timezone.now())
    messages.success(request, _("%(title)s is weg.") % {"title": title})
    return redirect("agenda:desk", slug=activity.place.slug)


@require_POST
@of_activity("agenda.change_agenda")
def copy(request: HttpRequest, activity: Activity) -> HttpResponse:
    made = copy_activity(activity=activity, by=me(request), now=timezone.now())
    messages.success(request, _("Dit is een kopie, nog zonder tijden. Kies hieronder wanneer het is."))
    return redirect("agenda:add_series", slug=activity.place.slug, pk=made.pk)


@require_POST
@of_activity("agenda.change_agenda")
def picture(request: HttpRequest, activity: Activity) -> HttpResponse:
    """A picture with its words, or away with it."""
    now, address = timezone.now(), ("agenda:edit", activity.place.slug, activity.pk)
    if "remove" in request.POST:
        remove_picture(activity=activity, by=me(request), now=now)
        messages.success(request, _("De foto is weg."))
        return redirect(address[0], slug=address[1], pk=address[2])
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            set_picture(activity=activity, by=me(request), now=now, **form.cleaned_data)
        except (PlaceError, AgendaError) as error:
            error.say_on(form)
        else:
            messages.success(request, _("De foto staat erbij."))
            return redirect(address[0], slug=address[1], pk=address[2])
    about = ActivityForm(activity=activity, user=me(request), today=timezone.localdate(now))
    return _page(request, activity, about, now, status=422, picture_form=form)
