"""Saying something without an account: about what, to whom, and the code one gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.places.shown import shown_now
from schuifaan.apps.voice.actions import saying as doing
from schuifaan.apps.voice.forms.saying import MunicipalitySignalForm, PlaceSignalForm, SignalForm
from schuifaan.apps.voice.queries import signals as reading
from schuifaan.apps.voice.queries.places_to_tell import places_to_tell
from schuifaan.apps.voice.queries.readers import readers_of
from schuifaan.apps.voice.queries.signal_page import signal_page
from schuifaan.apps.voice.views.spam import looks_automatic
from schuifaan.ui import qr
from schuifaan.ui.doorstep import doorstep, too_many

BUSY = 429


@require_GET
def tell_start(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:100].replace("\0", "")
    context = {
        "asked": asked,
        "places": places_to_tell(shown_now().snapshot, asked),
        "municipalities": reading.hearing_municipalities(),
    }
    return render(request, "voice/signals/start.html", context)


@require_http_methods(["GET", "POST"])
@doorstep
def tell_place(request: HttpRequest, *, slug: str) -> HttpResponse:
    place = reading.place_to_tell(slug)
    if place is None:
        raise Http404
    form = PlaceSignalForm(
        request.POST or None,
        initial={"kind": request.GET.get("soort")},
        about=place,
        readers=readers_of(place),
        team=reading.shown_team(place),
        reacts_to=reading.round_to_react_to(request.GET.get("ronde", ""), place=place),
    )
    return _telling(request, form, "voice/signals/tell_place.html", {"place": place})


@require_http_methods(["GET", "POST"])
@doorstep
def tell_municipality(request: HttpRequest, *, code: str) -> HttpResponse:
    municipality = reading.municipality_to_tell(code)
    if municipality is None:
        raise Http404
    if not reading.municipality_hears(municipality):
        return render(request, "voice/signals/not_heard.html", {"municipality": municipality})
    form = MunicipalitySignalForm(
        request.POST or None,
        initial={
            "kind": request.GET.get("soort"),
            "neighbourhood": request.GET.get("buurt", "")[:20].upper(),
        },
        about=municipality,
        readers=readers_of(None, municipality),
        reacts_to=reading.round_to_react_to(request.GET.get("ronde", ""), municipality=municipality),
    )
    return _telling(request, form, "voice/signals/tell_municipality.html", {"municipality": municipality})


@require_GET
@doorstep
def thanks(request: HttpRequest, *, token: str) -> HttpResponse:
    """The code, to write down: nobody can look it up for them."""
    signal = reading.signal_with_token(token)
    if signal is None:
        return render(request, "voice/signals/unknown.html", status=404)
    context = {
        "page": signal_page(signal, now=timezone.now()),
        "find_address": qr.readable(f"{settings.BASE_URL}{reverse('voice:find')}"),
        "address": request.build_absolute_uri(reverse("voice:signal", args=[token])),
    }
    return render(request, "voice/signals/thanks.html", context)


def _telling(request: HttpRequest, form: SignalForm, template: str, about: Mapping[str, Any]) -> HttpResponse:
    """What was typed stays, whatever is asked or wrong."""
    asks_about_private, status = False, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if too_many(request, "signal", contact=form.way_to_reach):
                form.add_error(None, _busy())
                status = BUSY
            elif form.asks_about_private:
                asks_about_private = True
            else:
                return _said(request, form)
    context = {**about, "form": form, "asks_about_private": asks_about_private, "days": reading.ANSWER_DAYS}
    return render(request, template, context, status=status)


def _said(request: HttpRequest, form: SignalForm) -> HttpResponse:
    signal = doing.say(
        **form.wanted(),
        language=get_language() or "nl",
        looks_automatic=looks_automatic(request, form),
        now=timezone.now(),
    )
    return redirect("voice:thanks", token=signal.token)


def _busy() -> str:
    return _(
        "Er komt nu veel tegelijk binnen. Wat je schreef, staat hier nog. Probeer het over tien minuten "
        "nog eens, of bel."
    )
