"""Forms around the answers: a task, a remark, a version, a variant, the name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import Step


class PlainForm(forms.Form):
    """Labels without a colon; what must be filled in is said by the action in words."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class TaskForm(PlainForm):
    what = forms.CharField(label=_("Wat moet er gebeuren?"), max_length=300)
    owner = forms.CharField(label=_("Wie doet het?"), max_length=120, required=False)
    due_date = forms.DateField(
        label=_("Voor wanneer?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    step = forms.ChoiceField(label=_("Hoort bij"), required=False)
    origin = forms.RegexField(
        regex=r"^[A-Za-z0-9_.]*$", max_length=80, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, knowledge: Knowledge, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            ("", _("het hele dossier")),
            *((step.id, step.title.said(language)) for step in knowledge.steps),
        ]
        self.fields["owner"].widget.attrs["autocomplete"] = "off"


class CommentForm(PlainForm):
    text = forms.CharField(
        label=_("Opmerking"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


class VersionForm(PlainForm):
    reason = forms.CharField(
        label=_("Waarom bewaar je deze versie?"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: zoals besproken met de huurdersraad."),
    )


class VariantForm(PlainForm):
    name = forms.CharField(
        label=_("Hoe heet de variant?"),
        max_length=80,
        help_text=_("Bijvoorbeeld: met een sociaal ondernemer."),
    )


class RenameForm(PlainForm):
    title = forms.CharField(label=_("Naam van het dossier"), max_length=160)


def steps_with_questions(knowledge: Knowledge) -> tuple[Step, ...]:
    return tuple(step for step in knowledge.steps if knowledge.questions_of(step.id))
