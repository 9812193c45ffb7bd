"""The form of one answer, made from the question's own fields; whether it may be kept, the method says."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.queries.beside import EVIDENCE, statistics_of
from schuifaan.apps.dossiers.queries.real_use import Offer, row_of
from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.checking import AnswerRefused
from schuifaan.core.method.choosing import options_of, referred, row_id
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import AnswerField, FieldKind, Option, Question
from schuifaan.core.method.reasons import Ref

SEVERAL = frozenset({FieldKind.CHOICES, FieldKind.REFERENCES})
SINGLE = frozenset({FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.BRANCH})
MOST_RADIOS = 12
MOST_FIGURES = 3
CENTS_IN_EURO = 100
SIGNS = ("m²", "cm")  # of units: never with a capital


class AnswerForm(forms.Form):
    """`initial` is the answer as it stands now, in its plain form; what was typed is kept as it was typed."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        question: Question,
        item: str,
        answers: Answers,
        knowledge: Knowledge,
        language: str,
        initial: Row | None = None,
    ) -> None:
        super().__init__(data, initial=_typed_again(question, initial or {}, language), label_suffix="")
        self.question = question
        self.language = language
        self._answers = answers
        for field in question.fields:
            options = options_of(field, answers=answers, knowledge=knowledge, item=item)
            self.fields[field.id] = self._form_field(field, options, knowledge)

    def plain(self) -> dict[str, Any]:
        """What was typed, by field, for `keep_answer` to check."""
        typed = {}
        for field in self.question.fields:
            widget = self.fields[field.id].widget
            value = widget.value_from_datadict(self.data, self.files, self.add_prefix(field.id))
            typed[field.id] = value if value is not None else ""
        return typed

    def offer(self, offered: Mapping[str, Offer]) -> None:
        """Lay a figure beside each field that says something else now."""
        typed = _typed_again(self.question, row_of(offered), self.language)
        for name, one in offered.items():
            field = self.fields[name]
            if str(self[name].value() or "") != str(typed[name]):
                field.offer = one  # type: ignore[attr-defined]
                said = dict(getattr(field, "choices", ())).get(typed[name], typed[name])
                euros = self.question.field(name).kind is FieldKind.EUROS
                field.offer_said = f"€ {said}" if euros else said  # type: ignore[attr-defined]

    @property
    def has_offers(self) -> bool:
        return any(hasattr(field, "offer") for field in self.fields.values())

    def with_taken(self, name: str, offered: Mapping[str, Offer]) -> Mapping[str, Any]:
        """What was typed, with this one figure in its place."""
        typed = _typed_again(self.question, row_of(offered), self.language)
        return {**self.plain(), name: typed[name]}

    def refuse(self, refused: AnswerRefused) -> None:
        """Say beside each field what is wrong with it."""
        for name, text in refused.problems.items():
            self.add_error(name if name in self.fields else None, text.said(self.language))

    def full_clean(self) -> None:
        """The method is the one that judges, not Django: it does so for files and shared links as well."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    # ------------------------------------------------------------------ fields

    def _form_field(
        self, field: AnswerField, options: tuple[Option, ...], knowledge: Knowledge
    ) -> forms.Field:
        shared: dict[str, Any] = {
            "label": field.label.said(self.language),
            "help_text": self._hint(field, options),
            "required": field.required or field.required_when is not None,
        }
        if field.kind in SEVERAL:
            choices = [(option.id, self._named(field, option, knowledge)) for option in options]
            several = forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, **shared
            )
            self._fold_statistics(several, options)
            return several
        if field.kind in SINGLE:
            return self._single(field, options, knowledge, shared)
        return forms.CharField(widget=_widget(field), **shared)

    def _fold_statistics(self, several: forms.MultipleChoiceField, options: tuple[Option, ...]) -> None:
        """The figures that came along with the neighbourhood are many: they stand under one line."""
        figures = {row_id(Ref(EVIDENCE, key)) for key in statistics_of(self._answers)}
        folded = figures & {option.id for option in options}
        if len(folded) > MOST_FIGURES:
            several.folded = folded  # type: ignore[attr-defined]
            several.fold_label = _("Cijfers van het CBS")  # type: ignore[attr-defined]

    def _single(
        self, field: AnswerField, options: tuple[Option, ...], knowledge: Knowledge, shared: dict[str, Any]
    ) -> forms.Field:
        choices: list[tuple[str, str]] = [(o.id, self._named(field, o, knowledge)) for o in options]
        if len(options) > MOST_RADIOS:
            plain = [(option.id, option.text.said(self.language)) for option in options]
            return forms.ChoiceField(choices=[("", _("Kies…")), *plain], widget=forms.Select, **shared)
        if field.kind is FieldKind.CHOICE and not field.required:
            # A round button cannot be let go of once it is pressed.
            choices.append(("", _("Nog geen keuze")))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)

    def _named(self, field: AnswerField, option: Option, knowledge: Knowledge) -> str | SafeString:
        text = option.text.said(self.language)
        if len(field.rows_of) > 1:
            row = referred(option.id, field.rows_of, self._answers)
            question = knowledge.questions_by_id.get(row.question) if row is not None else None
            if question is not None and question.row_name is not None:
                kind = question.row_name.said(self.language)
                return f"{capfirst(kind)}: {text}"
        help_text = getattr(option, "help", None)
        if help_text is None:
            return text
        return format_html('{}<span class="choice__help">{}</span>', text, help_text.said(self.language))

    def _hint(self, field: AnswerField, options: tuple[Option, ...]) -> str:
        parts = [field.help.said(self.language)] if field.help else []
        if field.kind is FieldKind.LINES and not parts:
            parts.append(_("Zet elk punt op een eigen regel."))
        if field.max_choices is not None:
            parts.append(_("Kies er hoogstens %(most)d.") % {"most": field.max_choices})
        if field.unit is not None:
            unit = field.unit.said(self.language)
            parts.append(f"{unit if unit in SIGNS else capfirst(unit)}.")
        if field.rows_of and not options:
            parts.append(_("Er is nog niets om uit te kiezen. Dat komt vanzelf als je daar iets invult."))
        return " ".join(parts)


def _widget(field: AnswerField) -> forms.Widget:
    match field.kind:
        case FieldKind.LONG_TEXT | FieldKind.LINES:
            return forms.Textarea(attrs={"rows": 5})
        case FieldKind.NUMBER | FieldKind.EUROS:
            whole = field.kind is FieldKind.NUMBER and not field.decimals
            return forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"})
        case FieldKind.DATE:
            return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        case FieldKind.LINK:
            return forms.URLInput()
    return forms.TextInput()


def _typed_again(question: Question, row: Row, language: str) -> dict[str, Any]:
    """A kept answer as people would type it."""
    typed: dict[str, Any] = {}
    for field in question.fields:
        value = row.get(field.id)
        if value is None:
            continue
        if field.kind is FieldKind.EUROS:
            typed[field.id] = _amount(int(value), language)
        elif field.kind is FieldKind.LINES:
            typed[field.id] = "\n".join(value)
        elif field.kind is FieldKind.NUMBER and language == "nl":
            typed[field.id] = str(value).replace(".", ",")
        else:
            typed[field.id] = value
    return typed


def _amount(cents: int, language: str) -> str:
    euros, rest = divmod(cents, CENTS_IN_EURO)
    comma = "," if language == "nl" else "."
    return f"{euros}{comma}{rest:02}" if rest else str(euros)
