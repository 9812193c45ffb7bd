"""An idea for a place, and what the place says to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import SuggestionKind
from schuifaan.apps.agenda.forms.doorstep import ContactField, DoorstepForm, NameField


class SuggestionForm(DoorstepForm):
    kind = forms.ChoiceField(
        label=_("Wat wil je ons vertellen?"),
        choices=[
            (SuggestionKind.IDEA, _("Ik heb een idee voor een activiteit")),
            (SuggestionKind.OFFER, _("Ik wil zelf iets doen")),
        ],
        widget=forms.RadioSelect,
        initial=SuggestionKind.IDEA,
        error_messages={"required": _("Kies een van de twee.")},
    )
    title = forms.CharField(
        label=_("Wat is het?"),
        max_length=120,
        help_text=_("Zoals: samen soep koken, of een middag fietsen repareren."),
        error_messages={"required": _("Schrijf in een paar woorden wat het is.")},
    )
    description = forms.CharField(
        label=_("Wil je er meer over vertellen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    when = forms.CharField(
        label=_("Wanneer zou het kunnen?"),
        max_length=160,
        required=False,
        help_text=_("Zoals: dinsdagmiddag, of eens per maand."),
    )
    first_name = NameField(required=False)
    contact = ContactField(
        label=_("Hoe kunnen we je antwoorden?"),
        help_text=_("Een e-mailadres of een telefoonnummer. Vul je niets in, dan kunnen we niet antwoorden."),
    )

    field_order = ("kind", "title", "description", "when", "first_name", "contact", "website", "key")

    def wanted(self) -> dict[str, Any]:
        names = ("kind", "title", "description", "when", "first_name")
        return {name: self.cleaned_data[name] for name in names} | {
            "contact": self.cleaned_data["contact"].value,
        }


class AnswerForm(forms.Form):
    """What the place says back."""

    answer = forms.CharField(
        label=_("Wil je er iets bij zeggen?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    use_required_attribute = False
