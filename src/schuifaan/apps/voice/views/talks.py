"""Sheets for a talk: what to ask, and how to note it without personal data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.paper.talks import printed_sheets
from schuifaan.apps.voice.queries.polls import open_polls
from schuifaan.apps.voice.queries.talks import sheets
from schuifaan.apps.voice.views.poll_access import of_place


@require_GET
@of_place("voice.note_wishes")
def talks(request: HttpRequest, place: Place) -> HttpResponse:
    context = {
        "place": place,
        "title": _("Gesprekken"),
        "sheets": sheets(get_language() or "nl"),
        "polls": open_polls(place, today=timezone.localdate()),
    }
    return render(request, "voice/polls/talks.html", context)


@require_GET
@of_place("voice.note_wishes")
def talks_pdf(request: HttpRequest, place: Place, *, sheet: str = "") -> HttpResponse:
    """One sheet, or all of them below each other."""
    del request
    language = (get_language() or "nl")[:2]
    wanted = [one for one in sheets(language) if sheet in ("", one.slug)]
    if not wanted:
        raise Http404
    made = printed_sheets(wanted, place=place, language=language, now=timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="gesprek-{sheet or "alle"}.pdf"'
    return response
