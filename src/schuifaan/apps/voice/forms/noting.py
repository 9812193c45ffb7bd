"""Noting what somebody says at the counter, on the phone or at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.forms.doorstep import ContactField
from schuifaan.apps.places.models import TeamMember
from schuifaan.apps.voice.enums import AboutPerson, SignalKind, Way
from schuifaan.ui.doorstep_form import DoorstepForm

# At the counter is a talk as well; what comes in online somebody types in themselves.
WAYS = (Way.TALK, Way.DOOR, Way.PAPER)
UNNAMED = "unnamed"


class NoteForm(DoorstepForm):
    """In the words of who said it. Without a team (at a municipality) it is not asked about whom it is."""

    salt: ClassVar[str] = "voice.noting"

    text = forms.CharField(
        label=_("Wat zei iemand?"),
        help_text=_("Schrijf het op in hun woorden. Laat namen weg."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf op wat iemand zei.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=SignalKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is.")},
    )
    way = forms.ChoiceField(
        label=_("Hoe hoorde je het?"),
        choices=[(one.value, one.label) for one in WAYS],
        widget=forms.RadioSelect,
        initial=Way.TALK,
        error_messages={"required": _("Kies hoe je het hoorde.")},
    )
    contact = ContactField(
        label=_("Wil iemand antwoord? Op welk adres of nummer?"),
        help_text=_("Een e-mailadres of een telefoonnummer. We wissen het 30 dagen nadat het is afgerond."),
    )
    language = forms.ChoiceField(
        label=_("In welke taal mag het antwoord zijn?"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
    )
    about = forms.ChoiceField(
        label=_("Gaat het over iemand die hier werkt?"),
        help_text=_("Dan komt het niet bij die persoon terecht."),
        required=False,
    )

    field_order = ("text", "kind", "way", "contact", "language", "about", "website", "key")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, team: Sequence[TeamMember] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._team = {str(one.pk): one for one in team}
        if not team:
            del self.fields["about"]
            return
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", _("Nee")),
            *((key, str(one)) for key, one in self._team.items()),
            (UNNAMED, _("Ja, maar niet gezegd over wie")),
        ]

    def wanted(self) -> dict[str, Any]:
        told, contact = self.cleaned_data, self.cleaned_data["contact"]
        about = told.get("about", "")
        member = self._team.get(about)
        whom = AboutPerson.MEMBER if member else AboutPerson.UNNAMED if about == UNNAMED else AboutPerson.NO
        return {
            "text": told["text"],
            "kind": told["kind"],
            "way": told["way"],
            "language": told["language"],
            "contact_by": contact.by,
            "contact": contact.value,
            "about_person": whom,
            "about_member": member,
            "form_token": self.form_token,
        }
