"""For a municipality: which tips are being tried. Never by whom, and no number that could point at a place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.guard import guard
from schuifaan.apps.places.queries.tier_names import municipality_with
from schuifaan.apps.voice.queries.tips_tried import tips_tried

of_municipality = guard(municipality_with, by="code")


@require_GET
@of_municipality("voice.hear_municipality")
def tips(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    context = {
        "municipality": municipality,
        "title": _("Wat plekken uitproberen voor een warm welkom"),
        "elements": tips_tried(municipality),
    }
    return render(request, "voice/welcome/tips_tried.html", context)
