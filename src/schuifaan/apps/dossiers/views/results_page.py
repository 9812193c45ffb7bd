"""What the pages with results share: the frame of the dossier, in the language of the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.desk import frame
from schuifaan.apps.dossiers.views.access import me


def language_of_page() -> str:
    return get_language() or "nl"


def framed(request: HttpRequest, dossier: Dossier, *, step: str) -> dict[str, Any]:
    """The context of every page of a dossier; has `answers`, `knowledge` and `language` to go on with."""
    return frame(dossier, me(request), language=language_of_page(), step=step)


def results(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"dossiers/results/{name}.html", context, status=status)
