"""The questionnaire's forms: what residents send, what is typed over from paper, and what the team sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.actions.listening import MOST_TIMES, OPEN_FOR, Said
from schuifaan.apps.dossiers.ideas import (
    CONTRIBUTION,
    IDEAS,
    NEEDED,
    SAID_OF_WANTED,
    WANTED,
    WISH_FIELDS,
    WISHED_PLACE,
    WISHED_USE,
    Idea,
    kept_text,
)
from schuifaan.apps.dossiers.wish_lines import MOST_LINES, MOST_SIGNS, folded, tells_who, tidied, tidied_lines
from schuifaan.core.method.knowledge.asking import Question

PAPER_LINES = 6
MOST_INTRO = 1000
ANYTHING_ELSE: dict[str, str | Promise] = {
    WISHED_USE: _("Nog iets wat je er wilt doen?"),
    WISHED_PLACE: _("Weet je een andere plek?"),
    CONTRIBUTION: _("Nog iets wat je wilt doen?"),
    NEEDED: _("Schrijf op wat jou zou helpen"),
}
TELLS_WHO = _(
    "Aan deze regel kunnen we zien wie iemand is: “%(line)s”. Haal het telefoonnummer, e-mailadres, huisadres of "
    "rekeningnummer weg. De rest mag blijven staan."
)
TOO_LONG = _("Deze regel is te lang: “%(line)s…”. Houd het bij %(most)d tekens per regel.")


def _short(question: str) -> str:
    return question.removeprefix("needs.")


def _line_refused(line: str) -> forms.ValidationError | None:
    if len(line) > MOST_SIGNS:
        return forms.ValidationError(TOO_LONG % {"line": line[:40], "most": MOST_SIGNS})
    return forms.ValidationError(TELLS_WHO % {"line": line}) if tells_who(line) else None


def _as_said(question: str, line: str, times: int = 1) -> Said:
    """A line that says the same as an idea is that idea."""
    for idea in IDEAS[question]:
        if folded(line) in {folded(kept_text(idea)), folded(str(idea.text))}:
            return Said(question, kept_text(idea), times, is_idea=True)
    return Said(question, line, times)


class QuestionnaireForm(forms.Form):
    """What residents read first, and until when."""

    use_required_attribute = False
    intro = forms.CharField(
        label=_("Wat vertel je bewoners vooraf?"),
        help_text=_(
            "Zoals: wie jullie zijn en waarom je het vraagt. Laat je dit leeg, dan staat er een korte tekst."
        ),
        max_length=MOST_INTRO,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    closes_date = forms.DateField(
        label=_("Tot en met welke dag kunnen mensen antwoorden?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"required": _("Kies een dag."), "invalid": _("Kies een dag die bestaat.")},
    )


class ReopenForm(forms.Form):
    use_required_attribute = False
    closes_date = forms.DateField(
        label=_("Openen tot en met"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"required": _("Kies een dag."), "invalid": _("Kies een dag die bestaat.")},
    )


class RewordForm(forms.Form):
    use_required_attribute = False
    text = forms.CharField(
        label=_("In andere woorden"),
        help_text=_("Het aantal keren blijft hetzelfde."),
        max_length=MOST_SIGNS,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class AskedFields:
    """One question on the page, with its fields."""

    question: Question
    fields: tuple[BoundField, ...]


class ResidentForm(forms.Form):
    """The five questions. Nothing has to be filled in, and what was typed stays when a line is refused."""

    use_required_attribute = False
    # People do not see it; what fills in every field does.
    website = forms.CharField(label=_("Laat dit vak leeg"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, questions: Sequence[Question], language: str
    ) -> None:
        super().__init__(data, label_suffix="")
        self.language = language
        self.questions = tuple(questions)
        for question in self.questions:
            self._add(question)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website", ""))

    def asked(self) -> list[AskedFields]:
        """The questions in their order, for the page."""
        shown = {name: self[name] for name in self.fields if name != "website"}
        return [
            AskedFields(
                question,
                tuple(
                    shown[name]
                    for name in (_short(question.id), f"{_short(question.id)}_more")
                    if name in shown
                ),
            )
            for question in self.questions
        ]

    def _add(self, question: Question) -> None:
        short, text = _short(question.id), question.text.said(self.language)
        if question.id == WANTED:
            choices = [(name, capfirst(str(label))) for name, label in SAID_OF_WANTED.items()]
            self.fields[short] = forms.ChoiceField(
                label=text, choices=choices, widget=forms.RadioSelect, required=False
            )
            return
        ideas = IDEAS[question.id]
        if ideas:
            self.fields[short] = forms.MultipleChoiceField(
                label=text,
                help_text=_("Kruis aan wat bij je past. Meer dan één mag ook."),
                choices=[(idea.id, capfirst(str(idea.text))) for idea in ideas],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields[f"{short}_more"] = forms.CharField(
            label=str(ANYTHING_ELSE[question.id]),
            help_text=_("Zet elk punt op een eigen regel. Schrijf geen namen of telefoonnummers op."),
            required=False,
            max_length=MOST_SIGNS * MOST_LINES * 2,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in WISH_FIELDS:
            name = f"{_short(question)}_more"
            if name in cleaned:
                cleaned[name] = self._checked_lines(name, tidied_lines(cleaned[name]))
        if not self.errors and not self.said():
            self.add_error(None, _("Er is nog niets aangekruist of geschreven. Eén antwoord is al genoeg."))
        return cleaned

    def _checked_lines(self, name: str, lines: list[str]) -> list[str]:
        if len(lines) > MOST_LINES:
            self.add_error(name, _("Schrijf hoogstens %(most)d regels.") % {"most": MOST_LINES})
        for line in lines:
            refused = _line_refused(line)
            if refused is not None:
                self.add_error(name, refused)
        return lines

    def said(self) -> list[Said]:
        """Line by line what was said."""
        said = []
        wanted = self.cleaned_data.get(_short(WANTED), "")
        if wanted:
            said.append(Said(WANTED, wanted, is_idea=True))
        for question, ideas in IDEAS.items():
            ticked = self.cleaned_data.get(_short(question), [])
            said += [Said(question, kept_text(idea), is_idea=True) for idea in ideas if idea.id in ticked]
            written = self.cleaned_data.get(f"{_short(question)}_more") or []
            said += [_as_said(question, line) for line in written]
        return said


@dataclass(frozen=True, slots=True)
class PaperFields:
    """One question to type over: how often each idea was ticked, and lines with how often."""

    question: Question
    counts: tuple[BoundField, ...]
    lines: tuple[tuple[BoundField, BoundField], ...]


class PaperForm(forms.Form):
    """Answers on paper, added up by hand or one sheet at a time."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *, questions: Sequence[Question]) -> None:
        super().__init__(data, label_suffix="")
        self.questions = tuple(questions)
        for question in self.questions:
            for option, label in self._options(question.id).items():
                self.fields[f"{_short(question.id)}_{option}"] = _times(capfirst(str(label)))
            for number in range(1, self._lines(question.id) + 1):
                self.fields[f"{_short(question.id)}_line{number}"] = forms.CharField(
                    label=_("Regel %(number)d") % {"number": number}, required=False, max_length=MOST_SIGNS
                )
                self.fields[f"{_short(question.id)}_times{number}"] = _times(str(_("Aantal keer")))

    def _options(self, question: str) -> dict[str, str | Promise]:
        if question == WANTED:
            return SAID_OF_WANTED
        return {idea.id: idea.text for idea in IDEAS[question]}

    def _lines(self, question: str) -> int:
        return 0 if question == WANTED else PAPER_LINES

    def asked(self) -> list[PaperFields]:
        return [
            PaperFields(
                question,
                tuple(self[f"{_short(question.id)}_{option}"] for option in self._options(question.id)),
                tuple(
                    (self[f"{_short(question.id)}_line{n}"], self[f"{_short(question.id)}_times{n}"])
                    for n in range(1, self._lines(question.id) + 1)
                ),
            )
            for question in self.questions
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in [name for name in cleaned if "_line" in name]:
            cleaned[name] = tidied(cleaned[name])
            refused = _line_refused(cleaned[name])
            times = name.replace("_line", "_times")
            if refused is not None:
                self.add_error(name, refused)
            elif cleaned.get(times) and not cleaned[name]:
                self.add_error(name, _("Schrijf ook op wat er zo vaak staat."))
        if not self.errors and not self.said():
            self.add_error(None, _("Er is nog niets ingevuld."))
        return cleaned

    def said(self) -> list[Said]:
        said = []
        for question in (one.id for one in self.questions):
            for option, kept in self._kept(question).items():
                times = self.cleaned_data.get(f"{_short(question)}_{option}") or 0
                said.append(Said(question, kept, times, is_idea=True))
            for number in range(1, self._lines(question) + 1):
                line = self.cleaned_data.get(f"{_short(question)}_line{number}")
                times = self.cleaned_data.get(f"{_short(question)}_times{number}")
                if line:
                    said.append(_as_said(question, line, 1 if times is None else times))
        return [one for one in said if one.times > 0]

    def _kept(self, question: str) -> dict[str, str]:
        if question == WANTED:
            return {name: name for name in SAID_OF_WANTED}
        ideas: tuple[Idea, ...] = IDEAS[question]
        return {idea.id: kept_text(idea) for idea in ideas}


def _times(label: str) -> forms.IntegerField:
    whole = _("Vul een heel getal in, van 0 tot en met %(most)d.") % {"most": MOST_TIMES}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_TIMES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": whole, "min_value": whole, "max_value": whole},
    )


def next_closing_day(closes: date, *, today: date) -> date:
    """Until when a closed questionnaire would open again."""
    return closes if closes > today else today + OPEN_FOR
