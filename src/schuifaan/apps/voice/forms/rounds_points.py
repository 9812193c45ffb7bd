"""A point of a round, what becomes of it, and where that stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.forms.section import DayField
from schuifaan.apps.voice.actions.answering import LONGEST as LONGEST_TO_RESIDENTS
from schuifaan.apps.voice.actions.rounds_points import Came, Said
from schuifaan.apps.voice.enums import Outcome
from schuifaan.apps.voice.forms.without_names import WithoutNames
from schuifaan.apps.voice.models import DocumentVersion, Meeting, Point
from schuifaan.apps.voice.queries.themes import Theme
from schuifaan.ui.speech import spoken_day

# A point by itself may be answered at more length than a matter.
LONGEST: Final = 3000


class PointForm(WithoutNames):
    GUARDED: ClassVar[tuple[str, ...]] = ("topic", "text", "said_by")

    topic = forms.CharField(
        label=_("Onderwerp"),
        max_length=160,
        error_messages={"required": _("Schrijf op waar het over gaat.")},
    )
    text = forms.CharField(
        label=_("Wat is er gezegd?"),
        help_text=_("In gewone woorden, zonder namen."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schrijf op wat er gezegd is.")},
    )
    said_by = forms.CharField(
        label=_("Van welke groep?"),
        help_text=_("Bijvoorbeeld: bewoners, besturen of raadsleden. Geen namen."),
        max_length=160,
        required=False,
    )
    meeting = forms.ChoiceField(label=_("In welk gesprek?"), required=False)
    said_on = DayField(
        label=_("Op welke dag?"),
        help_text=_("Alleen als het niet in een gesprek was."),
        required=False,
        error_messages={"invalid": _("Schrijf de dag zo: 30-10-2025.")},
    )
    about = forms.ChoiceField(label=_("Over welke versie?"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Welke thema’s?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("topic", "text", "said_by", "meeting", "said_on", "about", "themes", "names", "version")

    def __init__(
        self,
        data: Any = None,
        *,
        meetings: Sequence[Meeting],
        versions: Sequence[DocumentVersion],
        themes: Sequence[Theme],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self._meetings = {str(one.pk): one for one in meetings}
        self._versions = {str(one.pk): one for one in versions}
        self._choose("meeting", [(pk, meeting_name(one)) for pk, one in self._meetings.items()])
        self._choose("about", [(pk, one.label) for pk, one in self._versions.items()])
        self.fields["themes"].choices = [(one.key, one.name) for one in themes]  # type: ignore[attr-defined]

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(
            topic=told["topic"],
            text=told["text"],
            said_by=told["said_by"],
            said_on=told["said_on"],
            meeting=self._meetings.get(told.get("meeting", "")),
            about=self._versions.get(told.get("about", "")),
            themes=tuple(told["themes"]),
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = [("", _("Niet bekend")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields[name]


def point_values(point: Point) -> dict[str, Any]:
    return {
        "topic": point.topic, "text": point.text, "said_by": point.said_by, "said_on": point.said_on,
        "meeting": str(point.meeting_id or ""), "about": str(point.about_id or ""),
        "themes": [one.theme for one in point.themes.all()], "version": point.version,
    }  # fmt: skip


def meeting_name(meeting: Meeting) -> str:
    where = meeting.where or (meeting.district.name if meeting.district else meeting.get_kind_display())
    return f"{spoken_day(meeting.on)} {meeting.on.year}, {where}"


class AnswerPointForm(WithoutNames):
    """The answer, and where it stands in the newest version."""

    GUARDED: ClassVar[tuple[str, ...]] = ("response",)

    outcome = forms.ChoiceField(
        label=_("Wat gebeurt ermee?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat ermee gebeurt.")},
    )
    response = forms.CharField(
        label=_("Antwoord"),
        help_text=_("Wat jullie doen, of waarom het niet kan. Zo dat iedereen het begrijpt."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schrijf een antwoord. Zo weten mensen wat ermee gebeurt.")},
    )
    landed = forms.ChoiceField(label=_("Staat het in de tekst? Kies de versie."), required=False)
    paragraph = forms.IntegerField(
        label=_("In welke alinea?"),
        help_text=_("Het nummer dat voor de alinea staat."),
        required=False,
        min_value=1,
        max_value=32000,
        error_messages={
            "invalid": _("Schrijf het nummer van de alinea."),
            "min_value": _("Alinea’s tellen vanaf 1."),
        },
    )
    where = forms.CharField(
        label=_("Of: waar in de tekst?"),
        help_text=_("Bijvoorbeeld: hoofdstuk 3."),
        max_length=160,
        required=False,
    )
    was = forms.CharField(
        label=_("Wat stond er eerst?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    became = forms.CharField(
        label=_("Wat staat er nu?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("outcome", "response", "landed", "paragraph", "where", "was", "became", "names", "version")
    IN_TEXT: ClassVar[tuple[str, ...]] = ("landed", "paragraph", "where", "was", "became")

    def __init__(
        self, data: Any = None, *, versions: Sequence[DocumentVersion], to_residents: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._versions = {str(one.pk): one for one in versions}
        if to_residents:
            self.fields["response"].validators.append(MaxLengthValidator(LONGEST_TO_RESIDENTS))
        if versions:
            choices = [("", _("Nee, nergens")), *((pk, one.label) for pk, one in self._versions.items())]
            self.fields["landed"].choices = choices  # type: ignore[attr-defined]
        else:
            for name in self.IN_TEXT:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        version = self._versions.get(cleaned.get("landed", ""))
        if version and not self._came(version, cleaned).says_anything:
            self.add_error("paragraph", _("Schrijf op waar het staat, of wat er nu staat."))
        return cleaned

    def landings(self) -> list[Came]:
        version = self._versions.get(self.cleaned_data.get("landed", ""))
        return [self._came(version, self.cleaned_data)] if version else []

    def _came(self, version: DocumentVersion, told: dict[str, Any]) -> Came:
        words = {name: (told.get(name) or "").strip() for name in ("where", "was", "became")}
        return Came(version, told.get("paragraph"), **words)


def answer_values(point: Point) -> dict[str, Any]:
    return {"outcome": point.outcome, "response": point.response, "version": point.version}
