"""The desk: rounds of a place or a municipality, and what a round says of itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.guard import me
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import rounds as doing
from schuifaan.apps.voice.forms.rounds import MeetingForm, RoundForm, meeting_values, round_values
from schuifaan.apps.voice.models import Meeting, Round
from schuifaan.apps.voice.queries import rounds as reading
from schuifaan.apps.voice.views.round_access import (
    FormPage,
    data_of,
    form_page,
    of_municipality,
    of_place,
    of_round,
    public_words,
)


@require_GET
@of_place("voice.make_rounds")
def place_rounds(request: HttpRequest, place: Place) -> HttpResponse:
    context = {"place": place, "title": _("Rondes"), "rounds": reading.rounds_of(place=place)}
    context["new_url"] = reverse("voice:new_place_round", args=[place.slug])
    return render(request, "voice/rounds/list.html", context)


@require_GET
@of_municipality("voice.hear_municipality")
def municipality_rounds(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    rounds = reading.rounds_of(municipality=municipality)
    context = {"municipality": municipality, "title": _("Rondes"), "rounds": rounds}
    context["new_url"] = reverse("voice:new_municipality_round", args=[municipality.code])
    return render(request, "voice/rounds/list.html", context)


@require_http_methods(["GET", "POST"])
@of_place("voice.make_rounds")
def new_place_round(request: HttpRequest, place: Place) -> HttpResponse:
    back = reverse("voice:place_rounds", args=[place.slug])
    return _begin(request, back=back, place=place)


@require_http_methods(["GET", "POST"])
@of_municipality("voice.hear_municipality")
def new_municipality_round(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    back = reverse("voice:municipality_rounds", args=[municipality.code])
    return _begin(request, back=back, municipality=municipality)


def _begin(request: HttpRequest, *, back: str, **whose: Any) -> HttpResponse:
    start = {"began_on": timezone.localdate(), "is_public": True}
    form = RoundForm(data_of(request), initial=start, public=public_words(Round(**whose)))
    if form.is_valid():
        made = doing.begin_round(**whose, **form.wanted(), by=me(request), now=timezone.now())
        messages.success(request, _("De ronde staat klaar. Noteer nu gesprekken en punten."))
        return redirect("voice:round_desk", slug=made.slug)
    page = FormPage(
        _("Een ronde beginnen"),
        _("Begin de ronde"),
        back,
        _("Een ronde bewaart wat mensen zeiden, wat jullie antwoordden en waar dat in de tekst staat."),
    )
    return form_page(request, page, form, **whose)


@require_GET
@of_round("voice.lead_round")
def round_desk(request: HttpRequest, round_: Round) -> HttpResponse:
    points = reading.points_of(round_)
    versions = reading.versions_of(round_)
    context = {
        "round": round_,
        "title": round_.title,
        "points": points.shown,
        "open_points": [one for one in points.shown if one.is_open],
        "meetings": reading.meetings_of(round_),
        "versions": versions,
        "newest": versions[-1] if versions else None,
        "reactions": len(reading.reactions_to_take_up(round_, me(request))),
    }
    return render(request, "voice/rounds/desk.html", context)


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def change_round(request: HttpRequest, round_: Round) -> HttpResponse:
    form = RoundForm(data_of(request), initial=round_values(round_), public=public_words(round_))
    back = reverse("voice:round_desk", args=[round_.slug])
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            doing.change_round(
                of=round_, version=version, fields=form.wanted(), by=me(request), now=timezone.now()
            )
        except doing.RoundError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return redirect(back)
    return form_page(request, FormPage(_("Over deze ronde"), _("Bewaar"), back), form, round=round_)


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def new_meeting(request: HttpRequest, round_: Round) -> HttpResponse:
    return _meeting(request, round_, None, {"on": timezone.localdate()})


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def meeting(request: HttpRequest, round_: Round, *, pk: int) -> HttpResponse:
    found = _found(round_, pk)
    return _meeting(request, round_, found, meeting_values(found))


@require_POST
@of_round("voice.lead_round")
def remove_meeting(request: HttpRequest, round_: Round, *, pk: int) -> HttpResponse:
    doing.remove_meeting(meeting=_found(round_, pk), by=me(request), now=timezone.now())
    messages.success(request, _("Het gesprek is weg. De punten die erbij stonden, zijn er nog."))
    return redirect("voice:round_desk", slug=round_.slug)


def _meeting(
    request: HttpRequest, round_: Round, found: Meeting | None, initial: dict[str, Any]
) -> HttpResponse:
    form = MeetingForm(
        data_of(request),
        districts=reading.districts_of(round_),
        public=public_words(round_),
        initial=initial,
    )
    back = reverse("voice:round_desk", args=[round_.slug])
    if form.is_valid():
        told = form.cleaned_data
        doing.note_meeting(
            of=round_, meeting=found, on=told["on"], kind=told["kind"], where=told["where"], about=told["about"],
            district=reading.district_in(round_, told.get("district", "")), by=me(request), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Het gesprek is genoteerd."))
        return redirect(f"{back}#gesprekken")
    page = FormPage(_("Een gesprek noteren"), _("Bewaar"), back)
    remove = reverse("voice:remove_meeting", args=[round_.slug, found.pk]) if found else ""
    return form_page(request, page, form, round=round_, remove=remove, remove_label=_("Haal dit gesprek weg"))


def _found(round_: Round, pk: int) -> Meeting:
    found = reading.meeting_at(round_, pk)
    if found is None:
        raise Http404
    return found
