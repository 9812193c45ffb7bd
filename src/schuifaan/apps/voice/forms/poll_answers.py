"""Answering a poll: on a phone without an account, and a pile of papers typed over as totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.poll_answers import LONGEST_LINE, MOST_LINES, MOST_TIMES, Said
from schuifaan.apps.voice.enums import QuestionKind, Way
from schuifaan.apps.voice.models import PollEntry, PollQuestion
from schuifaan.apps.voice.queries.private_lines import CALLED, found_in
from schuifaan.ui.doorstep_form import DoorstepForm

SALT: Final = "voice.wishes"
# One pile of papers as somebody types it over in one go.
MOST_FORMS: Final = 999
MOST_TYPED_LINES: Final = 60


class LinesField(forms.CharField):
    """Each line by itself, as long as a line may be."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(required=False, max_length=(LONGEST_LINE + 2) * most * 2, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        said = super().clean(value)
        lines = tuple(line for one in said.splitlines() if (line := " ".join(one.split())))
        if len(lines) > self.most:
            raise forms.ValidationError(_("Schrijf hoogstens %(most)d regels.") % {"most": self.most})
        for line in lines:
            if len(line) > LONGEST_LINE:
                raise forms.ValidationError(
                    _("Deze regel is te lang: “%(start)s…”. Houd het bij %(most)d tekens.")
                    % {"start": line[:40], "most": LONGEST_LINE}
                )
        return lines


@dataclass(frozen=True, slots=True)
class AskedFields:
    """A question on the page: what can be ticked, and where people write."""

    question: PollQuestion
    ticks: BoundField | None
    lines: BoundField


class AnswerForm(DoorstepForm):
    """Nothing has to be filled in. What seems to tell who somebody is, is said before it is sent."""

    salt = SALT
    anyway = forms.BooleanField(
        label=gettext_lazy("Het mag zo blijven staan. Alleen het team leest het."), required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, questions: Sequence[PollQuestion], place: Place
    ) -> None:
        super().__init__(data)
        self.questions, self.place = questions, place
        self.caught: list[str] = []
        for one in questions:
            if one.kind == QuestionKind.CHOOSE:
                self.fields[f"v{one.pk}"] = forms.TypedMultipleChoiceField(
                    label=one.text, required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
                    choices=[(option.pk, option.text) for option in one.options.all()],
                    error_messages={"invalid_choice": _("De vragen zijn net veranderd. Kijk nog eens.")},
                )  # fmt: skip
            self.fields[f"r{one.pk}"] = LinesField(
                label=_("Iets anders?") if one.kind == QuestionKind.CHOOSE else one.text, most=MOST_LINES,
                widget=forms.Textarea(attrs={"rows": 2 if one.kind == QuestionKind.CHOOSE else 3}),
            )  # fmt: skip

    def asked(self) -> list[AskedFields]:
        return [
            AskedFields(
                one, self[f"v{one.pk}"] if one.kind == QuestionKind.CHOOSE else None, self[f"r{one.pk}"]
            )
            for one in self.questions
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        if self.said().is_nothing:
            self.add_error(None, _("Er is nog niets aangekruist of opgeschreven. Eén antwoord is al genoeg."))
        elif not data.get("anyway"):
            self._warn()
        return data

    def _warn(self) -> None:
        """Kindly, beside the line; what was typed stays, and it may be sent as it is."""
        for one in self.questions:
            for line in self.cleaned_data.get(f"r{one.pk}") or ():
                for found in found_in(line, self.place):
                    self.caught.append(found.text)
                    self.add_error(
                        f"r{one.pk}",
                        _("Er staat %(what)s in: “%(text)s”. Wil je dat weghalen?")
                        % {"what": CALLED[found.kind], "text": found.text},
                    )

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            times={pk: 1 for one in self.questions for pk in data.get(f"v{one.pk}") or ()},
            lines={one.pk: data.get(f"r{one.pk}") or () for one in self.questions},
        )


@dataclass(frozen=True, slots=True)
class TypedFields:
    question: PollQuestion
    times: Sequence[BoundField]
    lines: BoundField


class TypedForm(forms.Form):
    """A pile as totals: how often each wish was ticked, and the lines, one below the other."""

    way = forms.ChoiceField(
        label=gettext_lazy("Hoe kwam dit binnen?"),
        choices=[(way.value, way.label) for way in Way if way != Way.ONLINE],
        widget=forms.RadioSelect,
        initial=Way.PAPER,
        error_messages={"required": gettext_lazy("Kies hoe het binnenkwam.")},
    )
    forms_in = forms.IntegerField(
        label=gettext_lazy("Hoeveel blaadjes zijn het?"),
        min_value=1,
        max_value=MOST_FORMS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Alleen om na te kijken of de stapel klopt."),
        error_messages={
            "required": gettext_lazy("Tel de blaadjes even."),
            **dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                gettext_lazy("Vul een heel getal in, van 1 tot en met 999."),
            ),
        },
    )
    form_token = forms.CharField(required=False, max_length=48, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Sequence[PollQuestion],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.questions = questions
        for one in questions:
            for option in one.options.all():
                self.fields[f"v{option.pk}"] = _times(option.text)
            self.fields[f"r{one.pk}"] = LinesField(
                label=_("Wat mensen erbij schreven")
                if one.kind == QuestionKind.CHOOSE
                else _("Wat mensen opschreven"),
                most=MOST_TYPED_LINES, widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Zet elke wens op een eigen regel, zonder namen of nummers."),
            )  # fmt: skip

    def asked(self) -> list[TypedFields]:
        return [
            TypedFields(one, [self[f"v{option.pk}"] for option in one.options.all()], self[f"r{one.pk}"])
            for one in self.questions
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        papers = data.get("forms_in")
        for one in self.questions:
            for option in one.options.all():
                times = data.get(f"v{option.pk}")
                if papers and times and times > papers:
                    self.add_error(f"v{option.pk}", _too_often(papers))
        if not self.errors and self.said().is_nothing:
            self.add_error(None, _("Er is nog niets ingevuld."))
        return data

    def said(self) -> Said:
        data = self.cleaned_data
        options = [option.pk for one in self.questions for option in one.options.all()]
        return Said(
            times={pk: data.get(f"v{pk}") or 0 for pk in options},
            lines={one.pk: data.get(f"r{one.pk}") or () for one in self.questions},
        )


def _times(label: str) -> forms.IntegerField:
    whole = _("Vul een heel getal in, van 0 tot en met %(most)d.") % {"most": MOST_TIMES}
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_TIMES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), whole),
    )  # fmt: skip


def _too_often(papers: int) -> str:
    words = ngettext(
        "Dit is vaker dan er blaadjes zijn: er is er %(papers)d.",
        "Dit is vaker dan er blaadjes zijn: het zijn er %(papers)d.",
        papers,
    )
    return words % {"papers": papers}


def typed_in(entry: PollEntry) -> dict[str, Any]:
    """A pile as it was typed, to correct it."""
    found: dict[str, Any] = {"way": entry.way, "forms_in": entry.forms, "form_token": entry.form_token}
    for option, times in entry.counts.values_list("option", "times"):
        found[f"v{option}"] = times
    for question, text in entry.lines.order_by("pk").values_list("question", "text"):
        found[f"r{question}"] = "\n".join(part for part in (found.get(f"r{question}"), text) if part)
    return found
