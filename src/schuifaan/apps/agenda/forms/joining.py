"""Signing up, by oneself or written down by the host."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.forms.doorstep import ContactField, DoorstepForm, NameField


class SignUpForm(DoorstepForm):
    first_name = NameField()
    contact = ContactField(
        label=_("Hoe kunnen we je bereiken?"),
        help_text=_(
            "Een e-mailadres of een telefoonnummer. Vul je niets in, dan kunnen we je niet laten weten dat het"
            " niet doorgaat."
        ),
    )

    field_order = ("first_name", "contact", "website", "key")

    def wanted(self) -> dict[str, Any]:
        contact = self.cleaned_data["contact"]
        return {
            "first_name": self.cleaned_data["first_name"],
            "contact_by": contact.by,
            "contact": contact.value,
            "token": self.form_token,
        }


class NoteForm(forms.Form):
    """For the host, who has somebody on the phone."""

    first_name = NameField(
        label=_("Voornaam"), error_messages={"required": _("Schrijf hier de voornaam van wie er komt.")}
    )
    contact = ContactField(
        label=_("E-mail of telefoon"), help_text=_("Alleen om te laten weten dat er iets verandert.")
    )

    use_required_attribute = False

    def wanted(self) -> dict[str, Any]:
        contact = self.cleaned_data["contact"]
        return {
            "first_name": self.cleaned_data["first_name"],
            "contact_by": contact.by,
            "contact": contact.value,
        }
