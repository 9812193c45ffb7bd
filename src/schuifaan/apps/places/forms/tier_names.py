"""A municipality's own words for its small and large places, one box for each language of the site."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.enums import PlaceTier
from schuifaan.apps.places.forms.languages import language_label
from schuifaan.apps.places.forms.section import FieldGroup


class TierNamesForm(forms.Form):
    use_required_attribute = False

    def __init__(self, data: Any = None, *, own: Mapping[tuple[str, str], str]) -> None:
        self.boxes = {
            f"{tier}_{language}": (str(tier), language)
            for tier in PlaceTier
            for language, _name in settings.LANGUAGES
        }
        super().__init__(data, initial={box: own.get(key, "") for box, key in self.boxes.items()})
        for box, (_tier, language) in self.boxes.items():
            self.fields[box] = forms.CharField(
                label=language_label(language),
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"lang": language, "dir": "auto"}),
            )

    def groups(self) -> list[FieldGroup]:
        hint = _("Laat leeg om onze naam te gebruiken.")
        return [
            FieldGroup(
                tuple(self[box] for box, key in self.boxes.items() if key[0] == tier), tier.label, hint
            )
            for tier in PlaceTier
        ]

    def wanted(self) -> dict[tuple[str, str], str]:
        return {key: self.cleaned_data[box] for box, key in self.boxes.items()}
