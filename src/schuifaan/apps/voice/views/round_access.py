"""What every page about a round begins with, and the one form page they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from schuifaan.apps.people.guard import guard
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.places.queries.tier_names import municipality_with
from schuifaan.apps.voice.models import DocumentVersion, Point, Round
from schuifaan.apps.voice.queries.rounds import point_at, round_with, version_at

of_place = guard(place_alone, by="slug")
of_municipality = guard(municipality_with, by="code")
of_round = guard(round_with, by="slug")


@dataclass(frozen=True, slots=True)
class FormPage:
    """`back` is where somebody goes who changes their mind."""

    title: str
    button: str
    back: str
    lead: str = ""


def form_page(
    request: HttpRequest,
    page: FormPage,
    form: forms.Form,
    *,
    template: str = "voice/rounds/form.html",
    refused: str = "",
    **context: Any,
) -> HttpResponse:
    wrong = bool(form.errors) or bool(refused)
    told = {"page": page, "title": page.title, "form": form, "refused": refused, **context}
    return render(request, template, told, status=422 if wrong else 200)


def data_of(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def public_words(round_: Round) -> list[str]:
    """What everybody may know of who holds the round."""
    if round_.place:
        return [one for one in (round_.place.name, round_.place.address_line) if one]
    return [round_.municipality.name] if round_.municipality else []


def point_or_404(round_: Round, number: int) -> Point:
    found = point_at(round_, number)
    if found is None:
        raise Http404
    return found


def version_or_404(round_: Round, number: int) -> DocumentVersion:
    found = version_at(round_, number)
    if found is None:
        raise Http404
    return found
