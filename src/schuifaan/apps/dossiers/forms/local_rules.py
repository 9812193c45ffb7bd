"""The form for one rule of a municipality."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import LocalAnswer, LocalSubject
from schuifaan.apps.dossiers.models import LocalRule
from schuifaan.apps.dossiers.queries.local_rules import municipality_choices
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.forms.section import DayField

FIELDS = ("municipality_code", "subject", "answer", "note", "url", "checked_on")


class LocalRuleForm(forms.Form):
    """Without `rule` a new one; the municipality and the subject of an existing one stay as they are."""

    use_required_attribute = False

    municipality_code = forms.ChoiceField(label=_("Gemeente"))
    subject = forms.ChoiceField(
        label=_("Waar gaat het over?"), choices=LocalSubject.choices, widget=forms.RadioSelect
    )
    answer = forms.ChoiceField(label=_("Is dat zo?"), choices=LocalAnswer.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Hoe zit het precies?"),
        help_text=_("Bijvoorbeeld: twee dagdelen per week, alleen via de wijkteams."),
        required=False,
        max_length=300,
    )
    url = forms.URLField(label=_("Waar staat dat?"), required=False, max_length=500, assume_scheme="https")
    checked_on = DayField(label=_("Op welke dag is dat nagekeken?"))

    def __init__(
        self, data: Any = None, *, organisation: Organisation, today: Any, rule: LocalRule | None = None
    ) -> None:
        initial = {name: getattr(rule, name) for name in FIELDS} if rule is not None else {}
        super().__init__(
            data, initial={"municipality_code": organisation.municipality_code, "checked_on": today} | initial
        )
        choices = municipality_choices()
        code = rule.municipality_code if rule is not None else organisation.municipality_code
        if code and code not in dict(choices):
            choices = [(code, code), *choices]
        self.fields["municipality_code"].choices = choices  # type: ignore[attr-defined]
        if rule is not None:
            self.fields["municipality_code"].disabled = True
            self.fields["subject"].disabled = True
