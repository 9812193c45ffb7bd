"""From a day up to and including another: pauses, school holidays and announcements."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import SchoolRegion
from schuifaan.apps.agenda.forms.hours import DayOfUseField


class DaysForm(forms.Form):
    use_required_attribute = False

    first_on = DayOfUseField(label=_("Eerste dag"), error_messages={"required": _("Kies de eerste dag.")})
    last_on = DayOfUseField(
        label=_("Laatste dag"),
        help_text=_("Die dag telt nog mee. Leeg: alleen de eerste dag."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first: date | None = cleaned.get("first_on")
        if first is not None and "last_on" not in self.errors:
            cleaned["last_on"] = cleaned.get("last_on") or first
            if cleaned["last_on"] < first:
                self.add_error("last_on", _("De laatste dag ligt voor de eerste dag."))
        return cleaned


class PauseForm(DaysForm):
    name = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Zoals: de zaal wordt geschilderd."),
        max_length=80,
        error_messages={"required": _("Geef de pauze een naam.")},
    )
    field_order = ["name", "first_on", "last_on"]


class SchoolHolidayForm(DaysForm):
    region = forms.ChoiceField(label=_("Regio"), choices=SchoolRegion.choices)
    name = forms.CharField(
        label=_("Naam"), max_length=80, error_messages={"required": _("Hoe heet deze vakantie?")}
    )
    field_order = ["region", "name", "first_on", "last_on"]


class AnnouncementForm(DaysForm):
    text = forms.CharField(
        label=_("Wat moeten bezoekers weten?"),
        help_text=_("Eén zin. Staat op het scherm, op de pagina en op het weekprogramma."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Schrijf wat bezoekers moeten weten.")},
    )
    field_order = ["text", "first_on", "last_on"]
