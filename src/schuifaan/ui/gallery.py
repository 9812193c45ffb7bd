"""Every component in each of its states, on one page: for makers, and for the eyes of tests."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from schuifaan.ui import drawing

LONG_NAME = "Ontmoetingscentrum en buurthuiskamer De Wiemerink aan de Sint-Servaasbronnenkampstraat"
TODAY = dt.date(2026, 10, 13)


class GalleryForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Naam van de plek", help_text="Zoals mensen uit de buurt hem noemen.")
    summary = forms.CharField(label="In één zin", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    opened = forms.DateField(label="Open sinds", widget=forms.DateInput(attrs={"type": "date"}))
    seats = forms.IntegerField(label="Aantal stoelen", min_value=1)
    district = forms.ChoiceField(label="Wijk", choices=[("", "–"), ("n", "Noord"), ("z", "Zuid")])
    languages = forms.MultipleChoiceField(
        label="Talen",
        choices=[("nl", "Nederlands"), ("ar", "العربية"), ("uk", "Українська")],
        required=False,
    )
    entrance = forms.ChoiceField(
        label="Is de ingang zonder drempel?",
        choices=[("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet")],
        widget=forms.RadioSelect,
        help_text="Een drempel van meer dan 2 centimeter telt mee.",
    )
    free = forms.MultipleChoiceField(
        label="Wat is er gratis?",
        choices=[("coffee", "koffie"), ("tea", "thee"), ("soup", "soep")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    photo = forms.FileField(label="Foto", help_text="JPEG of PNG, hoogstens 10 MB.", required=False)
    consent = forms.BooleanField(
        label="Iedereen op de foto vindt het goed dat hij hier staat.",
        help_text="Vraag het ook aan ouders van kinderen.",
    )


def _forms() -> dict[str, GalleryForm]:
    wrong = GalleryForm(
        {"name": "", "summary": LONG_NAME, "opened": "gisteren", "seats": "0", "district": ""}
    )
    return {"fresh": GalleryForm(prefix="fresh"), "wrong": wrong}


def _drawings() -> list[dict[str, Any]]:
    names = ("Aw Sjaol", "Haarderhof", "'t Atrium", "Buurtcentrum Nazareth", "Amyerhoof")
    types = zip(drawing.TYPE_COLOURS, names, (3, 5, 8, 12, 4), strict=True)
    return [
        {"place_type": place_type, "name": name, "chairs": chairs, "seed": seed}
        for seed, (place_type, name, chairs) in enumerate(types)
    ]


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """`?lang=ar` shows the page from right to left."""
    context = {
        "form": _forms(),
        "drawings": _drawings(),
        "long_name": LONG_NAME,
        "today": TODAY,
        "tomorrow": TODAY + dt.timedelta(days=1),
        "later": dt.date(2026, 11, 3),
        "start": dt.time(10),
        "end": dt.time(12),
        "crumbs": (("Start", "/"), ("Maastricht", "/maastricht/")),
    }
    language = request.GET.get("lang", "")
    if not translation.check_for_language(language):
        return render(request, "ui/gallery.html", context)
    with translation.override(language):
        return render(request, "ui/gallery.html", context)
