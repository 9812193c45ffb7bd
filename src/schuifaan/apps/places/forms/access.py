"""Getting in: facts that may honestly be unknown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.access import FACTS, GROUP_LABELS, FactDefinition, FactKind
from schuifaan.apps.places.enums import CheckedBy
from schuifaan.apps.places.forms.section import DayField, FieldGroup, KnownOrNotField, SectionForm

UNITS = {
    FactKind.CENTIMETRES: _("in centimeters"),
    FactKind.METRES: _("in meters"),
    FactKind.COUNT: _("aantal"),
}
LARGEST = {FactKind.CENTIMETRES: 1000, FactKind.METRES: 10_000, FactKind.COUNT: 100}


class MeasureField(forms.CharField):
    """A number as people measure it: "85", "2,5 cm"; empty is not known."""

    def __init__(self, *, kind: FactKind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(
            required=False, max_length=12, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs
        )

    def clean(self, value: Any) -> int | float | None:
        text = super().clean(value).lower().replace(",", ".").removesuffix("cm").removesuffix("m").strip()
        if not text:
            return None
        try:
            number = float(text)
        except ValueError as error:
            raise forms.ValidationError(_("Vul een getal in, zoals 85.")) from error
        whole = number.is_integer()
        if not 0 <= number <= LARGEST[self.kind] or (self.kind is FactKind.COUNT and not whole):
            raise forms.ValidationError(
                _("Vul een getal in van 0 tot %(largest)d.") % {"largest": LARGEST[self.kind]}
            )
        return int(number) if whole else round(number, 1)


def _field_for(fact: FactDefinition) -> forms.Field:
    match fact.kind:
        case FactKind.YES_NO:
            return KnownOrNotField(label=fact.label)
        case FactKind.TEXT:
            return forms.CharField(label=str(fact.label), max_length=120, required=False)
        case _:
            return MeasureField(kind=fact.kind, label=fact.label, help_text=UNITS[fact.kind])


class AccessForm(SectionForm):
    checked_on = DayField(
        label=_("Wanneer heb je dit nagekeken?"), error_messages={"required": _("Kies een dag.")}
    )
    checked_by = forms.ChoiceField(
        label=_("Wie keek het na?"),
        choices=[choice for choice in CheckedBy.choices if choice[0] != CheckedBy.IMPORT],
    )
    all_checked = forms.BooleanField(
        label=_("Ik heb alles op deze pagina nagekeken"),
        required=False,
        help_text=_("Anders krijgen alleen de feiten die je verandert deze dag."),
    )
    CHECK = ("checked_on", "checked_by", "all_checked")

    def starting(self) -> dict[str, Any]:
        there = {fact.key: fact.value for fact in self.place.access_facts.all()}
        facts = {key: there.get(key) for key in FACTS}
        return {**facts, "checked_on": self.today, "checked_by": CheckedBy.MANAGER.value}

    def build(self) -> None:
        check = {name: self.fields.pop(name) for name in self.CHECK}
        for key, fact in FACTS.items():
            self.fields[key] = _field_for(fact)
        self.fields.update(check)

    def groups(self) -> list[FieldGroup]:
        groups = [
            self.group([key for key, fact in FACTS.items() if fact.group is group], label)
            for group, label in GROUP_LABELS.items()
        ]
        return [*groups, self.group(self.CHECK, _("Nagekeken"))]

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > self.today:
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul in wanneer je het hebt nagekeken."))
        return day

    def wanted(self) -> dict[str, Any]:
        return {
            "facts": {key: self.cleaned_data[key] for key in FACTS},
            **{name: self.cleaned_data[name] for name in self.CHECK},
        }
