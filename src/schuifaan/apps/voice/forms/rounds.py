"""A round, its meetings and its versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.voice.actions.rounds_versions import LONGEST_TEXT
from schuifaan.apps.voice.enums import MeetingKind, RoundKind
from schuifaan.apps.voice.forms.without_names import WithoutNames
from schuifaan.apps.voice.models import DocumentVersion, Meeting, Round


class RoundForm(WithoutNames):
    GUARDED: ClassVar[tuple[str, ...]] = ("title", "intro")

    title = forms.CharField(
        label=_("Titel"),
        max_length=160,
        error_messages={"required": _("Geef de ronde een titel.")},
    )
    kind = forms.ChoiceField(
        label=_("Wat voor ronde is het?"),
        choices=RoundKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat voor ronde het is.")},
    )
    intro = forms.CharField(
        label=_("Waar gaat het over?"),
        help_text=_("In een paar zinnen: wat er gevraagd wordt, en wat er met de antwoorden gebeurt."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    began_on = DayField(
        label=_("Wanneer begon het?"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Schrijf de dag zo: 30-10-2025.")},
    )
    is_public = forms.BooleanField(label=_("Iedereen kan het lezen"), required=False)
    takes_reactions = forms.BooleanField(
        label=_("Iedereen kan reageren"),
        help_text=_("Dan staat er een knop op de pagina. Dat kan alleen als iedereen het kan lezen."),
        required=False,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("title", "kind", "intro", "began_on", "is_public", "takes_reactions", "names", "version")

    def wanted(self) -> dict[str, Any]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


def round_values(round_: Round) -> dict[str, Any]:
    names = ("title", "kind", "intro", "began_on", "is_public", "takes_reactions", "version")
    return {name: getattr(round_, name) for name in names}


class MeetingForm(WithoutNames):
    GUARDED: ClassVar[tuple[str, ...]] = ("about",)

    on = DayField(
        label=_("Op welke dag?"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Schrijf de dag zo: 30-10-2025.")},
    )
    kind = forms.ChoiceField(label=_("Wat voor gesprek was het?"), choices=MeetingKind.choices)
    where = forms.CharField(label=_("Waar?"), max_length=160, required=False)
    district = forms.ChoiceField(label=_("In welke wijk?"), required=False)
    about = forms.CharField(
        label=_("Waar ging het over?"),
        help_text=_("Wie er waren, schrijven we niet op."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("on", "kind", "where", "district", "about", "names")

    def __init__(self, data: Any = None, *, districts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["district"].choices = [("", _("Geen, of de hele stad")), *districts]  # type: ignore[attr-defined]
        if not districts:
            del self.fields["district"]


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    return {
        "on": meeting.on, "kind": meeting.kind, "where": meeting.where, "district": meeting.district_id or "",
        "about": meeting.note,
    }  # fmt: skip


class VersionForm(forms.Form):
    use_required_attribute = False

    label = forms.CharField(
        label=_("Hoe heet deze versie?"),
        help_text=_("Bijvoorbeeld: eerste voorstel, of versie van december."),
        max_length=80,
        error_messages={"required": _("Geef de versie een naam.")},
    )
    dated_on = DayField(
        label=_("Van welke dag is de tekst?"),
        error_messages={"required": _("Kies een dag."), "invalid": _("Schrijf de dag zo: 30-10-2025.")},
    )
    text = forms.CharField(
        label=_("De tekst"),
        help_text=_(
            "Plak de tekst hier. Een lege regel begint een nieuwe alinea. Elke alinea krijgt een nummer."
        ),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    link = forms.URLField(
        label=_("Waar staat het stuk?"),
        help_text=_("Het adres van het hele document, als dat ergens staat."),
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Dit is geen webadres. Het begint met https://.")},
    )


def version_values(version: DocumentVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("label", "dated_on", "text", "link")}
