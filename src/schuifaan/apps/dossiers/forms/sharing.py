"""Forms for working together: inviting people, making a link, writing through one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.forms.working import PlainForm, steps_with_questions
from schuifaan.core.method.knowledge import Knowledge

VALID_FOR_DAYS = 60


class MemberForm(PlainForm):
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Heeft deze persoon nog geen account? Dan sturen we een uitnodiging."),
    )
    role = forms.ChoiceField(
        label=_("Wat mag deze persoon?"),
        choices=[
            (DossierRole.EDITOR, _("Meewerken: antwoorden en taken invullen")),
            (DossierRole.READER, _("Meelezen: alles zien en opmerkingen maken")),
            (DossierRole.OWNER, _("Eigenaar: ook mensen uitnodigen, delen en wegzetten")),
        ],
        initial=DossierRole.EDITOR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class RoleForm(PlainForm):
    role = forms.ChoiceField(label=_("Rol"), choices=DossierRole.choices)


class LinkForm(PlainForm):
    label = forms.CharField(
        label=_("Voor wie is de link?"),
        max_length=80,
        help_text=_("Bijvoorbeeld: bewoners van de Kruisweg. Alleen het team ziet dit."),
    )
    step = forms.ChoiceField(label=_("Wat mogen ze zien?"), required=False)
    may_answer = forms.BooleanField(
        label=_("Ze mogen ook antwoorden"),
        required=False,
        help_text=_("Dat kan alleen als je hierboven één stap kiest."),
    )
    until_date = forms.DateField(
        label=_("Tot en met welke dag werkt de link?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, knowledge: Knowledge, language: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            ("", _("Het hele dossier, om te lezen")),
            *((step.id, step.title.said(language)) for step in steps_with_questions(knowledge)),
        ]
        self.fields["until_date"].initial = today + timedelta(days=VALID_FOR_DAYS)


class TrapForm(PlainForm):
    """A field people do not see. What fills in everything it finds gives itself away."""

    website = forms.CharField(
        label=_("Laat dit leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_sprung(self) -> bool:
        return bool(self.data.get("website", ""))


class SharedCommentForm(TrapForm):
    text = forms.CharField(
        label=_("Wat wil je zeggen?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Schrijf geen namen, adressen of telefoonnummers op."),
    )
    step = forms.ChoiceField(label=_("Waar gaat het over?"))
    field_order = ("step", "text", "website")

    def __init__(self, *args: Any, steps: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(steps) == 1:
            self.fields["step"] = forms.ChoiceField(
                choices=steps, initial=steps[0][0], widget=forms.HiddenInput
            )
        else:
            self.fields["step"].choices = steps  # type: ignore[attr-defined]
