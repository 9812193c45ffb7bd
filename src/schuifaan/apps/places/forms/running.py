"""What kind of place it is, and who keeps it going."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.enums import PlaceTier, PlaceType, StewardKind
from schuifaan.apps.places.forms.section import DayField, FieldGroup, SectionForm
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.queries.desk import choosable_organisations, choosable_wholes
from schuifaan.apps.places.queries.tier_names import tier_words


class TypeForm(SectionForm):
    place_type = forms.ChoiceField(
        label=_("Soort plek"),
        choices=PlaceType,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een soort.")},
    )
    from_date = DayField(
        label=_("Vanaf welke dag?"),
        help_text=_("Wat ervoor was, blijft bewaard."),
        error_messages={"required": _("Kies een dag.")},
    )
    why = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Voor het logboek. Bezoekers zien dit niet."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def starting(self) -> dict[str, Any]:
        return {"place_type": self.place.place_type, "from_date": self.today}


class RunningForm(SectionForm):
    steward_kind = forms.ChoiceField(
        label=_("Wie houdt de plek draaiend?"),
        choices=[*StewardKind.choices, ("", _("Niet bekend"))],
        widget=forms.RadioSelect,
        required=False,
    )
    steward_since = DayField(label=_("Sinds"), required=False)
    steward_plan = forms.CharField(
        label=_("Hoe wordt de plek weer van bewoners?"),
        help_text=_("Nodig als een organisatie de plek tijdelijk draaiend houdt. Bezoekers zien dit niet."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=Organisation.objects.none(), required=False, empty_label=_("Geen")
    )
    tier = forms.ChoiceField(
        label=_("Hoe groot is de taak?"),
        choices=[*PlaceTier.choices, ("", _("Niet bekend"))],
        widget=forms.RadioSelect,
        required=False,
    )
    part_of = forms.ModelChoiceField(
        label=_("Is deze plek een onderdeel van een Huis van de Wijk?"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Nee"),
    )

    def starting(self) -> dict[str, Any]:
        names = ("steward_kind", "steward_since", "steward_plan", "tier")
        here = {name: getattr(self.place, name) for name in names}
        return {**here, "organisation": self.place.organisation_id, "part_of": self.place.part_of_id}

    def build(self) -> None:
        words = tier_words(self.place.municipality_id, page_language())
        self.fields["tier"].choices = [*words.items(), ("", _("Niet bekend"))]  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = choosable_organisations(self.user, self.place)  # type: ignore[attr-defined]
        self.fields["part_of"].queryset = choosable_wholes(self.user, self.place)  # type: ignore[attr-defined]

    def groups(self) -> list[FieldGroup]:
        return [
            self.group(["steward_kind", "steward_since", "steward_plan", "organisation"]),
            self.group(["tier", "part_of"], _("Omvang")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        interim = cleaned.get("steward_kind") == StewardKind.PROFESSIONAL_INTERIM
        if interim and not cleaned.get("steward_plan"):
            self.add_error(
                "steward_plan",
                _(
                    "Schrijf op hoe de plek weer van bewoners wordt. "
                    "Een organisatie houdt de plek maar tijdelijk draaiend."
                ),
            )
        if interim and not cleaned.get("steward_since"):
            # So that half a year later somebody is asked how it goes.
            cleaned["steward_since"] = self.today
        return cleaned
