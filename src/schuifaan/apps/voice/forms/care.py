"""The form with which a place names whom to call. There is none for the worry itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.voice.actions.care import CareSaid
from schuifaan.apps.voice.models import CareContact

_FIELDS: Final = ("name", "when", "phone", "email", "reachable")
_DIALLED: Final = re.compile(r"[+\d][\d\s().-]*", re.ASCII)
LEAST_DIGITS: Final = 3


class CareContactForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=_("Wie bel je?"),
        max_length=120,
        error_messages={"required": _("Schrijf op wie je belt.")},
        help_text=_("Bijvoorbeeld: het sociaal team, of de wijkagent."),
    )
    when = forms.CharField(
        label=_("Waarvoor bel je dit nummer?"),
        max_length=240,
        error_messages={"required": _("Schrijf op waarvoor je dit nummer belt.")},
        help_text=_("Eén zin. Bijvoorbeeld: je maakt je zorgen over een buur."),
    )
    phone = forms.CharField(
        label=_("Telefoonnummer"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    reachable = forms.CharField(
        label=_("Wanneer kun je bellen?"),
        required=False,
        max_length=160,
        help_text=_("Bijvoorbeeld: op werkdagen van 9.00 tot 17.00 uur."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, contact: CareContact | None = None) -> None:
        initial = {name: getattr(contact, name) for name in _FIELDS} if contact else {}
        super().__init__(data, initial=initial)

    def clean_phone(self) -> str:
        phone = " ".join(str(self.cleaned_data["phone"]).split())
        if phone and (not _DIALLED.fullmatch(phone) or sum(one.isdigit() for one in phone) < LEAST_DIGITS):
            raise forms.ValidationError(_("Dit lijkt geen telefoonnummer. Schrijf het zoals je het belt."))
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reach = {"phone", "email"}
        if not reach & self.errors.keys() and not any(cleaned.get(one) for one in reach):
            self.add_error("phone", _("Vul een telefoonnummer of een e-mailadres in."))
        return cleaned

    def said(self) -> CareSaid:
        return CareSaid(**{name: " ".join(self.cleaned_data[name].split()) for name in _FIELDS})
