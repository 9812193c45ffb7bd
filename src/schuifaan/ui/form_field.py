"""What a form field is made of, so that one template can show every kind of widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString


class FieldParts:
    """One bound field with its label, hint, errors and control wired together by id."""

    def __init__(self, bound: BoundField, *, hint: str = "", mark_optional: bool = True) -> None:
        self.bound = bound
        self.hint = hint or bound.help_text
        self.errors = bound.errors
        self.is_optional = mark_optional and not bound.field.required and not self.is_checkbox

    @property
    def widget(self) -> forms.Widget:
        widget: forms.Widget = self.bound.field.widget
        return widget

    @property
    def is_hidden(self) -> bool:
        return bool(self.bound.is_hidden)

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.widget, forms.CheckboxInput)

    @property
    def is_choice_list(self) -> bool:
        return isinstance(self.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def is_group(self) -> bool:
        """Several controls under one question: a fieldset, with the question as legend."""
        return bool(self.widget.use_fieldset) and not isinstance(self.widget, forms.FileInput)

    @property
    def choice_kind(self) -> str:
        # Django derives its checkbox list from its radio buttons.
        return "checkbox" if isinstance(self.widget, forms.CheckboxSelectMultiple) else "radio"

    @property
    def choice_class(self) -> str:
        return (
            "utrecht-radio-button utrecht-radio-button--html-input"
            if self.choice_kind == "radio"
            else "utrecht-checkbox utrecht-checkbox--html-input"
        )

    @property
    def open_choices(self) -> list[BoundWidget]:
        return [choice for choice in self.bound if not self._is_folded(choice)]

    @property
    def folded_choices(self) -> list[BoundWidget]:
        """Choices that would make the list long: out of sight under `field.fold_label`, unless they are made."""
        return [choice for choice in self.bound if self._is_folded(choice)]

    def _is_folded(self, choice: BoundWidget) -> bool:
        folded = getattr(self.bound.field, "folded", ())
        return not choice.data["selected"] and str(choice.data["value"]) in folded

    @property
    def hint_id(self) -> str:
        return f"{self.bound.auto_id}_hint"

    @property
    def error_id(self) -> str:
        return f"{self.bound.auto_id}_fout"

    @property
    def described_by(self) -> str:
        return " ".join(
            part
            for part in (self.hint and self.hint_id, self.errors and self.error_id)
            if isinstance(part, str)
        ).strip()

    @property
    def control(self) -> SafeString:
        attrs: dict[str, Any] = {"class": self._css_class()}
        if self.described_by and not self.is_group:
            attrs["aria-describedby"] = self.described_by
        if self.errors:
            attrs["aria-invalid"] = "true"
        return self.bound.as_widget(attrs=attrs)

    def _css_class(self) -> str:
        own = str(self.widget.attrs.get("class", ""))
        invalid = bool(self.errors)
        match self.widget:
            case forms.CheckboxInput():
                classes = ["utrecht-checkbox", "utrecht-checkbox--html-input", "utrecht-form-field__input"]
                kind = "checkbox"
            case forms.Select():
                classes, kind = ["utrecht-select", "utrecht-select--html-select"], "select"
            case forms.Textarea():
                classes, kind = ["utrecht-textarea", "utrecht-textarea--html-textarea"], "textarea"
            case forms.FileInput():
                classes, kind = ["file-input"], "file-input"
            case _:
                classes, kind = ["utrecht-textbox", "utrecht-textbox--html-input"], "textbox"
                if self._is_short():
                    classes.append("input-short")
        if invalid:
            classes.append(f"utrecht-{kind}--invalid" if kind != "file-input" else "file-input--invalid")
        return " ".join([*classes, own]).strip()

    def _is_short(self) -> bool:
        """A date, an hour and a number look like what goes in."""
        short = ("date", "time", "number", "month", "week")
        input_type = getattr(self.widget, "input_type", "")
        return input_type in short or isinstance(self.widget, forms.DateInput | forms.TimeInput)


@dataclass(frozen=True, slots=True)
class ErrorLink:
    message: str
    href: str = ""
    label: str = ""

    @property
    def text(self) -> str:
        """The question and what is wrong with its answer, read as one line."""
        if not self.label:
            return self.message
        return f"{self.label}{' ' if self.label[-1] in '.?!:' else ': '}{self.message}"


def error_links(*sources: "BaseForm | BaseFormSet[Any] | None") -> list[ErrorLink]:
    """Every error of these forms and formsets, in the order of the page."""
    return [link for source in sources if source is not None for link in _links_of(source)]


def _links_of(source: "BaseForm | BaseFormSet[Any]") -> Iterable[ErrorLink]:
    if isinstance(source, BaseFormSet):
        if not source.is_bound:
            return
        yield from (ErrorLink(str(message)) for message in source.non_form_errors())
        for form in source.forms:
            yield from _links_of(form)
        return
    if not source.is_bound:
        return
    yield from (ErrorLink(str(message)) for message in source.non_field_errors())
    for bound in source:
        yield from (
            ErrorLink(str(message), f"#{_first_id(bound)}", str(bound.label)) for message in bound.errors
        )


def _first_id(bound: BoundField) -> str:
    """The control that takes the focus: in a list of choices the first one."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{bound.auto_id}_0"
    if isinstance(widget, forms.SelectDateWidget):
        return f"{bound.auto_id}_day"
    return str(bound.id_for_label or bound.auto_id)
