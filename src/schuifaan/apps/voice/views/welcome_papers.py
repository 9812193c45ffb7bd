"""The self-check on paper: the form, the cards and the poster of one check."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.paper import welcome as papers
from schuifaan.apps.voice.views.of_team import of_team
from schuifaan.apps.voice.views.welcome import check_or_404


@require_GET
@of_team
def blank(request: HttpRequest, place: Place) -> HttpResponse:
    del request
    return _pdf(papers.blank_pdf(place, language=_language(), now=timezone.now()), "zelfcheck")


@require_GET
@of_team
def cards(request: HttpRequest, place: Place) -> HttpResponse:
    del request
    return _pdf(papers.cards_pdf(place, language=_language(), now=timezone.now()), "kaarten")


@require_GET
@of_team
def poster(request: HttpRequest, place: Place, *, check: int) -> HttpResponse:
    """An unknown size is the large one."""
    asked = request.GET.get("formaat", "")
    size = asked if asked in papers.SIZES else papers.SIZES[0]
    found = check_or_404(place, check)
    return _pdf(papers.poster_pdf(found, size=size, language=_language(), now=timezone.now()), "poster")


def _language() -> str:
    return get_language() or "nl"


def _pdf(content: bytes, name: str) -> HttpResponse:
    found = HttpResponse(content, content_type="application/pdf")
    found.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return found
