"""For whom a place makes extra room, which languages are spoken, and what there is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.enums import Focus
from schuifaan.apps.places.forms.languages import language_choices
from schuifaan.apps.places.forms.section import FieldGroup, KnownOrNotField, SectionForm

THINGS = ("free_coffee", "own_drinks", "has_kitchen", "rooms_to_rent")


class OfferForm(SectionForm):
    focus = forms.MultipleChoiceField(
        label=_("Extra aandacht voor"),
        help_text=_("Iedereen blijft welkom. Je hoeft niets te kiezen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Talen die we spreken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    free_coffee = KnownOrNotField(label=_("Is de koffie of thee gratis?"))
    own_drinks = KnownOrNotField(label=_("Mag je eigen drinken meenemen?"))
    has_kitchen = KnownOrNotField(label=_("Is er een keuken?"))
    rooms_to_rent = KnownOrNotField(label=_("Kun je er een ruimte huren?"))

    def starting(self) -> dict[str, Any]:
        return {name: getattr(self.place, name) for name in ("focus", "languages", *THINGS)}

    def build(self) -> None:
        # What came in from a list stays possible, also when we have no word for it.
        rare = [(key, key) for key in self.place.focus if key not in Focus.values]
        self.fields["focus"].choices = [*Focus.choices, *rare]  # type: ignore[attr-defined]
        self.fields["languages"].choices = language_choices(self.place.languages)  # type: ignore[attr-defined]

    def groups(self) -> list[FieldGroup]:
        return [
            self.group(["focus"], _("Voor wie")),
            self.group(["languages"], _("Talen")),
            self.group(THINGS, _("Wat er is")),
        ]
